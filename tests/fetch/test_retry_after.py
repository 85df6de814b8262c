from __future__ import annotations

from datetime import UTC, datetime
from math import inf

import pytest

from newsbot.fetch.retry_after import retry_after

NOW = datetime(2024, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param(b"120", 120, id="seconds"),
        pytest.param(b" 0 ", 0, id="no time"),
        pytest.param(b"Sat, 02 Mar 2024 12:01:30 GMT", 90, id="a date"),
        pytest.param(b"Saturday, 02-Mar-24 12:01:30 GMT", 90, id="an old form of date"),
        pytest.param(b"Sat, 02 Mar 2024 12:01:30 -0000", 90, id="a date without a zone"),
        pytest.param(b"Fri, 01 Mar 2024 12:00:00 GMT", 0, id="a date that has passed"),
        pytest.param(b"soon", None, id="words"),
        pytest.param(b"-5", None, id="a negative number"),
        pytest.param(b"1.5", None, id="a fraction"),
        pytest.param(b"99999999999", 99_999_999_999, id="centuries"),
        pytest.param(b"9" * 5000, inf, id="a number that is too long for one"),
        pytest.param("٣".encode(), None, id="digits of another script"),
        pytest.param(b"Sat, 02 Mar 99999 12:00:00 GMT", None, id="a year that is too long"),
        pytest.param(b"Sat, 02 Mar 2024 12:00:00 +99999999999999", None, id="a zone too far"),
        pytest.param(b"", None, id="nothing"),
        pytest.param(None, None, id="no header"),
    ],
)
def test_a_host_says_how_long_it_is_to_be_left_alone(
    header: bytes | None, seconds: float | None
) -> None:
    assert retry_after(header, NOW) == seconds
