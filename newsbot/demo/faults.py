"""Faults on demand, for tests of whoever reads the newsroom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import TypeAlias


class Behaviour(StrEnum):
    """What can be wrong with an answer besides its status."""

    NO_BODY = "no_body"
    NO_DATE = "no_date"
    NO_TITLE = "no_title"
    MALFORMED_JSON = "malformed_json"
    HTML_INSTEAD_OF_JSON = "html_instead_of_json"
    CLOSE_CONNECTION = "close_connection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A wrong answer: a status, or a behaviour."""

    status: int | None = None
    behaviour: Behaviour | None = None
    times: int | None = None
    """Only the first so many requests; None: all."""
    retry_after: int = 1
    """Seconds that Retry-After names beside status 429 and 503."""


FaultLike: TypeAlias = Fault | int | str
"""A fault, or in short its status or the name of its behaviour."""


class Faults(MutableMapping[str, Fault]):
    """Path (with or without its query) or identifier → fault; may be changed while serving.

    An identifier means the article's page and its share content, and in the JSON lists the entry,
    which `no_title` and `no_date` empty there. Only requests for page
    and content count for `times`.
    """

    def __init__(self, faults: Mapping[str, FaultLike] | None = None) -> None:
        self._lock = Lock()
        self._faults: dict[str, Fault] = {}
        self._served: dict[str, int] = {}
        for key, fault in (faults or {}).items():
            self[key] = fault

    def __getitem__(self, key: str) -> Fault:
        with self._lock:
            return self._faults[key]

    def __setitem__(self, key: str, fault: FaultLike) -> None:
        with self._lock:
            self._faults[key] = _fault(fault)
            self._served[key] = 0

    def __delitem__(self, key: str) -> None:
        with self._lock:
            del self._faults[key], self._served[key]

    def __iter__(self) -> Iterator[str]:
        with self._lock:
            return iter(tuple(self._faults))

    def __len__(self) -> int:
        return len(self._faults)

    def take(self, keys: Iterable[str]) -> Fault | None:
        """Return the fault of the first key that has one left, and count it as served."""
        with self._lock:
            for key in keys:
                if fault := self._left(key):
                    self._served[key] += 1
                    return fault
        return None

    def peek(self, key: str) -> Fault | None:
        """Return the fault that a key has left; nothing is counted."""
        with self._lock:
            return self._left(key)

    def _left(self, key: str) -> Fault | None:
        fault = self._faults.get(key)
        if fault is None or (fault.times is not None and self._served[key] >= fault.times):
            return None
        return fault


def _fault(fault: FaultLike) -> Fault:
    if isinstance(fault, Fault):
        return fault
    if isinstance(fault, int):
        return Fault(status=fault)
    return Fault(behaviour=Behaviour(fault))
