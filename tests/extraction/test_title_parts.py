from __future__ import annotations

import pytest

from newsbot.extraction.likeness import letters_of
from newsbot.extraction.title_parts import runs, without_site

NAMES = frozenset(map(letters_of, ("The Paper", "新浪", "毎日新聞", "DW", "golem.de")))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Boats are counted | The Paper", "Boats are counted", id="bar"),
        pytest.param("Boats are counted – The Paper", "Boats are counted", id="dash"),
        pytest.param("The Paper :: Boats are counted", "Boats are counted", id="in front"),
        pytest.param("The Paper Mobile: Boats", "The Paper Mobile: Boats", id="a colon is none"),
        pytest.param("港口清点船只-新浪科技", "港口清点船只", id="hyphen beside Han"),
        pytest.param("船を数える : スポーツ : 毎日新聞", "船を数える", id="section and name"),
        pytest.param("船を数える：毎日新聞", "船を数える", id="wide colon"),
        pytest.param("Boats are counted | DW | 28.04.2023", "Boats are counted", id="a date"),
        pytest.param("Boats are counted - Golem.de", "Boats are counted", id="host"),
        pytest.param("Boats - what we know", "Boats - what we know", id="no name"),
        pytest.param("Die «The Paper» zählt", "Die «The Paper» zählt", id="a quotation"),
        pytest.param("The Paper", "The Paper", id="the name alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_names_of_the_site_go(title: str, expected: str) -> None:
    assert without_site(title, NAMES) == expected


def test_short_parts_at_the_end_go_only_as_a_guess() -> None:
    title = "棱镜|数据业大整顿之后的爬虫_财经_某讯网"
    assert without_site(title, frozenset()) == title
    assert without_site(title, frozenset(), guess=True) == "棱镜|数据业大整顿之后的爬虫"


def test_runs_are_all_stretches_between_separators_the_longest_first() -> None:
    assert list(runs("aaa | bb | c")) == ["aaa | bb | c", "aaa | bb", "bb | c", "aaa", "bb", "c"]
