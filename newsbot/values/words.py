"""What an article says, apart from how it is marked up: the measure of an edit."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from newsbot.article import Article
from newsbot.values.html import text_of

_ADDRESS: Final = re.compile(r'\b(?:href|src)="([^"?]*)', re.IGNORECASE)


def words_digest(article: Article) -> str:
    """Return the SHA-256 (hex) of headline and body text, white space apart."""
    words = [*article.headline.split(), "\n", *text_of(article.body_html).split()]
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def text_digest(body_html: str) -> str:
    """Return the SHA-256 (hex) of a body's words and where its links and pictures lead.

    Empty where there are no words. Queries do not count: the same page names in them, each time,
    the address that it came in the place of.
    """
    words = text_of(body_html).split()
    if not words:
        return ""
    said = " ".join([*words, *_ADDRESS.findall(body_html)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
