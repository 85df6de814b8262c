"""When a listing is read on, and when it is enough."""

from __future__ import annotations

from collections.abc import Set
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
    is_at_boundary: bool,
    listed: int,
    newest: datetime | None,
    now: datetime,
) -> Paging:
    """Decide whether the next page of a listing is read.

    *is_wholly_known*: all of the page was known when the last completed pass ended. *adds_nothing*:
    this pass has seen all of it already, so the listing goes in circles or has ended.
    *is_at_boundary*: a later pass has come to where `first` ended the first one. *listed*: articles
    of this pass so far. *newest*: latest date on the page, None when it gives none.
    """
    if is_wholly_known or adds_nothing:
        return Paging.STOP
    if not is_first_pass:
        return Paging.STOP if is_at_boundary else Paging.GO_ON
    if first == "all":
        return Paging.GO_ON
    if isinstance(first, int):
        return Paging.GO_ON if listed < first else Paging.STOP
    if newest is None:
        return Paging.ASK_ARTICLES
    return Paging.GO_ON if is_recent(newest, first, now) else Paging.STOP


def is_recent(date: datetime, first: First, now: datetime) -> bool:
    """Tell whether *date* is within what the very first crawl fetches."""
    return not isinstance(first, timedelta) or now - date <= first


def is_at_boundary(boundary: Set[int], met: Set[int]) -> bool:
    """Tell whether a pass has come to where the first one ended, by the last articles of that one.

    Half of them are enough, since a listing may have dropped some, and needed, since some may stand
    at the top of every page.
    """
    return bool(boundary) and 2 * len(boundary & met) >= len(boundary)
