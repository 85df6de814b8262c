"""A post, byte for byte: front matter, header, body and footer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from newsbot.article import Article, Category
from newsbot.errors import PostError
from newsbot.export.body import render_body
from newsbot.export.escape import fold_lines
from newsbot.export.front_matter import DEFAULT_KEYS, dump_front_matter
from newsbot.export.paths import post_path
from newsbot.export.templates import RenderText, Templates
from newsbot.source import Post
from newsbot.values.slugs import safe_name, slugify

_NO_CATEGORY = Category(slug="", title="")


class NamedSource(Protocol):
    """What templates see as `source`."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str | None: ...


class NamedSite(Protocol):
    """What templates see as `site`."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class RenderedPost:
    """A post as it goes to disk."""

    path: str
    """Relative POSIX path below the site's folder."""
    category: Category | None
    """None when nothing gave it a name."""
    render_text: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The whole file: LF, one newline at the end. Rendered when it is asked for; PostError."""
        return self.render_text()


class PostTemplates:
    """The compiled templates of one source's `post`; build it once a source.

    Raises:
        PostError: A template is wrong, or fails on an article; the message names the key.
    """

    def __init__(self, post: Post, *, own_fields: Collection[str] = ()) -> None:
        compiler = Templates()
        keys = DEFAULT_KEYS if post.front_matter is None else post.front_matter
        self.body_mode = post.body
        self.path = compiler.name("path", post.path)
        self.front_matter = compiler.value("front_matter", keys)
        self.header = compiler.shown("header", post.header)
        self.footer = compiler.shown("footer", post.footer)
        self._absent = dict.fromkeys(own_fields, "")
        self._category: tuple[RenderText, RenderText] | None = None
        if post.category is not None:
            self._category = (
                compiler.text("category.slug", post.category.slug),
                compiler.text("category.title", post.category.title),
            )

    def fields_of(self, article: Article) -> dict[str, Any]:
        """Return what the article has, with nothing for the own fields that it has not."""
        return self._absent | article.as_fields()

    def category_of(self, fields: Mapping[str, Any]) -> Category | None:
        """Return the category that the source's rule gives, else section, publisher or source."""
        if self._category is None:
            title = fields["section"] or fields["publisher"] or fields["source"]["title"]
            slug = slugify(title)
        else:
            slug_of, title_of = self._category
            slug, title = fold_lines(slug_of(fields)), fold_lines(title_of(fields))
            slug = safe_name(slug, identity=slug) if slug else ""
        return Category(slug=slug, title=title) if slug else None


def render_post(
    article: Article,
    templates: PostTemplates,
    *,
    source: NamedSource,
    site: NamedSite,
    identity: str,
    category: Category | None = None,
    path: str = "",
) -> RenderedPost:
    """Return the post of *article*: always the same bytes for the same article.

    Args:
        article: Normalised and dated.
        templates: Of the source.
        source: For templates.
        site: For templates.
        identity: What makes the article itself; suffixes of file names are made of it.
        category: The one that was decided at an earlier export.
        path: The one that was decided at an earlier export.

    Raises:
        PostError: There is no date, a template fails, or the post would not read back.
    """
    if article.date_published is None:
        raise PostError("no date: a post is named for its day")
    name = safe_name(article.identifier or _last_of(article.url), identity=identity)
    fields = templates.fields_of(article) | _surroundings(source, site)
    fields |= {"name": name, "versions": "", "duplicate_of": ""}
    category = category or templates.category_of({**fields, "category": _NO_CATEGORY})
    fields["category"] = category or _NO_CATEGORY
    return RenderedPost(
        path=path or post_path(templates.path(_for_path(fields, identity)), identity),
        category=category,
        render_text=partial(_text, templates, fields),
    )


def _surroundings(source: NamedSource, site: NamedSite) -> dict[str, Any]:
    # Only these: a source also holds the secrets of its requests.
    return {
        "source": {"name": source.name, "title": source.title, "language": source.language},
        "site": {"title": site.title, "url": site.url},
    }


def _last_of(url: str) -> str:
    """Return the last segment of the path without its extension: `…/2022/a-b.html` → `a-b`."""
    return PurePosixPath(unquote(urlsplit(url).path)).stem


def _for_path(fields: Mapping[str, Any], identity: str) -> dict[str, Any]:
    # `a/b` and `a-b` are two articles, though a slash in a name becomes a dash.
    return {**fields, "identifier": safe_name(fields["identifier"], identity=identity)}


def _text(templates: PostTemplates, fields: Mapping[str, Any]) -> str:
    front_matter = dump_front_matter(templates.front_matter(fields))
    parts = (
        templates.header(fields),
        render_body(fields["body_html"], templates.body_mode),
        templates.footer(fields),
    )
    content = "\n\n".join(part for part in (_inner(part) for part in parts) if part)
    return f"---\n{front_matter}---\n{content}\n" if content else f"---\n{front_matter}---\n"


def _inner(part: str) -> str:
    """Return *part* without outer newlines, nothing if it is white space only."""
    return part.strip("\r\n") if part.strip() else ""
