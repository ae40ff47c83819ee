"""Tell which paper it is, from the addresses that lead to it and from what is written beside them.

A paper has one identifier a scheme, whichever page of a host an address leads to. Hosts are told by
whole labels, so that one that only sounds alike tells nothing.
"""

from __future__ import annotations

import re
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs_paperreview.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST_ADDRESS = 2048
"""Characters of an address that is asked."""

PAGES = {
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
}
"""Where the page of a paper is, by the schemes that are written without an address."""

# https://www.example.org/path?query
_ADDRESS = re.compile(r"https?://(?P<host>[^\s/?#@:\\]+)(?::\d+)?/", re.IGNORECASE)
_PATH = re.compile(r"\S*")
# it begins with one class of characters, by which all others are passed over
_IN_TEXT = re.compile(r"[hH](?i:ttps?://[^\s<>\[\]|，、]+)")

_NUMBER = r"\d{4}\.\d{4,5}(?!\d)|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?!\d)"
_ARXIV = rf"(?:abs|pdf|html|format|ps|e-print|src)/(?:arxiv:)?(?P<arxiv>{_NUMBER})"
_DOI = r"(?P<doi>10\.\d{4,9}/[^\s?#]+)"
_PUBLISHER = rf"doi/(?:[a-z]+/)?{_DOI}"
_BIO = r"content/(?P<doi>10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,})"
_ACL_ID = r"(?P<acl>\d{4}\.\w+-\w+\.\d+|[a-z]\d{2}-\d{4})(?:v\d+)?(?=[./?#]|\Z)"
_PMLR = r"(?P<pmlr>[vr]\d+/(?!index\b|assets\b)[\w-]+)(?=[./?#]|\Z)"
_NEURIPS = (
    r"(?:paper_files/)?paper/(?:\d{4}/(?:hash|file)/(?P<neurips>[0-9a-f]{32})"
    r"|(?P<neurips_number>\d{1,5})-)"
)

_PATHS = {
    "arxiv.org": _ARXIV,
    "ar5iv.org": _ARXIV,
    "ar5iv.labs.arxiv.org": _ARXIV,
    "alphaxiv.org": _ARXIV,
    "huggingface.co": rf"papers/(?P<arxiv>{_NUMBER})",
    "doi.org": _DOI,
    "dl.acm.org": _PUBLISHER,
    "onlinelibrary.wiley.com": _PUBLISHER,
    "science.org": _PUBLISHER,
    "pnas.org": _PUBLISHER,
    "tandfonline.com": _PUBLISHER,
    "journals.sagepub.com": _PUBLISHER,
    "link.springer.com": rf"(?:article|chapter|content/pdf)/{_DOI}",
    "biorxiv.org": _BIO,
    "medrxiv.org": _BIO,
    "nature.com": r"articles/(?P<nature>s\d{5}-\d{3}-\d{5}-[\dx])",
    "openreview.net": r"(?:forum|pdf|attachment)\?(?:[^#\s]*?&)?id=(?P<openreview>[\w-]+)",
    "aclanthology.org": _ACL_ID,
    "aclweb.org": rf"anthology/(?:papers/\w/\w\d\d/)?{_ACL_ID}",
    "aclanthology.info": rf"(?:papers|pdf/\w/\w\d\d)/{_ACL_ID}",
    "proceedings.mlr.press": _PMLR,
    "jmlr.org": rf"proceedings/papers/{_PMLR}",
    "raw.githubusercontent.com": r"mlresearch/(?P<volume>v\d+)/\w+/assets/(?P<pmlr_name>[\w-]+)/",
    "openaccess.thecvf.com": r"(?:\S*/)?(?P<cvf>[^/\s?#]+_\d{4})_paper\.(?:html|pdf)",
    "papers.nips.cc": _NEURIPS,
    "papers.neurips.cc": _NEURIPS,
    "proceedings.neurips.cc": _NEURIPS,
    "datasets-benchmarks-proceedings.neurips.cc": _NEURIPS,
    "pubmed.ncbi.nlm.nih.gov": r"(?P<pubmed>\d{1,9})(?=[/?#]|\Z)",
    "ncbi.nlm.nih.gov": r"pubmed/(?P<pubmed>\d{1,9})(?=[/?#]|\Z)",
    "europepmc.org": r"(?:article|abstract)/med/(?P<pubmed>\d{1,9})(?=[/?#]|\Z)",
}
"""Host → pattern of the paths that tell a paper; a host stands for the one below it as well."""

