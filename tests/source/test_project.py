from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsbot.errors import ProjectError, SourceFileError
from newsbot.source import Project, Site, load_project


def _load(root: Path, text: str, **environ: str) -> Project:
    (root / "newsbot.yaml").write_text(text, "utf-8")
    return load_project(root, environ)


def _mistakes(root: Path, text: str) -> list[str]:
    with pytest.raises(SourceFileError) as caught:
        _load(root, text)
    return [line.removeprefix("newsbot.yaml:") for line in str(caught.value).split("\n")]


def test_a_project_has_defaults(tmp_path):
    assert _load(tmp_path, "format: 1\n") == Project(root=tmp_path)
    assert Project(root=tmp_path).site == Site(
        kind="jekyll", dir="site", url="", title="News", timezone=ZoneInfo("UTC")
    )


def test_a_project_with_every_key(tmp_path):
    project = _load(
        tmp_path,
        """
format: 1
contact: me@example.org
site:
  {kind: obsidian, dir: ., url: "https://news.example.org", title: 新闻, timezone: Asia/Shanghai}
storage: postgresql://newsbot:${PASSWORD}@db/newsbot
raw: 90d
alerts: ["ntfy://${PASSWORD}"]
defaults: {delay: 2s}
""",
        PASSWORD="hunter2",
    )
    assert project.contact == "me@example.org"
    assert project.site == Site(
        kind="obsidian",
        dir=".",
        url="https://news.example.org",
        title="新闻",
        timezone=ZoneInfo("Asia/Shanghai"),
    )
    assert project.storage == "postgresql://newsbot:hunter2@db/newsbot"
    assert project.raw == timedelta(days=90)
    assert project.alerts == ("ntfy://hunter2",)
    assert list(project.defaults) == ["delay"]
    assert "hunter2" not in repr(project)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "", "1: found an empty file, expected a mapping of keys to values", id="empty"
        ),
        pytest.param("format: 2", "1: format: found the number 2, expected 1", id="a later format"),
        pytest.param(
            "sites: {}",
            "1: sites: found an unknown key, expected a known key; did you mean 'site'?",
            id="an unknown key",
        ),
        pytest.param(
            "site: {title: x, color: red}",
            "1: site.color: found an unknown key, expected one of dir, kind, timezone, title, url",
            id="an unknown key of the site",
        ),
        pytest.param(
            "root: /", "1: root: found an unknown key, expected one of", id="a name of the model's"
        ),
        pytest.param(
            "site: {dir: /srv}",
            "1: site.dir: found '/srv', expected a relative path inside the project",
            id="a site elsewhere",
        ),
        pytest.param(
            "site: {kind: wordpress}",
            "1: site.kind: found 'wordpress', expected 'jekyll', 'hugo', 'obsidian' or 'none'",
            id="an unknown kind of site",
        ),
        pytest.param(
            "site: {url: example.org}",
            "1: site.url: found 'example.org', expected an http(s) URL",
            id="an address without a scheme",
        ),
        pytest.param(
            "raw: 0", "1: raw: found the number 0, expected keep, drop, or an age", id="no age"
        ),
        pytest.param(
            "storage: ledger.db",
            "1: storage: found 'ledger.db', expected an address such as scheme://…",
            id="a path for an address",
        ),
        pytest.param(
            "contact: ${NOPE}",
            "1: contact: found '${NOPE}', expected the environment variable NOPE to be set",
            id="a missing variable",
        ),
        pytest.param(
            "defaults: [a]",
            "1: defaults: found a list, expected a mapping of keys to values",
            id="a list of defaults",
        ),
        pytest.param(
            "\ndefaults: {dely: 2s}",
            "2: defaults.dely: found an unknown key, expected a known key; did you mean 'delay'?",
            id="an unknown key among the defaults",
        ),
        pytest.param(
            "defaults: {post: {header: '{{ a | slgu }}'}}",
            "1: defaults.post.header: found '{{ a | slgu }}', expected a known filter, not 'slgu'; "
            "did you mean 'slug'?",
            id="a wrong template among the defaults",
        ),
        pytest.param(
            "defaults: {name: x}",
            "1: defaults.name: found an unknown key, expected one of",
            id="a name among the defaults",
        ),
    ],
)
def test_a_mistake_in_the_projects_file_is_named(tmp_path, text, expected):
    [mistake] = _mistakes(tmp_path, text + "\n")
    assert mistake.startswith(expected)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path):
    found = _mistakes(tmp_path, "raw: no\ndefaults:\n  first: never\ncontact: 5\nraw: keep\n")
    assert [mistake.split(":")[:2] for mistake in found] == [
        ["1", " raw"],
        ["3", " defaults.first"],
        ["4", " contact"],
        ["5", " raw"],
    ]


@pytest.mark.parametrize(
    "defaults",
    [
        pytest.param("{}", id="nothing"),
        pytest.param("", id="no value"),
        pytest.param("{post: {category: {slug: x}}}", id="half a category"),
        pytest.param("{extract: {headline: {regex: x}}}", id="half a rule"),
        pytest.param("{post: {header: '{{ stocks }}'}}", id="a field that a source may have"),
    ],
)
def test_what_defaults_lack_a_source_may_add(tmp_path, defaults):
    assert _load(tmp_path, f"format: 1\ndefaults: {defaults}\n")


def test_a_folder_without_a_project_says_how_to_make_one(tmp_path):
    with pytest.raises(ProjectError, match=r"make one with `newsbot init DIR`"):
        load_project(tmp_path, {})


def test_a_folder_in_place_of_the_file_is_a_mistake(tmp_path):
    (tmp_path / "newsbot.yaml").mkdir()
    with pytest.raises(SourceFileError, match=r"newsbot\.yaml:1: found a folder"):
        load_project(tmp_path, {})
