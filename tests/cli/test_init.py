from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from newsbot.cli.init import create_project, init, system_timezone
from newsbot.errors import ProjectError

FILES = {"newsbot.yaml": "format: 1\n", "site/_layouts/post.html": "new\n"}


def invoke(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(init)
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_file_is_written_and_named(tmp_path: Path) -> None:
    created = create_project(tmp_path / "deep" / "down", FILES)
    assert (created.written, created.kept) == (tuple(FILES), ())
    for name, text in FILES.items():
        assert (tmp_path / "deep" / "down" / name).read_bytes() == text.encode()


def test_a_second_time_nothing_is_touched(tmp_path: Path) -> None:
    create_project(tmp_path, FILES)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    created = create_project(tmp_path, dict.fromkeys(FILES, "other\n"))
    assert (created.written, created.kept) == ((), tuple(FILES))
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_in_a_folder_with_files_only_what_misses_is_added(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("mine\n")
    created = create_project(tmp_path, FILES)
    assert (created.written, created.kept) == (("site/_layouts/post.html",), ("newsbot.yaml",))
    assert (tmp_path / "newsbot.yaml").read_text() == "mine\n"


def link_as_project(outside: Path, project: Path) -> None:
    (outside / "there").mkdir()
    project.symlink_to(outside / "there")


def test_a_link_to_the_project_itself_is_followed(tmp_path: Path) -> None:
    link_as_project(tmp_path, tmp_path / "project")
    create_project(tmp_path / "project", FILES)
    assert (tmp_path / "there" / "newsbot.yaml").is_file()


def test_a_file_that_is_a_link_is_kept_and_not_written_through(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "newsbot.yaml").symlink_to(tmp_path / "outside.yaml")
    assert create_project(project, FILES).kept == ("newsbot.yaml",)
    assert not (tmp_path / "outside.yaml").exists()


def a_file_in_its_place(project: Path) -> None:
    project.write_text("a file")


def a_link_that_leads_nowhere(project: Path) -> None:
    project.symlink_to(project.parent / "nowhere")


def a_link_out_of_it(project: Path) -> None:
    (project.parent / "outside").mkdir()
    project.mkdir()
    (project / "site").symlink_to(project.parent / "outside")


def a_loop_of_links(project: Path) -> None:
    project.mkdir()
    (project / "site").symlink_to(project / "site")


def a_file_where_a_folder_is_due(project: Path) -> None:
    project.mkdir()
    (project / "site").write_text("a file")


@pytest.mark.parametrize(
    "obstacle",
    [
        a_file_in_its_place,
        a_link_that_leads_nowhere,
        a_link_out_of_it,
        a_loop_of_links,
        a_file_where_a_folder_is_due,
    ],
    ids=lambda obstacle: obstacle.__name__.replace("_", " "),
)
def test_what_is_in_the_way_is_named(tmp_path: Path, obstacle: Callable[[Path], None]) -> None:
    obstacle(tmp_path / "project")
    with pytest.raises(ProjectError, match="project"):
        create_project(tmp_path / "project", FILES)
    assert not list(tmp_path.glob("outside/*"))


@pytest.mark.parametrize(
    ("variable", "linked", "zone"),
    [
        pytest.param("Asia/Shanghai", "Europe/Berlin", "Asia/Shanghai", id="TZ comes first"),
        pytest.param(":Asia/Shanghai", "", "Asia/Shanghai", id="TZ with a colon"),
        pytest.param("CST-8", "Europe/Berlin", "Europe/Berlin", id="TZ that is no name"),
        pytest.param("", "America/Argentina/Salta", "America/Argentina/Salta", id="three parts"),
        pytest.param("", "Nowhere/Else", "UTC", id="an unknown zone"),
        pytest.param("", "", "UTC", id="nothing"),
    ],
)
def test_the_zone_of_the_machine_has_a_name(
    tmp_path: Path, variable: str, linked: str, zone: str
) -> None:
    localtime = tmp_path / "localtime"
    if linked:
        localtime.symlink_to(tmp_path / "zoneinfo" / linked)
    assert system_timezone({"TZ": variable}, localtime) == zone


def test_the_command_makes_a_project_and_says_what_comes_next(tmp_path: Path) -> None:
    output = invoke(str(tmp_path / "港湾 news"), "--timezone", "Asia/Shanghai")
    config = (tmp_path / "港湾 news" / "site" / "_config.yml").read_text("utf-8")
    assert 'title: "港湾 news"' in config
    assert "timezone: Asia/Shanghai" in config
    assert f"cd '{tmp_path / '港湾 news'}'" in output
    assert "newsbot crawl" in output


def test_the_command_says_it_for_machines(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    result = json.loads(invoke(str(tmp_path), "--site", "none", "--json"))
    assert result["directory"] == os.fspath(tmp_path)
    assert result["kept"] == ["README.md"]
    assert "newsbot.yaml" in result["written"]
    assert not (tmp_path / "site").exists()
