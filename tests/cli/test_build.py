from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsbot.cli.build import build_site, find_builder
from newsbot.cli.project_files import site_files
from newsbot.errors import ProjectError

needs_jekyll = pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")

POST = (
    "---\nlayout: post\ntitle: {title}\ndate: 2026-03-02 12:00:00 +0800\ncategories: a\n---\nText\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "我的 news, with spaces" / "site"
    for name, text in site_files("jekyll", "News", "Asia/Shanghai").items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "_posts").mkdir()
    return folder


@pytest.mark.parametrize("kind", ["none", "obsidian", "unheard-of"])
def test_a_site_that_needs_no_build_has_no_builder(kind: str) -> None:
    assert find_builder(kind) is None


def test_without_jekyll_the_error_says_how_to_get_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProjectError, match="apt-get install jekyll"):
        build_site(site, destination=tmp_path / "out")


@needs_jekyll
def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"_config\.yml"):
        build_site(tmp_path, destination=tmp_path / "out")


@needs_jekyll
def test_a_folder_with_other_files_is_never_built_into(site: Path, tmp_path: Path) -> None:
    treasure = tmp_path / "documents" / "treasure.txt"
    treasure.parent.mkdir()
    treasure.write_text("mine")
    with pytest.raises(ProjectError, match="would delete"):
        build_site(site, destination=treasure.parent)
    assert treasure.read_text() == "mine"


@needs_jekyll
def test_chinese_file_names_build_without_a_locale(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("LANG", "C")
    (site / "_posts" / "2026-03-02-潮汐.md").write_text(POST.format(title="潮汐"), encoding="utf-8")
    result = build_site(site, destination=tmp_path / "out")
    assert (result.ok, result.output) == (True, "")
    assert (tmp_path / "out/a/2026/03/02/潮汐.html").is_file()


@needs_jekyll
def test_a_post_that_breaks_the_build_is_named(site: Path, tmp_path: Path) -> None:
    (site / "_posts" / "2026-03-02-broken.md").write_text(POST.format(title='"a" b'))
    result = build_site(site, destination=tmp_path / "out")
    assert not result.ok
    assert "2026-03-02-broken.md" in result.output
    assert len(result.output.splitlines()) == 1
    assert "\x1b" not in result.output


@needs_jekyll
def test_plugins_that_the_owner_configured_are_used(site: Path, tmp_path: Path) -> None:
    with (site / "_config.yml").open("a") as config:
        config.write("plugins_dir: _mine\n")
    (site / "_mine").mkdir()
    (site / "_mine" / "stop.rb").write_text('abort "the plugin ran"\n')
    assert build_site(site, destination=tmp_path / "out").output == "the plugin ran"


@needs_jekyll
def test_a_build_has_the_owners_plugins_and_the_faster_lookup(site: Path, tmp_path: Path) -> None:
    (site / "_plugins").mkdir()
    (site / "_plugins" / "probe.rb").write_text(
        "Jekyll::Hooks.register(:site, :post_read) { abort Jekyll::Site.ancestors.first.name }\n"
    )
    assert build_site(site, destination=tmp_path / "out").output == "Newsbot::EachSiteFile"
