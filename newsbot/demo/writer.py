"""Writes the story with a given number, from nothing but the seed and the number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import gcd, prod
from typing import Final

from newsbot.demo.library import Library, Words
from newsbot.demo.story import Publisher, Story, Text
from newsbot.demo.strand import Strand

INTERVAL: Final = timedelta(minutes=37)
JITTER: Final = timedelta(minutes=18)
"""Less than half of INTERVAL: a higher number is always an older story."""

IMAGES: Final = 1000
"""Images are numbered from 0 up to this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes all stories of one kind. Number 0 is the newest at first; later ones are below 0."""

    library: Library
    seed: int
    newest: datetime
    prefix: str
    """Two letters that identifiers begin with: DN, DW or DR."""

    def story(self, number: int) -> Story:
        """Write the story with this number."""
        publisher = self.publisher(number)
        words = self.library.words[publisher.language]
        cycle, place = divmod(self._turn(number), len(words.texts))
        text = words.texts[(place + self._mix(cycle, 1)) % len(words.texts)]
        slots = self._slots(text, words, cycle=cycle, number=number)
        published = self.date(number)
        identifier = self._identifier(number, published)
        on_page = number % 5 != 4
        return Story(
            identifier=identifier,
            url_path=f"/{publisher.slug}/{published:%Y/%m/%d}/{identifier}.html",
            headline=self._headline(text, words, cycle=cycle, place=place, slots=slots),
            date_published=published,
            publisher=publisher.name,
            publisher_slug=publisher.slug,
            language=publisher.language,
            authors=(slots["person"],),
            digest=text.digest.format_map(slots),
            image_path=f"/images/{slots['image']}.png",
            has_body_on_page=on_page,
            page_count=2 if on_page and number % 7 == 3 else 1,
            text=text,
            slots=slots,
        )

    def date(self, number: int) -> datetime:
        """Return when the story was published."""
        jitter = self._mix(number, 2) % int(JITTER.total_seconds()) if number else 0
        return self.newest - number * INTERVAL - timedelta(seconds=jitter)

    def guess(self, identifier: str) -> int | None:
        """Return the only number that can have this identifier; None when it is not one."""
        if not identifier.startswith(self.prefix):
            return None
        try:
            published = datetime.strptime(identifier[2:16] + "+0800", "%Y%m%d%H%M%S%z")
        except ValueError:
            return None
        return (self.newest - published) // INTERVAL

    def identifier(self, number: int) -> str:
        """Return the identifier of the story with this number."""
        return self._identifier(number, self.date(number))

    def publisher(self, number: int) -> Publisher:
        """Return who publishes the story: each publisher has one story in every block."""
        count = len(self.library.publishers)
        block, place = divmod(number, count)
        step, shift = self._order(block)
        return self.library.publishers[(step * place + shift) % count]

    def strand(self, slug: str) -> Strand:
        """Return the numbers of the stories by the publisher with this slug.

        Raises:
            StopIteration: no publisher has the slug.
        """
        publishers = self.library.publishers
        count = len(publishers)
        index = next(i for i, publisher in enumerate(publishers) if publisher.slug == slug)

        def members(block: int) -> tuple[int]:
            step, shift = self._order(block)
            return (block * count + pow(step, -1, count) * (index - shift) % count,)

        return Strand(period=count, per_block=1, members=members)

    def _order(self, block: int) -> tuple[int, int]:
        """Return the order of publishers in a block: steps prime to their count visit them all."""
        count = len(self.library.publishers)
        steps = [step for step in range(1, count) if gcd(step, count) == 1]
        return steps[self._mix(block, 3) % len(steps)], self._mix(block, 4) % count

    def _turn(self, number: int) -> int:
        """Return the number among the stories in the same language; these are every other one."""
        return number // len(self.library.words)

    def _identifier(self, number: int, published: datetime) -> str:
        return f"{self.prefix}{published:%Y%m%d%H%M%S}{self._mix(number, 5) % 10_000:04d}"

    def _headline(
        self, text: Text, words: Words, *, cycle: int, place: int, slots: Mapping[str, str]
    ) -> str:
        if self.prefix == "DN" and cycle == 1 and place < len(words.hard_headlines):
            return words.hard_headlines[place]
        begin = words.phrases[f"begin_{self.prefix}"]
        update = _zigzag(cycle) // prod(map(len, words.place_parts))
        end = words.phrases["update"].format(update + 1) if update else ""
        return begin + text.headline.format_map(slots) + end

    def _slots(self, text: Text, words: Words, *, cycle: int, number: int) -> dict[str, str]:
        extra = {"image": str(self._mix(number, 6) % IMAGES), "link": self._link(number)}
        if self.prefix == "DN" and cycle == 0:
            first, second = text.people
            numbers = {name: f"{value:,}" for name, value in text.numbers.items()}
            return {**numbers, "place": text.place, "person": first, "person2": second, **extra}
        numbers = {
            name: f"{self._vary(value, number, purpose):,}"
            for purpose, (name, value) in enumerate(text.numbers.items(), start=16)
        }
        return {
            **numbers,
            "place": self._place(words, cycle),
            "person": _assemble(words.person_parts, self._mix(number, 7)),
            "person2": _assemble(words.person_parts, self._mix(number, 8)),
            **extra,
        }

    def _vary(self, value: int, number: int, purpose: int) -> int:
        """Return 60 to 149 percent of a number, never 0 or 1: texts say them in the plural."""
        return max(2, value * (60 + self._mix(number, purpose) % 90) // 100)

    def _place(self, words: Words, cycle: int) -> str:
        """Return a place that no other variation of the same text in this round has."""
        return _assemble(words.place_parts, _zigzag(cycle) * 7919 + self.seed)

    def _link(self, number: int) -> str:
        return f"/category/{self.publisher(number + 1).slug}.html"

    def _mix(self, number: int, purpose: int) -> int:
        """Return a number that looks random and always is the same (splitmix64's finaliser)."""
        kind = int.from_bytes(self.prefix.encode("ascii"))
        value = (self.seed << 40) ^ (kind << 20) ^ (purpose << 56) ^ (number * 0x9E3779B97F4A7C15)
        value &= 0xFFFFFFFFFFFFFFFF
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return value ^ (value >> 31)


def _zigzag(number: int) -> int:
    """Return 0, 2, 4 … for 0, 1, 2 … and 1, 3 … for -1, -2 …"""
    return 2 * number if number >= 0 else -2 * number - 1


def _assemble(parts: tuple[tuple[str, ...], ...], index: int) -> str:
    chosen = []
    for part in parts:
        index, place = divmod(index, len(part))
        chosen.append(part[place])
    return "".join(chosen)
