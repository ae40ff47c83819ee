"""A site of extremes: what a group might write in many years, all of it at once.

People and hosts are invented. The same call gives the same site on every machine.
"""

from __future__ import annotations

import struct
import zlib
from itertools import cycle, islice
from typing import TYPE_CHECKING

import sites

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

REVIEWS = 130
"""Reviews of the whole site: enough for three pages of papers."""
YEARS = range(2020, 2025)
SOURCE = "2024_4th_quarter"
"""The page that holds what is hardest to show."""
PLANS = "2099_1st_quarter"
"""The page of a time to come, with reviews of every status."""
AGAIN = "A Paper That Is Read Three Times"
"""Title of the paper that is reviewed in three quarters."""
ARABIC = "ملاحظات القارئ"
"""How the notes in Arabic begin."""
REMOTE = "https://pictures.example"
"""Where the images live that are not in the site; ``/640x360.png`` is one of that size."""

PRESENTERS = (
    "가나람", "김도레", "나미래", "다솔빛", "류하늬", "마루한", "박새벽", "서윤슬",
    "아라한", "정바다", "차오름", "카린솔", "하마루", "쌍누리",
    "Ada Example", "Émile Ünver", "Noa O'Sample", "Ørjan Åsen", "Zoë van der Placeholder",
    "Li-Ann Tester", "quentin lowercase", "X", "Mary Ann Bé", "Ivo Marek",
    "さくら はな", "すずき ためし", "あおい そら", "カナ テスト", "ニコラ ミホン",
    "まつり", "はるか", "ガギグ ゲゴ",
    "田中例子", "山本見本", "佐々木仮名", "王小例", "李试样", "张示范", "陳範例", "欧阳样本",
)  # fmt: skip
"""Forty presenters: Hangul, Latin letters, kana and Han characters."""

VENUES = ("NeurIPS", "ICLR", "CVPR", "ACL", "Interspeech", "Journal of Invented Results", "")
UNBROKEN = "Donau" + "dampfschiff" * 17 + "fahrtsende"[:8]
"""A word of 200 characters."""
LONG_TITLE = " ".join(islice(cycle(("On", "the", "Length", "of", "Titles")), 60)).ljust(300, "!")
SOLID_TITLE = "가나다라마바사아자차" * 30
AUTHORS = ", ".join(f"Author{number} van Surname{number}" for number in range(1, 61))
HOSTILE = '<script>window.hacked=1</script> </h2></article> <img src=x onerror="window.hacked=1">'
HOSTILE_NAME = "<b onclick=window.hacked=1>Bobby</b>"

TAGS = ("graphs", "컴퓨터 비전", "C++", "speech & audio", "علم", UNBROKEN[:60], HOSTILE[:24])
"""Tags of one review; others have some of them."""
PEOPLE = f"""- name: Ada Example
  aliases: [에이다, A. Example]
  link: https://people.example/{UNBROKEN}
  picture: figures/tall.png
- name: Émile Ünver
  active: false
- name: Ivo Marek
  active: false
  picture: figures/wide.png
"""
"""The group's ``people.yml``."""

LINKS = (
    "[paper](https://papers.example/a.pdf)",
    "[arXiv](https://arxiv.org/abs/2001.00001)",
    "[doi](https://doi.org/10.1234/extreme.5678)",
    "[slides](https://slides.example/deck.pdf)",
    "[code](https://github.com/example/extreme)",
    "[video](https://video.example/watch?v=1&t=2)",
    "[project page](https://project.example/)",
    "[dataset](https://data.example/set.zip)",
    "[poster](https://posters.example/poster.png)",
    "[blog](https://blog.example/2024/12/an-entry)",
    f"[{UNBROKEN[:80]}](https://other.example/{UNBROKEN})",
    "[Something else altogether](https://else.example/)",
    "[slides](???)",
    "[demo](javascript:window.hacked=1)",
)
"""Links of every kind, one that is not there yet, and one that is refused."""
_OTHER_LINKS = LINKS[3:]
"""Those that do not say which paper it is."""

PICTURES = {
    "figures/wide.png": (1600, 120),
    "figures/tall.png": (120, 1600),
    "figures/square.png": (400, 400),
    "figures/tiny.png": (8, 8),
    "figures/huge.png": (2400, 1800),
}
"""Images of the site, by path, with their size."""

_HOME = """# Extremes

Everything that a page can embed.

## Latest

<!-- paperreview: reviews latest=6 layout=cards -->

## People

<!-- paperreview: presenters layout=tiles -->

## Quarters

<!-- paperreview: periods -->

## Activity

<!-- paperreview: activity -->
"""
_MATERIAL: dict[str, object] = {
    "name": "material",
    "font": False,
    "features": ["navigation.instant", "navigation.tracking", "content.code.copy"],
    "palette": [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ],
}
_EXTENSIONS: tuple[object, ...] = (
    "attr_list",
    "footnotes",
    "pymdownx.highlight",
    "pymdownx.superfences",
    {"toc": {"permalink": True}},
)
_QUARTERS = ("1st", "2nd", "3rd", "4th")
_READ_AGAIN = ("2020_2nd_quarter", "2022_3rd_quarter", SOURCE)


