"""Check a tree against the models: either the values, or every mistake at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from newsbot.errors import Mistake, SourceFileError
from newsbot.source import report
from newsbot.source.crosschecks import (
    Wrong,
    doubts,
    missing_variables,
    reserved_fields,
    wrong_templates,
)
from newsbot.source.environment import fill_branch
from newsbot.source.files import PROJECT_FILE
from newsbot.source.project import Project
from newsbot.source.secrets import secrets_in
from newsbot.source.source import Source
from newsbot.source.tree import Branch, Sequence, follow, plain
from newsbot.source.warnings import warnings_in

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", Source, Project)

READING: Final = ("extract", "layouts", "next_page", "remove", "render", "share")
"""Keys that decide how pages and contents are read."""


def validate_source(
    tree: Branch, environ: Mapping[str, str], *, name: str, path: str, earlier: Iterable[Mistake]
) -> Source:
    """Return the source that a tree, merged with the defaults, describes.

    Raises SourceFileError with the *earlier* mistakes and all others.
    """
    filled, said = fill_branch(tree, environ), plain(tree)
    derived = {
        "name": name,
        "path": path,
        "digest": _digest(said),
        "reading": _digest({key: said[key] for key in READING if key in said}),
        "where_at": _place_of(tree, "where"),
        "render_at": _place_of(tree, "render"),
        "secrets": secrets_in(tree, filled, environ),
        "warnings": tuple(map(_named_as_default, warnings_in(tree))),
    }
    source, from_model = _check(Source, tree, filled, derived)
    across = (*reserved_fields(tree), *wrong_templates(filled, is_whole=True))
    found = [*_missing(tree, environ), *_placed(tree, across), *from_model, *_doubtful(tree)]
    if source is not None and not source.domains:
        found.append(_needs_domains(tree))
    return _or_raise(source, [*earlier, *map(_named_as_default, found)])


def validate_project(
    tree: Branch, environ: Mapping[str, str], *, root: Path, earlier: Iterable[Mistake]
) -> Project:
    """Return the project that a tree describes. Raises SourceFileError with every mistake.

    The defaults are kept as a tree, to be merged with each source's.
    """
    derived: dict[str, Any] = {"root": root}
    own, defaults = tree, tree.get("defaults")
    if isinstance(defaults, Branch):
        own, derived["defaults"] = tree.without("defaults"), defaults
    project, from_model = _check(Project, own, fill_branch(own, environ), derived)
    found = [*_missing(own, environ), *from_model, *_doubtful(own)]
    if isinstance(defaults, Branch):
        found += map(_named_as_default, _wrong_defaults(defaults, environ))
    return _or_raise(project, [*earlier, *found])


def _wrong_defaults(defaults: Branch, environ: Mapping[str, str]) -> Iterator[Mistake]:
    """Yield what is wrong with the defaults alone; what they lack, a source may add."""
    filled = fill_branch(defaults, environ)
    _, from_model = _check(Source, defaults, filled, {"name": "defaults"}, is_whole=False)
    yield from _missing(defaults, environ)
    yield from _placed(defaults, wrong_templates(filled, is_whole=False))
    yield from from_model
    yield from _doubtful(defaults)


def _check(
    model: type[Model],
    tree: Branch,
    filled: Branch,
    derived: Mapping[str, Any],
    *,
    is_whole: bool = True,
) -> tuple[Model | None, list[Mistake]]:
    """Return the model's object, or the mistakes in *tree*, before variables were filled in."""
    values = plain(filled)
    derived_keys = report.DERIVED[model]
    found = [report.unknown_key(tree, (key,), model) for key in derived_keys & values.keys()]
    try:
        return _adapters()[model].validate_python({**values, **derived}), found
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        wanted = (one for one in errors if _counts(one, tree, is_whole=is_whole))
        return None, found + [report.from_pydantic(one, tree, model) for one in wanted]


@cache
def _adapters() -> Mapping[type, TypeAdapter[Any]]:
    # Building one takes as long as checking five files.
    return {model: TypeAdapter(model) for model in (Source, Project)}


def _counts(error: ErrorDetails, tree: Branch, *, is_whole: bool) -> bool:
    if error["type"] == "too_short":
        # Pydantic also says so of a list whose items are all wrong.
        _, node = follow(tree, error["loc"])
        return isinstance(node, Sequence) and not node.items
    return is_whole or error["type"] != "missing"


def _missing(tree: Branch, environ: Mapping[str, str]) -> list[Mistake]:
    return _placed(tree, missing_variables(tree, environ))


def _doubtful(tree: Branch) -> list[Mistake]:
    return _placed(tree, doubts(tree))


def _placed(tree: Branch, wrong: Iterable[Wrong]) -> list[Mistake]:
    return [report.mistake(tree, path, expected) for path, expected in wrong]


def _needs_domains(tree: Branch) -> Mistake:
    expected = "the hosts that links may lead to, since no URL in this file names one"
    return report.at(tree.place, ("domains",), expected, found="nothing")


def _named_as_default(mistake: Mistake) -> Mistake:
    if mistake.file != PROJECT_FILE:
        return mistake
    return replace(mistake, key=f"defaults.{mistake.key}".removesuffix("."))


def _or_raise(model: Model | None, mistakes: Iterable[Mistake]) -> Model:
    """Raise all mistakes in the order of the files; of several at one key, the first."""
    by_key: dict[tuple[str, int, str], Mistake] = {}
    for mistake in mistakes:
        by_key.setdefault((mistake.file, mistake.line, mistake.key), mistake)
    if by_key or model is None:
        ordered = sorted(by_key.values(), key=lambda one: (one.file, one.line, one.column or 0))
        raise SourceFileError(ordered)
    return model


def _place_of(tree: Branch, key: str) -> str:
    return f"{tree[key].place.file}:{tree[key].place.line}" if key in tree else ""


def _digest(said: Mapping[str, Any]) -> str:
    """Digest what a source says, before variables are filled in: no secret is in it."""
    text = json.dumps(
        dict(sorted(said.items())), ensure_ascii=True, default=str, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
