from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.errors import SourceFileError
from newsbot.source.reading import read_yaml
from newsbot.source.tree import plain


def _mistakes(path: Path, text: str) -> list[str]:
    file = path / "x.yaml"
    file.write_text(text, "utf-8")
    try:
        _, mistakes = read_yaml(file, "x.yaml")
    except SourceFileError as error:
        mistakes = list(error.mistakes)
    return [str(mistake).removeprefix("x.yaml:") for mistake in mistakes]


def _laughs(levels: int) -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "", "1: found an empty file, expected a mapping of keys to values", id="an empty file"
        ),
        pytest.param(
            "# only a comment\n",
            "1: found an empty file, expected a mapping of keys to values",
            id="a comment alone",
        ),
        pytest.param(
            "- a\n", "1: found a list, expected a mapping of keys to values", id="a list at the top"
        ),
        pytest.param(
            "a\n",
            "1: found a single value, expected a mapping of keys to values",
            id="a text at the top",
        ),
        pytest.param(
            "a: 1\nb: c: d\n",
            "2: found a second `: `, or a line that is indented too far, expected quotes around a "
            "text that has `: ` in it, or the indentation of the lines above",
            id="a colon too many",
        ),
        pytest.param(
            "a:\n\t- b\n",
            "2: found a TAB before the text, expected spaces; YAML allows no TAB there",
            id="a tab as indentation",
        ),
        pytest.param(
            'a: {css: h1, regex: "\\d+"}\n',
            "1: found a backslash inside double quotes, expected single quotes, "
            "which leave it as it is: '\\d+'",
            id="a regular expression in double quotes",
        ),
        pytest.param(
            "a: @b\n",
            "1: found a text that begins with '@', expected quotes around it",
            id="a sign that YAML keeps for itself",
        ),
        pytest.param(
            "a: *b\n",
            "1: found a text that begins with '*', or an alias of nothing, "
            "expected quotes around it",
            id="no anchor",
        ),
        pytest.param(
            "a:\n  - b: 1\n   c: 2\n",
            "3: found a line that does not go on with the list of line 2, expected the indentation "
            "of its other lines; a text with quotes in it needs quotes around",
            id="a line between two indentations",
        ),
        pytest.param(
            "a: 1\nb: [c\nd: 2\n",
            "3: found no end of the list of line 2, expected a `]`, and a comma between two values",
            id="a bracket that is not closed",
        ),
        pytest.param(
            "a: 'b\nc: d\n",
            "3: found no end of the quoted text of line 1, expected the quote that it began with",
            id="a quote that is not closed",
        ),
        pytest.param(
            "a: 1\n--- \nb: 1\n",
            "2: found broken YAML (expected a single document in the stream, "
            "but found another document), expected YAML",
            id="two documents",
        ),
        pytest.param(
            "a: 1\nb: 2\na: 3\n",
            "3: a: found it again in line 3, expected it once; line 1 has it already",
            id="a key twice",
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [id]\n",
            "1: a: found the tag 'tag:yaml.org,2002:python/object/apply:os.system', "
            "expected no tag",
            id="a tag that makes an object of a list",
        ),
        pytest.param(
            "a: !secret b\n", "1: a: found the tag '!secret', expected no tag", id="a tag on a text"
        ),
        pytest.param(
            "? [a]\n: b\n",
            "1: found a list or mapping as a key, expected a text",
            id="a list as a key",
        ),
        pytest.param(
            "a: &a {b: 1}\nc:\n  <<: *a\n",
            "3: c: found '<<', expected no merge keys; "
            "what sources share belongs under `defaults` in newsbot.yaml",
            id="a merge key",
        ),
        pytest.param(
            "a: &a [*a]\n",
            f"1: a{'[0]' * 3}: found aliases that repeat without end, expected fewer aliases",
            id="an alias inside its own anchor",
        ),
    ],
)
def test_what_cannot_be_read_is_one_clear_mistake(tmp_path: Path, text: str, expected: str) -> None:
    assert _mistakes(tmp_path, text) == [expected]


def test_a_billion_laughs_are_not_expanded(tmp_path: Path) -> None:
    [mistake] = _mistakes(tmp_path, _laughs(12))
    assert "aliases that repeat without end" in mistake


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: " + "[" * 100_000, id="lists that never close"),
        pytest.param("a: " + "[" * 5_000 + "]" * 5_000, id="lists"),
        pytest.param("{a: " * 5_000 + "}" * 5_000, id="mappings"),
        pytest.param("- " * 5_000 + "a", id="lists in block style"),
    ],
)
def test_deep_nesting_is_refused_before_it_is_composed(tmp_path: Path, text: str) -> None:
    assert _mistakes(tmp_path, text) == ["1: found more than 50 levels, expected less nesting"]


def test_one_mistake_does_not_hide_another(tmp_path: Path) -> None:
    assert len(_mistakes(tmp_path, "a: 1\na: 2\nb: !x y\nb: 3\n")) == 3


def test_keys_are_texts_as_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("no: 1\n0123: 2\n~: 3\n2026-01-01: 4\n", "utf-8")
    tree, _ = read_yaml(tmp_path / "x.yaml", "x.yaml")
    assert plain(tree) == {"no": 1, "0123": 2, "~": 3, "2026-01-01": 4}


@given(st.binary(max_size=60) | st.text("{}[]&*!|>'\"%@`:-?,# \nab0", max_size=60).map(str.encode))
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(raw)
    with suppress(SourceFileError):
        tree, mistakes = read_yaml(file, "any.yaml")
        assert mistakes or isinstance(plain(tree), dict)
