"""When a listing is read on, and when it is enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import Literal, TypeAlias

First: TypeAlias = timedelta | int | Literal["all"]


class Paging(Enum):
    """What to do after one page of a listing."""

    STOP = "stop"
    GO_ON = "go on"
    ASK_ARTICLES = "ask the articles"
    """The listing gives no dates: go on when an article of this page turns out to be recent."""


def decide_paging(
    *,
    first: First,
    is_first_pass: bool,
    is_wholly_known: bool,
    adds_nothing: bool,
    listed: int,
    newest: datetime | None,
    now: datetime,
) -> Paging:
    """Decide whether the next page of a listing is read.

    *is_wholly_known*: all of the page was known when the last completed pass ended. *adds_nothing*:
    this pass has seen all of it already, so the listing goes in circles or has ended. *listed*:
    articles of this pass so far. *newest*: latest date on the page, None when it gives none.
    """
    if is_wholly_known or adds_nothing:
        return Paging.STOP
    if not is_first_pass or first == "all":
        return Paging.GO_ON
    if isinstance(first, int):
        return Paging.GO_ON if listed < first else Paging.STOP
    if newest is None:
        return Paging.ASK_ARTICLES
    return Paging.GO_ON if is_recent(newest, first, now) else Paging.STOP


def is_recent(date: datetime, first: First, now: datetime) -> bool:
    """Tell whether *date* is within what the very first crawl fetches."""
    return not isinstance(first, timedelta) or now - date <= first
