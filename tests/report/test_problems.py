from __future__ import annotations

import pytest

from newsbot.report.problems import LIMIT, Problem, Problems


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            Problem(what="https://x/1", reason="no date"), "https://x/1: no date", id="short"
        ),
        pytest.param(
            Problem(what="https://x/1", reason="HTTP 404", detail="https://x/1"),
            "https://x/1: HTTP 404",
            id="a detail that says nothing more",
        ),
        pytest.param(
            Problem(what="https://x/1", reason="malformed JSON", detail="line 1"),
            "https://x/1: malformed JSON (line 1)",
            id="with a detail",
        ),
        pytest.param(
            Problem(what="https://x/1", reason="address refused", detail="https://x/1: not public"),
            "https://x/1: address refused (not public)",
            id="a detail that names it too",
        ),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_problems_are_kept_in_their_order() -> None:
    problems = Problems()
    problems.add("b", "HTTP 500")
    problems.add("a", "no date", "detail")
    assert [problem.as_json() for problem in problems.kept] == [
        {"what": "b", "reason": "HTTP 500", "detail": ""},
        {"what": "a", "reason": "no date", "detail": "detail"},
    ]


def test_the_first_reason_why_a_source_failed_stays() -> None:
    problems = Problems(lambda text: text.replace("secret", "***"))
    assert problems.error == ""
    problems.fail("the secret disk is full")
    problems.fail("another")
    assert (problems.error, problems.kept) == ("the *** disk is full", ())


def test_a_run_that_fails_everywhere_keeps_only_the_first_problems() -> None:
    problems = Problems()
    for number in range(LIMIT + 5):
        problems.add(str(number), "HTTP 500")
    assert len(problems.kept) == LIMIT
    assert problems.kept[-1].what == str(LIMIT - 1)
