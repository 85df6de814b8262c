"""What was tried before a field was found: for `newsbot try`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from newsbot.extraction.article import page_of
from newsbot.extraction.fields import extract_fields
from newsbot.extraction.general import CASCADES, failed_before
from newsbot.extraction.tried import Tried, quoted, tried_rules
from newsbot.values.share import is_text_elsewhere

if TYPE_CHECKING:
    from newsbot.article import Found, Value
    from newsbot.extraction.cascade import Attempt
    from newsbot.source import Source
    from newsbot.values.answer import Answer


def failed_rules(
    name: str, found: Found, source: Source, answers: Sequence[Answer], now: datetime
) -> list[Tried]:
    """Return what the rules gave that come before the one that gave *found*.

    What a listing said, or an address, had none before it. Raises AnswerError.
    """
    own = tried_rules(name, source, answers)
    if any(tried.rule == found.rule for tried in own):
        return list(takewhile(lambda tried: tried.rule != found.rule, own))
    general = CASCADES.get(name)
    if general is None or found.rule not in {rule.name for rule in general.rules}:
        return []
    return [*own, *general_attempts(name, source, answers, now)]


def general_attempts(
    name: str, source: Source, answers: Sequence[Answer], now: datetime
) -> Iterator[Tried]:
    """Yield what the general rules of a field gave on the first page before one found it."""
    page = next((answer for answer in answers if answer.kind == "html"), None)
    if page is None:
        return
    if name == "body_html" and is_text_elsewhere(page, extract_fields(page, source), source):
        return
    for attempt in failed_before(name, page_of(page, source, now)):
        yield Tried(rule=attempt.rule, answer=page.url, gave=_in_words(attempt))


def _in_words(attempt: Attempt) -> str:
    if attempt.value is None:
        return attempt.why
    return f"{quoted(_text(attempt.value))}: {attempt.why}"


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(map(str, value))
