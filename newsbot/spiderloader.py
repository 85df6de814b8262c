"""Source files as spiders: `scrapy list`, `scrapy crawl NAME` and `scrapy parse URL` work."""

from __future__ import annotations

import builtins
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsbot import __version__
from newsbot.errors import ProjectError, SourceFileError
from newsbot.fetch.browser import browser_settings, find_chromium
from newsbot.settings import DOWNLOAD_TIMEOUT
from newsbot.source import Project, Source, find_project, load_project, load_sources
from newsbot.spiders.source_spider import SourceSpider
from newsbot.values.share import share_fields
from newsbot.values.urls import host_of, hosts_match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy import Request
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


class SourceSpiderLoader:
    """Finds the sources of the project that Scrapy is run in."""

    def __init__(
        self,
        project: Project | None,
        sources: Mapping[str, Source],
        broken: Mapping[str, SourceFileError],
    ) -> None:
        self._project = project
        self._sources = sources
        self._broken = broken

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SourceSpiderLoader:
        """Read the source files; a broken one is logged and takes only itself out."""
        try:
            root = find_project(Path(settings.get("NEWSBOT_PROJECT") or Path.cwd()))
            project = load_project(root, os.environ)
        except ProjectError as error:
            logger.warning("no sources: %s", error)
            return cls(None, {}, {})
        loaded = load_sources(project, os.environ)
        for mistakes in loaded.broken.values():
            logger.error("%s", mistakes)
        return cls(project, {s.name: s for s in loaded.sources}, loaded.broken)

    def load(self, spider_name: str) -> type[SourceSpider]:
        """Return the spider of a source. Raises KeyError, with the mistakes of a broken file."""
        if spider_name in self._broken:
            raise KeyError(f"source {spider_name} is broken:\n{self._broken[spider_name]}")
        if self._project is None or spider_name not in self._sources:
            raise KeyError(f"no source file named {spider_name}")
        return spider_class(self._project, self._sources[spider_name])

    def list(self) -> builtins.list[str]:
        """Return the names of all sources whose files can be read."""
        return sorted(self._sources)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the sources that a request belongs to."""
        return [source.name for source in sources_for(request.url, self._sources.values())]


def sources_for(url: str, sources: Iterable[Source]) -> builtins.list[Source]:
    """Return the sources that cover an address: by share link, else by domain.

    Where several do, those that have rules for pages.
    """
    known = list(sources)
    covering = [source for source in known if share_fields(url, source.share)]
    covering = covering or [s for s in known if hosts_match(host_of(url), s.domains)]
    return [source for source in covering if _reads_pages(source)] or covering


def _reads_pages(source: Source) -> bool:
    rules = (rule for alternatives in source.extract.values() for rule in alternatives)
    return any(rule.kind != "json" for rule in rules)


def spider_class(project: Project, source: Source) -> type[SourceSpider]:
    """Return the spider of a source, with the settings that its file asks for."""
    attributes = spider_attributes(project, source)
    return type(f"{source.name}Spider", (SourceSpider,), attributes)


def spider_attributes(project: Project, source: Source) -> dict[str, Any]:
    """Return what a spider of a source has: the source, and the settings that it asks for."""
    settings: dict[str, Any] = {
        "USER_AGENT": user_agent(project),
        "ROBOTSTXT_OBEY": source.robots == "obey",
        "DOWNLOAD_DELAY": source.delay.total_seconds(),
        "CONCURRENT_REQUESTS_PER_DOMAIN": source.concurrency,
    }
    if source.language:
        settings["DEFAULT_REQUEST_HEADERS"] = {"Accept-Language": source.language}
    if source.render == "browser" and (program := find_chromium(os.environ)) is not None:
        settings |= browser_settings(
            program,
            timeout=DOWNLOAD_TIMEOUT,
            is_root=os.geteuid() == 0,
        )
    return {
        "name": source.name,
        "project": project,
        "source": source,
        "custom_settings": settings,
    }


def user_agent(project: Project) -> str:
    """Return who newsbot says it is: name, version and, when given, how to reach its owner."""
    about = f" (+{project.contact})" if project.contact else ""
    return f"newsbot/{__version__}{about}"
