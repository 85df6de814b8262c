"""The YAML files of a project as typed models; a mistake names file, line and key."""

from newsbot.source.durations import format_duration, parse_duration
from newsbot.source.entries import Category, Dated, Entry, Feed, Json, Links, Page, Sitemap
from newsbot.source.files import find_project
from newsbot.source.loading import (
    LoadedSources,
    load_project,
    load_source,
    load_sources,
    source_from_text,
)
from newsbot.source.names import is_source_name
from newsbot.source.post import Post, PostCategory
from newsbot.source.project import Project, Site
from newsbot.source.request import RequestOptions
from newsbot.source.rules import Rule
from newsbot.source.schema import project_json_schema, source_json_schema
from newsbot.source.source import Layout, Share, Source
from newsbot.source.templates import TEMPLATE_NAMES, template_filters

__all__ = [
    "TEMPLATE_NAMES",
    "Category",
    "Dated",
    "Entry",
    "Feed",
    "Json",
    "Layout",
    "Links",
    "LoadedSources",
    "Page",
    "Post",
    "PostCategory",
    "Project",
    "RequestOptions",
    "Rule",
    "Share",
    "Site",
    "Sitemap",
    "Source",
    "find_project",
    "format_duration",
    "is_source_name",
    "load_project",
    "load_source",
    "load_sources",
    "parse_duration",
    "project_json_schema",
    "source_from_text",
    "source_json_schema",
    "template_filters",
]
