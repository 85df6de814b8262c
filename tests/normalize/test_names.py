from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.normalize.names import normalize_authors, normalize_keywords, normalize_publisher


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        pytest.param("张三", ["张三"], id="a name"),
        pytest.param("作者：张三", ["张三"], id="author"),
        pytest.param("文/张三", ["张三"], id="text by"),
        pytest.param("记者 张三 李四", ["张三", "李四"], id="two reporters"),
        pytest.param("新华社记者张三", ["张三"], id="an agency's reporter"),
        pytest.param("本报记者 张三 通讯员 李四", ["张三", "李四"], id="two roles"),
        pytest.param("김철수 기자", ["김철수"], id="a Korean reporter"),
        pytest.param("张三、李四；王五", ["张三", "李四", "王五"], id="Chinese lists"),
        pytest.param("张 三", ["张三"], id="a padded name"),
        pytest.param("山田 太郎", ["山田 太郎"], id="a Japanese name"),
        pytest.param("伊万·伊万诺夫", ["伊万·伊万诺夫"], id="a middle dot"),
        pytest.param("By John Smith and Jane Doe", ["John Smith", "Jane Doe"], id="English"),
        pytest.param("A Roe, B Doe, and C Poe", ["A Roe", "B Doe", "C Poe"], id="serial comma"),
        pytest.param("Smith, John", ["Smith, John"], id="an inverted name"),
        pytest.param("Martin King, Jr.", ["Martin King, Jr."], id="a junior"),
        pytest.param("Bylund Anna", ["Bylund Anna"], id="a name that begins with By"),
        pytest.param("陈编辑", ["陈编辑"], id="a name that ends like a label"),
        pytest.param("(责任编辑：李四)", [], id="an editor"),
        pytest.param("张三（责任编辑：李四）", ["张三"], id="an author and an editor"),
        pytest.param("来源：新华网 作者：张三", ["张三"], id="a source and an author"),
        pytest.param("文/张三 图/李四", ["张三"], id="a photographer"),
        pytest.param("By John Smith; Edited by Bob Roe", ["John Smith"], id="an English editor"),
        pytest.param("John Smith, Health Correspondent", ["John Smith"], id="what he does"),
        pytest.param("Staff Reporter", ["Staff Reporter"], id="nobody but what he does"),
        pytest.param("John Smith & Jane Doe", ["John Smith", "Jane Doe"], id="an ampersand"),
        pytest.param("Smith & Doe", ["Smith & Doe"], id="the ampersand of a company"),
        pytest.param("https://social.example/john", [], id="an address"),
        pytest.param("John Smith (john@example.org)", ["John Smith"], id="a mail address"),
        pytest.param("12345", [], id="a number"),
        pytest.param("x" * 200, [], id="a paragraph"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_byline_gives_its_writers(byline: str, authors: list[str]) -> None:
    assert normalize_authors([byline]) == tuple(authors)


def test_each_author_is_named_once_in_order() -> None:
    assert normalize_authors(["Jane Doe", "By JANE DOE", "Al Roe"]) == ("Jane Doe", "Al Roe")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("记者文/:：作者 ,and By@()"))))
def test_any_byline_is_read_without_an_error(byline: str) -> None:
    assert all(name.strip() for name in normalize_authors([byline]))


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        pytest.param("来源：新华网", "新华网", id="a label"),
        pytest.param("（文章来源：中国新闻网）", "中国新闻网", id="a label in brackets"),
        pytest.param("【新华网】", "新华网", id="brackets"),
        pytest.param("安信国际证券(香港)", "安信国际证券(香港)", id="brackets that belong to it"),
        pytest.param("(a) b (c)", "(a) b (c)", id="two pairs of brackets"),
        pytest.param("Source: AFP", "AFP", id="English"),
        pytest.param("Career In\u3000投行PEVC", "Career In 投行PEVC", id="white space"),
        pytest.param("https://social.example/paper", "", id="an address"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_publisher_is_a_bare_name(text: str, publisher: str) -> None:
    assert normalize_publisher(text) == publisher


@pytest.mark.parametrize(
    ("values", "keywords"),
    [
        pytest.param(
            ["快手, 业绩，股市、A股;B股"], ["快手", "业绩", "股市", "A股", "B股"], id="a list"
        ),
        pytest.param(["Washington, D.C.", "Law"], ["Washington, D.C.", "Law"], id="several values"),
        pytest.param(["#ESG", "esg", "Esg "], ["ESG"], id="one in several spellings"),
        pytest.param(["2022", "--", ""], ["2022"], id="a year and nothing"),
        pytest.param([], [], id="none"),
    ],
)
def test_keywords_are_split_and_told_apart(values: list[str], keywords: list[str]) -> None:
    assert normalize_keywords(values) == tuple(keywords)


def test_a_byline_without_end_costs_no_more_than_its_beginning() -> None:
    assert normalize_authors(("a" * 300_000,)) == ()
