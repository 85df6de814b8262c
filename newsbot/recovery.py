"""Before a run: what the ledger lost, or knows under another name, is made known again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from newsbot.archive.former_names import adopt
from newsbot.archive.index import Index, Line, append_lines, index_folder, read_index
from newsbot.archive.indexed import indexed_articles
from newsbot.archive.rebuild import has_posts, rebuild
from newsbot.errors import LedgerError
from newsbot.export.paths import path_key
from newsbot.source.files import source_files

if TYPE_CHECKING:
    from newsbot.archive.ledger import Ledger
    from newsbot.source import Project, Source


def prepare(project: Project, sources: Sequence[Source], ledger: Ledger, now: datetime) -> int:
    """Make the articles of renamed sources and, where the ledger was lost, all articles known.

    Returns how many articles were had again from the index.
    """
    adopt_former_names(project, sources, ledger)
    lost = [source for source in sources if not ledger.call(has_posts, source.name)]
    return sum(have_again(project, source, ledger, now) for source in lost)


def adopt_former_names(project: Project, sources: Sequence[Source], ledger: Ledger) -> None:
    """Give sources what the ledger has under names that they had."""
    for source in sources:
        if former := former_names(project, source):
            ledger.call(adopt, source.name, former)


def have_again(
    project: Project,
    source: Source,
    ledger: Ledger,
    now: datetime,
    index: Index | None = None,
) -> int:
    """Make known what only the index knows of a source; return how many articles that were."""
    index = index or index_of(project, source)
    if not index.lines:
        return 0
    return ledger.call(rebuild, source, index, now=now, path_key=path_key)


def unindexed(source: Source, ledger: Ledger, index: Index) -> list[tuple[date, Line]]:
    """Return the lines that the index ought to have and has not."""

    def says(line: Line) -> tuple[str, str, str]:
        # Not the keys: which of them follow from the identity is up to the source's file.
        return line.words, line.post, line.path

    there = {identity: says(line) for identity, (_, line) in index.lines.items()}
    all_lines = ledger.call(lambda connection: list(indexed_articles(connection, source)))
    return [(day, line) for day, line in all_lines if there.get(line.identity) != says(line)]


def write_index(project: Project, source: Source, ledger: Ledger) -> int:
    """Write what is missing in the index; return how many lines that were. Raises LedgerError."""
    missing = unindexed(source, ledger, index_of(project, source))
    folder = index_folder(project.root, source.name)
    try:
        return append_lines(folder, missing)
    except OSError as error:
        where = error.filename or folder
        raise LedgerError(f"{where}: the index cannot be written: {error.strerror}") from error


def index_of(project: Project, source: Source) -> Index:
    """Return what the index says of a source, under all names that it had."""
    names = [*former_names(project, source), source.name]
    return read_index([index_folder(project.root, name) for name in names])


def former_names(project: Project, source: Source) -> tuple[str, ...]:
    """Return the names that a source had and that no other has now."""
    if not source.was:
        return ()
    taken = {file.name.casefold() for file in source_files(project.root)}
    return tuple(name for name in source.was if name.casefold() not in taken)
