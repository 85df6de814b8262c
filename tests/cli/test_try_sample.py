from __future__ import annotations

from typing import Any

import pytest
import typer

from newsbot.cli.try_sample import sample_size, sample_text


@pytest.mark.parametrize(("text", "number"), [("3/year", 3), (" 12/year ", 12)])
def test_how_many_of_each_year(text: str, number: int) -> None:
    assert sample_size(text) == number


@pytest.mark.parametrize("text", ["3", "0/year", "3/month", "x/year", "1000/year", ""])
def test_what_is_no_number_of_each_year_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="such as 3/year"):
        sample_size(text)


def page(year: int, rule: str = "", *, missing: str | None = None) -> dict[str, Any]:
    rules = {"headline": rule} if rule else {}
    url = f"https://example.org/{year}"
    return {"year": year, "url": url, "kept": year < 2020, "missing": missing, "rules": rules}


def test_years_and_fields_are_a_table_and_each_rule_names_its_years() -> None:
    pages = [
        page(2026, "json-ld headline"),
        page(2025, "json-ld headline"),
        page(2019, "css h1"),
        page(2019, missing="no headline"),
    ]
    lines = list(sample_text({"pages": pages}))
    assert lines[0].split() == [
        *("year", "pages", "posts", "headline", "date", "body", "authors", "publisher", "image")
    ]
    assert lines[1].split()[:4] == ["2026", "1", "1", "1/1"]
    assert lines[3].split()[:4] == ["2019", "2", "1", "1/2"]
    assert lines[5:7] == [
        "headline        json-ld headline: 2/4 (2025–2026)",
        "                css h1: 1/4 (2019)",
    ]
    assert "https://example.org/2019: no headline" in lines
    assert lines[-1] == "4 pages: 2 as an earlier run kept them, 2 asked for"
    assert all(len(line) <= 80 for line in lines)


def test_without_an_article_that_is_told() -> None:
    assert list(sample_text({"pages": []})) == [
        "no article with a date: neither the ledger nor the listings name one"
    ]
