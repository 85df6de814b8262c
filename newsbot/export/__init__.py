"""Articles as post files: one file a format, one line in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

from newsbot.article import Category
from newsbot.export.front_matter import read_front_matter
from newsbot.export.jekyll import Jekyll
from newsbot.export.paths import path_key, post_path, with_suffix
from newsbot.export.post import PostTemplates, RenderedPost, render_post
from newsbot.export.writer import digest, write_all, write_if_changed

__all__ = [
    "POST_FORMATS",
    "PostFormat",
    "PostTemplates",
    "RenderedPost",
    "digest",
    "path_key",
    "post_path",
    "read_front_matter",
    "render_post",
    "with_suffix",
    "write_all",
    "write_if_changed",
]


class PostFormat(Protocol):
    """What one kind of site needs beside the posts themselves."""

    def category_page(self, category: Category) -> tuple[str, str] | None:
        """Return path and text of the page of *category*, None where the site needs none."""


POST_FORMATS: Final[Mapping[str, PostFormat]] = MappingProxyType({"jekyll": Jekyll()})
"""`site.kind` → its format."""
