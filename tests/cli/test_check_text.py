from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.cli.check_text import NO_SOURCES, SHOWN, check_text
from newsbot.cli.finding import Finding
from newsbot.cli.times import short_time
from newsbot.errors import Mistake, SourceFileError

NOW = datetime(2022, 5, 25, 6, 40, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def lines(*findings: Finding, broken=None, was_crawled: bool = True) -> list[str]:
    found = {"lantern": list(findings)} if not broken else {}
    told = check_text(found, broken or {}, zone=SHANGHAI, now=NOW, was_crawled=was_crawled)
    return list(told)


def waiting(where: str, reason: str, note: str = "", due_at: str = "") -> Finding:
    return Finding(
        kind="waiting",
        where=where,
        reason=reason,
        note=note,
        since="2022-05-25T06:36:45Z",
        due_at=due_at,
    )


@pytest.mark.parametrize(
    ("instant", "short"),
    [
        pytest.param("2022-05-25T06:36:45Z", "14:36", id="today"),
        pytest.param("2022-05-24T16:30:00Z", "00:30", id="today there, yesterday here"),
        pytest.param("2022-05-23T06:36:45Z", "05-23 14:36", id="this year"),
        pytest.param("2021-05-23T06:36:45Z", "2021-05-23", id="earlier"),
    ],
)
def test_a_time_is_as_short_as_it_can_be(instant: str, short: str) -> None:
    assert short_time(instant, SHANGHAI, NOW) == short


def test_findings_stand_together_by_kind_and_reason_and_end_with_what_to_do() -> None:
    nothing = "body_html: css div.content gave nothing"
    shown = lines(
        waiting("https://x/1", "no body", nothing, due_at="2022-05-25T06:41:45Z"),
        waiting("https://x/2", "no date", "date_published: no rule"),
        waiting("https://x/3", "no body", nothing, due_at="2022-05-26T06:41:45Z"),
        Finding(kind="edited", where="site/a.md", reason="it stays"),
    )
    assert shown == [
        "lantern: 1 edited, 3 waiting",
        "  edited, it stays",
        "    site/a.md",
        "  waiting, no body: body_html: css div.content gave nothing",
        "    https://x/1: since 14:36; again 14:41",
        "    https://x/3: since 14:36; again 05-26 14:41",
        "  waiting, no date",
        "    https://x/2: date_published: no rule; since 14:36; given up",
        "next: `newsbot try URL` shows what each rule finds on a page; after a change"
        " `newsbot crawl --now` tries what waits again",
    ]


def test_the_last_failure_of_listings_is_told_with_its_time() -> None:
    failed = Finding(
        kind="failed",
        where="last crawl",
        number=2,
        note="2 of its listings (2 HTTP 500)",
        since="2022-05-25T06:36:45Z",
    )
    assert lines(failed) == [
        "lantern: 2 listings failed",
        "  listings failed",
        "    last crawl: 2 of its listings (2 HTTP 500); at 14:36",
        "next: `newsbot try lantern` shows which listings cannot be read",
    ]


def test_many_findings_of_a_kind_are_named_in_part() -> None:
    shown = lines(*(Finding(kind="deleted", where=f"{n}.md") for n in range(SHOWN + 3)))
    assert shown[-1] == "    … and 3 more; --json names them all"
    assert len(shown) == 1 + 1 + SHOWN + 1


def test_a_broken_file_is_the_first_thing_to_mend() -> None:
    error = SourceFileError([Mistake(file="a.yaml", line=1, found="x", expected="y")])
    assert lines(broken={"lantern": error}, was_crawled=False) == [
        "lantern: its file is broken",
        "  a.yaml:1: found x, expected y",
        "next: correct the lines that are named, then `newsbot check lantern`",
    ]


def test_a_new_project_is_told_how_to_go_on() -> None:
    ready = ["lantern: ok", "next: `newsbot crawl` fetches what is new"]
    assert lines(was_crawled=False) == ready
    assert lines() == ["lantern: ok"]
    assert list(check_text({}, {}, zone=UTC, now=NOW, was_crawled=False)) == [NO_SOURCES]
