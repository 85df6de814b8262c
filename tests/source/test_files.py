from __future__ import annotations

import pytest

from newsbot.errors import ProjectError
from newsbot.source import find_project
from newsbot.source.files import source_files, wrong_names


def test_the_nearest_project_above_is_found(tmp_path):
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    (tmp_path / "newsbot.yaml").touch()
    (tmp_path / "a" / "newsbot.yaml").touch()
    assert find_project(inner) == tmp_path / "a"
    assert find_project(tmp_path / "a") == tmp_path / "a"
    assert find_project(tmp_path) == tmp_path


def test_a_place_without_a_project_says_how_to_make_one(tmp_path):
    with pytest.raises(ProjectError, match=r"or make one with `newsbot init DIR`"):
        find_project(tmp_path)


def test_only_yaml_files_that_are_not_hidden_are_sources(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("b.yaml", "a.yml", "C.YAML", "d.yaml.txt", ".e.yaml", "f.json", "g.yaml~"):
        (folder / name).touch()
    assert [file.name for file in source_files(tmp_path)] == ["C", "a", "b"]


def test_a_project_without_sources_has_none(tmp_path):
    assert source_files(tmp_path) == []


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "sources").touch()
    with pytest.raises(ProjectError, match="cannot be read"):
        source_files(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["-a", "_a", "a b", "a.b", "新闻", "CON", "nul", "com1", "a" * 65, "ａ", "a\n"],
)
def test_names_that_some_system_cannot_have_are_refused(tmp_path, name):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / f"{name}.yaml").touch()
    [error] = wrong_names(source_files(tmp_path)).values()
    [line] = str(error).splitlines()
    assert "expected a name of a-z, 0-9, - and _" in line


@pytest.mark.parametrize("name", ["a", "0", "A-b_c", "console", "com10", "a" * 64])
def test_names_that_every_system_can_have_are_taken(tmp_path, name):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / f"{name}.yaml").touch()
    assert wrong_names(source_files(tmp_path)) == {}


@pytest.mark.parametrize(
    ("names", "mistakes"),
    [
        pytest.param(("a.yaml", "a.yml"), ["a.yaml", "a.yml"], id="two suffixes"),
        pytest.param(("A.yaml", "a.yaml"), ["A.yaml", "a.yaml"], id="two cases"),
    ],
)
def test_two_files_of_one_name_are_both_mistakes(tmp_path, names, mistakes):
    (tmp_path / "sources").mkdir()
    for name in names:
        (tmp_path / "sources" / name).touch()
    found = [one.file for e in wrong_names(source_files(tmp_path)).values() for one in e.mistakes]
    assert found == [f"sources/{name}" for name in mistakes]
