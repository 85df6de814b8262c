"""What pages hold that can be read in two ways, or in none."""

from __future__ import annotations

from tests.e2e.conftest import Archive, Canned

PAGE = """<html><head><meta charset="utf-8"></head><body><h1>{title}</h1><time>{date}</time>
<div><p>Words.</p></div></body></html>"""

SOURCE = """
discover: [{{kind: category, url: "{url}/", articles: a}}]
extract: {{headline: h1, date_published: time, body_html: div}}
first: all
delay: 0s
"""


def test_what_can_be_read_in_two_ways_is_not_guessed_and_what_can_be_read_is_read(
    archive: Archive, canned: Canned
) -> None:
    canned.answers = {
        "/": "".join(f"<a href='/{name}'>{name}</a>" for name in ("gbk", "cut", "two", "zone")),
        "/gbk": PAGE.format(title="新华社北京电", date="2024-03-02").encode("gbk"),
        "/cut": PAGE.format(title="新华社", date="2024-03-02").encode(),
        "/two": PAGE.format(title="Two", date="05/06/2024"),
        "/zone": PAGE.format(title="Zone", date="2024-03-02 10:00 CST"),
    }
    canned.answers["/cut"] = canned.answers["/cut"].replace("社".encode(), "社".encode()[:2])
    archive.add_source("news", SOURCE.format(url=canned.url))
    report = archive.crawl().report("news")
    assert "新华社北京电" in archive.post_of("gbk").read_text("utf-8")
    assert "新华\ufffd" in archive.post_of("cut").read_text("utf-8")
    assert (report["new"], report["damaged"]) == (2, 1)
    assert report["reasons"]["waiting"] == {"ambiguous date": 2}
    told = {
        p["what"].rpartition("/")[2]: f"{p['reason']} ({p['detail']})" for p in report["problems"]
    }
    assert told == {
        "cut": "damaged characters ()",
        "two": "ambiguous date (05/06/2024: day or month first? give its `format`,"
        " or the source's `language`)",
        "zone": "ambiguous date (CST is a zone of China, North America and Cuba:"
        " set the source's `timezone`)",
    }
    said = archive.newsbot("try", f"{canned.url}/two", "--source", "news").out
    assert "no post: ambiguous date: 05/06/2024: day or month first?" in said
