"""The benchmark of extraction, on a folder of three pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PAGES = {
    "aa-right": (
        '<html lang="en"><meta property="og:title" content="A &amp; B">',
        {"title": "A & B", "authors": []},
    ),
    "aa-lost": (
        '<html><meta property="og:title" content="Not this one">',
        {"title": "This one", "authors": ["Jo Doe"]},
    ),
    "bb-unscored": ("<html><p>nothing", {"title": None, "authors": None, "published": None}),
}


def _run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "benchmarks" / "extraction.py"
    return subprocess.run(
        [sys.executable, script, "--pages", folder, "--no-peers", *options],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench")
    (root / "pages").mkdir()
    rows = []
    for name, (page, truth) in PAGES.items():
        (root / "pages" / f"{name}.html").write_text(page, "utf-8")
        rows.append({"id": name, "url": None, "encoding": "utf-8", **truth})
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (root / "expected.jsonl").write_text(lines, "utf-8")
    return root


def test_figures_predictions_and_the_worst_pages_come_out_of_one_run(
    folder: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.jsonl"
    done = _run(folder, "--predictions", str(answers), "--by", "set", "--worst", "title")
    assert (done.returncode, done.stderr) == (0, "")
    cells = {
        row[0]: row[1:]
        for line in done.stdout.splitlines()
        if line.startswith("| newsbot")
        and (row := [cell.strip() for cell in line.strip("|").split("|")])
    }
    assert {name: (row[0], row[2]) for name, row in cells.items()} == {
        "newsbot": ("3", "50.0"),
        "newsbot, aa": ("2", "50.0"),
        "newsbot, bb": ("1", "–"),
    }
    assert "aa-lost" in done.stdout
    assert "'This one'" in done.stdout
    assert "aa-right" not in done.stdout
    written = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [row["id"] for row in written] == list(PAGES)
    assert {"title", "published", "authors", "body_text", "lang"} <= written[0].keys()
    assert written[0]["title"] == "A & B"


def test_an_unknown_page_is_named(folder: Path) -> None:
    done = _run(folder, "--only", "nowhere")
    assert done.returncode == 1
    assert "no such page" in done.stderr
    assert "nowhere" in done.stderr
