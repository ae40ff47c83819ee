"""The words that are shown, and those that a site puts in their stead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
import pytest
import sites
from documents import read_html
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.errors import WordsError
from mkdocs_paperreview.markdown import PaperReviewExtension
from mkdocs_paperreview.words import languages, mistakes, words

if TYPE_CHECKING:
    from pathlib import Path

PAGE = sites.page(sites.review("Learning to Draw Maps", "김가람", links="[[slides](???)]"))
ENGLISH = words("en")

often = settings(derandomize=True, deadline=None, max_examples=300)
"""The same examples on every run, however slow the machine is."""


def places(word: str) -> set[str]:
    """Return the values that a word has places for."""
    return set(re.findall(r"\{(\w+)\}", word))


@pytest.mark.parametrize("language", languages())
def test_every_word_is_in_every_language(language: str) -> None:
    """All languages have the same words, with the same places, and none is empty."""
    own = words(language)
    assert own.keys() == ENGLISH.keys()
    for name, word in own.items():
        assert word.strip() == word != ""
        assert places(word) == places(ENGLISH[name]), name


@pytest.mark.parametrize("language", languages())
def test_counted_words_have_both_forms(language: str) -> None:
    """Whatever has a word for one has a word for many, with a place for the number."""
    own = words(language)
    for name in own:
        if name.endswith("_one"):
            assert places(own[name.removesuffix("one") + "many"]) == {"count"}


def test_words_can_be_replaced() -> None:
    """A replaced word takes the place of ours; all others stay."""
    found = words("ko", {"papers": "읽은 글", "reviews_many": "{count}편"})
    assert found["papers"] == "읽은 글"
    assert found["reviews_many"] == "{count}편"
    assert found["presenters"] == "발표자"


@pytest.mark.parametrize(
    "replaced",
    [
        {"paper": "x"},
        {"papers": None},
        {"papers": "{count} papers"},
        {"reviews_many": "{number} reviews"},
        {"reviews_many": "{count.__class__}"},
        {"reviews_many": "{count!r}"},
        {"reviews_many": "{}"},
        {"reviews_many": "{{count}}"},
        {"reviews_many": "{count"},
    ],
)
def test_words_that_cannot_be_used_are_left_out(replaced: dict[str, str]) -> None:
    """A word that is unknown, or has other places than ours, is a mistake and changes nothing."""
    assert len(mistakes(replaced)) == 1
    assert words("en", replaced) == ENGLISH


@often
@given(st.dictionaries(st.sampled_from(sorted(ENGLISH)) | st.text(), st.text() | st.none()))
def test_mistakes_never_raise(replaced: dict[str, str]) -> None:
    """Whatever is put in the stead of words, what is shown can take its values."""
    mistakes(replaced)
    for name, word in words("en", replaced).items():
        assert word.format(**dict.fromkeys(places(ENGLISH[name]), "x")) is not None


def test_the_option_replaces_words(tmp_path: Path) -> None:
    """``words`` changes cards and the titles of generated pages."""
    replaced = {"presented_by": "Read & told by", "presenters": "People <3", "pending": "{label}?"}
    built = sites.make(tmp_path, {"a.md": PAGE}, {"words": replaced}).build(strict=True)
    (card,) = built.cards("a")
    assert card.one(cls="paperreview-card__label").text == "Read & told by"
    assert "Slides?" in card.text
    assert "People <3" in built.html("presenters/index").one("title").text


def test_the_option_names_every_mistake(tmp_path: Path) -> None:
    """Every wrong word is named at once, with the name that may have been meant."""
    wrong: dict[str, object] = {
        "words": {"presentedby": "by", "reviews_many": "{n}", "papers": ["a"], "xyzzy": "a"}
    }
    message = sites.make(tmp_path, {"a.md": PAGE}, wrong).failing()
    for said in ("Did you mean 'presented_by'?", "reviews_many", "{count}", "papers", "xyzzy"):
        assert said in message


@pytest.mark.parametrize("value", ["papers", ["papers"], 3])
def test_the_option_is_a_table(tmp_path: Path, value: object) -> None:
    """Anything but a table of words is reported."""
    message = sites.make(tmp_path, {"a.md": PAGE}, {"words": value}).failing()
    assert "words" in message
    assert "one a line" in message


@pytest.mark.parametrize("language", ["en-GB", "ko_KR", "zh-Hant"])
def test_a_variety_of_a_language_is_accepted(tmp_path: Path, language: str) -> None:
    """``language`` takes a region or a script, and the words are those of the language."""
    built = sites.make(tmp_path, {"a.md": PAGE}, {"language": language}).build(strict=True)
    (card,) = built.cards("a")
    assert card.one(cls="paperreview-card__label").text == words(language)["presented_by"]


def test_the_extension_replaces_words() -> None:
    """The Markdown extension has the same option."""
    html = markdown.markdown(
        PAGE.partition("---\n\n")[2],
        extensions=["paperreview"],
        extension_configs={"paperreview": {"words": {"presented_by": "Told by"}}},
    )
    assert read_html(html).one(cls="paperreview-card__label").text == "Told by"


def test_the_extension_names_every_mistake() -> None:
    """Wrong words stop the extension with all of them named."""
    with pytest.raises(WordsError, match=r"nothing.*xyzzy"):
        PaperReviewExtension(words={"nothing": "a", "xyzzy": "b"})
