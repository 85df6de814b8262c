"""Identifiers that would leave the posts folder, break its names, or fall together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from tests.e2e.conftest import Archive, Canned

HOSTILE = {
    "a way out": "../../etc/passwd",
    "a way out for Windows": "..\\..\\boot",
    "a folder": "a/b",
    "a folder for Windows": "a\\b",
    "the folder above": "..",
    "this folder": ".",
    "a device": "CON",
    "a device with an extension": "nul.txt",
    "500 characters": "x" * 500,
    "500 characters that end otherwise": "x" * 499 + "y",
    "500 characters of Chinese": "新" * 500,
    "a NUL": "n\0l",
    "a line break": "l\nb",
    "small letters": "casey",
    "capitals": "CASEY",
    "composed": "caf\u00e9",
    "decomposed": "cafe\u0301",
    "an absolute path": "/etc/passwd",
    "a drive": "C:\\x",
    "a stream": "file.txt:hidden",
    "a hidden file": ".git",
    "a home": "~root",
    "a template": "{{ 7 * 7 }}",
    "a lone surrogate": "s\ud800",
    "right to left": "a\u202egpj.exe",
    "spaces around": " padded ",
    "a dot at the end": "dot.",
    "dashes": "--help",
    "percent": "%2e%2e%2fup",
}

NAMELESS = 2
"""Entries that nothing can be known by; they are counted, even where they are all alike."""

SOURCE = """
discover:
  - kind: json
    url: {url}/list
    items: items
    fields: {{identifier: id, headline: title, date_published: time, body_html: body}}
first: all
delay: 0s
post: {{path: "{path}"}}
"""

PATHS = {
    "the default path": "_posts/{{ date_published | date('%Y-%m-%d') }}-{{ identifier }}.md",
    "a path without a day": "_posts/{{ identifier }}.md",
    "an identifier as a folder": "_posts/{{ identifier }}/post.md",
}


def entries() -> list[dict[str, str]]:
    """Return the list's entries: the hostile ones, and some without any identifier."""
    named = [*HOSTILE.items(), *([("nothing", "")] * NAMELESS)]
    return [
        {
            "id": identifier,
            "title": f"About {name}",
            "time": "2024-03-02 12:00:00",
            "body": f"<p>All about {name}.</p>",
        }
        for name, identifier in named
    ]


@pytest.mark.parametrize("path", PATHS)
def test_hostile_identifiers_stay_inside_and_apart(
    archive: Archive, canned: Canned, path: str
) -> None:
    canned.answers["/list"] = json.dumps({"items": entries()})
    archive.add_source("hostile", SOURCE.format(url=canned.url, path=PATHS[path]))
    before = everything(archive.root.parent)

    ended = archive.crawl()

    assert ended.code == 0, ended.err
    report = ended.report("hostile")
    posts = archive.root / "site" / "_posts"
    own = (archive.root / name for name in (".newsbot", "index", "site/category"))
    mine = (posts, archive.root.parent / "cache", *own)
    written = everything(archive.root.parent) - before
    assert not [file for file in written if not any(map(file.is_relative_to, mine))]
    titles = sorted(title(file) for file in posts.rglob("*") if file.is_file())
    counted = report["waiting"] + report["failed"] + report["skipped"] + report["refused"]
    assert len(titles) == len(set(titles)) == report["new"]
    assert len(titles) + counted == len(entries())
    assert titles == sorted(f"About {name}" for name in HOSTILE)
    assert report["reasons"]["refused"] == {"no link": NAMELESS}
    assert_portable(archive.posts())


def assert_portable(paths: Iterable[str]) -> None:
    """Check that every file system takes paths, and takes no two for one."""
    assert len({path.casefold() for path in paths}) == len(HOSTILE)
    for name in {part for path in paths for part in path.casefold().split("/")}:
        assert len(name.encode()) <= 255
        assert not set(name) & set('\\:*?"<>|\0\n\u202e{}')
        assert not name.startswith((".", "-"))
        assert name.partition(".")[0] not in {"con", "nul", "prn", "aux"}


def everything(root: Path) -> set[Path]:
    """Return all files below a folder."""
    return {path for path in root.rglob("*") if not path.is_dir()}


def title(file: Path) -> str:
    """Return the title in a post's front matter."""
    return str(yaml.safe_load(file.read_text("utf-8").split("---\n")[1])["title"])
