from __future__ import annotations

import pytest

ENVIRON = {"NAME": "value", "EMPTY": "", "NESTED": "${NAME}"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("${NAME}", "value", id="the whole text"),
        pytest.param("a ${NAME}-${NAME}", "a value-value", id="parts of a text"),
        pytest.param("$${NAME}", "${NAME}", id="a literal"),
        pytest.param("$NAME {NAME} $5", "$NAME {NAME} $5", id="nothing to fill in"),
        pytest.param("x${EMPTY}", "x", id="an empty variable"),
        pytest.param("${NESTED}", "${NAME}", id="a value is not read again"),
    ],
)
def test_variables_are_filled_in(load, text: str, expected: str):
    assert load(f"title: '{text}'\n", environ=ENVIRON).title == expected


def test_templates_and_placeholders_are_left_alone(load):
    source = load(
        "share: {link: 'https://example.org/{identifier}'}\npost: {header: '{{ headline }}'}\n"
    )
    assert source.share is not None
    assert source.share.link == "https://example.org/{identifier}"
    assert source.post.header == "{{ headline }}"


def test_a_missing_variable_is_named_with_its_line(mistakes):
    assert mistakes("language: en\ntitle: ${NOPE}\n") == [
        "2: title: found '${NOPE}', expected the environment variable NOPE to be set"
    ]


def test_a_variable_without_a_name_is_a_mistake(mistakes):
    assert mistakes("title: 'a ${b c}'\n") == [
        "1: title: found 'a ${b c}', expected a name as in ${NAME}, or $${ for a literal ${"
    ]


def test_a_missing_variable_of_a_default_is_named_in_the_projects_file(mistakes):
    assert mistakes("title: x\n", project="defaults:\n  request: {proxy: '${NOPE}'}\n") == [
        "newsbot.yaml:2: defaults.request.proxy: "
        "found '${NOPE}', expected the environment variable NOPE to be set"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("request: {proxy: '${SECRET}'}\n", id="an address"),
        pytest.param("where: '${SECRET}'\n", id="a JMESPath expression"),
        pytest.param("remove: ['${SECRET}']\n", id="a selector"),
        pytest.param("extract: {headline: {css: a, regex: '${SECRET}'}}\n", id="a pattern"),
        pytest.param("post: {header: '{{ ${SECRET} }}'}\n", id="a name in a template"),
        pytest.param("post: {header: '{{ a | ${SECRET} }}'}\n", id="a filter in a template"),
        pytest.param("timezone: '${SECRET}'\n", id="a zone"),
        pytest.param("robots: '${SECRET}'\n", id="a choice"),
    ],
)
def test_a_mistake_does_not_tell_a_secret(mistakes, text: str):
    for secret in ("hunter2", "hunter2(", "hunter2[", "hunter2 !"):
        told = mistakes(text + "first: never\n", environ={"SECRET": secret})
        assert "hunter" not in "".join(told)


def test_a_secret_does_not_change_the_digest(load):
    text = "request: {headers: {Cookie: '${COOKIE}'}}\n"
    digests = {load(text, environ={"COOKIE": cookie}).digest for cookie in ("a", "b")}
    assert len(digests) == 1
