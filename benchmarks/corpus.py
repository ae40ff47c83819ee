"""An invented reading group: quarter pages as one might have written them, for any size.

`pages(reviews)` is pure: the same numbers give the same text on every machine. The last page is
always the fourth quarter of 2024; more reviews reach further back.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REVIEWS_A_PAGE = 25
LAST_YEAR = 2024
SEED = 20240229
BETWEEN = "\n***\n\n"
"""What separates two reviews of a page."""

SURNAMES = "강고김남문박서손윤이정최"
FIRST_SYLLABLES = "가도리미보서은주하현"
SECOND_SYLLABLES = "람린민봄빈솔아온윤진"

AUTHORS = (
    "Ada Brandt", "Bo Lindqvist", "Chiara Moretti", "Dae-Hyun Noh", "Elif Aydin", "Farid Haddad",
    "Greta Olsen", "Hana Sato", "Ivo Marek", "Jun Okabe", "Katya Orlova", "Luís Prado",
)  # fmt: skip
VENUES = ("ACL", "CVPR", "EMNLP", "ICASSP", "ICLR", "ICML", "Interspeech", "NeurIPS")

MANNERS = (
    "Adaptive", "Bounded", "Contrastive", "Deferred", "Editable", "Factored", "Gated",
    "Hierarchical", "Invariant", "Layered", "Masked", "Nested",
)  # fmt: skip
METHODS = (
    "Attention", "Backups", "Codebooks", "Diffusion", "Encoders", "Flows", "Graphs", "Mixtures",
    "Policies", "Priors", "Sampling", "Transformers",
)  # fmt: skip
TASKS = (
    "Chart Reading", "Dialogue", "Keyword Spotting", "Long Documents", "Noisy Labels",
    "Protein Folding", "Robot Grasping", "Singing Voices", "Small Data", "Table Search",
    "Translation", "Video Summaries",
)  # fmt: skip

NOTES = (
    "제안한 방법은 적은 데이터로도 기존 모델만큼 정확하며, 학습 시간은 절반으로 줄어듭니다.",
    "발표 후 토론에서는 baseline의 설정이 공정한지에 대한 질문이 가장 많았습니다.",
    "실험은 세 가지 언어에서 진행되었고, 한국어 결과는 부록의 표에 따로 정리되어 있습니다.",
    "가중치에 $$L_1$$-regularization을 더하면 불필요한 채널이 자연스럽게 사라집니다.",
    "The ablation shows that most of the gain is the *schedule*, not the model's size.",
    "We tried the released code: it runs on one card, but the batch size must be halved.",
    "A bound of $$O(n \\log n)$$ holds only when the graph is sparse, as the paper omits to say.",
    "Compare `lr=3e-4` with the warm-up of the earlier paper; the curves cross after ten epochs.",
)

FORMULAS = (
    r"\mathcal{L}(\theta) = \sum_{i=1}^{n} \left| f_\theta(x_i) - y_i \right| + \lambda R(\theta)",
    r"p(y \mid x) = \frac{\exp(s(x, y) / \tau)}{\sum_{y'} \exp(s(x, y') / \tau)}",
    r"V(s) = \max_{a} \left( r(s, a) + \gamma \mathbb{E}_{s'}[V(s')] \right)",
)


@dataclass(frozen=True)
class Review:
    """One paper that was read."""

    title: str
    authors: str
    """Authors and venue, in one of the ways that groups write them."""
    presenter: str
    links: str
    """What follows the presenter."""
    notes: str

    @property
    def text(self) -> str:
        """Return the block as it stands on a page."""
        presenter = f"### 발표자: {self.presenter} {self.links}"
        return f"# {self.title}\n## {self.authors}\n{presenter}\n{self.notes}"


@dataclass(frozen=True)
class Page:
    """One quarter of the group."""

    title: str
    """Such as `2015_1st_quarter`."""
    reviews: list[Review]
    date: str
    """A day in the first month of the quarter."""

    @property
    def name(self) -> str:
        """Return the file's name."""
        return f"{self.title}.md"

    @property
    def text(self) -> str:
        """Return front matter and review blocks."""
        front = f'layout: post\ntitle: "{self.title}"\ndate: {self.date}\nmathjax: true'
        blocks = BETWEEN.join(review.text for review in self.reviews)
        return f"---\n{front}\n---\n\n{blocks}"


