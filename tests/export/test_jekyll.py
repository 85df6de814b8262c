"""What a real Jekyll makes of hostile stories, with Liquid on and kramdown as it comes."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html as lxml_html

from newsbot.article import Article
from newsbot.export import PostTemplates, render_post
from newsbot.source import Post

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")

TEXTS = [
    *('"a" \\ b', "路径C:\\data\\9", "- x", "NO", "12:30", "0123", "1e3", "~", "=", ".5", "1."),
    *("{{ site.x }}", "{% raw %}", "{% include x %}", "{{", "{%", "{{< x >}}", "{:.x}", "{::x}"),
    *("😀 a", "一\u2028二", "长" * 400, "a\\", "# a", "> a", "1. a", ": a", "===", "***", "|a|b|"),
    *("<b>a</b>", "</div>", "<!-- a", "&amp; &lt;", "*a* _b_ `c` ~~d~~", "[a](b) [^1] *[a]: b"),
    *("$$a$$", "^", "```", "a | b", "“引号”——……", "--- ... 'q'", "javascript : x", "AT&T"),
]
INLINE = [
    "<p><strong>标题：</strong>正文<b>a</b><i>“b”</i>c<sub>2</sub> <code>{{ x }}</code></p>",
    "<p>a</p><!-- c --><p>*b*</p>tail *c* {{ d }}<br>_e_",
    "<ul><li># a</li><li>- b</li></ul><blockquote>1. c</blockquote><pre>{% d %}\n\n e</pre>",
    "<table><tr><td>|a</td><td>b</td></tr><tr><td>{{ c }}</td><td>-</td></tr></table>",
]
MODES = ("html", "markdown", "excerpt")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site: ROW-MODE.html."""
    root = tmp_path_factory.mktemp("site")
    (root / "_posts").mkdir()
    (root / "_layouts").mkdir()
    (root / "_config.yml").write_text(
        "permalink: /:title.html\nstrict_front_matter: true\nkramdown:\n"
        "  smart_quotes: [apos, apos, quot, quot]\n"
        "  gfm_quirks: [paragraph_end, no_auto_typographic]\n"
        "  syntax_highlighter_opts: {disable: true}\n"
    )
    (root / "_layouts" / "post.html").write_text(
        "<html><body><h1>{{ page.title | escape }}</h1><h2>{{ page.other | escape }}</h2>"
        "<main>{{ content }}</main></body></html>"
    )
    for mode in MODES:
        for row, (text, body) in enumerate(_rows()):
            post = _post(text, body, mode, f"{row}-{mode}")
            (root / post[0]).write_text(post[1], encoding="utf-8", newline="")
    subprocess.run(
        ["jekyll", "build", "-q", "-s", root, "-d", root / "out"],
        check=True,
        capture_output=True,
        cwd=root,
    )
    return root / "out"


def _rows() -> list[tuple[str, str]]:
    return [(text, f"<p>{html.escape(text)}</p>") for text in TEXTS] + [("x", it) for it in INLINE]


def _post(text: str, body: str, mode: str, name: str) -> tuple[str, str]:
    article = Article(
        source="s",
        identifier=name,
        headline=text,
        date_published=datetime(2022, 1, 1, tzinfo=UTC),
        body_html=body,
    )
    templates = PostTemplates(
        Post(
            body=mode,
            front_matter={"layout": "post", "title": "{{ headline }}", "other": "{{ headline }}"},
            header="> {{ headline }}",
            footer='<i title="{{ headline }}">[{{ headline }}](http://x/)</i>',
        )
    )
    named = SimpleNamespace(name="s", title="S", language=None, url="")
    made = render_post(article, templates, source=named, site=named, identity=name)
    return made.path, made.text


def _squeezed(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("row", "text", "body"),
    [(row, *it) for row, it in enumerate(_rows())],
    ids=[*map(repr, TEXTS), "emphasis", "text between blocks", "blocks", "table"],
)
def test_jekyll_shows_every_text_as_it_is(
    site: Path, row: int, text: str, body: str, mode: str
) -> None:
    page = lxml_html.fromstring((site / f"{row}-{mode}.html").read_text(encoding="utf-8"))
    words = str(lxml_html.fromstring(f"<div>{body}</div>").text_content())
    expected = [text, words[:200] if mode == "excerpt" else words, text]

    assert page.findtext(".//h1") == text
    assert page.findtext(".//h2") == text
    shown = _squeezed(page.find(".//main").text_content())
    if mode == "excerpt" and len(words) > 200:
        shown = shown.replace("…", "长")
    assert shown == _squeezed("".join(expected))
    assert [_squeezed(it) for it in page.xpath(".//main//i/@title")] == [_squeezed(text)]
    assert page.xpath(".//main//a/@href") == ["http://x/"]