def site(folder: Path, theme: str = "material", **config: object) -> sites.Site:
    """Write the site for a theme, with KaTeX in the site itself."""
    math = {"source": str(sites.node_modules("katex/dist"))}
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("people.yml").write_text(PEOPLE, encoding="utf-8")
    given = {
        "site_name": "Extremes",
        "theme": _MATERIAL if theme == "material" else theme,
        "markdown_extensions": list(_EXTENSIONS),
    }
    return sites.make(folder, pages(), {"language": "en", "math": math}, **(given | config))


def pages() -> Mapping[str, str | bytes]:
    """Return every file of the docs folder, by path."""
    hard, plans = _hard_reviews(), _plans()
    names = [f"{year}_{quarter}_quarter" for year in YEARS for quarter in _QUARTERS]
    plain = _plain_reviews(REVIEWS - len(hard) - len(plans) - len(_READ_AGAIN) - 3)
    texts = {name: list(islice(plain, 5)) for name in names if name != SOURCE}
    texts[names[0]] += plain
    texts[SOURCE] = hard
    texts[names[-2]].append(_planned("Held in Time", "A. Example", _HELD))
    for number, name in enumerate(_READ_AGAIN):
        texts[name].append(_read_again(number))
    pictures = {path: png(*size) for path, size in PICTURES.items()}
    undated = sites.page(_plain_review(900), _plain_review(901), date=None)
    return {
        "index.md": _HOME,
        "someday.md": undated,
        f"{PLANS}.md": sites.page(*plans, date="2099-01-02"),
        **{f"{name}.md": _quarter(name, text) for name, text in texts.items()},
        **pictures,
        "figures/drawing.svg": _DRAWING,
    }


def png(width: int, height: int) -> bytes:
    """Return a grey PNG image of a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\xa0" * width) * height
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _quarter(name: str, reviews: list[str]) -> str:
    """Return a quarter's page; every third has no cover, every third one that is elsewhere."""
    covers = (None, f"{REMOTE}/1200x600.png", "figures/tall.png")
    month = 3 * _QUARTERS.index(name[5:8]) + 1
    cover = covers[(int(name[:4]) + month) % 3]
    return sites.page(*reviews, title=name, date=f"{name[:4]}-{month:02}-02", image_url=cover)


def _plain_reviews(count: int) -> Iterator[str]:
    return map(_plain_review, range(count))


def _plain_review(number: int) -> str:
    """Return one of the reviews that are as most are."""
    venue = VENUES[number % len(VENUES)]
    year = 2015 + number % 10
    authors = f"Ada Author, Ben Writer, Chi Scholar{f', {venue} {year}' if venue else ''}"
    paper = f"https://arxiv.org/abs/20{number % 12 + 1:02}.{number:05}"
    return sites.review(
        f"Ordinary Paper Number {number} about $$x_{{{number}}}$$",
        PRESENTERS[number % len(PRESENTERS)],
        _NOTES[number % len(_NOTES)],
        authors=authors,
        links=f"[[paper link]({paper}), {_OTHER_LINKS[number % len(_OTHER_LINKS)]}]",
    )


def _read_again(number: int) -> str:
    """Return a review of the paper that is read three times."""
    return sites.review(
        AGAIN,
        PRESENTERS[number * 9],
        authors="Ada Author, Ben Writer, ICLR 2019",
        links="[[paper link](https://arxiv.org/abs/1901.00042)]",
    )


def _hard_reviews() -> list[str]:
    """Return the reviews that are hardest to show, each of a paper of its own."""
    return [
        text.replace(sites.PAPER, f"https://arxiv.org/abs/2402.{number:05}")
        for number, text in enumerate(_difficulties())
    ]


def _difficulties() -> list[str]:
    return [
        sites.review(LONG_TITLE, PRESENTERS[0], _NOTES[1], authors=f"{AUTHORS}, NeurIPS 2020"),
        sites.review(SOLID_TITLE, ", ".join(PRESENTERS[:12]), _NOTES[0]),
        "# Without Authors\n### 발표자: 정바다\n\n- A note.\n\n***\n\n",
        sites.review("Without Links", "X", links=""),
        sites.review("Without Notes", "まつり", notes=""),
        "# Nothing but a Title\n### Presenter: TBD\n\n***\n\n",
        sites.review("Ten Images", "田中例子", _IMAGES),
        sites.review("Formulas of Forty Lines", "Ivo Marek", _FORMULAS),
        sites.review("Tables and Code", "Émile Ünver", _TABLE_AND_CODE),
        sites.review("ملاحظات عن ورقة", "سلمى مثال", _ARABIC_NOTES, authors="ليلى كاتب, ICLR 2020"),
        sites.review("多言語のノート", "さくら はな", "\n\n".join(_NOTES)),
        sites.review(UNBROKEN, UNBROKEN[:120], f"{UNBROKEN}\n\n`{UNBROKEN}`", authors=UNBROKEN),
        sites.review(HOSTILE, HOSTILE_NAME, "- A note.", authors=f"{HOSTILE_NAME}, ICLR 2020"),
        sites.review("Fourteen Links", "Zoë van der Placeholder", links=f"[{', '.join(LINKS)}]"),
        sites.review(r"Bounds of $$O(n \log n)$$ and $$\frac{a_1+\dots+a_n}{\sqrt{n}}$$", "X"),
    ]


