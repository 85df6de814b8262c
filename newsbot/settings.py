"""Scrapy settings, by stage. This is the one place that shows the order of the pipelines.

Scrapy's own commands read this module through scrapy.cfg; `newsbot crawl` starts from it too.
"""

from __future__ import annotations

from scrapy.settings import default_settings

from newsbot import __version__

BOT_NAME = "newsbot"
USER_AGENT = f"newsbot/{__version__}"

# Spiders: every source file is one.
SPIDER_LOADER_CLASS = "newsbot.spiderloader.SourceSpiderLoader"
SPIDER_MODULES: list[str] = []

# Fetch: polite, and never more than a page needs.
DOWNLOADER = "newsbot.downloader.GatedDownloader"
DOWNLOAD_HANDLERS = {
    "http": "newsbot.downloader.GatedHandler",
    "https": "newsbot.downloader.GatedHandler",
    # Pages are asked for over HTTP and nothing else.
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    # Before all others: nothing is asked of an address that is refused, not even robots.txt.
    "newsbot.middlewares.guard.GuardMiddleware": 10,
    # What the owner sends is for the hosts that the owner named.
    "newsbot.middlewares.headers.OwnHeadersMiddleware": 20,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsbot.middlewares.robots.RobotsMiddleware": 100,
    # Behind all that decides whether an answer is the page that was asked for.
    "newsbot.middlewares.render.RenderMiddleware": 540,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newsbot.middlewares.redirects.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsbot.middlewares.redirects.RedirectMiddleware": 600,
    # Behind decompression (590) and redirects (600): each answer as it came.
    "newsbot.middlewares.raw.RawPagesMiddleware": 605,
    # The last before the network: pages that `newsbot try` was given a few minutes ago.
    "newsbot.middlewares.kept.KeptPagesMiddleware": 950,
}
# Sees every dial.
TWISTED_DNS_RESOLVER = "newsbot.fetch.resolver.GuardedResolver"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False
RETRY_TIMES = 2
# The summary names every failure.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
# A name that does not resolve now will not a second later: the next run tries again.
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
]
REDIRECT_MAX_TIMES = 5
# An address may have a key in it: other hosts are told where a request comes from, not more.
REFERRER_POLICY = "strict-origin-when-cross-origin"
# News pages reload themselves every few minutes; only an instant refresh is a redirect.
METAREFRESH_MAXDELAY = 2

# Nothing listens, nothing runs what it is sent (https://docs.scrapy.org/en/latest/topics/telnetconsole.html).
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Items: extraction gives drafts; each stage hands them on.
# A response starts this many tasks; each answer gives one article, so more are started in vain.
CONCURRENT_ITEMS = 1
SPIDER_MIDDLEWARES = {
    # The ledger decides what is fetched, and addresses too long are refused when they are read.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {
    "newsbot.pipelines.NormalizePipeline": 100,
    "newsbot.pipelines.ArchivePipeline": 200,
    "newsbot.pipelines.ExportPipeline": 300,
}

# Report.
LOG_LEVEL = "INFO"
LOG_FORMATTER = "newsbot.extensions.ShortLogFormatter"
# Off above; what EXTENSIONS sets to None is imported all the same, an eighth of the start-up.
EXTENSIONS_BASE = {
    path: order
    for path, order in default_settings.EXTENSIONS_BASE.items()
    if not path.startswith(("scrapy.extensions.remote_control", "scrapy.extensions.telnet"))
}
EXTENSIONS = {
    "newsbot.extensions.SecretsStayOut": 0,
    "newsbot.extensions.FailedCallbacks": 100,
    "newsbot.extensions.StartedItems": 100,
}

# The asyncio event loop: spiders and pipelines await the ledger.
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
FEED_EXPORT_ENCODING = "utf-8"
