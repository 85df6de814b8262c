"""Check single values: addresses, names, patterns, selectors.

Each function returns the value in its final form, takes that form too, and raises what `expected`
gives. Texts are compiled here so that a mistake is found before the first request.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from newsbot.source.durations import parse_duration
from newsbot.source.xpath import check_xpath

_SOME_DATE: Final = datetime(2006, 11, 29, 15, 4, 5, tzinfo=UTC)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_FIELD_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,63}")


def expected(what: str, *, partial: bool = False) -> PydanticCustomError:
    """Return the error that tells what would be right; *partial*: something is only missing."""
    # Messages of parsers repeat characters of what they read.
    shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in what)
    return PydanticCustomError("missing" if partial else "expected", "{what}", {"what": shown})


def duration(value: Any) -> timedelta:
    """Read a duration."""
    if isinstance(value, timedelta):
        return value
    try:
        return parse_duration("0" if value == 0 and type(value) is int else str(value))
    except ValueError:
        raise expected("a duration such as 7d, 90m or 0.5s") from None


def interval(value: Any) -> timedelta:
    """Read a duration that is longer than nothing."""
    read = duration(value)
    if not read:
        raise expected("a duration longer than 0")
    return read


def first(value: Any) -> Any:
    """Read how far the first crawl pages back."""
    if value == "all" or isinstance(value, timedelta):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    try:
        return duration(value)
    except PydanticCustomError:
        raise expected("a duration such as 7d, a number of articles, or all") from None


def raw(value: Any) -> Any:
    """Read how long pages as fetched are kept."""
    if value in ("keep", "drop"):
        return value
    try:
        return interval(value)
    except PydanticCustomError:
        raise expected("keep, drop, or an age such as 90d") from None


def day(value: Any) -> date:
    """Read a date without a time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise expected("a date such as 2026-03-01") from None


def time_zone(value: Any) -> ZoneInfo:
    """Read the name of a time zone."""
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(value)
    # Names that are folders or lead out of the database raise ValueError or OSError.
    except (KeyError, TypeError, ValueError, OSError):
        raise expected("a time zone such as Asia/Shanghai or UTC" + _near_zone(value)) from None


def utc() -> ZoneInfo:
    """Return the zone that counts where none is given."""
    return ZoneInfo("UTC")


def _near_zone(value: Any) -> str:
    from zoneinfo import available_timezones

    from newsbot.source.near import did_you_mean

    return did_you_mean(value, available_timezones()) if isinstance(value, str) else ""


def language(value: str) -> str:
    """Check the form of a BCP 47 tag."""
    if _LANGUAGE.fullmatch(value) is None:
        raise expected("a BCP 47 language such as zh-CN or en")
    return value


def one_line(value: str) -> str:
    """Check that a text has no line breaks and no control characters."""
    if not value.isprintable():
        raise expected("one line without control characters")
    return value


def field_name(value: str) -> str:
    """Check the form of a field's name."""
    if _FIELD_NAME.fullmatch(value) is None:
        raise expected("a field name: a-z, 0-9 and _, up to 64, not beginning with a digit")
    return value


def header_name(value: str) -> str:
    """Check the form of an HTTP header's name."""
    if _HEADER_NAME.fullmatch(value) is None:
        raise expected("the name of an HTTP header")
    return value


def regex(value: str) -> str:
    """Compile a regular expression."""
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        raise expected(f"a regular expression ({error})") from None
    return value


def css(value: str) -> str:
    """Compile a CSS selector; `::text` and `::attr(name)` are allowed."""
    from cssselect import SelectorError
    from lxml.etree import XPath, XPathError
    from parsel.csstranslator import HTMLTranslator

    try:
        XPath(HTMLTranslator().css_to_xpath(value))
    except (SelectorError, XPathError, ValueError, RecursionError) as error:
        raise expected(f"a CSS selector ({error})") from None
    return value


def xpath(value: str) -> str:
    """Check an XPath expression; parsel's extensions are allowed."""
    try:
        check_xpath(value)
    except ValueError as error:
        raise expected(f"an XPath 1.0 expression ({_first_line(error)})") from None
    return value


def jmespath(value: str) -> str:
    """Compile a JMESPath expression."""
    import jmespath as language_of_json

    try:
        language_of_json.compile(value)
    except (language_of_json.exceptions.JMESPathError, ValueError, RecursionError) as error:
        raise expected(f"a JMESPath expression ({_first_line(error)})") from None
    return value


def date_format(value: str) -> str:
    """Check that a date written in a strptime format can be read back."""
    # Python warns of a format without a year, so it gets one, as it does when dates are read.
    whole = value if re.search("%[YyGcx]", value) else f"%Y {value}"
    try:
        # The zone is the source's, later.
        datetime.strptime(_SOME_DATE.strftime(whole), whole)  # noqa: DTZ007
    except (ValueError, re.error):
        whole = ""
    if "%" not in value or not whole:
        raise expected("a strptime format such as %Y-%m-%d %H:%M")
    return value


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].partition(", for expression")[0].rstrip(": ")