def pages(reviews: int, presenters: int = 60, papers: int = 0) -> Iterator[Page]:
    """Yield the pages that hold so many reviews, oldest first.

    They are of so many different papers, which many people read; of 0, each is of one of its own.
    """
    rng = Random(SEED)  # noqa: S311 - the text is invented, not secret
    names = _names(rng, presenters)
    count = -(-reviews // REVIEWS_A_PAGE)
    for number in range(count):
        year, quarter = divmod((LAST_YEAR + 1) * 4 - count + number, 4)
        every = range(number * REVIEWS_A_PAGE, min((number + 1) * REVIEWS_A_PAGE, reviews))
        held = [_of_paper(_review(rng, names, year - 1), place, papers) for place in every]
        yield _page(rng, year, quarter + 1, held)


def further_review(number: int, presenters: int = 60) -> Review:
    """Return a review that is on no page, by the presenter of that number; others may be alike."""
    names = _names(Random(SEED), presenters)  # noqa: S311 - as above
    rng = Random(SEED + 1 + number)  # noqa: S311 - as above
    return _review(rng, [names[number % presenters]], LAST_YEAR)


def _names(rng: Random, count: int) -> list[str]:
    """Give so many different presenters; there are 1,200."""
    every = itertools.product(SURNAMES, FIRST_SYLLABLES, SECOND_SYLLABLES)
    return rng.sample(["".join(parts) for parts in every], count)


def _page(rng: Random, year: int, quarter: int, reviews: list[Review]) -> Page:
    """Put reviews into their quarter."""
    title = f"{year}_{quarter}{('st', 'nd', 'rd', 'th')[quarter - 1]}_quarter"
    return Page(title, reviews, f"{year}-{quarter * 3 - 2:02}-{rng.randint(1, 28):02}")


def _review(rng: Random, names: list[str], year: int) -> Review:
    """Write one review, of a paper from that year."""
    return Review(
        title=f"{_idea(rng)} for {rng.choice(TASKS)} with {_idea(rng)}",
        authors=_authors(rng, year),
        presenter=rng.choice(names),
        links=_links(rng, year),
        notes=_notes(rng) + _image(rng),
    )


def _of_paper(review: Review, place: int, papers: int) -> Review:
    """Let a review be of one of so many papers: what tells them apart is the identifier."""
    if not papers:
        return review
    return replace(review, links=f"[[paper link](https://arxiv.org/abs/1401.{place % papers:05})]")


def _idea(rng: Random) -> str:
    return f"{rng.choice(MANNERS)} {rng.choice(METHODS)}"


def _authors(rng: Random, year: int) -> str:
    """Write an authors line in one of the ways that groups do."""
    authors = rng.sample(AUTHORS, rng.randint(1, 5))
    venue = rng.choice(VENUES)
    ways = (
        f"{', '.join(authors)}, {venue} {year}",
        f"{', '.join(authors)} {venue} ({year})",
        f"{authors[0]} et al. {venue} {year}",
    )
    return rng.choice(ways)


def _links(rng: Random, year: int) -> str:
    """Write the two links that follow a presenter."""
    paper = f"https://arxiv.org/abs/{year % 100:02}{rng.randint(1, 12):02}.{_digits(rng)}"
    slides = f"https://slides.example.org/{_digits(rng)}.pdf"
    return f"[[paper link]({paper}), [presentation material]({slides})]"


def _notes(rng: Random) -> str:
    """Write six bullets with a display formula in their middle."""
    bullets = [f"- {note}\n" for note in rng.sample(NOTES, 6)]
    formula = f"\n$${rng.choice(FORMULAS)}$$\n\n"
    return "".join([*bullets[:3], formula, *bullets[3:]])


def _image(rng: Random) -> str:
    """Write a centred image, in HTML as people paste it."""
    source = f"https://images.example.org/{_digits(rng)}.png"
    return f'\n<p align="center">\n  <img src="{source}">\n</p>\n'


def _digits(rng: Random) -> str:
    return f"{rng.randrange(100_000):05}"