def _plans() -> list[str]:
    """Return reviews that are planned, cancelled, or have no presenter yet."""
    tagged = f"### Tags: {', '.join(TAGS)}\n"
    at = f"Ada Example ({UNBROKEN}), 田中例子 (Institute of Very Long Affiliations), X (AI)"
    return [
        _planned("Planned for a Day", "Ada Example", "### Date: 2099-01-08\n" + tagged),
        _planned(LONG_TITLE[:150], at, "### Date: 2099-01-15\n### Tags: graphs\n"),
        _planned("Nobody's Paper", "TBD", "### Date: 2099-01-22\n"),
        _planned("Planned for Some Day", "Mary Ann Bé", tagged),
        _planned("Cancelled After All", "X", "### Date: 2099-01-29\n### Status: cancelled\n"),
    ]


_HELD = "### Date: 2024-07-30\n### Tags: C++, Graphs\n"


def _planned(title: str, presenter: str, fields: str) -> str:
    header = f"# {title}\n## Ada Author, ICLR 2020\n### Presenter: {presenter} {sites.LINKS}\n"
    return f"{header}{fields}\n- A note.\n\n***\n\n"


_KOREAN_NOTES = """- 적은 데이터로도 잘 배웁니다. 손실 $$\\ell_2$$와 `lr=3e-4`를 씁니다.
- 토론에서는 baseline이 공정한지를 물었습니다.
"""
_ENGLISH_NOTES = r"""- The idea fits into `loss.backward()`, and $$O(n^2)$$ becomes $$O(n)$$.
- The ablation shows that *most* of the gain is the schedule.

$$\mathcal{L}(\theta) = \sum_{i} \left| f_\theta(x_i) - y_i \right|$$
"""
_JAPANESE_NOTES = "- 少ないデータで学習します。速度は二倍、誤差は$$\\epsilon$$以下です。"
_PICTURE_NOTES = f"""![A square](figures/square.png)

- Notes that begin with an image, and with a plain address: {REMOTE}/of/a/page.
"""
_NOTES = (_KOREAN_NOTES, _ENGLISH_NOTES, _JAPANESE_NOTES, _PICTURE_NOTES)
_ARABIC_NOTES = f"""{ARABIC}: هذه الورقة تقترح طريقة للتعلم من بيانات قليلة.

- النقطة الأولى مع `code` و $$x_1$$.
- النقطة الثانية.
"""
_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
<rect width="300" height="200" fill="#5c6bc0"/><circle cx="150" cy="100" r="60" fill="#fff"/>
</svg>
"""
_IMAGES = "\n\n".join(
    (
        "- A note before ten images.",
        *(f"![{path}]({path})" for path in PICTURES),
        "![A drawing](figures/drawing.svg)",
        f'<p align="center"><img src="{REMOTE}/640x360.png"> <img src="{REMOTE}/360x640.png"></p>',
        f"![Elsewhere]({REMOTE}/1920x400.png) ![Elsewhere too]({REMOTE}/50x50.png)",
    )
)
_FORMULAS = "\n".join(
    (
        "- Forty lines, then one line that is very wide.",
        "",
        "$$\n\\begin{aligned}",
        *(f"x_{{{n}}} &= \\sum_{{i=1}}^{{{n}}} \\frac{{a_i}}{{b_i}} \\\\" for n in range(1, 41)),
        "\\end{aligned}\n$$",
        "",
        f"$${' + '.join(f'a_{{{n}}} b_{{{n}}}' for n in range(90))} = 0$$",
        "",
        f"A wide one in a line of text: $${' + '.join(f'c_{{{n}}}' for n in range(60))}$$.",
    )
)
_TABLE_AND_CODE = "\n".join(
    (
        "| " + " | ".join(f"a long heading {n}" for n in range(16)) + " |",
        "|---" * 16 + "|",
        *("| " + " | ".join(f"{row}.{n}12345678" for n in range(16)) + " |" for row in range(4)),
        "",
        "```python",
        "result = " + " + ".join(f"function_number_{n}(argument)" for n in range(20)),
        "```",
        "",
        f"`{'path/to/a/file/' * 12}` in a line of text.",
    )
)
