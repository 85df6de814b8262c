from __future__ import annotations

import pytest

from newsbot.article import Category
from newsbot.export import POST_FORMATS, read_front_matter
from newsbot.export.category_page import category_path, render_category_page


def test_a_category_page_is_the_same_whatever_posts_it_lists() -> None:
    page = render_category_page(Category(slug="chongqingribao", title="重庆日报"))

    assert page == '---\nlayout: category\ntitle: "重庆日报"\ncategory: chongqingribao\n---\n'


@pytest.mark.parametrize("title", ['"a" \\ b', "NO", "{{ x }}", "a\n---\nb", "😀"], ids=repr)
def test_any_title_reads_back(title: str) -> None:
    keys, _ = read_front_matter(render_category_page(Category(slug="2022", title=title)))

    assert keys == {"layout": "category", "title": title, "category": "2022"}


def test_a_slug_never_leaves_the_folder() -> None:
    assert category_path("chongqingribao") == "category/chongqingribao.html"
    assert category_path("../x").startswith("category/x-")


def test_each_format_knows_its_category_page() -> None:
    page = POST_FORMATS["jekyll"].category_page(Category(slug="a", title="A"))

    assert page is not None
    assert page[0] == "category/a.html"
