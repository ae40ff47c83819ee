"""Venues: the table of the package, and those that a site adds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import markdown
import pytest
import sites
from commands import CliRunner
from documents import read_html
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.cli import main
from mkdocs_paperreview.errors import SettingsError
from mkdocs_paperreview.naming import key
from mkdocs_paperreview.sources import collect
from mkdocs_paperreview.syntax import Grammar, parse
from mkdocs_paperreview.syntax.authors import Authors, parse_authors
from mkdocs_paperreview.syntax.hosts import host_kind
from mkdocs_paperreview.tables import table
from mkdocs_paperreview.venues import KINDS, VENUES, Venue, Venues, with_added, wrong_venues

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PAIRS = [(spelling, venue) for venue in VENUES.known for spelling in venue.written]
GATHERING = {
    "short": "KGW",
    "name": "Korean Gathering of Wizards",
    "kind": "workshop",
    "url": "https://wizards.example/",
    "spellings": ["K-Gathering"],
}
TITLE = "Learning to Draw Maps"
PAGE = sites.page(
    sites.review(TITLE, "김가람", authors="Ada Example, Ben Sample, K-Gathering 2020"),
    title="2020_3rd_quarter",
)

often = settings(derandomize=True, deadline=None, max_examples=200)


def read(venue: str, venues: Venues = VENUES) -> Authors:
    """Return what an authors line with ``venue`` says."""
    return parse_authors(f"A. One, B. Two, {venue} 2020", venues)


def venue_of(written: str, **about: Any) -> Venues:  # noqa: ANN401 (fields of every type)
    """Return our venues and one that a site adds."""
    return with_added([{"short": written, **about}])


@pytest.mark.parametrize(("spelling", "venue"), PAIRS, ids=[spelling for spelling, _ in PAIRS])
def test_each_spelling_finds_its_venue(spelling: str, venue: Venue) -> None:
    """An authors line that ends in a spelling of the table has its venue, and only people else."""
    found = read(spelling)
    assert found.names == ("A. One", "B. Two")
    assert found.venue == (None if venue.kind == "preprint" else venue.short)
    assert (found.venue_text, found.year) == (spelling, 2020)
    assert VENUES.find(spelling) is VENUES.get(venue.short) is venue


def test_no_two_venues_share_a_spelling() -> None:
    """A spelling means one venue, and each venue stands in the table once."""
    owners: dict[str, set[str]] = {}
    for spelling, venue in PAIRS:
        owners.setdefault(key(spelling), set()).add(venue.short)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}
    assert len({key(venue.short) for venue in VENUES.known}) == len(VENUES.known)


def test_the_table_is_in_order() -> None:
    """Each venue of ours has a full name, a known kind, and a safe address or none."""
    assert len(VENUES.known) > 100
    for venue in VENUES.known:
        assert venue.name
        assert venue.kind in KINDS
        assert not venue.url or urlsplit(venue.url)[:1] == ("https",)
    described = [{"short": short, **about} for short, about in table("venues")["venues"].items()]
    assert wrong_venues(described) == []


@pytest.mark.parametrize("written", ["Science", "Nature", "Cell", "Machine Learning"])
def test_what_is_an_affiliation_too_is_no_spelling(written: str) -> None:
    """Names that a laboratory may have are left out: a wrong venue is worse than none."""
    assert VENUES.find(written) is None


def test_a_venue_is_found_in_any_form() -> None:
    """Case, width and blanks make no difference to a spelling."""
    for written in ("neurips", "\uff2e\uff29\uff30\uff33", " NIPS ", "siggraph  asia"):
        assert VENUES.find(written) is not None
    assert VENUES.find("") is VENUES.find("NeurIPS workshop") is None
    assert VENUES.get("nips") is None


@pytest.mark.parametrize("spelling", ["KGW", "kgw", "K-Gathering", "k-gathering"])
def test_a_venue_of_a_site_is_found(spelling: str) -> None:
    """A venue that is added is read from an authors line by each of its spellings."""
    venues = with_added([GATHERING])
    assert (read(spelling).venue, read(spelling, venues).venue) == (None, "KGW")
    assert venues.get("KGW") == Venue(
        "KGW",
        "Korean Gathering of Wizards",
        "workshop",
        "https://wizards.example/",
        ("K-Gathering",),
    )


def test_a_venue_of_a_site_wins() -> None:
    """Where a short name or a spelling is ours as well, the site's counts; the others stay."""
    venues = VENUES.extended([Venue("Kitchen", spellings=("NIPS",)), Venue("icml", "Ice and Milk")])
    assert read("NIPS", venues).venue == "Kitchen"
    assert read("NeurIPS", venues).venue == "NeurIPS"
    assert read("ICML", venues).venue == "icml"
    assert venues.get("ICML") is None
    assert read("ICLR", venues).venue == "ICLR"
    assert read("NIPS").venue == "NeurIPS"


