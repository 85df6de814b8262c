"""How a host is doing: when it may be asked again, and whether it has become slow.

Times are seconds of the event loop's clock.
"""

from __future__ import annotations

from math import inf
from typing import Final

LONGEST_WAIT: Final = 120.0
"""Seconds that a host may ask to be left alone for; past that the run goes on without it."""

LONGEST_PAUSE: Final = 86_400.0
"""Seconds of a Retry-After that are believed."""

FIRST_PENALTY: Final = 0.1
LONGEST_PENALTY: Final = 60.0
"""Seconds that a host in trouble is left alone for, at the least and at the most."""

GIVEN_UP_AFTER: Final = 10
"""Errors in a row, over LONGEST_WAIT at least, after which the run goes on without a host."""

UNREACHABLE_AFTER: Final = 3
"""Errors in a row, over UNREACHABLE_FOR at least, after which a host that nothing could be sent to
is gone on without."""

UNREACHABLE_FOR: Final = 20.0
"""Seconds: a host that starts anew is back by then."""

GIVEN_UP_FOR: Final = 600.0
"""Seconds that a host which only errs is left alone for."""

SLOW: Final = 1.0
"""Seconds that an answer may take, whatever the host's best was, before the host counts as slow."""

WEIGHT: Final = 0.2
"""Of the latest answer in the running mean of how long answers take."""


class Health:
    """What the answers of a host say of how it is doing."""

    def __init__(self) -> None:
        self.paused_until = -inf
        self.why = ""
        """Why it is left alone."""
        self._errors = 0
        self._since = self._last_error = -inf
        self._best = inf
        self._mean = 0.0

    def pause(self, seconds: float, now: float, why: str = "") -> None:
        """Leave the host alone, whatever else is known."""
        self.why = why
        self.paused_until = max(self.paused_until, now + min(seconds, LONGEST_PAUSE))

    def failed(
        self, *, began: float, now: float, delay: float, is_reached: bool = True, why: str = ""
    ) -> None:
        """Note an error: with each in a row the host is left alone for twice as long.

        Errors of requests that *began* before the last one was known are the same trouble. A host
        that is not reached at all is given up sooner.
        """
        if began < self._last_error:
            return
        if not self._errors:
            self._since = now
        first = max(FIRST_PENALTY, delay)
        most = min(max(10 * first, 1.0), LONGEST_PENALTY)
        seconds = min(first * 2.0 ** min(self._errors, 10), most)
        self._errors += 1
        self._last_error = now
        least, long = GIVEN_UP_AFTER, LONGEST_WAIT
        if not is_reached:
            least, long = UNREACHABLE_AFTER, UNREACHABLE_FOR
        if self._errors >= least and now - self._since > long:
            seconds = GIVEN_UP_FOR
        self.pause(seconds, now, why)

    def answered(self, seconds: float) -> None:
        """Note an answer as it should be, and how long it took."""
        self._errors = 0
        self._mean += WEIGHT * (seconds - self._mean) if self._mean else seconds
        self._best = min(self._best, seconds)

    @property
    def is_slow(self) -> bool:
        """Tell whether answers take much longer than they can, and more than a second."""
        return self._mean > max(SLOW, 4 * self._best)
