"""The bundled newsroom: a fictional news site that the demo, the tests and the benchmarks crawl."""

from newsbot.demo.desk import Edit
from newsbot.demo.faults import Behaviour, Fault, Faults
from newsbot.demo.newsroom import Newsroom
from newsbot.demo.offers import Offers
from newsbot.demo.server import NewsroomServer, Request
from newsbot.demo.source_files import demo_source_yaml
from newsbot.demo.story import Publisher, Story

__all__ = [
    "Behaviour",
    "Edit",
    "Fault",
    "Faults",
    "Newsroom",
    "NewsroomServer",
    "Offers",
    "Publisher",
    "Request",
    "Story",
    "demo_source_yaml",
]
