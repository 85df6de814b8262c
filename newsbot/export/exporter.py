"""The posts of one source: where they are, what they say, and how they get there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from newsbot.article import Article, Category
from newsbot.errors import PostError
from newsbot.export import POST_FORMATS
from newsbot.export.front_matter import is_same_article
from newsbot.export.owner import Absent, PutPost, find_absent
from newsbot.export.paths import path_key, with_suffix
from newsbot.export.post import PostTemplates, RenderedPost, render_post
from newsbot.export.writer import clear_leftover, digest, write_all
from newsbot.values.digests import is_same_digest

if TYPE_CHECKING:
    from newsbot.source import Project, Source

ByOwner: TypeAlias = Literal["edited", "deleted", "moved", "missing", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A post to be written, where it was decided to be."""

    article: Article
    identity: str
    path: str
    category: Category | None
    last_digest: str | None
    """Of the bytes last written, whole or cut short; None before the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of an order. Nothing is set but one of the fields, or `digest` with `edited`."""

    digest: str = ""
    """Of the post that is in place, or that would be if the owner's were not."""
    by_owner: ByOwner = ""
    """What the owner did to the post, which therefore was not written.

    `missing`: so many posts are not there that the owner cannot have meant it.
    """
    error: str = ""
    """Why the post cannot be written."""


class PostWriter:
    """Renders and writes the posts of one source."""

    def __init__(self, project: Project, source: Source) -> None:
        self._source = source
        self._site = project.site
        self._templates = PostTemplates(source.post, own_fields=source.own_fields)
        self._format = POST_FORMATS.get(project.site.kind)
        self.root = project.root / project.site.dir
        self._listed: set[str] = set()  # slugs of categories whose page is in place
        # Another source may be at the same category page now: its temporary file is another one.
        self._mark = f".{digest(source.name.encode())[:8]}"

    def render(
        self,
        article: Article,
        *,
        identity: str = "",
        category: Category | None = None,
        path: str = "",
    ) -> RenderedPost:
        """Return an article's post, where it was decided before if it was. Raises PostError."""
        return render_post(
            article,
            self._templates,
            source=self._source,
            site=self._site,
            identity=self._whole(identity or article.identifier or article.url),
            category=category,
            path=path,
        )

    def paths(
        self, article: Article, identity: str
    ) -> tuple[Iterator[tuple[str, str]], Category | None]:
        """Return where a post may be, and its category.

        Paths come best first and without end, each with its key. A file that is there already and
        says something else is the owner's: its path is passed over, unless its front matter says
        that it is the post of this article. Raises PostError.
        """
        post = self.render(article, identity=identity)
        candidates = _candidates(post.path, self._whole(identity))
        free = ((path, path_key(path)) for path in candidates if self._may_be_at(path, post))
        return free, post.category

    def has_lost_any(self, orders: Sequence[Order]) -> bool:
        """Tell whether a post that was in place is not there any more."""
        return any(o.last_digest and not (self.root / o.path).exists() for o in orders)

    def look_for(self, places: Sequence[PutPost]) -> Absent:
        """Return which of all the source's posts are not where they were put."""
        return find_absent(self.root, places)

    def write(self, orders: Sequence[Order], absent: Absent | None = None) -> list[Written]:
        """Put posts and the category pages that they need in place, synced. Raises OSError.

        *absent*: needed where `has_lost_any` of them.
        """
        posts: dict[Path, bytes] = {}
        pages: dict[Path, bytes] = {}
        results = [self._prepare(order, posts, pages, absent) for order in orders]
        write_all(self.root, pages.items(), mark=self._mark)
        write_all(self.root, posts.items())
        return results

    def _prepare(
        self,
        order: Order,
        posts: dict[Path, bytes],
        pages: dict[Path, bytes],
        absent: Absent | None,
    ) -> Written:
        try:
            by_owner = self._hand_of_owner(order, absent)
            if by_owner and by_owner != "edited":
                return Written(by_owner=by_owner)
            post = self.render(
                order.article, identity=order.identity, category=order.category, path=order.path
            )
            data = post.text.encode()
            # What is there already as it would be written is ours: a run ended between the two.
            if self._is_foreign(order.path, post):
                if by_owner:
                    return Written(by_owner=by_owner)
                if order.last_digest is None and self._may_be_at(order.path, post):
                    # Ledger and index were lost: it may be edited, and is known again as it is.
                    return Written(by_owner="edited", digest=digest(data))
                if order.last_digest is None:
                    return Written(error=f"{order.path} is another file already; move it away")
            posts[self.root / order.path] = data
            pages |= self._category_page(post.category)
        except PostError as error:
            return Written(error=str(error))
        return Written(digest=digest(data))

    def _category_page(self, category: Category | None) -> dict[Path, bytes]:
        """Return the page that lists a category, when it is not there yet."""
        if category is None or self._format is None or category.slug in self._listed:
            return {}
        page = self._format.category_page(category)
        if page is None:
            return {}
        if (self.root / page[0]).exists():
            clear_leftover(self.root / page[0], mark=self._mark)
            self._listed.add(category.slug)
            return {}
        return {self.root / page[0]: page[1].encode()}

    def _hand_of_owner(self, order: Order, absent: Absent | None) -> ByOwner:
        if order.last_digest is None:
            return ""
        try:
            data = (self.root / order.path).read_bytes()
        except FileNotFoundError:
            # A folder that is gone is a disk that is not there more often than a wish.
            if not (self.root / order.path).parent.is_dir():
                return "missing"
            if absent is None or order.path in absent.moved:
                return "missing" if absent is None else "moved"
            return "deleted" if absent.is_believable else "missing"
        except OSError as error:
            raise _unreadable(order.path, error) from error
        return "" if is_same_digest(order.last_digest, digest(data)) else "edited"

    def _may_be_at(self, path: str, post: RenderedPost) -> bool:
        """Tell whether a path is free, or has a post of this article, whatever its words are."""
        if not self._is_foreign(path, post):
            return True
        file = self.root / path
        return file.is_file() and is_same_article(file.read_bytes(), post.text)

    def _is_foreign(self, path: str, post: RenderedPost) -> bool:
        try:
            return (self.root / path).read_bytes() != post.text.encode()
        except FileNotFoundError:
            return False
        except IsADirectoryError:
            return True
        except OSError as error:
            # Another name in that folder could be looked at no better.
            raise _unreadable(path, error) from error

    def _whole(self, identity: str) -> str:
        """Tell apart two sources that number their articles alike."""
        return f"{self._source.name}:{identity}"


def _unreadable(path: str, error: OSError) -> PostError:
    return PostError(f"{path}: cannot be looked at: {error.strerror}")


def _candidates(path: str, identity: str) -> Iterator[str]:
    yield path
    yield with_suffix(path, identity)
    number = 2
    while True:
        yield with_suffix(path, f"{identity}#{number}")
        number += 1
