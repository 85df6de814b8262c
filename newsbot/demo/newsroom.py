"""A fictional media house whose every story is computed when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.demo.desk import Desk, Edit
from newsbot.demo.library import Library, load_library
from newsbot.demo.story import Publisher, Story
from newsbot.demo.strand import Strand
from newsbot.demo.writer import Writer

ZONE: Final = "Asia/Shanghai"

CHANNELS: Final = (1, 2, 3)
"""Channels of the wire: each has three of six stories, so that every other story is in two."""


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """The demo newsroom: a site of `stories` stories, a wire of half and rolling news of a quarter.

    Two newsrooms with the same arguments tell the same stories, whatever was asked for before.
    """

    stories: int = 60
    seed: int = 1
    newest: datetime = field(
        default_factory=lambda: datetime(2026, 3, 2, 12, tzinfo=ZoneInfo(ZONE))
    )
    """When number 0, the newest story at first, was published; aware."""
    first: int = 0
    """Number of the newest story; below 0 when stories came in since."""
    edits: Mapping[str, Edit] = field(default_factory=lambda: MappingProxyType({}))
    """By identifier."""
    library: Library = field(default_factory=load_library, repr=False, compare=False)

    @cached_property
    def site(self) -> Desk:
        """The stories that have an article page, in the categories of their publishers."""
        return self._desk("DN", share=1)

    @cached_property
    def wire(self) -> Desk:
        """The stories of the JSON lists; only their share content has the text."""
        return self._desk("DW", share=2)

    @cached_property
    def rolling(self) -> Desk:
        """The short news of the rolling JSON list."""
        return self._desk("DR", share=4)

    @property
    def publishers(self) -> tuple[Publisher, ...]:
        """The media, one category page each."""
        return self.library.publishers

    @cached_property
    def latest(self) -> tuple[Story, ...]:
        """The newest 20 stories of the site."""
        return tuple(self.site.pick(0, 20))

    @cached_property
    def latest_by_publisher(self) -> Mapping[str, tuple[Story, ...]]:
        """Publisher's slug → its newest 6 stories."""
        strands = {publisher.slug: self.category(publisher.slug) for publisher in self.publishers}
        picked = {slug: self.site.pick(0, 6, strand) for slug, strand in strands.items() if strand}
        return MappingProxyType({slug: tuple(stories) for slug, stories in picked.items()})

    @property
    def latest_day(self) -> date:
        """The day of the newest story, in the newsroom's zone."""
        return self.site.writer.date(self.first).date()

    @property
    def latest_change(self) -> datetime:
        """When a story was last published or edited."""
        desks = [desk for desk in (self.site, self.wire, self.rolling) if desk.numbers]
        published = [desk.writer.date(desk.numbers.start) for desk in desks]
        edited = [story.date_modified for name in self.edits if (story := self.find(name))]
        return max([*published, *filter(None, edited)], default=self.newest)

    def story(self, index: int) -> Story:
        """Return the site's story at `index`, 0 the newest; IndexError when there is none."""
        return self.site.story(index)

    def find(self, identifier: str) -> Story | None:
        """Return the story with this identifier, of whichever desk; None when there is none."""
        desks = (self.site, self.wire, self.rolling)
        return next((story for desk in desks if (story := desk.find(identifier))), None)

    def category(self, slug: str) -> Strand | None:
        """Return the site's stories by one publisher; None when no publisher has the slug."""
        if all(publisher.slug != slug for publisher in self.publishers):
            return None
        return self.site.writer.strand(slug)

    def with_stories(self, count: int) -> Newsroom:
        """Return the newsroom with `count` stories: the oldest stay, the newest come or go."""
        return replace(self, stories=count, first=self.first + self.stories - count)

    def with_edit(self, identifier: str, edit: Edit) -> Newsroom:
        """Return the newsroom with one story changed; KeyError when it has no such story."""
        if self.find(identifier) is None:
            raise KeyError(identifier)
        return replace(self, edits=MappingProxyType({**self.edits, identifier: edit}))

    def _desk(self, prefix: str, *, share: int) -> Desk:
        newest = self.newest.astimezone(ZoneInfo(ZONE)).replace(microsecond=0)
        writer = Writer(library=self.library, seed=self.seed, newest=newest, prefix=prefix)
        oldest = (self.first + self.stories) // share
        return Desk(
            writer=writer,
            numbers=range(oldest - self.stories // share, oldest),
            edits=self.edits,
        )


def channel_strand(channel: int) -> Strand:
    """Return the wire's stories in a channel, counted from 1."""

    def members(block: int) -> tuple[int, ...]:
        places = sorted((2 * (channel - 1) + place) % 6 for place in range(3))
        return tuple(6 * block + place for place in places)

    return Strand(period=6, per_block=3, members=members)
