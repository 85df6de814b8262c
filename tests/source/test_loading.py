from __future__ import annotations

import pytest

from newsbot.errors import ProjectError, SourceFileError
from newsbot.source import Project, load_project, load_source, load_sources

GOOD = "discover: [{kind: category, url: https://example.org/}]\n"


@pytest.fixture
def project(tmp_path):
    def make(files: dict[str, str], defaults: str = "{}") -> Project:
        (tmp_path / "sources").mkdir()
        (tmp_path / "newsbot.yaml").write_text(f"defaults: {defaults}\n", "utf-8")
        for name, text in files.items():
            (tmp_path / "sources" / name).write_text(text, "utf-8")
        return load_project(tmp_path, {})

    return make


def test_a_broken_file_breaks_only_its_own_source(project):
    made = project(
        {"a.yaml": GOOD, "b.yaml": "titel: x", "c.yml": GOOD, "d.yaml": "[", "CON.yaml": GOOD}
    )
    loaded = load_sources(made, {})
    assert [source.name for source in loaded.sources] == ["a", "c"]
    assert sorted(loaded.broken) == ["CON", "b", "d"]
    assert "did you mean 'title'?" in str(loaded.broken["b"])


def test_two_files_of_one_name_give_no_source(project):
    loaded = load_sources(project({"a.yaml": GOOD, "A.yml": GOOD, "b.yaml": GOOD}), {})
    assert [source.name for source in loaded.sources] == ["b"]
    assert sorted(loaded.broken) == ["A", "a"]


def test_a_folder_named_like_a_source_is_a_mistake(project, tmp_path):
    made = project({"a.yaml": GOOD})
    (tmp_path / "sources" / "b.yaml").mkdir()
    loaded = load_sources(made, {})
    assert str(loaded.broken["b"]) == "sources/b.yaml:1: found a folder or device, expected a file"


def test_an_unknown_name_lists_the_known_ones_and_the_nearest(project):
    made = project({"example.yaml": GOOD, "other.yaml": GOOD})
    with pytest.raises(ProjectError) as caught:
        load_source(made, "exmaple", {})
    assert str(caught.value) == (
        "no source 'exmaple' in sources/ (there are: example, other); did you mean 'example'?"
    )
    assert not isinstance(caught.value, SourceFileError)


@pytest.mark.parametrize("name", ["../newsbot", "/etc/passwd", "", "example.yaml", "EXAMPLE"])
def test_a_name_is_no_path(project, name):
    made = project({"example.yaml": GOOD})
    with pytest.raises(ProjectError, match="no source"):
        load_source(made, name, {})


@pytest.mark.parametrize("name", ["a", "A", "CON"])
def test_a_source_with_a_wrong_name_is_not_loaded(project, name):
    made = project({"a.yaml": GOOD, "A.yaml": GOOD, "CON.yaml": GOOD})
    with pytest.raises(SourceFileError, match=f"sources/{name}.yaml:1: found"):
        load_source(made, name, {})


def test_a_source_takes_what_its_file_does_not_say_from_the_defaults(project):
    made = project(
        {"a.yaml": GOOD + "post: {header: x, footer: ~}\nlanguage: ~\n"},
        "{language: en, delay: 2s, post: {body: html, header: y, footer: z}}",
    )
    source = load_source(made, "a", {})
    assert source.language is None
    assert source.delay.total_seconds() == 2
    assert (source.post.body, source.post.header, source.post.footer) == ("html", "x", "")


def test_a_mistake_of_source_and_default_together_is_told_where_it_stands(project):
    made = project({"a.yaml": GOOD}, "\n  post:\n    header: '{{ stocks }}'")
    with pytest.raises(SourceFileError) as caught:
        load_source(made, "a", {})
    assert str(caught.value) == (
        "newsbot.yaml:3: defaults.post.header: found '{{ stocks }}', "
        "expected a field of the article or of the source's own, not 'stocks'"
    )


def test_defaults_may_use_the_own_fields_of_a_source(project):
    made = project({"a.yaml": GOOD + "extract: {stocks: b}\n"}, "{post: {header: '{{ stocks }}'}}")
    assert load_source(made, "a", {}).post.header == "{{ stocks }}"


def test_variables_come_from_the_given_environment_alone(project, monkeypatch):
    monkeypatch.setenv("TITLE", "from the process")
    made = project({"a.yaml": GOOD + "title: ${TITLE}\n"})
    assert load_source(made, "a", {"TITLE": "given"}).title == "given"
    with pytest.raises(SourceFileError, match="TITLE to be set"):
        load_source(made, "a", {})