def test_what_is_left_out_stays_as_it_is() -> None:
    """A site that adds a spelling to a venue of ours need not repeat the rest."""
    venues = venue_of("JMLR", spellings=["Jey"])
    ours = VENUES.get("JMLR")
    assert ours is not None
    assert venues.get("JMLR") == Venue(ours.short, ours.name, ours.kind, ours.url, ("Jey",))
    assert {read(word, venues).venue for word in ("Jey", "JMLR", ours.name)} == {"JMLR"}


def test_a_preprint_is_no_venue() -> None:
    """A place of the kind ``preprint`` is shown as written; a site may say that it is a venue."""
    assert read("Rxiv", venue_of("Rxiv", kind="preprint"))[2:] == (None, "Rxiv", 2020)
    assert read("arXiv", venue_of("arXiv", kind="journal")).venue == "arXiv"


def test_only_a_full_name_that_says_what_it_is_counts() -> None:
    """A conference is found by its full name, a gathering that may be people is not."""
    venues = with_added([GATHERING, {"short": "WoW", "name": "Wizards' Conference on Wands"}])
    assert read("Wizards' Conference on Wands", venues).venue == "WoW"
    assert read("Korean Gathering of Wizards", venues).venue is None


def test_results_are_kept_by_table() -> None:
    """The same text read with another table gives another result, and tables are keys."""
    text = "# T\n## A. One, B. Two, KGW 2020\n### Presenter: Mina Park\n"
    for venues, expected in ((VENUES, None), (with_added([GATHERING]), "KGW"), (VENUES, None)):
        (review,) = parse(text, Grammar(venues)).reviews
        assert review.paper.venue == expected
    assert with_added([GATHERING]) == with_added([GATHERING])
    assert len({with_added([GATHERING]), with_added([GATHERING]), VENUES}) == 2


@often
@given(st.text())
def test_any_spelling_can_be_added(written: str) -> None:
    """Whatever text a site calls a venue, lines are read, and it is found where it is accepted."""
    if not wrong_venues([{"short": written}]):
        venues = Venues((Venue(written),))
        assert venues.find(written) is venues.get(written) is not None
        read(written, venues)


@often
@given(
    st.text(alphabet="Aa\u0131\u0130\u017f\u212a .()-'’&:20")
    | st.sampled_from([s.upper() for s, _ in PAIRS])
)
def test_any_line_can_be_read(text: str) -> None:
    """No line fails, whatever letters fold to those of a venue."""
    parse_authors(text)
    parse_authors(f"A. One, {text} 2020")


@often
@given(st.text(alphabet="htps:/@[]\\.arxivog?#%\u0131") | st.text())
def test_any_address_can_be_asked(text: str) -> None:
    """The kind of any address can be asked for, and nothing without a scheme has one."""
    host_kind(text)
    host_kind(f"https://{text}")
    assert host_kind(text) is None or text.lower().lstrip().startswith("http")


WRONG: list[tuple[object, list[str]]] = [
    ("NeurIPS", ["list of venues"]),
    ({"short": "KGW"}, ["list of venues"]),
    (["KGW"], ["venue 1", "'KGW'", "short"]),
    ([{"name": "No short name"}], ["venue 1", "`short` is missing"]),
    ([{"short": " "}], ["`short` is missing"]),
    ([{"short": 7}], ["`short` is missing"]),
    ([{"short": "A1", "kind": "party"}], ["'party'", "conference, journal, workshop, preprint"]),
    ([{"short": "A1", "kind": ["journal"]}], ["`kind`"]),
    ([{"short": "A1", "url": "javascript:alert(1)"}], ["`url`", "https://"]),
    ([{"short": "A1", "url": "//a.example"}], ["`url`"]),
    ([{"short": "A1", "url": 'https://a.example/"onclick="'}], ["`url`"]),
    ([{"short": "A1", "url": 3}], ["`url` 3"]),
    ([{"short": "A1", "name": ["A"]}], ["`name`"]),
    ([{"short": "A1", "spellings": "A"}], ["`spellings`"]),
    ([{"short": "A1", "spellings": ["B", ""]}], ["`spellings`"]),
    ([{"short": "A1", "shrot": "A"}], ["'shrot'"]),
    ([{"short": "A1"}, {"short": "a1"}], ["'a1' is both 'A1' and 'a1'"]),
    ([{"short": "A1"}, {"short": "B1", "kind": "x", "url": "y"}], ["venue 2", "'x'", "'y'"]),
]


