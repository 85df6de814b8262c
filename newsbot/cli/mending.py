"""What `check` mends: ledger and index, and posts that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.archive.exports import load_pending, mark_exported
from newsbot.archive.identities import chunks
from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.rebuild import set_aside
from newsbot.archive.review import exported_posts
from newsbot.cli.findings import absent_posts
from newsbot.errors import BrokenLedgerError
from newsbot.export.exporter import PostWriter
from newsbot.orders import order_of
from newsbot.recovery import adopt_former_names, have_again, write_index

if TYPE_CHECKING:
    from newsbot.source import Project, Source


@dataclass(slots=True, kw_only=True)
class Mended:
    """What was done."""

    set_aside: str = ""
    """The broken ledger's new name; empty when it was not broken."""
    had_again: int = 0
    """Articles that the ledger knows again."""
    indexed: int = 0
    """Lines that the index was given."""
    samples: int = 0
    """Saved pages whose post was written anew."""
    accepted: int = 0
    """Missing posts that were taken for deleted."""
    restored: int = 0
    """Missing posts that were written again."""
    lost: int = 0
    """Missing posts that cannot be written again: their text was lost with a ledger."""


def fix(project: Project, sources: Sequence[Source], now: datetime, done: Mended) -> None:
    """Make the ledger know what the index knows, and the other way round.

    A ledger that is broken is set aside first. Raises LedgerError when it is of a newer newsbot.
    """
    path = ledger_path(project.root)
    try:
        with _opened(path) as ledger:
            ledger.verify()
    except BrokenLedgerError:
        done.set_aside = set_aside(path, now).name
    with _opened(path) as ledger:
        adopt_former_names(project, sources, ledger)
        for source in sources:
            done.had_again += have_again(project, source, ledger, now)
            done.indexed += write_index(project, source, ledger)


def accept_deleted(project: Project, sources: Sequence[Source], done: Mended) -> None:
    """Take every missing post for one that its owner deleted."""
    with _opened(ledger_path(project.root)) as ledger:
        for source in sources:
            ids = _missing(project, source, ledger)
            for some in chunks(ids):
                ledger.call(mark_exported, {}, withheld=some)
            done.accepted += len(ids)
            done.indexed += write_index(project, source, ledger)


def restore(project: Project, sources: Sequence[Source], done: Mended) -> None:
    """Write every missing post again, as the archive has it."""
    with _opened(ledger_path(project.root)) as ledger:
        for source in sources:
            posts = PostWriter(project, source)
            for some in chunks(_missing(project, source, ledger)):
                _restore(posts, ledger, some, done)
            done.indexed += write_index(project, source, ledger)


def _restore(posts: PostWriter, ledger: Ledger, ids: Sequence[int], done: Mended) -> None:
    pending = ledger.call(load_pending, ids)
    written = posts.write([replace(order_of(one), last_digest=None) for one in pending.values()])
    digests = {id_: w.digest for id_, w in zip(pending, written, strict=True) if w.digest}
    ledger.call(mark_exported, digests)
    done.restored += len(digests)
    done.lost += len(ids) - len(digests)


def _missing(project: Project, source: Source, ledger: Ledger) -> list[int]:
    posts = ledger.call(exported_posts, source.name)
    missing = set(absent_posts(project, posts).missing)
    return [post.article_id for post in posts if post.path in missing and not post.is_withheld]


@contextmanager
def _opened(path: Path) -> Iterator[Ledger]:
    ledger = Ledger(path)
    try:
        yield ledger
    finally:
        ledger.close()
