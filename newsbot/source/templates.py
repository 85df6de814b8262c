"""Check the templates of `post`: their syntax, and that every name and filter exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from newsbot.article import ARTICLE_FIELDS
from newsbot.source.near import did_you_mean

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

CONTEXT_NAMES: Final = frozenset({"category", "source", "site", "name", "versions", "duplicate_of"})
"""What a template sees besides the article's fields."""

TEMPLATE_NAMES: Final = ARTICLE_FIELDS | CONTEXT_NAMES
"""Every name that a template may use, besides the source's own fields."""

OWN_FILTERS: Final = frozenset({"date", "slug", "sub", "excerpt"})
"""Filters that newsbot adds to Jinja2's."""

RESERVED_NAMES: Final = CONTEXT_NAMES | {"article_id", "extra"}
"""Names that a field of the source's own would hide."""


@cache
def template_filters() -> frozenset[str]:
    """Return the names of all filters that a template may use."""
    from jinja2 import filters

    return frozenset(filters.FILTERS) | OWN_FILTERS


def template_mistakes(template: str, own_fields: Iterable[str] | None) -> Iterator[str]:
    """Yield what would be right, for each mistake in a template.

    *own_fields* None: the source is not known, so names are not checked.
    """
    if "{" not in template:
        return

    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment()
    try:
        tree = environment.parse(template)
        yield from _unknown_callables(tree, environment)
        yield from _unknown_names(tree, own_fields)
    except TemplateError as error:
        yield f"a Jinja2 template ({error.message})"
    except RecursionError:
        yield "a Jinja2 template that is not nested so deeply"


def _unknown_callables(tree: nodes.Template, environment: Environment) -> Iterator[str]:
    from jinja2 import nodes

    other_templates = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    if any(True for kind in other_templates for _ in tree.find_all(kind)):
        yield "a template that does not load others"
    used = {node.name for node in tree.find_all(nodes.Filter)}
    for name in sorted(used - template_filters()):
        yield f"a known filter, not {name!r}{did_you_mean(name, template_filters())}"
    # The names are looked for in code that Jinja2 makes only when it knows every filter.
    environment.filters.update(dict.fromkeys(used, str))
    tests = {node.name for node in tree.find_all(nodes.Test)}
    for name in sorted(tests - environment.tests.keys()):
        yield f"a known test, not {name!r}{did_you_mean(name, environment.tests)}"


def _unknown_names(tree: nodes.Template, own_fields: Iterable[str] | None) -> Iterator[str]:
    from jinja2.meta import find_undeclared_variables

    if own_fields is None:
        return
    known = TEMPLATE_NAMES | frozenset(own_fields)
    for name in sorted(find_undeclared_variables(tree) - known):
        near = did_you_mean(name, known)
        yield f"a field of the article or of the source's own, not {name!r}{near}"
