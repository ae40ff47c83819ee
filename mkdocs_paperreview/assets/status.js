/* Show what is said of a review until a day; take it away where the reader's day is later. */
(() => {
  const today = new Date().toLocaleDateString("sv") // as ISO writes it
  for (const chip of document.querySelectorAll("[data-until]")) {
    if (chip.dataset.until > today) chip.hidden = false
    else chip.remove()
  }
})()
