from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsbot.archive.contributions import Named, record_page
from newsbot.archive.index import Line, append_lines, index_folder
from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.listings import begin_pass
from newsbot.archive.runs import RunOutcome, RunRecord, record_runs
from newsbot.cli.app import run
from newsbot.export.writer import digest

POST = b"---\ntitle: Harbour\n---\nWords.\n"
DAY = date(2022, 5, 25)
DONE = datetime(2022, 5, 25, 6, 36, 45, tzinfo=UTC)

Check = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose index knows six posts, all in place, and that has no ledger."""
    (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
    source = (
        "discover: [{kind: category, url: 'https://example.org/'}]\n"
        "extract: {headline: h1, date_published: time, body_html: article}\n"
    )
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "example.yaml").write_text(source, "utf-8")
    (tmp_path / "site").mkdir()
    lines = []
    for number in range(6):
        data = POST + str(number).encode()
        (tmp_path / "site" / f"{number}.md").write_bytes(data)
        post, words = digest(data), "0" * 16
        lines.append(
            (DAY, Line(identity=f"id:{number}", words=words, post=post, path=f"{number}.md"))
        )
    append_lines(index_folder(tmp_path, "example"), lines)
    return tmp_path


@pytest.fixture(name="check")
def check_fixture(root: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    def run_check(*arguments: str) -> tuple[int, dict[str, Any]]:
        code = run(["check", "--json", "--project", str(root), *arguments])
        return code, json.loads(capsys.readouterr().out or "null")

    return run_check


def kinds(shown: dict[str, Any]) -> list[str]:
    return [finding["kind"] for finding in shown["sources"]["example"]]


def test_nothing_is_changed_unless_it_is_asked_for(root: Path, check: Check) -> None:
    code, shown = check()
    assert (code, kinds(shown), shown["done"]) == (1, ["forgotten"], None)
    assert shown["sources"]["example"][0]["number"] == 6
    assert not ledger_path(root).exists()


def test_fix_makes_known_what_only_the_index_knows(check: Check) -> None:
    code, shown = check("--fix")
    assert (code, kinds(shown), shown["done"]["had_again"]) == (0, [], 6)
    assert check()[0] == 0


def another_file(ledger: Path) -> None:
    ledger.parent.mkdir()
    ledger.write_bytes(b"no ledger" * 999)


def incomplete(ledger: Path) -> None:
    opened = Ledger(ledger)
    opened.call(lambda c: c.exec_driver_sql("DROP TABLE links") and None)
    opened.close()


def a_folder(ledger: Path) -> None:
    (ledger / "mine").mkdir(parents=True)


def content(path: Path) -> bytes | list[str]:
    return path.read_bytes() if path.is_file() else [entry.name for entry in path.iterdir()]


@pytest.mark.parametrize(
    "broken",
    [another_file, incomplete, a_folder],
    ids=lambda broken: broken.__name__.replace("_", " "),
)
def test_fix_sets_a_broken_ledger_aside(
    root: Path, check: Check, broken: Callable[[Path], None]
) -> None:
    ledger = ledger_path(root)
    broken(ledger)
    before = content(ledger)
    assert check()[0] == 2
    code, shown = check("--fix")
    assert (code, shown["done"]["had_again"]) == (0, 6)
    aside = ledger.with_name(shown["done"]["set_aside"])
    assert content(aside) == before
    assert check()[0] == 0


def test_a_ledger_of_a_newer_newsbot_is_not_set_aside(root: Path, check: Check) -> None:
    ledger = Ledger(ledger_path(root))
    ledger.call(lambda c: c.exec_driver_sql("UPDATE meta SET value = '99'") and None)
    ledger.close()
    assert check("--fix")[0] == 2
    assert ledger_path(root).exists()
    assert not list(ledger_path(root).parent.glob("*.broken-*"))


def test_what_the_owner_did_to_posts_is_listed(root: Path, check: Check) -> None:
    check("--fix")
    (root / "site" / "0.md").write_bytes(POST + b"Mine.\n")
    (root / "site" / "1.md").rename(root / "site" / "mine.md")
    (root / "site" / "2.md").unlink()
    (root / "site" / "3.md").write_bytes(b"---\ntitle: 'never closed\n---\n")
    code, shown = check()
    assert (code, kinds(shown)) == (1, ["edited", "moved", "deleted", "broken"])


def test_many_missing_posts_are_a_question(root: Path, check: Check) -> None:
    check("--fix")
    for number in range(5):
        (root / "site" / f"{number}.md").unlink()
    code, shown = check()
    assert (code, kinds(shown)) == (1, ["missing"] * 5)
    code, shown = check("--accept-deleted")
    assert (code, kinds(shown), shown["done"]["accepted"]) == (0, ["deleted"] * 5, 5)
    lines = (root / "index" / "example" / "2022" / "05-25.tsv").read_text("utf-8").splitlines()
    assert [line.split("\t")[2] for line in lines[6:]] == ["withheld"] * 5


def test_lines_that_say_nothing_are_told_but_are_no_fault(root: Path, check: Check) -> None:
    check("--fix")
    file = root / "index" / "example" / "2022" / "05-25.tsv"
    file.write_text("<<<<<<< HEAD\n" + file.read_text("utf-8"), "utf-8")
    code, shown = check()
    assert (code, kinds(shown)) == (0, ["unreadable"])


def test_doubtful_lines_are_told_but_are_no_fault(root: Path, check: Check) -> None:
    check("--fix")
    with (root / "sources" / "example.yaml").open("a", encoding="utf-8") as file:
        file.write("layouts: [{until: 2020-01-01, extract: {autor: b}}]\n")
    code, shown = check()
    assert (code, kinds(shown)) == (0, ["warning"])
    [warning] = shown["sources"]["example"]
    assert warning["where"] == "sources/example.yaml:3"
    assert "did you mean 'authors'?" in warning["detail"]


def test_a_browser_that_is_missing_is_told_with_its_line(
    root: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    check("--fix")
    monkeypatch.setenv("NEWSBOT_CHROMIUM", "/nowhere")
    with (root / "sources" / "example.yaml").open("a", encoding="utf-8") as file:
        file.write("render: browser\n")
    code, shown = check()
    assert (code, kinds(shown)) == (0, ["warning"])
    [warning] = shown["sources"]["example"]
    assert warning["where"] == "sources/example.yaml:3"
    assert "NEWSBOT_CHROMIUM names /nowhere" in warning["detail"]


def test_what_a_stopped_crawl_has_left_is_told_and_is_no_fault(root: Path, check: Check) -> None:
    check("--fix")
    entries = [Named(keys=(f"id:new{n}",), identity=f"id:new{n}", fields={}) for n in range(3)]
    ledger = Ledger(ledger_path(root))
    listing = ledger.call(begin_pass, "example", "home")
    page = {"url": "https://example.org/", "position": 0, "now": DONE}
    ledger.call(record_page, "example", listing, entries, **page)
    ledger.close()
    code, shown = check()
    assert (code, kinds(shown)) == (0, ["left"])
    assert shown["sources"]["example"][0]["number"] == 3


def test_the_failures_of_the_last_run_are_told(root: Path, check: Check) -> None:
    check("--fix")
    ledger = Ledger(ledger_path(root))
    report = {"listing_failed": 2, "reasons": {"listing_failed": {"HTTP 500": 2}}, "error": ""}
    for ended, said in ((DONE, report), (DONE + timedelta(hours=1), report)):
        record = RunRecord(
            source="example", started=ended, ended=ended, outcome=RunOutcome.FAILED, report=said
        )
        ledger.call(record_runs, [record])
    ledger.close()
    code, shown = check()
    assert (code, kinds(shown)) == (0, ["failed"])
    [failed] = shown["sources"]["example"]
    assert (failed["number"], failed["detail"]) == (
        2,
        "2 of its listings (2 HTTP 500), at 2022-05-25T07:36:45+00:00",
    )
