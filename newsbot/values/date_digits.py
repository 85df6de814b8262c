"""Digits of every script, and the numerals of Chinese dates, as those of ASCII."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NUMERALS: Final = "〇一二三四五六七八九"
_DATE: Final = re.compile(
    r"(?P<year>[〇○零一二三四五六七八九]{4}) ?年 ?(?P<month>[一二三四五六七八九十]{1,2}) ?月"
    r"(?: ?(?P<day>[一二三四五六七八九十廿卅]{1,3}) ?(?P<unit>[日号號]))?"
)
_TENS: Final = re.compile(r"(?P<tens>[二三]?十|[廿卅])?(?P<ones>[一二三四五六七八九])?")
_WORTH: Final = {"十": 10, "二十": 20, "三十": 30, "廿": 20, "卅": 30}


def with_western_digits(line: str) -> str:
    """Return a line in Unicode's form NFKC, `二〇二四年五月五日` and `٢٥` in digits of ASCII."""
    if line.isascii():
        return line
    plain = unicodedata.normalize("NFKC", line)
    if "年" in plain:
        plain = _DATE.sub(_in_digits, plain)
    return "".join([str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain])


def _in_digits(match: re.Match[str]) -> str:
    year = "".join([str(max(_NUMERALS.find(numeral), 0)) for numeral in match["year"]])
    month, day = _number(match["month"]), _number(match["day"] or "")
    if not month or (match["day"] and not day):
        return match[0]
    return f"{year}年{month}月" + (f"{day}{match['unit']}" if day else "")


def _number(numerals: str) -> int:
    """Return a number up to 39, 0 where the numerals are none."""
    match = _TENS.fullmatch(numerals)
    if match is None:
        return 0
    return _WORTH.get(match["tens"] or "", 0) + max(_NUMERALS.find(match["ones"] or " "), 0)
