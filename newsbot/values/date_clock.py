"""Times of day in a text: `14:36:45`, `2:36 PM ET`, `下午2点36分`, `14h36`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_zones import read_offset, read_zone

_CJK: Final = re.compile(
    r"(\d{1,2}) ?[时時点點시](?![间間간]) ?"
    r"(?:(\d{1,2}) ?[分분] ?|(\d\d)(?!\d))?(?:(\d{1,2}) ?[秒초])?"
)
_LETTER_H: Final = re.compile(r"(?<![\d:.])(\d{1,2}) ?[hH] ?(\d\d)(?!\d)")
_UHR: Final = re.compile(r"(?<![\d:.])(\d{1,2})(?:[.:](\d\d))? Uhr\b")
# What makes a time of `14.36`: a word before it, or one behind it.
_DOTTED: Final = re.compile(
    r"\b(?:[Kk]lo?\.?|[Kk]lokken|godz\.?|[Oo]re|alle|[Pp]ukul|[Jj]am) (\d{1,2})[.:](\d\d)(?!\d)"
)
_DOTTED_BEFORE: Final = re.compile(
    r"(?<![\d:.])(\d{1,2})\.(\d\d)(?= ?(?:WIB|WITA|WIT|BST|GMT|CES?T|EES?T|น\.?)(?!\w))"
)
_HALF_DAY: Final = re.compile(r"(?<=[\d ])([AaPp])\.? ?[Mm](?![^\W\d_])\.?")
# `2:36 μ.μ.`, `2:36 CH`, `2:36 م`: behind a time only, where they cannot be words of the text.
_MORNING_WORD: Final = re.compile(
    r"(?<=:\d\d) ?(?:π\. ?μ\.|πμ\b|SA\b|sáng\b|ص(?!\w)|صباح\w{0,2}|पूर्वाह्न)"
)
_EVENING_WORD: Final = re.compile(
    r"(?<=:\d\d) ?(?:μ\. ?μ\.|μμ\b|CH\b|chiều\b|tối\b|م(?!\w)|مساء\w{0,2}|अपराह्न)"
)
_HOUR_ONLY: Final = re.compile(r"(?<![\d:./-])(\d{1,2}) ?(?=[AP]M\b)")
_WALL: Final = re.compile(
    r"(?<![\d:])(?P<part>上午|凌晨|清晨|早上|早晨|中午|下午|傍晚|晚上|午前|午後|오전|오후)? ?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?![\d:])"
    r"(?: ?(?P<half>[AP])M\b)?"
    r"(?: ?\(?(?:"
    r"(?:UTC|GMT|Z)? ?(?P<offset>[+-]\d\d:?\d\d)(?!\d)|(?:UTC|GMT) ?(?P<hours>[+-]\d{1,2})(?!\d)"
    r"|(?P<name>[A-Z]{1,5})(?![^\W\d_]))\)?)?"
)
_LOOKS_TIMED: Final = re.compile(r"\d:\d")
_CHINA: Final = re.compile("北京时间|北京時間|Beijing [Tt]ime")

_MORNING: Final = frozenset({"A", "上午", "凌晨", "清晨", "早上", "早晨", "午前", "오전"})
_AFTERNOON: Final = frozenset({"P", "下午", "傍晚", "午後", "오후"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day that a text names.

    Raises:
        ValueError: No clock shows it.
    """

    hour: int = 0
    """24, with no minutes, is the end of the day."""
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None
    """None when the text names no zone."""

    def __post_init__(self) -> None:
        in_day = self.hour < 24 or (self.hour, self.minute, self.second) == (24, 0, 0)
        if not in_day or self.minute > 59 or self.second > 60:
            raise ValueError(f"{self.hour}:{self.minute:02}:{self.second:02} is no time of day")

    def on(self, day: date, zone: ZoneInfo) -> datetime:
        """Return this time on *day*, in its own zone, else in *zone*."""
        midnight = datetime.combine(day, time(), tzinfo=self.zone or zone)
        # A leap second counts as the one before it.
        second = min(self.second, 59)
        return midnight + timedelta(hours=self.hour, minutes=self.minute, seconds=second)


def write_clocks(text: str) -> str:
    """Return *text* with every time of day in the form `14:36:45`, `2:36 PM`."""
    text = _CJK.sub(_write_cjk, text)
    text = _UHR.sub(lambda found: f"{found[1]}:{found[2] or '00'} ", text)
    text = _DOTTED_BEFORE.sub(r"\1:\2", _DOTTED.sub(r"\1:\2", text))
    text = _LETTER_H.sub(r"\1:\2", text)
    text = _HALF_DAY.sub(lambda found: f"{found[1].upper()}M", text)
    text = _EVENING_WORD.sub(" PM", _MORNING_WORD.sub(" AM", text))
    return _HOUR_ONLY.sub(r"\1:00 ", text)


def read_clock(text: str, zone: ZoneInfo) -> ClockTime | None:
    """Return the one time of day in *text*, as `write_clocks` gave it; None when it names none.

    Raises:
        ValueError: It names two, or one that no clock shows.
    """
    china = ZoneInfo("Asia/Shanghai") if _CHINA.search(text) else None
    found = {_clock_time(match, zone, china) for match in _WALL.finditer(text)}
    if len(found) > 1:
        raise ValueError("two times")
    if not found and _LOOKS_TIMED.search(text):
        raise ValueError("no time of day")
    return next(iter(found), None)


def without_clocks(text: str) -> str:
    """Return *text*, as `write_clocks` gave it, without its times of day and their zones."""
    return " ".join(_WALL.sub(" ", _CHINA.sub(" ", text)).split())


def _write_cjk(found: re.Match[str]) -> str:
    hour, minute, bare_minute, second = found.groups()
    return f"{hour}:{int(minute or bare_minute or 0):02}:{int(second or 0):02} "


def _clock_time(found: re.Match[str], zone: ZoneInfo, default: tzinfo | None) -> ClockTime:
    return ClockTime(
        hour=_hour_of(int(found["hour"]), found["half"] or found["part"]),
        minute=int(found["minute"]),
        second=int(found["second"] or 0),
        zone=_zone_of(found, zone) or default,
    )


def _hour_of(hour: int, part: str | None) -> int:
    if part in _MORNING:
        return _at_most(hour, 12) % 12
    if part in _AFTERNOON:
        return hour if hour > 12 else hour % 12 + 12
    if part == "中午":
        return hour + 12 if hour in {1, 2} else _one_of(hour, range(11, 15))
    if part == "晚上":
        # 晚上12点 may be either midnight.
        return hour + 12 if 5 <= hour < 12 else _one_of(hour, range(17, 24))
    return hour


def _at_most(hour: int, limit: int) -> int:
    return _one_of(hour, range(limit + 1))


def _one_of(hour: int, hours: Sequence[int]) -> int:
    if hour not in hours:
        raise ValueError(f"no hour {hour} in that part of the day")
    return hour


def _zone_of(found: re.Match[str], zone: ZoneInfo) -> tzinfo | None:
    if offset := found["offset"] or found["hours"]:
        return read_offset(offset)
    return read_zone(found["name"], zone) if found["name"] else None