# arXiv:1909.08174v2 · doi: 10.1145/3292500.3330701 · PMID: 123
_WRITTEN = re.compile(
    r"""
    [aAdDpP](?<![\w./-].)(?i:
        (?<=a)rxiv\s*[:：]?\s*(?P<arxiv>
            \d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?!\d))
      | (?<=d)oi(?:\.org/|\s*[:：]?\s*)(?P<doi>10\.\d{4,9}/[^\s<>"，、。）]+)
      | (?<=p)mid\s*[:：]?\s*(?P<pubmed>\d{1,9})(?!\w)
    )
    """,
    re.VERBOSE,
)
_SCHEME = re.compile(r"[aAdDpP](?ai:(?<=a)rxiv|(?<=d)oi|(?<=p)mid)")
_SUBJECT = re.compile(r"\.[a-z]{2}/", re.IGNORECASE)
# 10.48550/arXiv.1909.08174 · 10.18653/v1/P18-1001
_WITHIN_DOI = rf"10\.48550/arxiv\.(?P<arxiv>{_NUMBER})|10\.18653/v1/{_ACL_ID}"


def identifiers(urls: Iterable[str], text: str = "") -> Mapping[str, str]:
    """Return scheme → identifier of the paper that ``urls`` lead to, or ``text`` names.

    Of several of one scheme the first counts, addresses before text.
    """
    asked = dict.fromkeys((*urls, *_addresses(text)))
    found: dict[str, str] = {}
    for scheme, identifier in (*chain.from_iterable(map(_of_address, asked)), *_of_text(text)):
        found.setdefault(scheme, identifier)
    return MappingProxyType(found)


def _addresses(text: str) -> list[str]:
    if "://" not in text:
        return []
    return [address.rstrip(".,;:)") for address in _IN_TEXT.findall(text)]


def _of_address(url: str) -> Iterable[tuple[str, str]]:
    """Return scheme and identifier of the paper that an address leads to, if it does."""
    match = _ADDRESS.match(unquote(url)) if len(url) <= LONGEST_ADDRESS else None
    if match is None:
        return ()
    host = match["host"].lower().rstrip(".")
    pattern = _PATHS.get(host) or _PATHS.get(host.partition(".")[2])
    path = _PATH.match(match.string, match.end()) if pattern else None
    told = compiled(pattern, re.IGNORECASE).match(path[0]) if pattern and path else None
    return _of_groups(told.groupdict()) if told else ()


def _of_text(text: str) -> Iterable[tuple[str, str]]:
    """Yield scheme and identifier of the papers that a text names beside addresses."""
    for match in _WRITTEN.finditer(text) if _SCHEME.search(text) else ():
        yield from _of_groups(match.groupdict())


def _of_groups(groups: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield scheme and identifier for the groups of a match, by their names."""
    for name, written in groups.items():
        if written and name == "doi":
            yield from _of_doi(_trimmed(written))
        elif written and name == "nature":
            yield "doi", f"10.1038/{written}"
        elif written and name == "pmlr_name":
            yield "pmlr", f"{groups['volume']}/{written}"
        elif written and name != "volume":
            scheme = name.partition("_")[0]
            yield scheme, _CANONICAL.get(scheme, str)(written)


def _of_doi(doi: str) -> Iterator[tuple[str, str]]:
    yield "doi", doi
    within = compiled(_WITHIN_DOI, re.IGNORECASE).fullmatch(doi)
    if within:
        yield from _of_groups(within.groupdict())


def _trimmed(doi: str) -> str:
    """Return ``doi`` without the name of a file and without what ends the sentence around it."""
    bare = doi.rstrip(".,;:'\"]}").removesuffix(".pdf")
    surplus = bare.count(")") - bare.count("(")
    closing = len(bare) - len(bare.rstrip(")"))
    return bare[: len(bare) - max(0, min(surplus, closing))].rstrip(".,;:")


def _arxiv(written: str) -> str:
    """Return an identifier without the class of its subject, which is no part of it."""
    archive, slash, number = _SUBJECT.sub("/", written).rpartition("/")
    return f"{archive.lower()}{slash}{number}"


def _acl(written: str) -> str:
    return written.lower() if "." in written else written.upper()


_CANONICAL = {"arxiv": _arxiv, "acl": _acl, "pmlr": str.lower, "neurips": str.lower}
