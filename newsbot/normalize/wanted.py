"""Which articles a source wants: its `where`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.article import Article
from newsbot.values.expressions import as_json_value, evaluate, names_in

if TYPE_CHECKING:
    from newsbot.source import Source


def is_wanted(article: Article, source: Source) -> bool | None:
    """Tell whether `where` says yes; None when it says neither yes nor no.

    As in templates, own fields that no answer gave are empty texts. Raises ValueError when the
    expression does not fit the article.
    """
    if source.where is None:
        return True
    fields = dict.fromkeys(source.own_fields, "") | article.as_fields()
    answer = evaluate(source.where, as_json_value(fields))
    return None if answer is None else bool(answer)


def is_unwanted_for_paywall(article: Article, source: Source) -> bool:
    """Tell whether an article is behind a paywall, and the source wants none of these."""
    return source.paywall == "skip" and article.is_accessible_for_free is False


def decisive_fields(source: Source) -> frozenset[str] | None:
    """Return the fields of listings that may change what `where` says; None: every one may."""
    if source.where is None:
        return frozenset()
    names = names_in(source.where)
    if names is not None and names & {"url", "share_url"}:
        # An address may be made from the other fields that lead to an article.
        return names | {"url", "identifier"}
    return names
