"""The words of the demo newsroom, read from the data files beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Any, Final

import yaml

from newsbot.demo.story import Publisher, Text

BLOCK_END: Final = re.compile(r"\n(?=<)")
"""A body has a block element a line; only `pre` goes on over several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stories in one language are made of."""

    texts: tuple[Text, ...]
    hard_headlines: tuple[str, ...]
    """Headlines that YAML, Liquid or a file system may trip over."""
    place_parts: tuple[tuple[str, ...], ...]
    """The parts that an invented place name is put together from, in order."""
    person_parts: tuple[tuple[str, ...], ...]
    """The same for a person's name."""
    phrases: Mapping[str, str]
    """Labels on pages, and how headlines of the wire and of rolling news begin and go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All words of the newsroom."""

    title: str
    motto: str
    publishers: tuple[Publisher, ...]
    """Languages alternate, so that every other story is in the same language."""
    words: Mapping[str, Words]
    """By language."""
    frame: Template
    """What stands around the main part of every page."""


def load_library() -> Library:
    """Read the data files."""
    site = _read_yaml("site.yaml")
    words = {language: _words(_read_yaml(name)) for language, name in site["languages"].items()}
    return Library(
        title=site["title"],
        motto=site["motto"],
        publishers=tuple(Publisher(**publisher) for publisher in site["publishers"]),
        words=words,
        frame=Template(_read("page.html")),
    )


def _read(name: str) -> str:
    return files("newsbot.demo").joinpath(name).read_text(encoding="utf-8")


def _read_yaml(name: str) -> Any:
    return yaml.load(_read(name), Loader=yaml.CSafeLoader)


def _words(data: Mapping[str, Any]) -> Words:
    return Words(
        texts=tuple(_text(text) for text in data["texts"]),
        hard_headlines=tuple(data["hard_headlines"]),
        place_parts=tuple(tuple(part) for part in data["place_parts"]),
        person_parts=tuple(tuple(part) for part in data["person_parts"]),
        phrases=data["phrases"],
    )


def _text(data: Mapping[str, Any]) -> Text:
    first, second = data["people"]
    return Text(
        headline=data["headline"],
        digest=data["digest"],
        place=data["place"],
        people=(first, second),
        numbers=data["numbers"],
        blocks=tuple(BLOCK_END.split(data["body"].strip())),
    )
