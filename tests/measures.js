/* What tests measure in a page. Visitors bring it along: it is there before a page's own scripts. */
window.measures = (() => {
  const roots = [
    "card", "listing", "summary", "activity", "filter", "neighbours", "comments",
  ].map((name) => `.paperreview-${name}`).join()

  const describe = (node) => {
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement
    if (!element) return "an element that is gone"
    const classes = [...element.classList].filter((name) => name !== "focus-visible")
    const name = [element.localName, ...classes].join(".")
    const near = element.closest("[class*=paperreview-]")
    const place = near && near !== element ? ` in .${near.classList[0]}` : ""
    return `<${name}>${place} “${element.textContent.trim().slice(0, 30)}”`
  }

  const shown = (element) => {
    const { width, height } = element.getBoundingClientRect()
    return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      width > 1 && height > 1
  }

  /* Whether something between an element and `end` scrolls or cuts off what is too wide. */
  const contained = (element, end) => {
    for (let node = element.parentElement; node && node !== end; node = node.parentElement) {
      const style = getComputedStyle(node)
      if (style.overflowX !== "visible" || style.clipPath !== "none") return true
    }
    return false
  }

  const sideways = () => {
    const root = document.documentElement
    const excess = root.scrollWidth - root.clientWidth
    if (excess <= 0) return []
    const wide = [...document.body.querySelectorAll("*")].filter((element) =>
      element.getBoundingClientRect().right > root.clientWidth + 0.5 && !contained(element, root))
    return [`${excess} px too wide: ${wide.slice(-3).map(describe).join("; ")}`]
  }

  const outOf = (root) => {
    const { left, right } = root.getBoundingClientRect()
    return [...root.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect()
      const beyond = box.right > right + 1 || box.left < left - 1
      return beyond && shown(element) && !contained(element, root)
    })
  }

  /* Parts of the plugin's elements that are drawn beside them. */
  const protruding = () =>
    [...document.querySelectorAll(roots)].flatMap(outOf).slice(0, 3).map(describe)

  /* Where the first letter of an element stands between its left end (0) and its right end (1). */
  const beginning = (element) => {
    const range = document.createRange()
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    const start = text.data.search(/\S/)
    range.setStart(text, start)
    range.setEnd(text, start + 1)
    const { left, width } = element.getBoundingClientRect()
    return (range.getBoundingClientRect().left - left) / width
  }

  const shifts = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) shifts.push({ value, nodes: sources.map(({ node }) => describe(node)) })
    }
  }).observe({ type: "layout-shift", buffered: true })

  const frames = async (count) => {
    while (count--) await new Promise(requestAnimationFrame)
  }

  /* Scroll to a height; give the images in sight that are not loaded, and whether more follows. */
  const look = async (top) => {
    window.scrollTo({ top, behavior: "instant" })
    await frames(2)
    const missing = [...document.images].filter((image) => {
      const box = image.getBoundingClientRect()
      return !image.complete && box.bottom >= 0 && box.top <= innerHeight && shown(image)
    })
    const end = document.documentElement.scrollHeight
    return { missing: missing.map((image) => image.src), more: top + innerHeight < end }
  }

  const rulesOf = (list) =>
    [...list].flatMap((rule) => {
      if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) return []
      return [rule, ...rulesOf(rule.cssRules ?? [])]
    })

  const moves = (style) =>
    [style.transitionDuration, style.animationDuration]
      .some((times) => times.split(",").some((time) => parseFloat(time) > 0))

  /* Elements that a rule of the plugin's style sheet lets move. */
  const moving = () => {
    const sheet = [...document.styleSheets].find(({ href }) => href?.endsWith("/paperreview.css"))
    const rules = rulesOf(sheet?.cssRules ?? []).filter((rule) => rule.style && (
      rule.style.transitionProperty || rule.style.transitionDuration ||
      rule.style.animationName || rule.style.animationDuration))
    return rules.flatMap(({ selectorText }) => {
      const [, pseudo] = /(::[\w-]+)/.exec(selectorText) ?? []
      const plain = selectorText.replace(/::?(before|after|hover|focus|focus-visible|target)/g, "")
      return [...document.querySelectorAll(plain || "html")]
        .filter((element) => moves(getComputedStyle(element, pseudo)))
        .slice(0, 1).map((element) => `${selectorText}: ${describe(element)}`)
    })
  }

  /* The plugin's own controls; a theme may add others to the notes, to copy code for instance. */
  const controls = () =>
    [...document.querySelectorAll(".paperreview-link, button, select, input")].filter((element) =>
      element.closest(roots) && !element.closest(".paperreview-card__notes"))

  const bordered = ({ borderTopStyle, borderTopWidth }) =>
    borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0

  /* Whether an icon is drawn before or behind an element, in a colour that can be seen. */
  const hasIcon = (element) => ["::before", "::after"].some((pseudo) => {
    const { content, backgroundColor, maskImage } = getComputedStyle(element, pseudo)
    const canvas = getComputedStyle(document.body).backgroundColor
    return content !== "none" && maskImage !== "none" && backgroundColor !== canvas
  })

  /* Buttons that cannot be told in forced colours: without a border, or without words or icon. */
  const faint = () =>
    controls().filter((element) => element.matches(".paperreview-link, button") && shown(element))
      .filter((element) => {
        const style = getComputedStyle(element)
        const words = element.textContent.trim()
        const told = words ? bordered(style) && style.color !== style.backgroundColor
          : hasIcon(element) && element.hasAttribute("aria-label")
        return !told
      }).map(describe)

  /* On paper: what can only be clicked, and links that do not say where they lead. */
  const useless = () => {
    const clickable = controls().filter((element) =>
      !element.matches(".paperreview-link") && shown(element))
    const silent = [...document.querySelectorAll("a.paperreview-link[href]")].filter((link) =>
      shown(link) && !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
    return [...clickable, ...silent].map(describe)
  }

  const stops = (root) =>
    [...root.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
      .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility())

  const outlined = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none"
  }

  /* What has the focus, whether that can be seen (of a hidden box: its label), and in what block. */
  const focus = () => {
    const element = document.activeElement
    const drawn = shown(element) ? element : element.closest("label") ?? element
    const block = drawn.closest("h1, h2, h3, h4, h5, h6, p, li, td, th, dd, div")
    const { top, bottom } = block.getBoundingClientRect()
    const name = describe(element)
    return { name, marked: outlined(drawn), top: top + scrollY, bottom: bottom + scrollY }
  }

  /* Put the focus before an element; give what Tab should reach in it, in order. */
  const stand = (root) => {
    const all = stops(document.body)
    const own = stops(root)
    all[all.indexOf(own[0]) - 1].focus()
    return own.map(describe)
  }

  return {
    beginning, faint, focus, frames, look, moving, protruding, roots, shifts, sideways, stand, useless,
  }
})()
