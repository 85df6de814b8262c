"""A bare Scrapy spider with the rules of the newsroom's source; see crawl.py."""

import json
import sys
from pathlib import Path
from time import monotonic, process_time
from typing import ClassVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

BASE, CONCURRENCY, OUT = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])


class Bare(scrapy.Spider):
    name = "bare"
    custom_settings: ClassVar = {
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_ITEMS": 4,
        "LOG_LEVEL": "ERROR",
        "COOKIES_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }

    async def start(self):
        yield scrapy.Request(f"{BASE}/", self.home)

    def home(self, response):
        for href in response.css("nav a.category::attr(href)").getall():
            yield response.follow(href, self.listing)
        yield from self.links(response)

    def listing(self, response):
        yield from self.links(response)
        for href in response.css("a[rel=next]::attr(href)").getall():
            yield response.follow(href, self.listing)

    def links(self, response):
        for href in response.css("ul.latest a::attr(href), ul.list a::attr(href)").getall():
            yield response.follow(href, self.page)

    def page(self, response):
        item = {
            "identifier": response.css("article::attr(data-id)").get(),
            "headline": response.css("h1.headline").xpath("string()").get(),
            "date": response.css("time.when::text").get(),
            "publisher": response.css("span.source::text").get(),
            "authors": response.css("p.byline span.author::text").getall(),
            "description": response.css("meta[name=description]::attr(content)").get(),
            "lang": response.css("html::attr(lang)").get(),
        }
        url = f"{BASE}/NewsData/GetNewsText.do?id={item['identifier']}"
        yield scrapy.Request(url, self.content, cb_kwargs={"item": item})

    def content(self, response, item):
        item["body"] = response.json()["text"]
        yield item


started = monotonic()
process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR"})
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
count = crawler.stats.get_value("item_scraped_count")
done = {"articles": count, "seconds": monotonic() - started, "cpu": process_time()}
OUT.write_text(json.dumps(done))
