/* Typeset the formulas of a page. The tag stands in its content, so that a theme that swaps contents
   runs it again. Whoever adds formulas calls paperreviewMath.run(). */
(() => {
  const tag = document.currentScript
  const { engine, base, script, scriptIntegrity, style, styleIntegrity } = tag.dataset
  const state = (window.paperreviewMath ??= { engine: undefined })
  const root = new URL(base, document.baseURI)
  const address = (path) => new URL(path, root).href
  const waiting = () => document.querySelectorAll(".arithmatex:not([data-typeset])")

  const load = (name, attributes, integrity) =>
    new Promise((resolve, reject) => {
      const element = document.createElement(name)
      if (integrity) Object.assign(element, { integrity, crossOrigin: "anonymous" })
      Object.assign(element, attributes, { onload: resolve, onerror: reject })
      document.head.append(element)
    })

  const addStyle = () => {
    const href = address(style)
    const present = [...document.styleSheets].some((sheet) => sheet.href === href)
    return present || load("link", { rel: "stylesheet", href }, styleIntegrity)
  }

  const addScript = () => {
    if (engine === "mathjax" && !window.MathJax?.startup) {
      window.MathJax = {
        tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
        options: { ignoreHtmlClass: ".*", processHtmlClass: "arithmatex" },
        startup: { typeset: false },
      }
    }
    return load("script", { src: address(script) }, scriptIntegrity)
  }

  const typeset = {
    katex(element) {
      const [, open, tex] = /^\s*\\([([])([^]*)\\[)\]]\s*$/.exec(element.textContent) ?? []
      if (tex === undefined) return
      window.katex.render(tex, element, { displayMode: open === "[", throwOnError: false })
    },
    mathjax: (element) => window.MathJax.typesetPromise([element]),
  }

  const run = async () => {
    if (!waiting().length) return
    await Promise.all([style && addStyle(), (state.engine ??= addScript())])
    if (engine === "mathjax") await window.MathJax.startup.promise
    else await Promise.all(["Main", "Math"].map((font) => document.fonts.load(`1em KaTeX_${font}`)))
    for (const element of waiting()) {
      if (element.dataset.typeset || !element.isConnected) continue // meanwhile, by another run
      element.dataset.typeset = engine
      await typeset[engine](element)
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0
    }
  }

  const failed = (error) => {
    state.engine = undefined
    tag.dataset.failed = ""
    console.warn("paperreview: formulas stay as TeX, their engine cannot be loaded", error)
  }
  state.run = () => run().catch(failed)
  state.run()
})()
