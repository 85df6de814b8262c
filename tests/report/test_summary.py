from __future__ import annotations

import pytest

from newsbot.report.counts import SourceReport
from newsbot.report.problems import Problem
from newsbot.report.summary import SHOWN, summary, summary_line


@pytest.mark.parametrize(
    ("counts", "reasons", "line"),
    [
        pytest.param({}, {}, "finews: 0 new, 0 edited, 0 waiting, 0 failed", id="nothing"),
        pytest.param(
            {"new": 12, "edited": 1, "waiting": 2},
            {"waiting": {"no date": 1, "no body": 1}},
            "finews: 12 new, 1 edited, 2 waiting (1 no body, 1 no date), 0 failed",
            id="two wait for different reasons",
        ),
        pytest.param(
            {"failed": 4},
            {"failed": {"HTTP 404": 1, "timed out": 3}},
            "finews: 0 new, 0 edited, 0 waiting, 4 failed (3 timed out, 1 HTTP 404)",
            id="the most frequent reason first",
        ),
        pytest.param(
            {
                "completed": 1,
                "kept": 2,
                "withheld": 3,
                "skipped": 1,
                "listing_failed": 1,
                "damaged": 1,
                "gaps": 1,
            },
            {"skipped": {"where": 1}, "listing_failed": {"HTTP 500": 1}},
            "finews: 0 new, 0 edited, 0 waiting, 0 failed, 1 completed from an earlier run,"
            " 2 kept as edited by hand, 3 deleted by hand, not written again,"
            " 1 with damaged characters, 1 skipped (1 where), 1 listing failed (1 HTTP 500),"
            " 1 possible gap",
            id="what is rare",
        ),
        pytest.param(
            {"listing_failed": 2, "gaps": 2},
            {},
            "finews: 0 new, 0 edited, 0 waiting, 0 failed, 2 listings failed, 2 possible gaps",
            id="several",
        ),
    ],
)
def test_a_run_in_one_line(counts, reasons, line: str) -> None:
    assert summary_line(SourceReport(source="finews", counts=counts, reasons=reasons)) == line


def test_a_source_that_failed_says_why() -> None:
    line = summary_line(SourceReport(source="finews", error="host not found"))
    assert line == "finews: failed as a whole: host not found"


def test_a_source_that_was_cut_off_says_what_it_did_too() -> None:
    report = SourceReport(source="a", counts={"new": 3, "failed": 2}, error="no room")
    lines = list(summary([report], {}))
    assert lines == [
        "a: 3 new, 0 edited, 0 waiting, 2 failed",
        "  failed: no room",
        "  more: newsbot check a",
    ]


def test_what_an_earlier_run_left_is_not_what_a_source_did_that_failed() -> None:
    report = SourceReport(source="a", counts={"waiting": 3, "left": 2}, error="no host")
    assert next(summary([report], {})) == "a: failed as a whole: no host"


def test_a_run_that_was_stopped_says_so_and_what_is_left() -> None:
    reports = [SourceReport(source="a", counts={"new": 1, "left": 7})]
    assert list(summary(reports, {}, was_stopped=True)) == [
        "a: 1 new, 0 edited, 0 waiting, 0 failed, 7 left for the next run",
        "stopped before its end: what was finished is kept, and the next run goes on",
    ]


def test_problems_stand_under_their_source_with_where_to_read_on() -> None:
    reports = [
        SourceReport(source="a", counts={"failed": 1}, reasons={"failed": {"HTTP 404": 1}}),
        SourceReport(source="b", counts={"more": 1}),
        SourceReport(source="c"),
    ]
    problems = {"a": [Problem(what="https://x/1", reason="HTTP 404")]}
    assert list(summary(reports, problems)) == [
        "a: 0 new, 0 edited, 0 waiting, 1 failed (1 HTTP 404)",
        "  https://x/1: HTTP 404",
        "  more: newsbot check a",
        "b: 0 new, 0 edited, 0 waiting, 0 failed",
        "  older articles are listed than `first` reaches back; a larger `first` fetches them",
        "c: 0 new, 0 edited, 0 waiting, 0 failed",
    ]


def test_many_problems_are_named_in_part_and_counted() -> None:
    found = [Problem(what=str(n), reason="HTTP 500") for n in range(SHOWN + 3)]
    lines = list(summary([SourceReport(source="a")], {"a": found}))
    assert len(lines) == 1 + SHOWN + 1
    assert lines[-1] == "  … and 3 more"


def test_what_the_rules_did_not_find_can_be_looked_at() -> None:
    report = SourceReport(source="a", counts={"waiting": 1}, reasons={"waiting": {"no date": 1}})
    assert list(summary([report], {}))[1:] == [
        "  more: newsbot check a",
        "  what each rule finds on a page: newsbot try URL",
    ]
