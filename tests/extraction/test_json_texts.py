from __future__ import annotations

from typing import Any

import pytest

from newsbot.extraction.json_texts import LONGEST, MOST_VALUES, loads_all


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param('{"a": 1}', [{"a": 1}], id="JSON"),
        pytest.param('{"a": "x\ny"}', [{"a": "x\ny"}], id="a line break in a text"),
        pytest.param('<!-- {"a": 1} -->', [{"a": 1}], id="in a comment"),
        pytest.param('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}], id="in CDATA"),
        pytest.param(
            '/* <![CDATA[ */ {"a": 1} /* ]]> */', [{"a": 1}], id="in a comment of scripts"
        ),
        pytest.param('{"a": 1}{"b": 2};\n{"c": 3}', [{"a": 1}, {"b": 2}, {"c": 3}], id="several"),
        pytest.param('{"a": [1, 2,],}', [{"a": [1, 2]}], id="a comma too many"),
        pytest.param("{a: 'x'};", [{"a": "x"}], id="JavaScript"),
        pytest.param("{&quot;a&quot;: 1}", [{"a": 1}], id="entities for quotes"),
        pytest.param(
            '{"a": "b &quot;c&quot;"}', [{"a": "b &quot;c&quot;"}], id="entities in a text"
        ),
        pytest.param(
            '{"a": "say "yes", he said", "b": 1}',
            [{"a": 'say "yes", he said', "b": 1}],
            id="quotes that are not escaped",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param("no JSON", [], id="no JSON"),
        pytest.param("[" * 100_000, [], id="deep"),
        pytest.param('"' + "x" * LONGEST + '"', [], id="too long"),
    ],
)
def test_scripts_are_read_as_pages_have_them(text: str, values: list[Any]) -> None:
    assert loads_all(text) == values


def test_values_of_one_script_are_bounded() -> None:
    assert len(loads_all('{"a": 1}' * 1_000)) == MOST_VALUES


@pytest.mark.parametrize("text", ['"' * 200_000, "<!--" * 100_000, '{"' + '" ' * 100_000])
def test_hostile_scripts_are_read_in_linear_time(text: str) -> None:
    loads_all(text)
