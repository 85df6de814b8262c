from __future__ import annotations

import io

from rich.console import Console
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector

from newsbot.cli.progress import PLAIN_INTERVAL, PlainLines, first, lines, table
from newsbot.report.counts import PREFIX


class _Crawler:
    settings = Settings()


def numbers(**counts: int) -> StatsCollector:
    collector = StatsCollector(_Crawler())  # type: ignore[arg-type]
    for name, number in counts.items():
        collector.set_value(f"{PREFIX}/{name}", number)
    return collector


STATS = {
    "江州新闻网海外版": lambda: numbers(
        listings=12, listed=34_567, fetched=20_000, new=19_000, failed=1, listing_failed=2
    ),
    "a-source-whose-name-is-longer-than-anyone-likes": lambda: None,
}


def test_the_table_fits_into_80_columns_and_chinese_names_keep_it_straight() -> None:
    screen = io.StringIO()
    Console(file=screen, width=80).print(table(STATS, 100))
    assert screen.getvalue().splitlines() == [
        "source                          pages  listed  fetched    new  failed     rate",
        "江州新闻网海外版                   12   34567    20000  19000       3  200.0/s",
        "a-source-whose-name-is-longer…      0       0        0      0       0    0.0/s",
    ]


def test_sources_for_which_there_is_no_room_are_counted_together() -> None:
    stats = {f"source-{n}": lambda: numbers(listings=1, fetched=10) for n in range(500)}
    screen = io.StringIO()
    Console(file=screen, width=80).print(table(stats, 10, rows=4))
    assert [line.split() for line in screen.getvalue().splitlines()[1:]] == [
        ["source-0", "1", "0", "10", "0", "0", "1.0/s"],
        ["source-1", "1", "0", "10", "0", "0", "1.0/s"],
        ["…", "498", "more", "498", "0", "4980", "0", "0", "498.0/s"],
    ]


def test_a_plain_line_has_the_same_numbers() -> None:
    assert next(iter(lines(STATS, 100))) == (
        "江州新闻网海外版: 12 pages, 34567 listed, 20000 fetched, 19000 new, 3 failed, 200.0/s"
    )


def test_what_is_waited_for_is_told_once_and_again_with_the_numbers() -> None:
    waits: list[str] = []
    plain = PlainLines({"news": lambda: None}, lambda _: waits, started=0)
    assert list(plain.due(5)) == []
    waits[:] = ["a.example: backing off 30 s (HTTP 503)"]
    assert list(plain.due(10)) == waits
    waits[:] = ["a.example: backing off 25 s (HTTP 503)"]
    assert list(plain.due(15)) == [], "the same wait"
    numbers = "news: 0 pages, 0 listed, 0 fetched, 0 new, 0 failed, 0.0/s"
    assert list(plain.due(PLAIN_INTERVAL)) == [numbers, *waits]
    waits.append("waiting for robots.txt of b.example")
    assert list(plain.due(PLAIN_INTERVAL + 5)) == waits[1:]


def test_of_many_waits_the_first_are_told() -> None:
    waits = [f"waiting for robots.txt of {number}.example" for number in range(8)]
    assert first(waits) == [*waits[:5], "… and 3 more hosts"]
    assert first(waits[:5]) == waits[:5]
