"""The documentation says what the code does: commands, fields, kinds, keys, and links that lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

from newsbot.archive.schema import State
from newsbot.article import (
    DATE_FIELDS,
    FLAG_FIELDS,
    HTML_FIELDS,
    LIST_FIELDS,
    TEXT_FIELDS,
    URL_FIELDS,
    Article,
)
from newsbot.cli.app import build_app
from newsbot.cli.exits import Exit
from newsbot.cli.options import open_project, open_sources
from newsbot.discovery import DISCOVERY_KINDS
from newsbot.export.body import BODY_MODES
from newsbot.export.front_matter import DEFAULT_KEYS
from newsbot.report.counts import Count
from newsbot.source import Source
from newsbot.source.docstrings import field_docstrings
from newsbot.source.templates import CONTEXT_NAMES, OWN_FILTERS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT, DOCS, DOCS / "decisions", ROOT / "examples" / "finews")
    for path in folder.glob("*.md")
)

FORMS = {
    "source": "text",
    "article_id": "number",
    "extra": "mapping",
    **dict.fromkeys(TEXT_FIELDS, "text"),
    **dict.fromkeys(LIST_FIELDS, "texts"),
    **dict.fromkeys(HTML_FIELDS, "HTML"),
    **dict.fromkeys(DATE_FIELDS, "date"),
    **dict.fromkeys(URL_FIELDS, "URL"),
    **dict.fromkeys(FLAG_FIELDS, "yes or no"),
}

BLOCK = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)")


def _commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(build_app())
    return dict(group.commands)


def _options(command: Any) -> set[str]:
    return {
        name
        for parameter in command.params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _section(text: str, title: str) -> str:
    """Return what stands under a heading, with the headings below it."""
    [(level, start)] = [
        (len(match[1]), match.end())
        for match in re.finditer(r"(?m)^(#+) (.*)$", text)
        if match[2] == title
    ]
    end = re.search(rf"(?m)^#{{1,{level}}} ", text[start:])
    return text[start : start + end.start()] if end else text[start:]


def _first_column(text: str) -> list[str]:
    """Return the names, in backticks, in the first column of the tables in a text."""
    return [
        name
        for row in re.findall(r"(?m)^\| (`[^|]*`) \|", text)
        for name in re.findall(r"`([^`]*)`", row)
    ]


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", BLOCK.sub("", text))


def _anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to headings."""
    titles = re.findall(r"(?m)^#+ (.*)$", BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _source_examples() -> Iterator[Any]:
    for page in PAGES:
        blocks = [body for language, body in BLOCK.findall(_read(page)) if language == "yaml"]
        for number, body in enumerate(blocks, start=1):
            if body.startswith("# sources/"):
                yield pytest.param(body, id=f"{page}, example {number}")


@pytest.mark.parametrize("name", _commands())
def test_every_command_has_a_section_with_all_its_options(name: str) -> None:
    page = _read("docs/commands.md")
    shared = page.partition("\n## ")[0]
    section = _section(page, f"newsbot {name}")

    named = set(re.findall(r"--[a-z-]+", shared + section))

    assert _options(_commands()[name]) <= named


def test_no_command_and_no_option_is_made_up() -> None:
    page = _read("docs/commands.md").partition("## Scrapy's own commands")[0]
    commands = _commands()
    known = {"--version", "--help", "--port"}.union(*map(_options, commands.values()))

    assert set(re.findall(r"(?m)^## newsbot (\S+)$", page)) == set(commands)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page)) <= known


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/commands.md"])
def test_every_exit_code_is_in_the_table(page: str) -> None:
    codes = re.findall(r"(?m)^\| (\d+) \|", _read(page))

    assert codes == [str(code.value) for code in sorted(Exit)]


def test_every_number_of_a_run_is_explained() -> None:
    section = _section(_read("docs/commands.md"), "newsbot crawl")

    assert set(_first_column(section)) - {"--now", "--strict"} == {count.value for count in Count}


def test_the_table_of_fields_is_that_of_the_code() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", _read("docs/article-fields.md"))
    texts = field_docstrings(Article)

    assert rows == [
        (f.name, FORMS[f.name], " ".join(texts[f.name].split())) for f in fields(Article)
    ]


def test_every_discovery_kind_has_a_row_and_a_section() -> None:
    page = _read("docs/discovery.md")

    assert set(re.findall(r"(?m)^## `(\w+)`$", page)) == set(DISCOVERY_KINDS)
    assert _first_column(page)[: len(DISCOVERY_KINDS)] == list(DISCOVERY_KINDS)


def test_every_state_of_an_article_is_in_the_ledgers_table() -> None:
    section = _section(_read("docs/ledger.md"), "States of an article")

    assert _first_column(section) == [state.value for state in State]


def test_the_default_keys_are_listed_in_their_order() -> None:
    assert _first_column(_section(_read("docs/posts.md"), "Front matter")) == list(DEFAULT_KEYS)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        pytest.param("Bodies", set(BODY_MODES), id="bodies"),
        pytest.param("Templates", CONTEXT_NAMES | OWN_FILTERS, id="names and filters"),
    ],
)
def test_the_page_about_posts_has_every_name(title: str, names: set[str]) -> None:
    assert set(_first_column(_section(_read("docs/posts.md"), title))) == names


@pytest.mark.parametrize("page", PAGES)
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    wrong: list[str] = []
    for link in LINK.findall(_without_code(_read(page))):
        path, _, anchor = link.partition("#")
        target = folder / path if path else ROOT / page
        if link.startswith("https://"):
            continue
        if not target.exists() or (anchor and anchor not in _anchors(target.read_text("utf-8"))):
            wrong.append(link)

    assert wrong == []


@pytest.mark.parametrize("text", list(_source_examples()))
def test_the_source_files_that_the_pages_show_load(
    text: str, source_from: Callable[..., Source]
) -> None:
    assert source_from(text).discover


@pytest.mark.parametrize("page", ["docs/discovery.md", "docs/extraction.md", "docs/posts.md"])
def test_a_reference_page_has_examples_that_are_checked(page: str) -> None:
    languages = [language for language, _ in BLOCK.findall(_read(page))]

    assert languages
    assert set(languages) == {"yaml"}
    assert _read(page).count("```yaml\n# sources/") == len(languages)


def test_the_example_project_has_no_mistakes() -> None:
    sources, broken = open_sources(open_project(ROOT / "examples" / "finews"), [])

    assert broken == {}
    assert [source.name for source in sources] == ["finews", "rolling"]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_opens_with_the_two_commands_and_shows_a_post(page: str) -> None:
    (first, commands), (second, post), *_ = BLOCK.findall(_read(page))

    assert (first, second) == ("sh", "markdown")
    assert [line.partition("#")[0].strip() for line in commands.splitlines()] == [
        "make demo",
        "make test",
    ]
    assert post.startswith("---\nlayout: post\n")
