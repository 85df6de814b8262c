"""Check XPath expressions. lxml finds an unknown function only when it comes to call it."""

from __future__ import annotations

import re
from typing import Final

_LITERAL: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALL: Final = re.compile(r"([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*\(")

# https://www.w3.org/TR/1999/REC-xpath-19991116/#corelib
_CORE: Final = frozenset(
    (
        *("last", "position", "count", "id", "local-name", "namespace-uri", "name"),
        *("string", "concat", "starts-with", "contains", "substring-before", "substring-after"),
        *("substring", "string-length", "normalize-space", "translate"),
        *("boolean", "not", "true", "false", "lang"),
        *("number", "sum", "floor", "ceiling", "round"),
    )
)
# Node tests and operators may stand before a bracket too.
_SYNTAX: Final = frozenset(
    (*("comment", "text", "processing-instruction", "node"), *("and", "or", "mod", "div"))
)
# https://parsel.readthedocs.io/en/latest/usage.html#other-xpath-extensions
_PARSEL: Final = frozenset({"has-class", "re:test", "re:match", "re:replace"}) | {
    f"set:{name}" for name in ("difference", "intersection", "has-same-node", "leading", "trailing")
}


def check_xpath(expression: str) -> None:
    """Raise ValueError, in words, when an expression cannot be evaluated by parsel."""
    from lxml.etree import XPathError
    from parsel import Selector

    try:
        Selector(text="<html></html>", type="html").xpath(expression)
    except (XPathError, TypeError, re.error, RecursionError) as error:
        raise ValueError(str(error)) from error
    if unknown := set(_calls(expression)) - _CORE - _SYNTAX - _PARSEL:
        raise ValueError(f"unknown function {min(unknown)}")


def _calls(expression: str) -> list[str]:
    return _CALL.findall(_LITERAL.sub("''", expression))
