"""What an article says, apart from how it is marked up: the measure of an edit."""

from __future__ import annotations

import hashlib

from newsbot.article import Article
from newsbot.values.html import text_of


def words_digest(article: Article) -> str:
    """Return the SHA-256 (hex) of headline and body text, white space apart."""
    words = [*article.headline.split(), "\n", *text_of(article.body_html).split()]
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
