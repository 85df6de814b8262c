"""robots.txt as text: what an answer means, and what concerns newsbot in it (RFC 9309)."""

from __future__ import annotations

import re
from typing import Final

PRODUCT: Final = "newsbot"
"""The product token that a group names newsbot by (RFC 9309, 2.2.1)."""

LIMIT: Final = 500 * 1024
"""Bytes that are read (RFC 9309, 2.5)."""

LONGEST_CRAWL_DELAY: Final = 60.0
"""Seconds of a Crawl-delay that are heeded."""

_AGENT: Final = re.compile(r"\s*(?:user-?\s?agent)\s*(?::|\s)\s*(?P<name>[^#]*)", re.IGNORECASE)


def is_unavailable(status: int) -> bool:
    """Tell whether an answer leaves open what robots.txt says: then nothing may be fetched.

    Server errors do (RFC 9309, 2.3.1.4), and 429 is one in all but its number. Every other status
    than success means that there is no robots.txt, and all may be fetched (2.3.1.3).
    """
    return status == 429 or status >= 500 or status < 200


def robots_text(status: int, body: bytes) -> str:
    """Return the rules that an answer holds; none where it was no success."""
    if not 200 <= status < 300:
        return ""
    if len(body) > LIMIT:
        # Half a line may forbid more than the whole one.
        body = body[:LIMIT].rpartition(b"\n")[0]
    return body.decode("utf-8-sig", errors="ignore").replace("\0", "")


def for_newsbot(text: str) -> str:
    """Return the text with one name for all other robots.

    A parser makes rules for every robot of a group: thousands of both would be millions.
    """
    return "\n".join(map(_renamed, text.splitlines()))


def _renamed(line: str) -> str:
    agent = _AGENT.match(line)
    if agent is None:
        return line
    name = agent["name"].strip().lower()
    return f"User-agent: {name if name in {'*', PRODUCT} else 'other'}"
