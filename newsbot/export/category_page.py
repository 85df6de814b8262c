"""Category pages: written once, whatever posts come later."""

from __future__ import annotations

from newsbot.article import Category
from newsbot.export.front_matter import dump_front_matter
from newsbot.values.slugs import safe_name


def category_path(slug: str) -> str:
    """Return where the page of a category is: `category/SLUG.html`, below the site's folder."""
    return f"category/{safe_name(slug, identity=slug)}.html"


def render_category_page(category: Category) -> str:
    """Return the page of *category*; its layout lists the posts, so the page itself never changes.

    Raises:
        PostError: The title would not read back as it was written.
    """
    keys = {"layout": "category", "title": category.title, "category": category.slug}
    return f"---\n{dump_front_matter(keys)}---\n"
