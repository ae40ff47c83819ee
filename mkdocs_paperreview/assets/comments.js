/* Bring a page's discussion when its place comes near, in the colours of the page. */
(() => {
  const origin = "https://giscus.app"
  const tag = document.currentScript
  const { themeLight, themeDark, ...settings } = tag.dataset
  if (tag.parentNode.querySelector(".giscus")) return
  const frame = document.createElement("div") // giscus fills the element of this class
  frame.className = "giscus"
  tag.after(frame)

  window.paperreviewComments?.abort() // those of the page before
  const { signal } = (window.paperreviewComments = new AbortController())
  const darkness = matchMedia("(prefers-color-scheme: dark)")
  let shown
  let listening = false

  /* Light text means a dark page, whatever the theme calls its schemes. */
  const theme = () => {
    const channels = /^rgba?\((\d+), (\d+), (\d+)/.exec(getComputedStyle(frame).color)?.slice(1)
    const dark = channels ? channels.reduce((sum, n) => sum + +n, 0) > 382 : darkness.matches
    return dark ? themeDark : themeLight
  }

  const tell = () => {
    const window = frame.querySelector("iframe")?.contentWindow
    if (!listening || !window || shown === theme()) return
    shown = theme()
    window.postMessage({ giscus: { setConfig: { theme: shown } } }, origin)
  }

  const load = () => {
    const script = document.createElement("script")
    shown = theme()
    Object.assign(script.dataset, settings, { theme: shown })
    Object.assign(script, { src: `${origin}/client.js`, crossOrigin: "anonymous" })
    frame.after(script)
  }

  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      near.disconnect()
      load()
    },
    { rootMargin: "400px" },
  )
  near.observe(frame)
  const schemes = new MutationObserver(tell)
  const attributeFilter = ["class", "data-bs-theme", "data-md-color-scheme"]
  schemes.observe(document.documentElement, { attributeFilter })
  schemes.observe(document.body, { attributeFilter })
  darkness.addEventListener("change", tell, { signal })
  addEventListener(
    "message",
    (event) => {
      if (event.origin !== origin) return
      listening = true
      tell()
    },
    { signal },
  )
  signal.onabort = () => {
    near.disconnect()
    schemes.disconnect()
  }
})()
