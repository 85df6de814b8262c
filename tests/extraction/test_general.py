"""The rules that hold for any site, and the documentation of them."""

from __future__ import annotations

from pathlib import Path

from newsbot.article import ARTICLE_FIELDS
from newsbot.extraction.general import CASCADES, failed_before, read_general
from tests.pages import page_of

DOCS = Path(__file__).parents[2] / "docs" / "extraction.md"
ELSEWHERE = {"body_html"}
"""Their rules have a table of their own."""


def documented_rules() -> list[tuple[str, str, str]]:
    section = DOCS.read_text("utf-8").split("\n## Without rules\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return [(row[0].strip(" `"), row[1].strip(" `"), row[2].strip()) for row in rows]


def test_the_table_in_the_docs_has_every_rule_of_every_field_in_its_order() -> None:
    told = documented_rules()
    fields = set(CASCADES) - ELSEWHERE
    assert {field for field, _, _ in told} == fields
    for name in fields:
        rules = [(rule.name, rule.rank.name.lower()) for rule in CASCADES[name].rules]
        assert [(rule, rank) for field, rule, rank in told if field == name] == rules, name


def test_only_fields_of_articles_have_rules() -> None:
    assert set(CASCADES) <= ARTICLE_FIELDS


def test_only_what_is_wanted_is_read_and_what_failed_before_is_told() -> None:
    page = page_of("<p>x", head="<meta property=og:title content='Boats are counted'>")
    assert read_general(page, ["headline", "keywords", "identifier"]).keys() == {"headline"}
    assert [one.rule for one in failed_before("headline", page)] == [
        "h1 and title",
        "json-ld headline",
        "microdata headline",
    ]
    assert failed_before("identifier", page) == ()
