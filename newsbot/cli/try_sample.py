"""How each field reads through the years: `newsbot try NAME --sample 3/year`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from newsbot.archive.ledger import Ledger
    from newsbot.archive.sampled import KeptAnswer
    from newsbot.probe.sample import Candidate, YearRead
    from newsbot.source import Project, Source

FIELDS: Final = ("headline", "date_published", "body_html", "authors", "publisher", "image")
HEADS: Final = {"date_published": "date", "body_html": "body"}

_ASKED: Final = re.compile(r"([1-9][0-9]{0,2})/year")


def sample_size(text: str) -> int:
    """Read `3/year`. Raises BadParameter."""
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(f"{text!r}: how many articles of each year, such as 3/year")
    return int(found[1])


def known_articles(
    project: Project, source: Source
) -> tuple[list[Candidate], Callable[[str], KeptAnswer | None]]:
    """Return the articles of the archive, and what finds their pages as they were kept."""
    from newsbot.archive.ledger import Ledger, ledger_path
    from newsbot.archive.raw_files import raw_file, raw_folder
    from newsbot.archive.sampled import dated_articles, kept_answer, kept_on
    from newsbot.probe.sample import Candidate

    path = ledger_path(project.root)
    if not path.exists():
        return [], lambda _: None
    ledger: Ledger = Ledger(path)
    try:
        dated = ledger.call(dated_articles, source.name)
        candidates = [Candidate(url=one.url, published=one.published) for one in dated]
        days = ledger.call(kept_on, source.name, [one.url for one in dated])
    finally:
        ledger.close()
    folder = raw_folder(project.root) / source.name

    def kept(url: str) -> KeptAnswer | None:
        return kept_answer(raw_file(folder, days[url]), url) if url in days else None

    return candidates, kept


def sample_result(source: Source, read: Sequence[YearRead]) -> dict[str, Any]:
    """Return what there is to show, as `--json` gives it."""
    return {
        "source": source.name,
        "pages": [
            {
                "year": one.year,
                "url": one.page.fetched.url,
                "kept": one.is_kept,
                "missing": one.page.missing or None,
                "rules": _rules(one),
            }
            for one in read
        ],
    }


def sample_text(result: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that show it to people: years and fields, then the rules of each field."""
    pages = result["pages"]
    if not pages:
        yield "no article with a date: neither the ledger nor the listings name one"
        return
    yield _row("year", "pages", "posts", [HEADS.get(name, name) for name in FIELDS])
    for year in sorted({page["year"] for page in pages}, reverse=True):
        of_year = [page for page in pages if page["year"] == year]
        posts = sum(page["missing"] is None for page in of_year)
        shares = [
            f"{sum(name in page['rules'] for page in of_year)}/{len(of_year)}" for name in FIELDS
        ]
        yield _row(str(year), str(len(of_year)), str(posts), shares)
    yield ""
    for name in FIELDS:
        yield from _rules_of(name, pages)
    yield ""
    yield from _missing(pages)
    kept = sum(page["kept"] for page in pages)
    yield f"{len(pages)} pages: {kept} as an earlier run kept them, {len(pages) - kept} asked for"


def _row(year: str, pages: str, posts: str, cells: Sequence[str]) -> str:
    return f"{year}  {pages:>5}  {posts:>5}  {'  '.join(f'{cell:9}' for cell in cells)}".rstrip()


def _rules(one: YearRead) -> dict[str, str]:
    """Return field → rule of what the article has."""
    article = one.page.article
    return {
        name: found.rule
        for name, found in sorted(one.page.fields.items())
        if article is not None and getattr(article, name, None)
    }


def _rules_of(name: str, pages: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield which rules gave a field, and in which years."""
    given = Counter(page["rules"][name] for page in pages if name in page["rules"])
    for place, (rule, number) in enumerate(given.most_common()):
        years = sorted({page["year"] for page in pages if page["rules"].get(name) == rule})
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        yield f"{name if place == 0 else '':14}  {rule}: {number}/{len(pages)} ({span})"
    if not given:
        yield f"{name:14}  nowhere"


def _missing(pages: Sequence[dict[str, Any]]) -> Iterator[str]:
    for page in pages:
        if page["missing"]:
            yield f"{page['url']}: {page['missing']}"
