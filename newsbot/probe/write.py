"""A source's file, short and with its reasons beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from newsbot.probe.choose import Choice, EntryChosen
from newsbot.probe.found import Probed

SCHEMA: Final = "# yaml-language-server: $schema=../.schema/source.json"

# What YAML reads as that text, by every version of it.
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z][A-Za-z0-9_./-]*)*")
_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def source_text(found: Probed, choice: Choice, *, day: str) -> str:
    """Return the file. *day*: when it was made."""
    lines = [
        SCHEMA,
        f"# Made by `newsbot add {_comment(found.url)}` on {day}; all of it is yours to change.",
        "# The keys: docs/source-file.md. What a page reads like: newsbot try URL.",
        *_head(found, choice),
        "",
        "discover:",
        *_entries(choice.discover),
    ]
    if choice.backfill:
        lines += ["", "backfill: # the years before", *_entries(choice.backfill)]
    lines += [*_share(found), *_extract(found)]
    return "\n".join(lines) + "\n"


def feed_text(title: str, url: str, section: str = "") -> str:
    """Return the file of a source that is a feed, as a list of feeds names it."""
    lines = [SCHEMA, f"title: {yaml_text(title)}" if title else "", "discover:"]
    lines += ["  - kind: feed", f"    url: {yaml_text(url)}"]
    if section:
        lines.append(f"    set: {{section: {yaml_text(section)}}}")
    return "\n".join(filter(None, lines)) + "\n"


def yaml_text(text: str) -> str:
    """Return a text as one YAML scalar on one line."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    # JSON's strings are YAML's, but for what is no character of a YAML stream.
    safe = "".join(letter if letter.isprintable() else " " for letter in text)
    return json.dumps(safe, ensure_ascii=False)


def _head(found: Probed, choice: Choice) -> Iterator[str]:
    if found.title:
        yield f"title: {yaml_text(found.title)}"
    if found.language:
        yield f"language: {yaml_text(found.language)}"
    else:
        yield "# language: en # not set: the pages do not agree on one"
    if found.timezone:
        why = f" # {found.timezone_why}" if found.timezone_why else ""
        yield f"timezone: {found.timezone}{why}"
    else:
        said = f"; the pages' own say {', '.join(found.offsets)}" if found.offsets else ""
        likely = found.likely_zone or "Area/City"
        yield f"# timezone: {likely} # of dates without a zone; UTC until it is set{said}"
    if choice.domains:
        yield f"domains: [{', '.join(map(yaml_text, choice.domains))}]"


def _entries(entries: Iterable[EntryChosen]) -> Iterator[str]:
    for entry in entries:
        first, *others = entry.keys.items()
        yield f"  - {first[0]}: {yaml_text(first[1])} # {_comment(entry.note)}"
        yield from (f"    {key}: {yaml_text(value)}" for key, value in others)


def _share(found: Probed) -> Iterator[str]:
    if found.share is None:
        return
    yield ""
    yield "share: # some pages have no text; it is behind the share link on them"
    yield f"  link: {yaml_text(found.share.link)}"
    yield f"  content: {yaml_text(found.share.content)}"


def _extract(found: Probed) -> Iterator[str]:
    rules = {name: yaml_text(css) for name, css in found.extract.items()}
    if found.share is not None:
        there = [_rule(kind, query) for kind, query in found.share.rules]
        own = [rules["body_html"]] if "body_html" in rules else []
        rules["body_html"] = f"[{', '.join((*there, *own))}]"
    if rules:
        yield ""
        yield "extract: # what general rules do not find on its pages"
        yield from (f"  {name}: {rule}" for name, rule in rules.items())


def _rule(kind: str, query: str) -> str:
    return f"{{{kind}: {yaml_text(query)}}}"


def _comment(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
