"""The JSON lists of the wire and of rolling news, and the share content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from newsbot.demo.faults import Behaviour
from newsbot.demo.newsroom import Newsroom, channel_strand
from newsbot.demo.pages import indented
from newsbot.demo.story import Story

ROLLING_SIZE: Final = 20
"""Records on a page of rolling news."""

MOST: Final = 100
"""Nodes on a page of the wire at most."""


Lacks: TypeAlias = Callable[[str], Behaviour | None]
"""Identifier → what is wrong with its entry."""


def wire_list(
    newsroom: Newsroom, *, channel: int, page: int, count: int, lacks: Lacks
) -> dict[str, Any]:
    """Return a page of a channel, empty past its end."""
    strand = channel_strand(channel)
    stories = newsroom.wire.pick((page - 1) * count, count, strand)
    nodes = [_node(story, lacks=lacks(story.identifier)) for story in stories]
    return {"nodeList": nodes, "total": newsroom.wire.count(strand)}


def rolling_list(newsroom: Newsroom, base_url: str, *, page: int, lacks: Lacks) -> dict[str, Any]:
    """Return a page of rolling news, empty past its end."""
    stories = newsroom.rolling.pick((page - 1) * ROLLING_SIZE, ROLLING_SIZE)
    records = [_record(story, base_url, lacks=lacks(story.identifier)) for story in stories]
    return {"records": records}


def share_content(story: Story) -> dict[str, Any]:
    """Return the text as the share page's script fetches it."""
    body = "".join(indented(block, story.language) for block in story.blocks)
    return {"content" if story.identifier.startswith("DR") else "text": body}


def _node(story: Story, *, lacks: Behaviour | None) -> dict[str, str]:
    return {
        "infocode": story.identifier,
        "title": "" if lacks is Behaviour.NO_TITLE else story.headline,
        "showtime": "" if lacks is Behaviour.NO_DATE else _time(story),
        "from": story.publisher,
        "digest": story.digest,
    }


def _record(story: Story, base_url: str, *, lacks: Behaviour | None) -> dict[str, str]:
    return {
        "id": story.identifier[2:],
        "infoCode": story.identifier,
        "title": "" if lacks is Behaviour.NO_TITLE else story.headline,
        "digest": f"【{story.headline}】{story.digest}",
        "showtime": "" if lacks is Behaviour.NO_DATE else _time(story),
        "url_w": base_url + story.share_path,
    }


def _time(story: Story) -> str:
    return f"{story.date_published:%Y-%m-%d %H:%M:%S}"
