/* The element <paperreview-filter>, defined once, though a theme may run this again. What is asked
   for stands in the address. */
(() => {
  if (customElements.get("paperreview-filter")) return

  const SCHEMA = 2
  const STEP = 50
  const KINDS = ["slides", "code"]
  const NAMES = ["find", "presenter", "venue", "year", "period", "tag", ...KINDS]
  const [TITLE, AUTHORS, PRESENTERS, VENUE, YEAR, PERIOD, LINKS, PAGE, ANCHOR, EXCERPT, TAGS, DAY, CHIP] =
    Array(13).keys()

  const GA = 0xac00 // the first syllable; 28 have one beginning, 588 one initial
  const FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
  const PAIRS = "ㄳㄱㅅㄵㄴㅈㄶㄴㅎㄺㄹㄱㄻㄹㅁㄼㄹㅂㄽㄹㅅㄾㄹㅌㄿㄹㅍㅀㄹㅎㅄㅂㅅ"
  const letter = String.fromCharCode

  /* Input methods join consonants. */
  const apart = (text) =>
    text.replace(/[ㄳㄵㄶㄺ-ㅀㅄ]/g, (pair) => PAIRS.substr(PAIRS.indexOf(pair) + 1, 2))

  /* What two spellings share. A consonant that stands alone becomes an initial one. */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC")
      .toLowerCase()
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\u2018\u2019]/g, "'")

  const beginningWith = (initial) => {
    const first = GA + (initial.charCodeAt() - 0x1100) * 588
    return `[${initial}${letter(first)}-${letter(first + 587)}]`
  }

  const pattern = (word) =>
    word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/[\u1100-\u1112]/g, beginningWith)

  /* A syllable in the making may yet get a final consonant, or lose it to the next one. */
  const unfinished = (syllable) => {
    const code = syllable.charCodeAt()
    const final = (code - GA) % 28
    if (!final) return `[${syllable}-${letter(code + 27)}]`
    const [next, kept] = [...apart(FINALS[final - 1])].reverse()
    const before = letter(code - final + (kept ? FINALS.indexOf(kept) + 1 : 0))
    return `(?:${syllable}|${before}${pattern(fold(next))})`
  }

  const patterns = (text, composing) =>
    fold(apart(text))
      .split(/\s+/)
      .filter(Boolean)
      .map(pattern)
      .map((word) => RegExp(composing ? word.replace(/[가-힣]$/, unfinished) : word))

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag)
    if (name) element.className = name
    element.append(...children.flat().filter(Boolean))
    return element
  }

  const part = ({ formula, code }, text) =>
    formula ? make("span", "arithmatex", `\\(${formula}\\)`) : code ? make("code", "", code) : text

  const shown = (line) => [line].flat().map((piece) => part(piece, piece))
  const plain = (line) =>
    [line].flat().map((piece) => piece.formula ?? piece.code ?? piece).join("")

  const digits = (number) => number.toLocaleString("en") // as all languages of ours

  class Library {
    constructor(data, root) {
      Object.assign(this, data, { root, rows: [] })
    }

    /* Make what is compared, a few reviews at a time. */
    async prepare() {
      for (const review of this.reviews) {
        if (this.rows.length % 500 === 0) await new Promise((go) => setTimeout(go))
        this.rows.push({ text: fold(this.words(review).join("\n")), values: this.values(review) })
      }
      return this
    }

    words(review) {
      return [
        plain(review[TITLE]),
        [review[AUTHORS]].flat().at(-1),
        ...review[PRESENTERS].flatMap((person) => this.presenters[person].filter((_, n) => n % 2)),
        ...(this.venues[review[VENUE]] ?? []),
        plain(review[EXCERPT]),
        ...this.tagsOf(review).map(([, name]) => name),
      ]
    }

    values(review) {
      const links = KINDS.map((_, bit) => ((review[LINKS] >> bit) & 1) - 1)
      const kept = [PRESENTERS, VENUE, YEAR, PERIOD, TAGS].map((place) => review[place])
      return [...kept, ...links].map((values) => [values].flat().filter((value) => value >= 0))
    }

    tagsOf(review) {
      return [review[TAGS]].flat().map((tag) => this.tags[tag]).filter(Boolean)
    }

    /* What stands in reviews for a value of the address. */
    number(name, value) {
      if (name === "year") return Number(value)
      return this[`${name}s`]?.findIndex(([id]) => id === value) ?? 0
    }

    /* What is asked for, and the count of each value under all other conditions. */
    find(asked, composing) {
      const words = patterns(asked.find ?? "", composing)
      const wanted = NAMES.slice(1).map((name) => name in asked && this.number(name, asked[name]))
      const counts = wanted.map(() => [])
      const found = this.reviews.filter((_, index) => {
        const { text, values } = this.rows[index]
        if (!words.every((word) => word.test(text))) return false
        let missing = 0
        for (let n = 0; n < wanted.length; n++) {
          if (wanted[n] !== false && !values[n].includes(wanted[n])) missing |= 1 << n
        }
        for (let n = 0; n < wanted.length; n++) {
          if (missing & ~(1 << n)) continue
          for (const value of values[n]) counts[n][value] = (counts[n][value] ?? 0) + 1
        }
        return !missing
      })
      return { found, counts }
    }

    link(content, address, name) {
      if (address === null) return make("span", name, content)
      const link = make("a", name, content)
      link.href = new URL(address, this.root)
      return link
    }

    /* As templates/item.html, without picture and links. */
    item(review) {
      const line = (name, ...content) => make("p", `paperreview-item__${name}`, ...content)
      const [authors] = [review[AUTHORS]].flat()
      const card = `${this.pages[review[PAGE]]}#${review[ANCHOR]}`
      const tags = this.tagsOf(review).map(([, name, page]) => this.link(name, page, "paperreview-tag"))
      const text = [
        line("title", this.link(shown(review[TITLE]), card)),
        authors && line("authors", authors),
        line("facts", ...this.facts(review)),
        review[EXCERPT] && line("excerpt", shown(review[EXCERPT])),
        tags.length && line("tags", tags),
      ]
      return make("li", "paperreview-item", make("div", "paperreview-item__text", text))
    }

    facts(review) {
      const fact = (name, content) => make("span", `paperreview-item__${name}`, content)
      const [venue, title = ""] = this.venues[review[VENUE]] ?? []
      const badge = fact("venue", [venue, review[YEAR]].filter(Boolean).join(" "))
      if (title) badge.title = title
      const people = review[PRESENTERS].flatMap((person, n) => {
        const [, name, page] = this.presenters[person]
        return [n && ", ", this.link(name, page)]
      })
      const [, label, page] = this.periods[review[PERIOD]]
      return [
        ...this.standing(review),
        badge.textContent && badge,
        people.length && fact("presenters", people),
        fact("period", this.link(label, page)),
      ]
    }

    /* As templates/standing.html and status.js. */
    standing(review) {
      const [status, said, until] = this.chips[review[CHIP]] ?? []
      const chip = make("span", "paperreview-chip", said)
      Object.assign(chip.dataset, { status })
      const [dateTime, day] = this.days[review[DAY]] ?? []
      const time = Object.assign(make("time", "paperreview-day", day), { dateTime })
      const over = until && until <= new Date().toLocaleDateString("sv")
      return [said && !over && chip, day && time]
    }
  }

  const libraries = {} // by address

  const load = (address) => {
    libraries[address] ??= fetch(address, { cache: "no-cache" })
      .then((response) => response.json())
      .then((data) => {
        if (data.schema !== SCHEMA) throw Error(`${address} is of another version`)
        return new Library(data, new URL("../../", address)).prepare()
      })
      .then((library) => {
        libraries[address].loaded = library
      })
      .catch((error) => {
        delete libraries[address]
        throw error
      })
    return libraries[address]
  }

  const seen = { search: "", count: STEP } // for whoever comes back

  class Filter extends HTMLElement {
    connectedCallback() {
      if (location.protocol === "file:") return this.remove() // nothing can be loaded there
      const form = (this.form = this.querySelector("form"))
      this.status = this.querySelector("[role=status]")
      this.results = this.querySelector(".paperreview-filter__results")
      ;[this.list, this.button] = this.results.children
      this.address = this.querySelector("a").href
      this.path = location.pathname
      for (const name in this.on) form.addEventListener(name, this)
      this.button.onclick = () => this.showMore()
      addEventListener("popstate", this)
      this.restore()
      this.hidden = false
      this.show()
    }

    disconnectedCallback() {
      removeEventListener("popstate", this)
    }

    handleEvent(event) {
      this.on[event.type].call(this, event)
    }

    on = {
      focusin() {
        load(this.address).catch(() => {})
      },
      input({ target, isComposing }) {
        this.composing = isComposing
        this.changed(target.name === "find")
      },
      change({ target }) {
        if (target.name === "find") this.typing = false
      },
      compositionend() {
        this.composing = false
        this.changed(true)
      },
      keydown(event) {
        const { key, target, isComposing } = event
        if (key !== "Escape" || target.name !== "find" || !target.value || isComposing) return
        event.preventDefault()
        target.value = ""
        this.changed(true)
      },
      reset(event) {
        event.preventDefault()
        this.fill({})
        this.changed()
      },
      submit(event) {
        event.preventDefault()
      },
      popstate() {
        if (location.pathname !== this.path) return
        const before = JSON.stringify(this.asked)
        this.restore()
        if (JSON.stringify(this.asked) !== before) this.show()
      },
    }

    get asked() {
      const given = [...new FormData(this.form)].map(([name, value]) => [name, value.trim()])
      return Object.fromEntries(given.filter(([, value]) => value))
    }

    restore() {
      this.typing = this.composing = false
      this.fill(Object.fromEntries(new URLSearchParams(location.search)))
    }

    fill(asked) {
      for (const field of this.form.elements) {
        if (field.type === "checkbox") field.checked = field.name in asked
        else if (field.name) field.value = asked[field.name] ?? ""
        if (field.selectedIndex < 0) field.selectedIndex = 0
      }
    }

    /* A word makes one entry in the history, anything else one each. */
    changed(typed) {
      const stored = this.store(typed && this.typing ? "replaceState" : "pushState")
      this.typing = typed && (this.typing || stored)
      this.show()
    }

    store(method) {
      const { asked } = this
      const url = new URL(location)
      for (const name of NAMES) {
        url.searchParams.delete(name)
        if (name in asked) url.searchParams.set(name, asked[name])
      }
      try {
        if (url.href !== location.href) return !history[method](history.state, "", url)
      } catch {} // a browser may refuse so many entries in so short a time
    }

    show() {
      const library = libraries[this.address]?.loaded
      const active = Object.keys(this.asked).length > 0
      if (library) return this.render(library, active)
      this.say(active ? this.dataset.loading : "")
      if (active) load(this.address).then(() => this.show(), (error) => this.fail(error))
    }

    fail(error) {
      this.say(this.dataset.failed)
      console.warn("paperreview: the filter cannot load its data", error)
    }

    render(library, active) {
      const focused = document.activeElement
      const { found, counts } = library.find(this.asked, this.composing)
      Object.assign(this, { library, found: active ? found : [] })
      this.count(counts)
      this.list.replaceChildren()
      this.fillUp(seen.search === location.search ? seen.count : STEP)
      this.results.hidden = !active
      for (const listing of document.querySelectorAll(".paperreview-listing")) {
        if (this.compareDocumentPosition(listing) === 4) listing.hidden = active // it follows
      }
      this.say(active ? this.counted(found.length) : "")
      const lost = focused !== document.activeElement || focused?.closest("[hidden]")
      if (lost) this.form.elements.find.focus()
    }

    showMore() {
      const shown = this.list.children.length
      this.fillUp(shown + STEP)
      this.list.children[shown].querySelector("a").focus()
    }

    fillUp(count) {
      const { list, found, library } = this
      const items = found.slice(list.children.length, count).map((review) => library.item(review))
      list.append(...items)
      this.button.hidden = count >= found.length
      Object.assign(seen, { search: location.search, count })
      if (list.querySelector(".arithmatex")) {
        window.paperreviewMath?.run?.() ?? window.MathJax?.typesetPromise?.([list])
      }
    }

    count(counts) {
      this.values ??= [...this.form.elements].flatMap((field) => this.valuesOf(field))
      for (const value of this.values) {
        const count = counts[value.n][value.number] ?? 0
        if (count !== value.count) value.node.textContent = `${value.name} (${digits(count)})`
        value.count = count
      }
    }

    valuesOf(field) {
      const n = NAMES.indexOf(field.name) - 1
      const nodes = n < 0 ? [] : [...(field.options ?? [null, field.nextElementSibling])].slice(1)
      return nodes.map((node) => ({
        node,
        n,
        number: this.library.number(field.name, node.value),
        name: node.textContent.replace(/ \([^()]*\)$/, ""),
      }))
    }

    counted(count) {
      const { none, one, many } = this.dataset
      return count ? (count > 1 ? many : one).replace("{count}", digits(count)) : none
    }

    say(text) {
      if (this.status.textContent !== text) this.status.textContent = text
    }
  }

  customElements.define("paperreview-filter", Filter)
})()