@pytest.mark.parametrize(("value", "expected"), WRONG)
def test_each_mistake_is_named(value: object, expected: list[str]) -> None:
    """What is wrong with venues is said with the number of the venue and what is accepted."""
    message = "\n".join(wrong_venues(value))
    for words in expected:
        assert words in message


def test_mistakes_stop_a_build_all_at_once(tmp_path: Path) -> None:
    """A build with wrong venues fails, naming every mistake, those of other options too."""
    venues = [{"name": "Nameless"}, {"short": "KGW", "kind": "party", "url": "data:,"}]
    wrong: dict[str, object] = {"venues": venues, "problems": {"undated": "loud"}}
    message = sites.make(tmp_path, {"a.md": PAGE}, wrong).failing()
    for words in ("venue 1", "`short`", "venue 2", "'party'", "'data:,'", "loud"):
        assert words in message


def test_a_venue_of_a_site_reaches_its_pages(tmp_path: Path) -> None:
    """A venue from the options is on the card, in listings and in ``papers.json``."""
    site = sites.make(tmp_path, {"2020_3rd_quarter.md": PAGE}, {"venues": [GATHERING]})
    built = site.build(strict=True)
    (card,) = built.cards("2020_3rd_quarter")
    assert "KGW 2020" in card.one(cls="paperreview-card__venue").text
    assert "KGW 2020" in built.content("papers/index").text
    assert [(r["venue"], r["venue_text"]) for r in built.papers] == [("KGW", "K-Gathering")]


def test_the_next_build_knows_nothing_of_it(tmp_path: Path) -> None:
    """Venues of one site are not those of another that is built in the same process."""
    sites.make(tmp_path / "a", {"a.md": PAGE}, {"venues": [GATHERING]}).build(strict=True)
    built = sites.make(tmp_path / "b", {"a.md": PAGE}).build(strict=True)
    assert [(r["venue"], r["authors"][-1]) for r in built.papers] == [(None, "K-Gathering")]


def test_the_extension_takes_venues() -> None:
    """Without a host the extension's option does the same."""
    text = PAGE.split("---\n", 2)[2]
    found = markdown.markdown(
        text,
        extensions=["paperreview"],
        extension_configs={"paperreview": {"venues": [GATHERING]}},
    )
    assert "KGW 2020" in read_html(found).one(cls="paperreview-card__venue").text


def test_the_extension_refuses_wrong_venues() -> None:
    """Wrong venues are an error that says what is wrong."""
    configs = {"paperreview": {"venues": [{"short": "KGW", "kind": "party"}]}}
    with pytest.raises(SettingsError, match=r"venue 1.*party"):
        markdown.markdown("", extensions=["paperreview"], extension_configs=configs)


def test_collecting_takes_venues() -> None:
    """Reviews are collected with the venues that are handed over."""
    sources = [("a.md", PAGE.encode())]
    for venues, expected in ((VENUES, None), (with_added([GATHERING]), "KGW")):
        (review,) = collect(sources, Grammar(venues)).library.reviews
        assert review.paper.venue == expected


def export(folder: Path, venues: str | bytes) -> Result:
    """Run ``paperreview export json`` with a file of venues."""
    docs = sites.make(folder, {"a.md": PAGE}).docs
    file = folder / "venues.toml"
    file.write_bytes(venues if isinstance(venues, bytes) else venues.encode())
    return CliRunner().invoke(main, ["export", "json", str(docs), "--venues", str(file)])


@pytest.mark.parametrize(
    "text",
    [
        '[venues.KGW]\nspellings = ["K-Gathering"]\n',
        '[[venues]]\nshort = "KGW"\nspellings = ["K-Gathering"]\n',
    ],
)
def test_the_command_takes_venues(tmp_path: Path, text: str) -> None:
    """``--venues`` reads a file in the form of the package's own table."""
    done = export(tmp_path, text)
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["reviews"][0]["venue"] == "KGW"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("venues = ", "TOML"),
        (b"\xff", "TOML"),
        ("", "list of venues"),
        ("venues.KGW = 3", "venue 1"),
        ('[venues.KGW]\nkind = "party"\nurl = "ftp://a.example"\n', "'party'"),
    ],
)
def test_the_command_refuses_a_wrong_file(tmp_path: Path, text: str | bytes, expected: str) -> None:
    """A file that is no table of venues ends the command with a message and no data."""
    done = export(tmp_path, text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert expected in done.stderr
    assert "--venues" in done.stderr
