from __future__ import annotations

import pytest

from newsbot.extraction.body_lines import is_dateline, is_foot, is_label, leads_elsewhere
from newsbot.extraction.body_outline import weigh


@pytest.mark.parametrize(
    "line",
    [
        "Read more: The bridge",
        "RELATED: How bridges are built",
        "More on this story",
        "Lesen Sie auch",
        "À lire aussi : le pont",
        "Te puede interesar",
        "Читайте также",
        "相关阅读",
        "延伸閱讀：大橋",
        "【関連記事】橋",
        "Baca juga: Jembatan",
        "اقرأ أيضا",
    ],
)
def test_lines_that_offer_another_article_are_known(line: str) -> None:
    assert leads_elsewhere(line, 0, weigh(line))


@pytest.mark.parametrize(
    "line",
    [
        "Related parties must not vote, the court said, and it did so in a sentence without links.",
        "The readers of more than one paper asked why.",
        "编辑部的故事",
    ],
)
def test_sentences_are_not_taken_for_one(line: str) -> None:
    assert not leads_elsewhere(line, 0, weigh(line))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Advertisement", True),
        ("[PR]", True),
        ("广告", True),
        ("（责任编辑：王伟）", True),
        ("【编辑：姚昊】", True),
        ("https://example.org/a?b=1", True),
        ("Advertisement revenue fell.", False),
        ("Share prices fell", False),
        ("编辑们昨天在北京开会讨论了新的规定，会议持续了整整一天，没有任何结果。" * 2, False),
    ],
)
def test_labels_and_names_of_editors_are_no_text(line: str, *, expected: bool) -> None:
    assert is_label(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("© 2026 The Paper", True),
        ("Copyright The Paper", True),
        ("未经授权，不得转载", True),
        ("扫描下方二维码关注我们", True),
        ("Follow us on Facebook", True),
        ("Подписывайтесь на наш канал", True),
        ("All rights were reserved for the king, said the lawyer on Tuesday.", False),
        ("The photo is (c) by nobody.", False),
    ],
)
def test_what_stands_under_every_article_is_known(line: str, *, expected: bool) -> None:
    assert is_foot(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("http://example.org 2005-04-25 08:24:06 来源: 第一财经日报 网友评论 0 条", True),
        ("2012年09月30日10:20　来源：人民网", True),
        ("입력 2020.03.04 16:52", True),
        ("2012年09月30日，大桥正式通车，市民纷纷前往参观。", False),
        ("The bridge was closed at 10:20 on Friday, and nobody knows for how long.", False),
    ],
)
def test_the_line_of_date_and_source_is_known(line: str, *, expected: bool) -> None:
    assert is_dateline(line) is expected


@pytest.mark.parametrize("mark", ["(", "_", "a", "关", "扫描", "follow ", "siga ", "https://"])
def test_a_hostile_line_is_looked_at_once(mark: str) -> None:
    line = mark * (200_000 // len(mark))
    assert not any((is_label(line), is_foot(line), leads_elsewhere(line, 0, weigh(line))))
