from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("Example.ORG", "example.org", id="capitals"),
        pytest.param("example.org.", "example.org", id="a dot at the end"),
        pytest.param("新闻.中国", "xn--efvy88h.xn--fiqs8s", id="an international name"),
        pytest.param("127.0.0.1", "127.0.0.1", id="an IPv4 address"),
        pytest.param("'[::1]'", "::1", id="an IPv6 address"),
        pytest.param("localhost", "localhost", id="one label"),
        pytest.param("my_host.example.org", "my_host.example.org", id="an underscore"),
    ],
)
def test_hosts_have_one_form(load, host, expected):
    assert load(f"domains: [{host}]\n").domains == (expected,)


@pytest.mark.parametrize(
    "host", ["a b", "example.org:80", "example.org/x", "'*.example.org'", "'..'", "''", "a" * 70]
)
def test_what_is_no_host_is_refused(mistakes, host):
    [mistake] = mistakes(f"domains: [{host}]\n")
    assert "expected a host name such as example.org" in mistake


def test_hosts_come_from_every_url_of_the_file(load):
    source = load(
        """
discover:
  - {kind: category, url: "https://A.example.org/x"}
  - {kind: json, url: "http://127.0.0.1:8080/{page}", items: a, fields: {url: u}}
backfill: [{kind: category, url: "https://b.example.org:8443/"}]
share:
  link: "http://c.example.org/{identifier}"
  content: "http://user@c.example.org/{identifier}"
"""
    )
    assert source.domains == ("a.example.org", "127.0.0.1", "b.example.org", "c.example.org")


def test_a_file_that_names_no_host_has_to_say_its_domains(load, mistakes):
    text = "discover: [{kind: links, file: links.txt}]\n"
    assert mistakes(text) == [
        "1: domains: found nothing, "
        "expected the hosts that links may lead to, since no URL in this file names one"
    ]
    assert load(text + "domains: [example.org]\n").domains == ("example.org",)


@pytest.mark.parametrize(
    "url",
    [
        *("exmaple", "ftp://example.org/", "//example.org/", "/list", "javascript:x", "https://"),
        *("https:///x", "https://[::1", "https://a b/", "https://example.org/a b"),
        *("https://example.org:99999/", "https://exa$mple.org/", "https://-.-/%"),
        "https://example.org/\\n",
    ],
)
def test_what_is_no_http_url_is_refused(mistakes, url):
    [mistake] = mistakes(f'discover: [{{kind: category, url: "{url}"}}]\n')
    assert mistake.startswith("1: discover[0].url: found ")
    assert "an http(s) URL" in mistake or "a host name" in mistake


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", "C:\\x", "c:x", "a\\b", "''"])
def test_paths_that_lead_out_of_the_project_are_refused(mistakes, path):
    [mistake] = mistakes(f"domains: [example.org]\ndiscover: [{{kind: links, file: {path}}}]\n")
    assert mistake.startswith("2: discover[0].file: found ")
    assert mistake.endswith("expected a relative path inside the project")
