"""How the posts of a source look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import field_validator
from pydantic.dataclasses import dataclass

from newsbot.source.checks import expected
from newsbot.source.kinds import MODEL, Text

DEFAULT_PATH: Final = "_posts/{{ date_published | date('%Y-%m-%d') }}-{{ name }}.md"


@dataclass(frozen=True, kw_only=True, config=MODEL)
class PostCategory:
    """The category page of a post."""

    slug: Text
    """Template of its name in addresses."""
    title: Text
    """Template of its title; the first one seen stays."""


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Post:
    """How the posts of a source look. Texts are Jinja2 templates over the article's fields."""

    path: Text = DEFAULT_PATH
    """Where the post is, relative to `site.dir`."""
    body: Literal["html", "markdown", "excerpt", "none"] = "markdown"
    """What becomes of the body; an excerpt is whole sentences, up to 200 characters."""
    category: PostCategory | None = None
    """The category page; by default the section, else the publisher, else the source."""
    front_matter: Mapping[Text, Any] | None = None
    """Replaces the default keys, in this order; an empty value leaves its key out."""
    header: Text = ""
    """Before the body."""
    footer: Text = ""
    """After the body."""
    media: Literal["link", "local"] = "link"
    """Images stay where they are, or are kept beside the posts."""

    @field_validator("path")
    @classmethod
    def _stays_inside(cls, path: str) -> str:
        folders = path.split("/")
        if not path.strip() or path.startswith("/") or "\\" in path or ".." in folders:
            raise expected("a relative path inside the site, with / between folders")
        return path
