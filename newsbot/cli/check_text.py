"""What `newsbot check` found, for people: by source, by kind, and what to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from newsbot.cli.finding import KINDS, Finding
from newsbot.cli.times import short_time

if TYPE_CHECKING:
    from newsbot.errors import SourceFileError

SHOWN: Final = 10
"""Findings shown of a kind and reason; the rest is counted."""

NO_SOURCES: Final = "no sources: put one into sources/, or see `newsbot demo`"

NEXT: Final[Mapping[str, str]] = {
    "broken": "correct the front matter of a broken post, or take the post from git",
    "missing": "more than a fifth of the posts is missing: put them back, write them again with"
    " `--restore`, or say with `--accept-deleted` that you deleted them",
    "forgotten": "`newsbot check --fix` makes ledger and index agree",
    "unindexed": "`newsbot check --fix` makes ledger and index agree",
    "sample": "`newsbot try URL` shows how a page reads; where the new post is right, delete the"
    " sample's `.md`, and `newsbot check --fix` writes it",
    "failed": "`newsbot try{name}` shows which listings cannot be read",
    "left": "`newsbot crawl{name}` goes on with what is left",
    "warning": "change the lines that are named, then `newsbot try{name}`",
    "waiting": "`newsbot try URL` shows what each rule finds on a page; after a change"
    " `newsbot crawl --now` tries what waits again",
}
"""Kind of finding → what to do about it."""

_TITLES: Final = {"failed": "listings failed", "sample": "a saved page reads otherwise"}


def check_text(
    found: Mapping[str, Sequence[Finding]],
    broken: Mapping[str, SourceFileError],
    *,
    zone: tzinfo,
    now: datetime,
    was_crawled: bool,
) -> Iterator[str]:
    """Yield the lines that tell it; times are those of *zone*."""
    for name, findings in found.items():
        yield f"{name}: {_counted(findings)}"
        for group in _groups(findings):
            yield from _group(group, zone, now)
    for name, error in broken.items():
        yield f"{name}: its file is broken"
        yield from (f"  {line}" for line in str(error).splitlines())
    if not found and not broken:
        yield NO_SOURCES
    yield from dict.fromkeys(_next(found, broken, was_crawled=was_crawled))  # each once


def _counted(findings: Iterable[Finding]) -> str:
    numbers = dict.fromkeys(KINDS, 0)
    for finding in findings:
        numbers[finding.kind] += finding.number
    words = (f"{number:,} {_noun(kind, number)}" for kind, number in numbers.items() if number)
    return ", ".join(words) or "ok"


def _noun(kind: str, number: int) -> str:
    noun = {"failed": "listing", "warning": "warning"}.get(kind, "")
    plural = f"{noun}s" if noun and number != 1 else noun
    return f"{plural} failed" if kind == "failed" else plural or kind


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((KINDS.index(finding.kind), finding.reason), []).append(finding)
    return [groups[key] for key in sorted(groups)]


def _group(group: Sequence[Finding], zone: tzinfo, now: datetime) -> Iterator[str]:
    """Yield what findings have in common, then each by itself; a common note only once."""
    notes = {finding.note for finding in group}
    common = notes.pop() if len(notes) == 1 and len(group) > 1 else ""
    title = ", ".join(filter(None, (_TITLES.get(group[0].kind, group[0].kind), group[0].reason)))
    yield f"  {title}" + (f": {common}" if common else "")
    for finding in group[:SHOWN]:
        said = "; ".join(
            filter(None, ("" if common else finding.note, *_times(finding, zone, now)))
        )
        yield f"    {finding.shown or finding.where}" + (f": {said}" if said else "")
    if len(group) > SHOWN:
        yield f"    … and {len(group) - SHOWN:,} more; --json names them all"


def _times(finding: Finding, zone: tzinfo, now: datetime) -> Iterator[str]:
    if finding.since:
        preposition = "at" if finding.kind == "failed" else "since"
        yield f"{preposition} {short_time(finding.since, zone, now)}"
    if finding.due_at:
        yield f"again {short_time(finding.due_at, zone, now)}"
    elif finding.kind == "waiting":
        yield "given up"


def _next(
    found: Mapping[str, Sequence[Finding]],
    broken: Mapping[str, SourceFileError],
    *,
    was_crawled: bool,
) -> Iterator[str]:
    """Yield what to do, once for each kind of finding."""
    if broken:
        yield f"next: correct the lines that are named, then `newsbot check{_only(broken)}`"
    for kind, advice in NEXT.items():
        concerned = [name for name, found_ in found.items() if _has(found_, kind)]
        if concerned:
            yield f"next: {advice.format(name=_only(concerned) or ' NAME')}"
    if found and not broken and not was_crawled:
        yield "next: `newsbot crawl` fetches what is new"


def _has(findings: Iterable[Finding], kind: str) -> bool:
    return any(finding.kind == kind for finding in findings)


def _only(names: Collection[str]) -> str:
    """Return the name as a command takes it, where there is only one."""
    return f" {next(iter(names))}" if len(names) == 1 else ""
