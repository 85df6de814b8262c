"""What an article says, apart from how it is marked up: the measure of an edit."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from newsbot.article import Article
from newsbot.values.html import text_of

LONGEST: Final = 20_000
"""Characters of a text that are weighed."""

TELLING: Final = 120
"""Weight from which a text tells articles apart: some 25 words. Breaking news says less."""

_ADDRESS: Final = re.compile(r'\b(?:href|src)="([^"?]*)', re.IGNORECASE)


def words_digest(article: Article) -> str:
    """Return the SHA-256 (hex) of headline and body text, white space apart."""
    words = [*article.headline.split(), "\n", *text_of(article.body_html).split()]
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def text_digest(body_html: str) -> str:
    """Return the SHA-256 (hex) of a body's words and where its links and pictures lead.

    Empty where there are too few words to tell articles apart. Queries do not count: the same page
    names in them, each time, the address that it came in the place of.
    """
    text = text_of(body_html)
    if weight(text[:1_000]) < TELLING:
        return ""
    said = " ".join([*text.split(), *_ADDRESS.findall(body_html)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def weight(text: str) -> int:
    """Return how much a text says: a letter counts one, a character of Chinese three."""
    return sum(3 if letter >= "\u2e80" else 1 for letter in text[:LONGEST] if letter.isalnum())
