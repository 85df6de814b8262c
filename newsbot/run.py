"""One run of one source: what its spider, the pipelines and the extensions share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from scrapy.exceptions import NotConfigured

from newsbot.archive.articles import skip, wait
from newsbot.fetch.gate import HostGates
from newsbot.report.problems import Problems
from newsbot.scrapy_errors import RawError
from newsbot.values.redact import Redactor, redactor

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.archive.aliases import Way
    from newsbot.archive.ledger import Ledger
    from newsbot.archive.raw import RawPages
    from newsbot.article import Contribution, Draft
    from newsbot.fetch.kept import KeptPages
    from newsbot.report.counts import Count, Counter
    from newsbot.source import Project, Source
    from newsbot.values.answer import Answer


ROBOTS_AGAIN: Final = timedelta(days=1)
"""How long robots.txt is believed (RFC 9309, 2.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of a source."""

    project: Project
    source: Source
    ledger: Ledger
    counter: Counter
    now: Callable[[], datetime]
    """The clock: aware, UTC."""
    waiting_too: bool = False
    """Try articles that wait before their time."""
    raw: RawPages | None = None
    """Keeps pages as they came, for all runs of a process; None: they are not kept."""
    pages: KeptPages | None = None
    """Pages of a few minutes ago, for `newsbot try`; None: everything is asked for."""
    gates: HostGates = field(default_factory=HostGates)
    """Shared by all runs of a process."""
    on_draft: Callable[[Draft], None] | None = None
    """Takes finished drafts instead of the archive, for `newsbot try URL`."""
    on_answer: Callable[[Answer], None] | None = None
    """Takes each page and content of an article, for `newsbot try URL`."""
    problems: Problems = field(default_factory=Problems)
    failed: set[int] = field(default_factory=set)
    """Articles that failed in this run, by row: those that wait besides are counted apart."""
    archived: dict[int, Count] = field(default_factory=dict)
    """Articles archived in this run, by row, and what each counts as once its post is in place."""

    ways: dict[int, tuple[Way, ...]] = field(default_factory=dict)
    """Articles that are under way, by row, and how they may be in the archive already."""

    @property
    def redact(self) -> Redactor:
        """What takes the secrets of the source out of a text."""
        return redactor(self.source.secrets)

    async def keep_waiting(
        self,
        article_id: int,
        where: str,
        reason: str,
        detail: str = "",
        said: Sequence[Contribution] = (),
    ) -> None:
        """Keep an article that cannot become a post yet, with what its answers *said*.

        *where*: what people know it by.
        """
        self.problems.add(where, reason, detail)
        await self.ledger.run(
            wait,
            article_id,
            reason=reason,
            detail=self.about(where, detail),
            now=self.now(),
            rules=self.source.reading,
            said=said,
        )

    async def put_aside(
        self,
        article_id: int,
        where: str,
        reason: str,
        detail: str = "",
        *,
        again: timedelta | None = ROBOTS_AGAIN,
    ) -> None:
        """Put an article aside; by default for as long as robots.txt is believed.

        *again*: after how long it is looked at in any case.
        """
        self.problems.add(where, reason, detail)
        await self.ledger.run(
            skip,
            article_id,
            reason=reason,
            detail=self.about(where, detail),
            rules=self.source.reading,
            again=self.now() + again if again is not None else None,
        )

    def about(self, where: str, detail: str) -> str:
        """Return a detail that names what it is about, once, without secrets."""
        names_it = not detail or detail.startswith(where)
        return self.redact((detail or where) if names_it else f"{where}: {detail}")

    def show(self, answer: Answer) -> None:
        """Hand an answer to whoever wants to see it."""
        if self.on_answer is not None:
            self.on_answer(answer)

    async def sync_raw(self) -> None:
        """Make durable what came, before anything in it is made known. Raises RawError."""
        if self.raw is not None:
            with self._failing():
                await self.raw.sync(self.source.name)

    async def check_raw(self) -> None:
        """Raise RawError where what comes could not be kept."""
        if self.raw is not None:
            with self._failing():
                await self.raw.check(self.source.name)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Let the source fail when its pages cannot be kept."""
        try:
            yield
        except RawError as error:
            self.problems.fail(f"pages cannot be kept: {error}")
            raise


def run_of(crawler: Crawler) -> Run:
    """Return the run that a crawler is for. Raises NotConfigured when its spider is no source."""
    run: Any = getattr(crawler.spider, "run", None)
    if not isinstance(run, Run):
        raise NotConfigured("this spider is not made from a source file")
    return run
