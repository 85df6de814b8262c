"""Address templates: `https://example.org/list?page={page}`, filled in and recognised again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import Formatter
from typing import Final, TypeAlias
from urllib.parse import quote, unquote

from newsbot.values.url_parts import UrlParts, parse_url

Fields: TypeAlias = Mapping[str, str | int | date]

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placeholder:
    literal: str
    """The text before it."""
    name: str | None
    """None for the text after the last placeholder."""
    spec: str = ""


@dataclass(frozen=True)
class UrlTemplate:
    """An http(s) address with `{name}` and `{name:spec}` in it, as in Python's format strings.

    Raises ValueError, naming the template, when it cannot be read or is no http(s) address.
    """

    text: str

    def __post_init__(self) -> None:
        for placeholder in self._placeholders:
            if placeholder.name is not None and not _NAME.fullmatch(placeholder.name):
                raise ValueError(f"not a name: {{{placeholder.name}}} in {self.text!r}")
        try:
            _ = self._matcher
        except ValueError:
            raise ValueError(f"not an http(s) address with names: {self.text!r}") from None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that it needs."""
        return frozenset(part.name for part in self._placeholders if part.name is not None)

    def format(self, fields: Fields) -> str | None:
        """Fill in percent-encoded values; None when one is missing, empty, or a dot segment.

        A spec is applied to the value as it is: `{date:%Y-%m-%d}` wants a date, `{page:03d}` an
        int; ValueError when it is of another type.
        """
        try:
            return "".join(self._filled(fields))
        except LookupError:
            return None

    def match(self, url: str) -> Mapping[str, str] | None:
        """Return the values that make this address out of the template, or None.

        Scheme, user name, the order of the query's parameters and further parameters do not count;
        the fragment counts only when the template has one. Values come percent-decoded.
        """
        try:
            parts = parse_url(url)
        except ValueError:
            return None
        return self._matcher.match(parts)

    def key(self) -> str:
        """Return the template without `{page}`: the name of a listing, whatever its page."""
        return re.sub(r"\{page(?::[^{}]*)?\}", "", self.text)

    @cached_property
    def _placeholders(self) -> tuple[_Placeholder, ...]:
        try:
            parsed = list(Formatter().parse(self.text))
        except ValueError as error:
            raise ValueError(f"{error} in {self.text!r}") from None
        if any(conversion or "{" in (spec or "") for _, _, spec, conversion in parsed):
            raise ValueError(f"only {{name}} and {{name:spec}} can be used, found {self.text!r}")
        return tuple(
            _Placeholder(literal=literal, name=name, spec=spec or "")
            for literal, name, spec, _ in parsed
        )

    @cached_property
    def _matcher(self) -> _Matcher:
        return _Matcher(self._placeholders)

    def _filled(self, fields: Fields) -> Iterator[str]:
        for part in self._placeholders:
            yield part.literal
            if part.name is not None:
                yield _fill(part, fields[part.name])


def _fill(part: _Placeholder, value: str | int | date) -> str:
    try:
        # Slashes that a spec such as %Y/%m makes are the template's own; a value's are not.
        filled = quote(format(value, part.spec), safe="/" if part.spec else "", errors="strict")
    except UnicodeEncodeError:
        filled = ""
    except ValueError as error:
        raise ValueError(f"{{{part.name}:{part.spec}}} cannot show {value!r}: {error}") from None
    # A value of dots would climb to another folder of the host.
    if filled in ("", ".", ".."):
        raise LookupError(part.name)
    return filled


class _Matcher:
    """A template turned into patterns, one a component and query parameter."""

    def __init__(self, placeholders: tuple[_Placeholder, ...]) -> None:
        # The template is normalised as addresses are; the placeholders go through as marks
        # that normalisation leaves alone.
        self._mark = "qz"
        while any(self._mark in part.literal.lower() for part in placeholders):
            self._mark += "z"
        self._names = [part.name for part in placeholders if part.name is not None]
        self._slashes = [part.spec.count("/") for part in placeholders]
        parts = parse_url(
            "".join(
                part.literal + (f"{self._mark}{number}x" if part.name is not None else "")
                for number, part in enumerate(placeholders)
            )
        )
        self._place = self._pattern(parts.authority + parts.path)
        self._parameters = [self._pattern(text) for text in _parameters(parts)]
        self._fragment = self._pattern(parts.fragment) if parts.fragment else None

    def match(self, parts: UrlParts) -> Mapping[str, str] | None:
        found = [self._place.fullmatch(parts.authority + parts.path)]
        if self._fragment:
            found.append(self._fragment.fullmatch(parts.fragment or ""))
        for pattern in self._parameters:
            matches = (pattern.fullmatch(text) for text in _parameters(parts))
            found.append(next((match for match in matches if match), None))
        return self._values(found)

    def _values(self, found: list[re.Match[str] | None]) -> Mapping[str, str] | None:
        values: dict[str, str] = {}
        for match in found:
            if match is None:
                return None
            for group, raw in match.groupdict().items():
                name, value = self._names[int(group[1:])], _decode(raw)
                if not value or values.setdefault(name, value) != value:
                    return None
        return values

    def _pattern(self, text: str) -> re.Pattern[str]:
        first, *rest = re.split(f"{self._mark}([0-9]+)x", text)
        pattern = re.escape(first)
        for index in range(0, len(rest), 2):
            literal, last = re.escape(rest[index + 1]), index == len(rest) - 2
            pattern += self._capture(int(rest[index]), literal, last=last)
        return re.compile(pattern)

    def _capture(self, number: int, literal: str, *, last: bool) -> str:
        value = "/".join(["[^/?#]+" if last else "[^/?#]+?"] * (self._slashes[number] + 1))
        captured = f"(?P<p{number}>{value}){literal}"
        # Leftmost and final: a hostile address cannot make the pattern try every division.
        return captured if last else f"(?>{captured})"


def _parameters(parts: UrlParts) -> list[str]:
    return [text for text in (parts.query or "").split("&") if text]


def _decode(raw: str) -> str:
    try:
        return unquote(raw, errors="strict")
    except UnicodeDecodeError:
        return ""
