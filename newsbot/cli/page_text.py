"""What `newsbot try URL` shows to people: fields, the rule behind each, what failed, the post."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

LONGEST: Final = 160
"""Characters shown of a value where the width is not known."""

SHORTEST: Final = 24
"""Characters shown of a value, however narrow the terminal is."""


def page_text(result: Mapping[str, Any], columns: int | None = None) -> Iterator[str]:
    """Yield the lines that show a page. *columns*: how many characters a line may have."""
    yield f"source {result['source']}" if result["source"] else "no source: general rules alone"
    yield ""
    width = max(map(len, (*result["fields"], *result["tried"])), default=0)
    for name, found in result["fields"].items():
        value = json.dumps(found["value"], ensure_ascii=False)
        room = _room(columns, taken=width + len(found["rule"]) + 6)
        yield f"{name:{width}}  {cut(value, room)}  [{found['rule']}]"
        yield from _failed_lines(result["failed"].get(name, ()), width + 2, columns)
    for name, tried in result["tried"].items():
        yield f"{name:{width}}  missing"
        yield from _tried_lines(name, tried)
    yield ""
    if not result["wanted"]:
        is_paid = result["unwanted_for"] == "paywall"
        why = "it is behind a paywall (`paywall: skip`)" if is_paid else "`where` says no"
        yield from (f"a crawl skips it: {why}", "")
    if result["post"]:
        yield from (result["post"]["path"], "", result["post"]["text"])
    else:
        yield f"no post: {result['missing']}"


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def terminal_columns() -> int | None:
    """Return how wide the terminal is; None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago something was: `3 minutes ago`."""
    minutes = (now - then) // timedelta(minutes=1)
    if minutes < 1:
        return "a moment ago"
    return "1 minute ago" if minutes == 1 else f"{minutes} minutes ago"


def _room(columns: int | None, *, taken: int) -> int:
    return LONGEST if columns is None else max(SHORTEST, min(LONGEST, columns - taken))


def _failed_lines(
    failed: Sequence[Mapping[str, str]], indent: int, columns: int | None
) -> Iterator[str]:
    """Yield what came before the rule that gave a field: in one paragraph what found nothing."""
    without = [one["rule"] for one in failed if one["gave"] == "nothing"]
    said = [f"{one['rule']}: {one['gave']}" for one in failed if one["gave"] != "nothing"]
    texts = [*said, *([f"nothing by {', '.join(without)}"] if without else [])]
    for text in texts:
        pad = " " * indent
        yield from textwrap.wrap(
            text,
            width=max(columns or LONGEST, indent + SHORTEST),
            initial_indent=f"{pad}- ",
            subsequent_indent=f"{pad}  ",
            break_on_hyphens=False,
        )


def _tried_lines(name: str, tried: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the source's rules one by one; of the general ones what found something unsound."""
    from newsbot.source.warnings import NEEDED

    if not any(map(_is_own, tried)):
        example = NEEDED.get(name, f'{name}: "…"')
        yield f"  no rule gives it; add one to `extract`, such as {example}"
    has_several = len({one["answer"] for one in tried}) > 1
    told = [one for one in tried if _is_own(one) or one["gave"] != "nothing"]
    for one in told:
        where = f" on {one['answer']}" if has_several else ""
        yield f"  {one['rule']}{where}: {one['gave']}"
    if len(told) < len(tried):
        yield "  general rules: nothing"


def _is_own(tried: Mapping[str, str]) -> bool:
    """Tell a rule of the source's file from a general one."""
    from newsbot.source.rules import RULE_KINDS

    return tried["rule"].partition(" ")[0] in RULE_KINDS
