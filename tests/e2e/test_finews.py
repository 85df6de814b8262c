"""The example project for a real site, unchanged, behind a proxy that knows the answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.conftest import Archive, Canned

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "finews"
GOLDEN = HERE / "golden"

API = "http://api.finews.example"
SHARE = "http://finews.zning.xyz"
SITE = "http://finews.withounder.com"

CODE = "NW202401150930001234"
TITLE = "灯塔港数字航运平台上线 首月撮合订单“破万”"
TIME = "2024-01-15 09:30:00"
PUBLISHER = "灯湾财经网"
ROLLING_CODE = "NW202401151105005678"
ROLLING_TIME = "2024-01-15 11:05:00"
ROLLING_TITLE = "灯塔港集装箱指数升至1203点"

PARAGRAPHS = (
    '<p style="display:none;height:1px;overflow:hidden;"><br /></p><!-- EM_StockImg_Start -->'
    '<p style="text-align:center;"><a href="http://quote.example.com/unify/r/1.2" '
    'data-code="00002|1|5" class="EmImageRemark" target="_blank">'
    '<img src="https://charts.example.com/pic?nid=1.2&imageType=k&token=0a1b" border="0" '
    'alt="K图 00002_0" style="border:#d1d1d1 1px solid;" width="578" height="276" /></a></p>'
    "<!-- EM_StockImg_End -->",
    "<p>{indent}一月十五日，灯塔港数字航运平台公布首月数据：撮合订单一万零二百笔，"
    "平均等泊时间缩短两小时。<br /></p>",
    "<p>{indent}“船等货”与“货等船”是老问题，平台负责人林望说，{{{{ 模板 }}}} 一类的合同范本"
    "也已公开。</p>",
    '<center><img src="https://pictures.example.com/D1_w409h1120.jpg" '
    'style="border:#d1d1d1 1px solid;padding:3px;margin:5px 0;" /></center>',
    "<p>{indent}<strong>下一步</strong></p><p>{indent}三月起接入海关数据。</p>"
    '<center></center><p class="em_media">（文章来源：灯湾财经网）</p>',
)
"""What the share content is made of; the upstream begins a paragraph with two U+3000."""


def body(indent: str) -> str:
    """Return the story's body as it is published, or as it is on the site's own pages."""
    return "".join(PARAGRAPHS).format(indent=indent)


def news_list() -> dict[str, Any]:
    """Return the list of all news: the story, and one without title and time."""
    story = {"infocode": CODE, "title": TITLE, "showtime": TIME, "from": PUBLISHER}
    empty = {"infocode": "NW202401150000000001", "title": "", "showtime": "", "from": PUBLISHER}
    return {"nodeList": [{**one, "simtitle": TITLE, "simdigest": ""} for one in (story, empty)]}


def market_list() -> dict[str, Any]:
    """Return the list of a market, which names the same story."""
    story = {"infoCode": CODE, "title": TITLE, "datetime": TIME, "medianame": PUBLISHER}
    return {"record": [story]}


def rolling_list() -> dict[str, Any]:
    """Return the list of rolling news."""
    record = {
        "id": ROLLING_CODE[2:],
        "infoCode": ROLLING_CODE,
        "title": ROLLING_TITLE,
        "digest": f"【{ROLLING_TITLE}】灯塔港集装箱指数升至1203点，为三年来最高。",
        "showtime": ROLLING_TIME,
        "url_w": "http://finance.example.com/news/11060,202401151105005678.html",
    }
    return {"records": [record]}


def upstream() -> dict[str, bytes | str | int]:
    """Return what the real hosts would answer, by absolute address."""
    markets = {
        f"{API}/information/newmarket/web/webapi?marketType={market}&count=100": market_list()
        for market in (37, 38, 39)
    }
    answers = {
        f"{API}/web/webapi?type=45&count=100&newsid=1": news_list(),
        f"{API}/web/webapi?type=102&count=100&newsid=1": rolling_list(),
        **markets,
        f"{SHARE}/NewsData/GetNewsText.do?id={CODE}": {"text": body("\u3000\u3000")},
        f"{SHARE}/NewsData/GetNewsText.do?id={ROLLING_CODE}": {
            "content": "<p>\u3000\u3000灯塔港集装箱指数升至1203点，为三年来最高。</p>"
        },
        f"{SHARE}/NewsData/GetNewsText.do?id=NW202401150000000001": {},
    }
    return {target: json.dumps(answer) for target, answer in answers.items()}


@pytest.fixture
def finews(tmp_path: Path) -> Archive:
    """A copy of the example."""
    return Archive(Path(shutil.copytree(EXAMPLE, tmp_path / "finews")))


def through(canned: Canned) -> dict[str, str]:
    """Return the environment in which all http requests go through a proxy."""
    return {"http_proxy": canned.url}


def test_the_example_writes_the_posts_that_the_site_had_and_asks_for_no_article_again(
    finews: Archive, canned: Canned
) -> None:
    canned.answers |= upstream()
    with (finews.root / "newsbot.yaml").open("a") as project:
        project.write("  delay: 0s\n")  # under `defaults`, the last key of the file
    before = finews.files()

    ended = finews.crawl(env=through(canned))

    assert ended.code == 0, ended.err
    posts = {name: text.encode() for name, text in finews.posts().items()}
    expected = {path.name: path.read_bytes() for path in GOLDEN.glob("*.md")}
    assert posts == expected
    assert ended.report("finews")["new"] == 1
    assert sum(ended.report("finews")["reasons"]["waiting"].values()) == 1
    assert ended.report("rolling")["new"] == 1
    targets = canned.targets()
    assert targets.count(f"{SHARE}/NewsData/GetNewsText.do?id={CODE}") == 1
    assert not [target for target in targets if "NewsShare" in target]
    written = set(finews.files()) - set(before) - {f"site/_posts/{name}" for name in posts}
    pages = {name for name in written if not name.startswith("index/")}
    assert pages == {"site/category/dengwancaijingwang.html", "site/category/emnews.html"}
    canned.requests.clear()

    again = finews.crawl(env=through(canned))

    assert again.code == 0
    assert not [target for target in canned.targets() if "GetNewsText" in target]
    assert {name: text.encode() for name, text in finews.posts().items()} == posts


def page(inner: str, title: str) -> str:
    """Return a page in the frame of the site."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="UTF-8"><title>{title}</title>'
        f'</head><body><div class="wrapper"><header><h1><a href="{SITE}/">金融消息</a></h1>'
        f"</header><section>\n{inner}\n</section></div></body></html>\n"
    )


