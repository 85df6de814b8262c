from __future__ import annotations

import configparser
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from newsbot.cli.init import create_project
from newsbot.cli.project_files import project_files, site_files
from newsbot.errors import ProjectError
from newsbot.source import load_project, load_source, project_json_schema, source_json_schema


@pytest.fixture(scope="module")
def files() -> Mapping[str, str]:
    return project_files("jekyll", "My news", "Asia/Shanghai")


def test_a_jekyll_project_has_the_files_of_a_project(files: Mapping[str, str]) -> None:
    assert set(files) == {
        "newsbot.yaml",
        "README.md",
        "scrapy.cfg",
        ".gitignore",
        ".schema/project.json",
        ".schema/source.json",
        "sources/example.yaml.txt",
        "site/_config.yml",
        "site/_data/words.yml",
        "site/_includes/story.html",
        "site/_includes/words.html",
        "site/_layouts/category.html",
        "site/_layouts/default.html",
        "site/_layouts/home.html",
        "site/_layouts/post.html",
        "site/404.html",
        "site/index.html",
        "site/assets/style.css",
    }


@pytest.mark.parametrize("site", ["jekyll", "obsidian", "none"])
def test_every_kind_of_project_loads_without_a_mistake(tmp_path: Path, site: str) -> None:
    create_project(tmp_path, project_files(site, "My news", "Asia/Shanghai"))
    project = load_project(tmp_path, {})
    assert (project.site.kind, project.site.dir, project.site.title) == (site, "site", "My news")
    assert str(project.site.timezone) == "Asia/Shanghai"


def test_what_is_commented_out_is_right_too(tmp_path: Path, files: Mapping[str, str]) -> None:
    revived = re.sub(r"(?m)^# (contact:|defaults:|  )", r"\1", files["newsbot.yaml"])
    create_project(tmp_path, {"newsbot.yaml": revived})
    project = load_project(tmp_path, {})
    assert project.contact
    assert project.defaults


def test_the_example_is_no_source_but_would_be_a_right_one(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    example = files["sources/example.yaml.txt"]
    create_project(tmp_path, {**files, "sources/example.yaml": example})
    source = load_source(load_project(tmp_path, {}), "example", {})
    assert [entry.kind for entry in source.discover] == ["category", "json", "dated", "links"]
    assert source.warnings == ()


def test_the_example_explains_every_key_of_a_source(files: Mapping[str, str]) -> None:
    example = files["sources/example.yaml.txt"]
    missing = [key for key in source_json_schema()["properties"] if f"{key}:" not in example]
    assert missing == []


def test_the_first_line_of_each_yaml_file_leads_to_its_schema(files: Mapping[str, str]) -> None:
    for name in ("newsbot.yaml", "sources/example.yaml.txt"):
        comment, schema = files[name].splitlines()[0].split("$schema=")
        assert comment == "# yaml-language-server: "
        folder = Path("/p", name).parent
        assert str((folder / schema).resolve().relative_to("/p")) in files
    assert json.loads(files[".schema/source.json"]) == source_json_schema()
    assert json.loads(files[".schema/project.json"]) == project_json_schema()


def test_scrapy_finds_the_settings(files: Mapping[str, str]) -> None:
    config = configparser.ConfigParser()
    config.read_string(files["scrapy.cfg"])
    assert config["settings"]["default"] == "newsbot.settings"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param('"a" \\ b: # c', '"a" \\ b: # c', id="quotes and YAML's own signs"),
        pytest.param("路径 🔭 $title ${x}", "路径 🔭 $title ${x}", id="other scripts and dollars"),
        pytest.param("NO", "NO", id="a word that YAML reads as false"),
        pytest.param("two\nlines\t", "two lines", id="line breaks"),
        pytest.param("bytes \udcff", "bytes ?", id="a folder's name that is no UTF-8"),
        pytest.param("x" * 300, "x" * 300, id="longer than a line of YAML"),
        pytest.param("  ", "News", id="nothing"),
    ],
)
def test_any_title_is_read_back_as_it_was_given(title: str, shown: str) -> None:
    files = project_files("jekyll", title, "UTC")
    for name in ("newsbot.yaml", "site/_config.yml"):
        document = yaml.safe_load(files[name])
        assert document.get("site", document)["title"] == shown
    assert files["README.md"].startswith(f"# {shown}\n")
    assert all(text.encode("utf-8") for text in files.values())


@pytest.mark.parametrize(
    ("site", "timezone", "message"),
    [
        pytest.param("hugo", "UTC", "not there yet", id="a kind that is to come"),
        pytest.param("pelican", "UTC", "jekyll, obsidian, none", id="an unknown kind"),
        pytest.param("none", "Asia/Beijing", "Asia/Beijing", id="an unknown zone"),
        pytest.param("none", "../etc/passwd", "no such zone", id="a path for a zone"),
    ],
)
def test_a_wrong_choice_is_named(site: str, timezone: str, message: str) -> None:
    with pytest.raises(ProjectError, match=message):
        site_files(site, "News", timezone)


@pytest.mark.parametrize(
    "key", ["for backfills only", "recheck: 48h", "local", "until: 2019-06-30"]
)
def test_the_example_marks_what_has_no_effect_yet(key: str) -> None:
    example = project_files("none", "News", "UTC")["sources/example.yaml.txt"]
    [line] = [line for line in example.splitlines() if key in line]
    assert "(later)" in line
