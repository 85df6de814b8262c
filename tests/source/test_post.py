from __future__ import annotations

import pytest

from newsbot.source import Post, PostCategory


def test_a_post_has_defaults(load):
    assert load("title: x\n").post == Post()
    assert Post().path == "_posts/{{ date_published | date('%Y-%m-%d') }}-{{ name }}.md"


def test_a_post_with_every_key(load):
    source = load(
        """
post:
  path: "news/{{ identifier }}.md"
  body: none
  category: {slug: "{{ publisher | slug }}", title: "{{ publisher }}"}
  front_matter:
    title: "{{ headline }}"
    tags: ["{{ publisher }}新闻"]
    draft: false
    weight: 5
  header: "{% if description %}> {{ description }}{% endif %}"
  footer: "<{{ share_url }}>"
  media: local
"""
    )
    assert source.post == Post(
        path="news/{{ identifier }}.md",
        body="none",
        category=PostCategory(slug="{{ publisher | slug }}", title="{{ publisher }}"),
        front_matter={
            "title": "{{ headline }}",
            "tags": ["{{ publisher }}新闻"],
            "draft": False,
            "weight": 5,
        },
        header="{% if description %}> {{ description }}{% endif %}",
        footer="<{{ share_url }}>",
        media="local",
    )
    assert list(source.post.front_matter or ()) == ["title", "tags", "draft", "weight"]


@pytest.mark.parametrize("path", ["/x.md", "../x.md", "a/../x.md", "a\\x.md", "' '"])
def test_a_path_stays_inside_the_site(mistakes, path):
    [mistake] = mistakes(f"post: {{path: {path}}}\n")
    assert mistake.startswith("1: post.path: found ")
    assert mistake.endswith("expected a relative path inside the site, with / between folders")
