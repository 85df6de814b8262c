"""Thin Scrapy adapters around the stages; settings.py shows their order.

A draft becomes an article, an article is archived, and then exported. Items that are neither pass
through, so that other spiders of a project work as they would without newsbot.
"""

from __future__ import annotations

from newsbot.pipelines.archive import ArchivePipeline
from newsbot.pipelines.export import ExportPipeline
from newsbot.pipelines.normalize import NormalizePipeline, ShowPipeline

__all__ = ["ArchivePipeline", "ExportPipeline", "NormalizePipeline", "ShowPipeline"]
