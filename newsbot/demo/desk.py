"""A run of stories of one kind: the site's own, the wire's, rolling news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from newsbot.demo.story import Story
from newsbot.demo.strand import Strand
from newsbot.demo.writer import INTERVAL, Writer

EVERY: Final = Strand(period=1, per_block=1, members=lambda block: (block,))
"""All stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What was changed in a story after its publication; an empty text changes nothing."""

    headline: str = ""
    paragraph: str = ""
    """Added at the end, plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The stories whose numbers are in `numbers`, newest first; none is kept."""

    writer: Writer
    numbers: range
    edits: Mapping[str, Edit] = field(default_factory=lambda: MappingProxyType({}))
    """By identifier."""

    def __len__(self) -> int:
        return len(self.numbers)

    def story(self, index: int) -> Story:
        """Return the story at `index`, 0 the newest.

        Raises:
            IndexError: there are not so many stories.
        """
        return self._edited(self.writer.story(self.numbers[index]))

    def find(self, identifier: str) -> Story | None:
        """Return the story with this identifier; None when the desk has none."""
        number = self.writer.guess(identifier)
        if number is None or number not in self.numbers:
            return None
        if self.writer.identifier(number) != identifier:
            return None
        return self._edited(self.writer.story(number))

    def count(self, strand: Strand = EVERY) -> int:
        """Return how many stories of a strand there are."""
        return strand.count(self.numbers)

    def pick(self, start: int, size: int, strand: Strand = EVERY) -> list[Story]:
        """Return at most `size` stories of a strand after its `start` newest ones."""
        numbers = strand.pick(self.numbers, start, size)
        return [self._edited(self.writer.story(number)) for number in numbers]

    def on(self, day: date) -> list[Story]:
        """Return the stories of one day, in the newsroom's zone."""
        newest = self.writer.newest
        midnight = datetime.combine(day, time(), newest.tzinfo)
        first = (newest - midnight - timedelta(days=1)) // INTERVAL
        last = (newest - midnight) // INTERVAL + 1
        numbers = range(max(first, self.numbers.start), min(last + 1, self.numbers.stop))
        days = [number for number in numbers if self.writer.date(number).date() == day]
        return [self._edited(self.writer.story(number)) for number in days]

    def _edited(self, story: Story) -> Story:
        edit = self.edits.get(story.identifier)
        if edit is None:
            return story
        return replace(
            story,
            headline=edit.headline or story.headline,
            addition=edit.paragraph,
            date_modified=story.date_published + timedelta(hours=2),
        )
