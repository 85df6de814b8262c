"""Secrets taken out of what is written, logged or shown."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

HIDDEN: Final = "***"
"""What stands in the place of a secret."""

_BEFORE_CODES: Final = frozenset({"%", r"\\", "+"})
"""What the first character of a secret may be written with, besides itself."""


class Redactor:
    """Takes secrets out of texts, however they are written in them.

    As they are, percent-encoded in whole or in part (RFC 3986, 2.1), escaped as in JSON and in
    Python, and in Base64, as the Basic scheme has them (RFC 7617).
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self.secrets = frozenset(secrets) - {""}
        forms = {form for secret in self.secrets for form in (secret, unquote(secret))}
        coded = {form for secret in forms for form in _in_base64(secret)}
        # The longest first: one secret may be the beginning of another.
        patterns = [_pattern(form) for form in sorted(forms | coded, key=len, reverse=True)]
        # Looked at first, what a secret may begin with makes whole pages three times faster.
        first = "".join(sorted({re.escape(form[0]) for form in forms | coded} | _BEFORE_CODES))
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


def _in_base64(secret: str) -> Iterable[str]:
    for encoding in ("utf-8", "latin-1"):
        try:
            yield b64encode(secret.encode(encoding)).decode("ascii")
        except UnicodeEncodeError:
            continue


def _pattern(secret: str) -> str:
    return "".join(map(_character, secret))


def _character(char: str) -> str:
    """Return a pattern for all that a character may be written as."""
    if char.isascii() and (char.isalnum() or char in "-._~"):
        return f"(?:{re.escape(char)}|{_percent(char)})"
    ways = [re.escape(char), _percent(char)]
    if char == " ":
        ways.append(r"\+")
    if char in "\\\"'/":
        ways.insert(0, rf"\\{re.escape(char)}")
    if not char.isascii():
        units = char.encode("utf-16-be").hex()
        ways.append("".join(rf"(?i:\\u{units[i : i + 4]})" for i in range(0, len(units), 4)))
        ways.append("".join(rf"(?i:\\x{byte:02x})" for byte in char.encode()))
    return f"(?:{'|'.join(ways)})"


def _percent(char: str) -> str:
    return "".join(f"(?i:%{byte:02x})" for byte in char.encode("utf-8", "surrogatepass"))
