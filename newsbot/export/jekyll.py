"""Posts as Jekyll reads them (https://jekyllrb.com/docs/posts/)."""

from __future__ import annotations

from newsbot.article import Category
from newsbot.export.category_page import category_path, render_category_page


class Jekyll:
    """Posts with a page for each category."""

    def category_page(self, category: Category) -> tuple[str, str] | None:
        """Return path and text of the page that lists the posts of *category*."""
        return category_path(category.slug), render_category_page(category)
