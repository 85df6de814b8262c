"""Dates that count back from now: `5分钟前`, `昨天 14:36`, `3 hours ago`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import ClockTime, read_clock, without_clocks

_UNITS: Final = MappingProxyType(
    {
        word: unit
        for unit, words in {
            "seconds": "秒 秒钟 秒鐘 초 second seconds sec secs s",
            "minutes": "分 分钟 分鐘 분 minute minutes min mins m",
            "hours": "小时 小時 个小时 個小時 時間 시간 hour hours hr hrs h",
            "days": "天 日 일 day days d",
            "weeks": "周 週 星期 週間 주 week weeks w",
        }.items()
        for word in words.split()
    }
)
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_AGO: Final = re.compile(
    rf"(?<![\d.:/-])(?P<count>\d{{1,3}}|an?|one) ?(?P<unit>{_UNIT}) ?(?:之?前|전|ago)(?![^\W\d_])",
    re.IGNORECASE,
)
_DAYS_BACK: Final = MappingProxyType(
    {
        word: back
        for back, words in enumerate(
            ("今天 今日 오늘 today", "昨天 昨日 어제 yesterday", "前天 一昨日 그제 그저께")
        )
        for word in words.split()
    }
)
_JUST_NOW: Final = frozenset({"刚刚", "剛剛", "刚才", "たった今", "방금", "just now"})
_LABEL: Final = re.compile(r"[^\d:]{1,30}: ?")


def read_relative(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the date that *text*, as `write_clocks` gave it, counts back from *now*, or None.

    What counts in days names a day: the result is its midnight.

    Raises:
        ValueError: It names two, or a time that no clock shows.
    """
    ago = {(match["count"].lower(), match["unit"].lower()) for match in _AGO.finditer(text)}
    if len(ago) > 1:
        raise ValueError("two dates")
    if ago:
        return _back(*ago.pop(), zone=zone, now=now)
    return _on_named_day(text, zone, now)


def _back(count: str, unit: str, *, zone: ZoneInfo, now: datetime) -> datetime:
    number = int(count) if count.isdigit() else 1
    moment = now - timedelta(**{_UNITS[unit]: number})
    if _UNITS[unit] in {"days", "weeks"}:
        return ClockTime().on(moment.astimezone(zone).date(), zone)
    return moment


def _on_named_day(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    # The word must be all there is: 今日头条 is a publisher.
    line = _LABEL.sub("", without_clocks(text), count=1).removesuffix(" at").strip(" ,").lower()
    if line in _JUST_NOW:
        return now
    if line not in _DAYS_BACK:
        return None
    day = now.astimezone(zone).date() - timedelta(days=_DAYS_BACK[line])
    return (read_clock(text, zone) or ClockTime()).on(day, zone)
