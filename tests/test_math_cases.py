"""Case files of formulas: Markdown goes in, HTML comes out."""

from __future__ import annotations

import re

import pytest
from casefiles import Case, parameters, rendered

CASES = parameters("math", "configs", "contains", "extensions", "html")


def normal(markup: str) -> str:
    """Return ``markup`` without indentation, blank lines, and line ends between tags."""
    lines = (line.strip() for line in markup.splitlines())
    text = "\n".join(line for line in lines if line)
    return re.sub(r">\n<(?=[a-z/!])", "><", text)


@pytest.mark.parametrize("case", CASES)
def test_formulas(case: Case) -> None:
    """Formulas come out as the case says, and everything around them as ever."""
    output = normal(rendered(case))
    if "html" in case.data:
        assert output == normal(case.data["html"])
    for part in case.data.get("contains", []):
        assert part in output
    assert "html" in case.data or "contains" in case.data


@pytest.mark.parametrize("case", CASES)
def test_nothing_set_aside_is_left(case: Case) -> None:
    """No mark that stood for a formula while the page was rendered reaches the output."""
    output = rendered(case)
    assert "\x02" not in output
    assert "\x03" not in output
    assert "paperreview" not in output
