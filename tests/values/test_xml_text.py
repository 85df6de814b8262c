from __future__ import annotations

import pytest

from newsbot.values.xml_text import clean_xml, close_after_last, declare_prefixes, root_of


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param('\ufeff\n <?xml version="1.0"?><a>x</a>', "<a>x</a>", id="what is before it"),
        pytest.param("<!-- <b/> --><a/>", "<a/>", id="a comment with a tag"),
        pytest.param('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "<a>&amp;x;</a>", id="entities"),
        pytest.param('<!DOCTYPE a PUBLIC "-//N//DTD" "u"><a/>', "<a/>", id="a document type"),
        pytest.param("<a>x\x00\x0b\ufffey</a>", "<a>xy</a>", id="characters XML does not allow"),
        pytest.param("<a>A & B, AT&T; &</a>", "<a>A &amp; B, AT&amp;T; &amp;</a>", id="bare &"),
        pytest.param("<a>?a=1&b=2</a>", "<a>?a=1&amp;b=2</a>", id="an address"),
        pytest.param(
            "<a>&amp;&lt;&#8217;&#x2019;</a>", "<a>&amp;&lt;&#8217;&#x2019;</a>", id="XML's"
        ),
        pytest.param("<a>&nbsp;&eacute;&hellip;</a>", "<a>\xa0é…</a>", id="HTML's"),
        pytest.param("<a>&LT;&AMP;</a>", "<a>&lt;&amp;</a>", id="HTML's for what XML means"),
        pytest.param("<a>&#0;&#xD800;&#1114112;</a>", "<a></a>", id="no characters"),
        pytest.param("<![CDATA[x]]><a/>", "<a/>", id="a text first"),
        pytest.param("no markup", "", id="a text"),
        pytest.param("<!DOCTYPE a", "", id="half a document type"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_broken_in_a_known_way_is_mended(text: str, clean: str) -> None:
    assert clean_xml(text) == clean


def test_nothing_is_changed_in_cdata() -> None:
    text = "<a><![CDATA[?a=1&b=2 &nbsp;]]>&nbsp;<![CDATA[&"
    assert clean_xml(text) == "<a><![CDATA[?a=1&b=2 &nbsp;]]>\xa0<![CDATA[&"


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param("<rss version='2.0'>", "rss", id="a name"),
        pytest.param("<rdf:RDF>", "rdf", id="a prefix"),
        pytest.param("<rss", "", id="no end"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_root_is_named(text: str, root: str) -> None:
    assert root_of(text) == root


def test_prefixes_that_nobody_declared_are_declared_on_the_root() -> None:
    text = '<rss xmlns:dc="urn:d"><dc:a/><media:b own:c="1"/><xml:d/></rss>'
    assert declare_prefixes(text) == (
        '<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:own="urn:undeclared:own" '
        'xmlns:dc="urn:d"><dc:a/><media:b own:c="1"/><xml:d/></rss>'
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("<r><c><item>1</item><item>2</it", "<r><c><item>1</item></c></r>", id="cut"),
        pytest.param(
            "<r><c><br/></c><item>1</item><item/>", "<r><c><br/></c><item>1</item></r>", id="flat"
        ),
        pytest.param("<r><item>1</item></r> <?php?>", "<r><item>1</item></r>", id="more behind it"),
        pytest.param(
            "<r><item><![CDATA[<b>]]></item><x", "<r><item><![CDATA[<b>]]></item></r>", id="CDATA"
        ),
        pytest.param("<r><item>1", "<r><item>1", id="nothing whole"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_document_that_was_cut_off_ends_after_its_last_whole_entry(text: str, whole: str) -> None:
    assert close_after_last(text, ("item",)) == whole


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<a>" + "&" * 300_000, id="ampersands"),
        pytest.param("<a>" + "&a" * 300_000, id="references without end"),
        pytest.param("<a>" + "<![CDATA[" * 100_000, id="CDATA without end"),
        pytest.param("\n" * 500_000 + "<a>", id="empty lines"),
        pytest.param("<!--" * 100_000, id="comments without end"),
        pytest.param("<!DOCTYPE " * 100_000, id="document types without end"),
        pytest.param("<r>" + "<a:b>" * 100_000, id="open elements"),
        pytest.param("<r>" + "".join(f"<p{n}:b>" for n in range(50_000)), id="prefixes"),
        pytest.param("<" * 500_000, id="brackets"),
        pytest.param("<r>" + " a" * 300_000, id="attributes"),
    ],
)
def test_hostile_documents_take_linear_time(text: str) -> None:
    # They would take hours otherwise.
    document = clean_xml(text)
    close_after_last(declare_prefixes(document), ("item",))
