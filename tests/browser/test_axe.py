"""Accessibility of the plugin's elements, as axe-core judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sites
from browsing import Visitor
from places import PLACES, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules whose answer depends on the colour scheme."""
THEIRS = ["pre", "code", ".md-typeset__scrollwrap", ".headerlink", ".katex"]
"""What theme and math engine put into the plugin's elements: its colours and ways are theirs."""

JUDGE = """async ([runOnly, exclude]) => {
  const include = [...document.querySelectorAll(measures.roots)]
  if (!include.length) return ["the page holds no element of the plugin"]
  const { violations } = await axe.run({ include, exclude }, {
    runOnly, resultTypes: ["violations"], iframes: false,
  })
  return violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help} (${nodes.length} times)`,
    ...nodes.slice(0, 3).map(({ html, failureSummary }) =>
      `    ${html.slice(0, 200)} ${failureSummary.split("\\n").slice(1, 3).join(" ").trim()}`),
  ])
}"""


@pytest.fixture(scope="module")
def addresses(example_address: str, extreme_address: str) -> Mapping[str, str]:
    """Return the addresses of both sites, by name."""
    return {"example": example_address, "extreme": extreme_address}


@pytest.fixture(scope="module")
def judges(browser: Browser) -> Iterator[Mapping[str, Visitor]]:
    """Open a window for each colour scheme in which every page has axe-core."""
    with (
        Visitor.arriving(browser, color_scheme="light", reduced_motion="reduce") as light,
        Visitor.arriving(browser, color_scheme="dark", reduced_motion="reduce") as dark,
    ):
        for visitor in (light, dark):
            visitor.context.add_init_script(path=sites.node_modules("axe-core") / "axe.min.js")
        yield {"light": light, "dark": dark}


@pytest.mark.browser
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_axe_finds_nothing(
    judges: Mapping[str, Visitor], addresses: Mapping[str, str], place: Place
) -> None:
    """No element of the plugin violates WCAG 2.1 AA or what axe-core recommends."""
    rules = {"light": {"type": "tag", "values": STANDARDS}}
    rules["dark"] = {"type": "rule", "values": COLOURS}
    faults: list[str] = []
    for scheme, judge in judges.items():
        page = judge.read(addresses[place.site] + place.path)
        found = page.evaluate(JUDGE, [rules[scheme], THEIRS])
        faults += [f"{scheme}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
