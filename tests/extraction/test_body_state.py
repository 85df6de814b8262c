from __future__ import annotations

import json

import pytest

from newsbot.extraction.body_state import texts_in_state
from tests.pages import page_of

TEXT = "The council met on Tuesday, and voted for the bridge after a long and loud debate. " * 5
PARTS = [TEXT[:200], TEXT[200:]]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(
            f"<script id=__NEXT_DATA__ type=application/json>{json.dumps({'a': {'body': TEXT}})}",
            TEXT,
            id="json",
        ),
        pytest.param(
            f"<script>window.__INITIAL_STATE__ = {json.dumps({'content': TEXT})};f()",
            TEXT,
            id="assigned",
        ),
        pytest.param(
            f"<script>var data = {json.dumps({'elements': [{'text': p} for p in PARTS]})}",
            "\n\n".join(PARTS),
            id="in parts",
        ),
        pytest.param(f"<script>{json.dumps({'cookiePolicy': TEXT})}", None, id="another name"),
        pytest.param(f"<script>{json.dumps({'body': TEXT[:90]})}", None, id="short"),
        pytest.param("<script>var a = {b: c, 'd': [1, 2" + "}" * 400, None, id="no JSON"),
        pytest.param("<script>var a = " + "[" * 100_000, None, id="hostile"),
    ],
)
def test_the_longest_text_with_a_name_of_a_body_is_found(script: str, expected: str | None) -> None:
    assert next(texts_in_state(page_of(f"{script}</script>").tree), None) == expected
