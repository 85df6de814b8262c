"""`newsbot try`: what a page or a source's listings would give; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from newsbot.cli.exits import Exit
from newsbot.cli.options import JsonOption, LogLevel, LogOption, ProjectOption, open_project
from newsbot.errors import AmbiguousDate, PostError, ProjectError
from newsbot.values.redact import redactor

if TYPE_CHECKING:
    from newsbot.article import Draft
    from newsbot.discovery import ListingPage
    from newsbot.report.problems import Problem
    from newsbot.source import Project, Source
    from newsbot.spiders.listings import PageSeen

SHOWN: Final = 10
"""Links shown of a listing."""


def try_(
    what: Annotated[str, typer.Argument(metavar="URL|NAME", help="A page, or a source.")],
    *,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Whose rules read the page.")
    ] = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    log_level: LogOption = LogLevel.WARNING,
) -> int:
    """Show the post of a page and the rule behind each field, or what a source's listings hold."""
    opened = open_project(project)
    if "://" not in what:
        return _try_source(opened, _named(opened, what), as_json=as_json, log_level=log_level)
    chosen = _chosen(opened, source, what) if source else _source_for(opened, what)
    return _try_page(opened, chosen, what, as_json=as_json, log_level=log_level)


def _named(project: Project, name: str) -> Source:
    from newsbot.cli.options import open_sources

    sources, _ = open_sources(project, [name])
    return sources[0]


def _chosen(project: Project, name: str, url: str) -> Source:
    from newsbot.spiderloader import sources_for

    source = _named(project, name)
    if not sources_for(url, [source]):
        raise ProjectError(
            f"{url}: not one of the domains of {name} ({', '.join(source.domains)});"
            f" add it to `domains` in {source.path}"
        )
    return source


def _source_for(project: Project, url: str) -> Source:
    from newsbot.cli.options import open_sources
    from newsbot.spiderloader import sources_for

    sources, _ = open_sources(project, [])
    fitting = sources_for(url, sources)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(source.name for source in fitting)
        raise ProjectError(f"{url}: several sources cover it ({names}); choose with --source NAME")
    raise ProjectError(f"{url}: no source covers it; choose one with --source NAME")


def _try_page(project: Project, source: Source, url: str, *, as_json: bool, log_level: str) -> int:
    from newsbot.cli.runner import try_run

    drafts: list[Draft] = []
    problems = try_run(project, source, log_level=log_level, only_url=url, on_draft=drafts.append)
    now = datetime.now(UTC)
    shown = [_page_result(project, source, draft, now) for draft in drafts]
    if as_json:
        result = shown[0] if shown else {}
        text = json.dumps({**result, "problems": _as_json(problems)}, ensure_ascii=False)
    else:
        text = "\n".join([*map(_page_text, shown), *map(str, problems)])
    typer.echo(redactor(source.secrets)(text))
    return Exit.DONE if shown and not shown[0]["missing"] else Exit.FAILED


def _page_result(project: Project, source: Source, draft: Draft, now: datetime) -> dict[str, Any]:
    from newsbot.normalize import date_doubt, missing_field, normalize

    article = normalize(draft, source, now)
    doubt = "" if article.date_published else date_doubt(draft, source, now)
    missing = missing_field(article, source, now, doubt=doubt)
    fields = article.as_fields()
    rules = {
        name: {"rule": found.rule, "value": _shown(fields.get(name, found.value))}
        for name, found in sorted(draft.fields.items())
    }
    post = None
    if missing is None:
        from newsbot.export.exporter import PostWriter

        try:
            rendered = PostWriter(project, source).render(article)
            post = {"path": rendered.path, "text": rendered.text}
        except PostError as error:
            return {"source": source.name, "fields": rules, "missing": str(error), "post": None}
    reason = missing.reason if missing is not None else None
    if missing is AmbiguousDate:
        reason = f"{reason}: {doubt}"
    return {"source": source.name, "fields": rules, "missing": reason, "post": post}


def _page_text(result: dict[str, Any]) -> str:
    lines = [f"source {result['source']}", ""]
    width = max(map(len, result["fields"]), default=0)
    for name, found in result["fields"].items():
        value = json.dumps(found["value"], ensure_ascii=False)
        lines.append(f"{name:{width}}  {_cut(value)}  [{found['rule']}]")
    if result["post"]:
        lines += ["", result["post"]["path"], "", result["post"]["text"]]
    else:
        lines += ["", f"no post: {result['missing']}"]
    return "\n".join(lines)


def _try_source(project: Project, source: Source, *, as_json: bool, log_level: str) -> int:
    from newsbot.cli.runner import try_run

    seen: list[PageSeen] = []
    problems = try_run(project, source, log_level=log_level, on_page=seen.append)
    entries = [_entry_result(source, index, seen) for index in range(len(source.discover))]
    if as_json:
        result = {"source": source.name, "entries": entries, "problems": _as_json(problems)}
        text = json.dumps(result, ensure_ascii=False)
    else:
        text = "\n".join([*(line for e in entries for line in _entry_text(e)), *map(str, problems)])
    typer.echo(redactor(source.secrets)(text))
    return Exit.DONE if any(entry["links"] for entry in entries) else Exit.FAILED


def _entry_result(source: Source, index: int, seen: Sequence[PageSeen]) -> dict[str, Any]:
    pages = [page for page in seen if page.listing.entry == index]
    return {
        "entry": index,
        "kind": source.discover[index].kind,
        "pages": [page.listing.url for page in pages],
        "links": sum(len(page.found.links) for page in pages),
        "first": _first_links([page.found for page in pages]),
        "refused": _refused([page.found for page in pages]),
    }


def _first_links(pages: Sequence[ListingPage]) -> list[dict[str, Any]]:
    links = [link for page in pages for link in page.links]
    return [{name: found.value for name, found in link.fields.items()} for link in links[:SHOWN]]


def _refused(pages: Sequence[ListingPage]) -> list[dict[str, str]]:
    return [{"link": r.link, "reason": r.reason} for page in pages for r in page.refused]


def _entry_text(entry: dict[str, Any]) -> Iterator[str]:
    number = len(entry["pages"])
    pages = "1 page" if number == 1 else f"{number} pages"
    yield f"discover[{entry['entry']}] {entry['kind']}: {pages}, {entry['links']} links"
    yield from (f"  read     {url}" for url in entry["pages"][:SHOWN])
    for link in entry["first"]:
        yield f"  link     {_cut(json.dumps(link, ensure_ascii=False))}"
    refused = entry["refused"]
    yield from (f"  refused  {r['link']}: {r['reason']}" for r in refused[:SHOWN])
    if len(refused) > SHOWN:
        yield f"  … and {len(refused) - SHOWN} more refused"


def _as_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [problem.as_json() for problem in problems]


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, datetime) else value


def _cut(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"
