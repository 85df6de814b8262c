"""Secrets taken out of what is written, logged or shown."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

HIDDEN: Final = "***"
"""What stands in the place of a secret."""

_BEFORE_CODES: Final = "%&+\\"
"""What the first character of a secret may be written with, besides itself."""

_NAMED: Final = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}

_LEAST_CORE: Final = 6
"""Characters of Base64 that are taken for a secret's, where others stand before them."""


class Redactor:
    """Takes secrets out of texts, however they are written in them.

    As they are, percent-encoded in whole or in part, also twice (RFC 3986, 2.1), escaped as in
    JSON, in Python and in HTML, and in Base64 of either alphabet (RFC 4648), alone or with more
    before them, as the Basic scheme has a password (RFC 7617).
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self.secrets = frozenset(secrets) - {""}
        forms = {form for secret in self.secrets for form in (secret, unquote(secret))}
        coded = {core for form in forms for core in _in_base64(form)}
        # The longest first: one secret may be the beginning of another.
        patterns = [_pattern(form) for form in sorted(forms, key=len, reverse=True)]
        patterns += [_base64_pattern(core) for core in sorted(coded, key=len, reverse=True)]
        # Looked at first, what a secret may begin with makes whole pages three times faster.
        begin = {form[0] for form in forms | coded} | {"-", "_", *_BEFORE_CODES}
        first = "".join(map(re.escape, sorted(begin)))
        whole = f"(?=[{first}])(?:{'|'.join(patterns)})"
        self._pattern = re.compile(whole) if patterns else None

    def __call__(self, text: str) -> str:
        """Return the text without the secrets."""
        return self._pattern.sub(HIDDEN, text) if self._pattern is not None else text

    def with_more(self, secrets: Iterable[str]) -> Redactor:
        """Return one that takes out more."""
        more = self.secrets | set(secrets)
        return self if more == self.secrets else Redactor(more)


@lru_cache(maxsize=1024)
def redactor(secrets: frozenset[str]) -> Redactor:
    """Return the redactor of some secrets, made once."""
    return Redactor(secrets)


class RedactingFilter(logging.Filter):
    """Takes secrets out of log records, tracebacks included."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self.redact = redact

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record, and let it pass."""
        record.msg, record.args = self.redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.redact(record.exc_text)
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        return True


def redact_logs(handlers: Iterable[logging.Handler], secrets: Iterable[str]) -> None:
    """Keep secrets out of what handlers write, besides those that are kept out already."""
    wanted = frozenset(secrets)
    for handler in handlers:
        for known in handler.filters:
            if isinstance(known, RedactingFilter):
                known.redact = known.redact.with_more(wanted)
                break
        else:
            handler.addFilter(RedactingFilter(Redactor(wanted)))


def _in_base64(secret: str) -> Iterator[str]:
    """Yield what stands in Base64 for a secret, wherever in the coded text it begins."""
    for encoding in ("utf-8", "latin-1"):
        try:
            data = secret.encode(encoding)
        except UnicodeEncodeError:
            continue
        for before in range(3):
            coded = b64encode(b"\0" * before + data).decode("ascii")
            # Of the characters at its ends, what stands beside the secret decides too.
            core = coded[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
            if not before or len(core) >= _LEAST_CORE:
                yield core


def _base64_pattern(core: str) -> str:
    either = {"+": "[+-]", "/": "[/_]"}  # the alphabet for addresses has the second ones
    return "".join(either.get(char, char) for char in core) + "[A-Za-z0-9+/_-]{0,3}={0,2}"


def _pattern(secret: str) -> str:
    return "".join(map(_character, secret))


def _character(char: str) -> str:
    """Return a pattern for all that a character may be written as."""
    if char.isascii() and (char.isalnum() or char in "-._~"):
        return f"(?:{re.escape(char)}|{_percent(char)})"
    # Before the character itself, with which some of them begin.
    ways = [*_in_html(char), *_in_code(char), re.escape(char), _percent(char)]
    if char == " ":
        ways.append(r"\+")
    return f"(?:{'|'.join(ways)})"


def _in_html(char: str) -> Iterator[str]:
    """Yield character references (https://html.spec.whatwg.org/#character-references)."""
    yield f"(?i:&#(?:0*{ord(char)}|x0*{ord(char):x});)"
    if char in _NAMED:
        yield f"(?i:&{_NAMED[char]};)"


def _in_code(char: str) -> Iterator[str]:
    """Yield escapes of JSON and of Python."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    yield "".join(rf"(?i:\\u{units[i : i + 4]})" for i in range(0, len(units), 4))
    if char in "\\\"'/":
        yield rf"\\{re.escape(char)}"
    if not char.isascii():
        yield "".join(rf"(?i:\\x{byte:02x})" for byte in char.encode("utf-8", "surrogatepass"))


def _percent(char: str) -> str:
    codes = char.encode("utf-8", "surrogatepass")
    return "".join(f"(?i:%(?:25)*{byte:02x})" for byte in codes)
