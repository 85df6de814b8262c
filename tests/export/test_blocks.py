from __future__ import annotations

import pytest

from newsbot.export.blocks import is_only_blocks


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p>",
        "<p>a<br>b<img src=x></p><!-- c --><center><img src=x /></center>\n<hr>",
        "<UL><LI>a</LI></UL>",
        "",
    ],
)
def test_blocks_and_comments_are_blocks(html: str) -> None:
    assert is_only_blocks(html)


@pytest.mark.parametrize(
    "html",
    [
        "text",
        "<p>a</p>text",
        "<b>a</b>",
        "<p>a</p><img src=x>",
        "<p>a</p><br/>",
        "&amp;",
        "&#38;",
        "<p>a",
        "<p>a</p></p>",
        "<div><p></div></p>",
        "<video></video>",
        "<?php x ?>",
        "<!DOCTYPE html>",
        "<![CDATA[x]]>",
    ],
)
def test_text_and_inline_elements_are_none(html: str) -> None:
    assert not is_only_blocks(html)
