"""An archived article as an order for its post."""

from __future__ import annotations

from newsbot.archive.exports import Pending
from newsbot.export.exporter import Order


def order_of(pending: Pending) -> Order:
    """Return the order to write the post of an article that is archived."""
    return Order(
        article=pending.article,
        identity=pending.identity,
        path=pending.path,
        category=pending.category,
        last_digest=pending.post_digest,
    )
