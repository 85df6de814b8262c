"""What the pipelines have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from newsbot.article import Article, Contribution
from newsbot.run import Run, run_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

GROUP: Final = 100
"""Articles that share a commit, at the most."""


class RunPipeline:
    """What the pipelines have in common: the run that they are part of."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline. Raises NotConfigured for a spider that is not a source."""
        return cls(run_of(crawler))

    async def wait(
        self, article: Article, reason: str, detail: str = "", said: Sequence[Contribution] = ()
    ) -> None:
        """Keep an article that cannot become a post yet, with what its answers said."""
        where = article.url or article.identifier
        await self.run.keep_waiting(article.article_id, where, reason, detail, said)
