/* Give the title of each card a button that copies its address. */
(() => {
  const tag = document.currentScript
  const { copy, copied, failed } = tag.dataset
  const status = document.createElement("span")
  let timer

  const say = (text) => {
    clearTimeout(timer)
    status.textContent = text
    timer = setTimeout(say, 3000, "")
  }

  const address = (card) => {
    const url = new URL(`#${card.id}`, location.href)
    url.search = ""
    return url.href
  }

  const button = (card) => {
    const element = document.createElement("button")
    Object.assign(element, { type: "button", className: "paperreview-copy", title: copy })
    element.setAttribute("aria-label", copy)
    element.addEventListener("click", () =>
      navigator.clipboard.writeText(address(card)).then(
        () => say(copied),
        () => say(failed),
      ),
    )
    return element
  }

  if (!navigator.clipboard) return
  const cards = [...document.querySelectorAll("article.paperreview-card[id]")].filter(
    (card) => !card.querySelector(".paperreview-copy"),
  )
  for (const card of cards) card.querySelector(".paperreview-card__title")?.append(button(card))
  if (cards.length) {
    status.className = "paperreview-status"
    status.setAttribute("role", "status")
    tag.after(status)
  }
})()
