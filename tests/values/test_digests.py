from __future__ import annotations

import pytest

from newsbot.values.digests import is_same_digest

WHOLE = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("known", "is_same"),
    [
        pytest.param(WHOLE, True, id="the whole digest"),
        pytest.param(WHOLE[:16], True, id="cut short, as the index has it"),
        pytest.param("1" + WHOLE[1:16], False, id="another one, cut short"),
        pytest.param(WHOLE[:-1] + "0", False, id="another one"),
        pytest.param("", False, id="none"),
        pytest.param(None, False, id="never known"),
    ],
)
def test_digests_are_compared_as_far_as_they_are_known(known: str | None, is_same: bool) -> None:
    assert is_same_digest(known, WHOLE) is is_same