def site_pages() -> dict[str, bytes | str | int]:
    """Return the site's own pages: home, category and post."""
    path = f"/dengwancaijingwang/2024/01/15/{CODE}.html"
    links = f'<h2>{PUBLISHER}新闻</h2>\n<ul>\n<li><a href="{path}">{TITLE}</a></li>\n</ul>'
    category = f'<p><a href="/category/dengwancaijingwang.html">{PUBLISHER}新闻</a></p>'
    share = f"{SHARE}/html_News/NewsShare.html?infoCode={CODE}"
    back = (
        f'<a href="//finews.withounder.com/category/dengwancaijingwang.html">返回{PUBLISHER}新闻'
        '</a>｜<a href="//finews.withounder.com/">返回首页</a>'
    )
    post = (
        f"<small>(GMT+8, Asia/Shanghai, CST) {TIME}</small>\n<h1>{TITLE}</h1>\n\n"
        f'{body("")}\n\n<p><a href="{share}">{share}</a></p>\n\n<p>{back}</p>'
    )
    return {
        f"{SITE}/": page(f"{links}\n{category}", "首页"),
        f"{SITE}/category/dengwancaijingwang.html": page(links, f"{PUBLISHER}新闻"),
        f"{SITE}{path}": page(post, TITLE),
    }


def test_the_third_way_in_gives_the_same_post(finews: Archive, canned: Canned) -> None:
    source = yaml.safe_load((finews.root / "sources" / "finews.yaml").read_text("utf-8"))
    source["discover"] = [
        {
            "kind": "category",
            "url": f"{SITE}/",
            "categories": "a[href^='/category/']",
            "articles": "section li a",
        }
    ]
    for file in (finews.root / "sources").iterdir():
        file.unlink()
    finews.add_source("finews", {**source, "first": "all", "delay": "0s"})
    canned.answers |= upstream() | site_pages()

    ended = finews.crawl(env=through(canned))

    assert ended.code == 0, ended.err
    name = f"2024-01-15-{CODE}.md"
    assert finews.posts() == {name: (GOLDEN / name).read_text("utf-8")}
