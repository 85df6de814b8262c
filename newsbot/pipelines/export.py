"""Archived article → post, and its line in the index."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from newsbot.archive.batch import Batch
from newsbot.archive.exports import Pending, load_pending, mark_exported
from newsbot.archive.index import append_lines, index_folder
from newsbot.archive.indexed import DerivedKeys, index_line
from newsbot.archive.review import exported_posts
from newsbot.article import Article
from newsbot.export.exporter import Order, PostWriter, Written
from newsbot.export.owner import Absent, PutPost
from newsbot.orders import order_of
from newsbot.pipelines.base import GROUP, RunPipeline
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.scrapy_errors import PostNotWritten, UnwritablePost

BY_OWNER: Final = {
    "edited": Count.KEPT,
    "deleted": Count.WITHHELD,
    "moved": Count.MOVED,
    "missing": Count.MISSING,
}

KEPT: Final = ("edited", "moved")
"""What leaves a post known as it is."""

REMEDY: Final = (
    "make room, or let the user who runs newsbot write there;"
    " the next run writes what is missing, without fetching it again"
)

MISSING: Final = "its post is missing, and so are many others"


class ExportPipeline(RunPipeline):
    """Archived article → post, in groups: posts are on disk before the ledger says so."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._posts = PostWriter(run.project, run.source)
        self._batch = Batch(self._export, GROUP)
        self._index = index_folder(run.project.root, run.source.name)
        self._derive = DerivedKeys(run.source)
        self._absent: Absent | None = None

    async def process_item(self, item: Any) -> Any:
        """Put the article's post in place."""
        if isinstance(item, Article):
            try:
                written = await self._batch.submit(item)
            except OSError as error:
                self._fail(error)
                raise PostNotWritten(f"{item.url}: {error}") from error
            if written.error:
                await self.wait(item, UnwritablePost.reason, written.error)
                raise UnwritablePost(f"{item.url}: {written.error}")
            self._count(item, written)
        return item

    def _count(self, item: Article, written: Written) -> None:
        archived = self.run.archived.pop(item.article_id, None)
        if archived is not None and written.by_owner != "missing":
            self.run.counter.add(archived)
        if written.by_owner:
            self.run.counter.add(BY_OWNER[written.by_owner])
        if written.by_owner == "missing":
            self.run.problems.add(item.url or item.identifier, MISSING)

    def _fail(self, error: OSError) -> None:
        """Say once what is in the way of the posts; their articles are archived."""
        where = Path(error.filename).parent if error.filename else self._posts.root
        what = "the index" if where.is_relative_to(self._index) else "posts"
        self.run.counter.add_reason(Count.FAILED, PostNotWritten.reason)
        self.run.problems.fail(f"{where}: {what} cannot be written: {error.strerror}; {REMEDY}")

    async def _export(self, articles: Sequence[Article]) -> list[Written]:
        ids = [article.article_id for article in articles]
        pending = await self.run.ledger.run(load_pending, ids)
        orders = [order_of(pending[id_]) for id_ in ids]
        if self._absent is None and self._posts.has_lost_any(orders):
            self._absent = await self._look_for_posts()
        # Not in the ledger's thread: it goes on with other sources meanwhile.
        written = await asyncio.to_thread(self._write, orders, [pending[id_] for id_ in ids])
        done = dict(zip(ids, written, strict=True))
        await self.run.ledger.run(
            mark_exported,
            {id_: result.digest for id_, result in done.items() if result.digest},
            kept=[id_ for id_, result in done.items() if result.by_owner in KEPT],
            withheld=[id_ for id_, result in done.items() if result.by_owner == "deleted"],
        )
        return written

    async def _look_for_posts(self) -> Absent:
        posts = await self.run.ledger.run(exported_posts, self.run.source.name)
        places = [PutPost(path=p.path, digest=p.digest) for p in posts if not p.is_withheld]
        return await asyncio.to_thread(self._posts.look_for, places)

    def _write(self, orders: Sequence[Order], pending: Sequence[Pending]) -> list[Written]:
        """Put posts in place, and then their lines in the index."""
        written = self._posts.write(orders, self._absent)
        lines = [
            index_line(
                one, self._derive, digest=result.digest, is_withheld=result.by_owner == "deleted"
            )
            for one, result in zip(pending, written, strict=True)
            if not result.error and result.by_owner != "missing"
        ]
        append_lines(self._index, lines)
        return written
