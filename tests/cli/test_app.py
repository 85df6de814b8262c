"""What is said of a command line that is wrong; nothing is started."""

from __future__ import annotations

import pytest

from newsbot.cli.app import run
from newsbot.cli.exits import Exit


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["crwl"], "Did you mean 'crawl'?", id="a command"),
        pytest.param(["crawl", "--nwo"], "--now", id="an option"),
        pytest.param(
            ["crawl", "--log-level", "WARN"],
            "'WARN' is not one of debug, info, warning, error; did you mean 'warning'?",
            id="a level",
        ),
        pytest.param(
            ["init", "x", "--site", "jekil"],
            "choose one of jekyll, obsidian, none; did you mean 'jekyll'?",
            id="a kind of site",
        ),
        pytest.param(
            ["init", "x", "--timezone", "Asia/Shangai"],
            "did you mean 'Asia/Shanghai'?",
            id="a time zone",
        ),
    ],
)
def test_a_slip_is_told_with_what_was_meant(
    tmp_path, monkeypatch, capsys, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == Exit.USAGE
    assert message in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


def test_a_level_may_be_written_in_any_case(tmp_path, capsys) -> None:
    missing = str(tmp_path / "nowhere")
    assert run(["crawl", "--log-level", "Debug", "--project", missing]) == Exit.USAGE
    assert "no newsbot.yaml there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ftp://x.example/"], "not an http or https address", id="another scheme"),
        pytest.param(["one", "--source", "two"], "one names a source already", id="two sources"),
    ],
)
def test_what_cannot_be_tried_is_told(
    tmp_path, monkeypatch, capsys, arguments: list[str], message: str
) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n")
    monkeypatch.chdir(tmp_path)
    assert run(["try", *arguments]) == Exit.USAGE
    assert message in " ".join(capsys.readouterr().err.split())
