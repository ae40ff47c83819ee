"""Ask Lighthouse how accessible a quarter's page is, with the plugin and without it.

    python benchmarks/accessibility.py [--lighthouse PROGRAM] [--page 2024_1st_quarter/]

builds the example site with Material alone (`plain`) and with the plugin as well (`plugin`), serves
both on this machine, and prints Lighthouse's figure for accessibility and the audits that fail.
Without a program, `npx` fetches Lighthouse. Chromium's path may stand in the variable CHROMIUM; a
folder of KaTeX may be named, so that no page needs another machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "example-site"
KATEX = ROOT / "tests" / "node_modules" / "katex" / "dist"
LIGHTHOUSE = "npx --yes lighthouse@13"
FLAGS = (
    "--quiet",
    "--only-categories=accessibility",
    "--output=json",
    "--output-path=stdout",
    "--chrome-flags=--headless --no-sandbox --disable-gpu",
)


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says about a page."""

    figure: int
    """Of 100."""
    failed: tuple[str, ...]
    """Audits that do not pass, each with the first element that it names."""


def main() -> None:
    """Judge both sides and print their figures."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        for side, plugins in sides(options.katex).items():
            address = serve(build(Path(folder, side), plugins))
            verdict = judge(options.lighthouse, address + options.page)
            print(f"{side:<8}{verdict.figure:>4}")
            for audit in verdict.failed:
                print(f"            {audit}")


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Ask Lighthouse how accessible a page is.")
    parser.add_argument("--lighthouse", default=LIGHTHOUSE, help=f"its command ({LIGHTHOUSE})")
    parser.add_argument("--page", default="2024_1st_quarter/", help="path of the page to judge")
    parser.add_argument("--katex", default=str(KATEX), help="folder with KaTeX's files")
    return parser.parse_args()


def sides(katex: str) -> dict[str, list[object]]:
    """Return the plugins of each side."""
    options = {"math": {"source": katex}} if Path(katex).is_dir() else {}
    return {"plain": ["search"], "plugin": ["search", {"paperreview": options}]}


def build(folder: Path, plugins: list[object]) -> Path:
    """Build the example site with other plugins; return the folder of the site."""
    data = yaml.safe_load(EXAMPLE.joinpath("mkdocs.yml").read_text(encoding="utf-8"))
    data |= {"docs_dir": str(EXAMPLE / "docs"), "plugins": plugins}
    folder.mkdir()
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    shutil.copy(EXAMPLE / "people.yml", folder)
    run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)])
    return folder / "site"


def serve(folder: Path) -> str:
    """Serve a folder until the program ends; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def judge(lighthouse: str, address: str) -> Verdict:
    """Run Lighthouse on a page."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    environment = {"CHROME_PATH": chromium} if chromium else {}
    report = json.loads(run([*shlex.split(lighthouse), address, *FLAGS], **environment))
    category, audits = report["categories"]["accessibility"], report["audits"]
    counted = [part["id"] for part in category["auditRefs"] if part["weight"]]
    failed = tuple(describe(audits[name]) for name in counted if audits[name]["score"] == 0)
    return Verdict(round(100 * category["score"]), failed)


def describe(audit: dict[str, Any]) -> str:
    """Name an audit and the first of the elements that fail it."""
    items = audit.get("details", {}).get("items", [])
    first = items[0].get("node", {}).get("snippet", "") if items else ""
    return f"{audit['id']} ({len(items)}): {first[:120]}"


def run(command: list[str], **environment: str) -> str:
    """Run a command; return what it prints, or end with what it says."""
    done = subprocess.run(
        command, env=os.environ | environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\n{shlex.join(command)} failed")
    return done.stdout


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that says nothing on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
        pass


if __name__ == "__main__":
    main()
