"""What the rules of a field give, one by one: for `newsbot try`, where one gave nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from newsbot.extraction.fields import rule_sets
from newsbot.values.rules import find, select

if TYPE_CHECKING:
    from newsbot.source import Rule, Source
    from newsbot.values.answer import Answer

LONGEST: Final = 60
"""Characters shown of what a rule gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A rule, applied to an answer."""

    rule: str
    answer: str
    """The answer's URL."""
    gave: str
    """In words: `nothing`, `3 nodes without text`, `"25 May"`."""

    def as_json(self) -> dict[str, str]:
        """Return the parts, for machines."""
        return asdict(self)


def tried_rules(name: str, source: Source, answers: Sequence[Answer]) -> list[Tried]:
    """Return what each of a field's rules, those of older layouts too, gives on each answer."""
    return [
        Tried(rule=rule.label, answer=answer.url, gave=outcome(rule, answer))
        for rule in _rules(name, source)
        for answer in answers
    ]


def outcome(rule: Rule, answer: Answer) -> str:
    """Say what a rule gives on an answer. Raises AnswerError when it cannot be applied."""
    if (rule.kind == "json") != (answer.kind == "json"):
        return f"nothing: the answer is {answer.kind.upper()}"
    number = len(select(rule, answer))
    if not number:
        return "nothing"
    nodes = "1 node" if number == 1 else f"{number} nodes"
    text = _text(replace(rule, regex=None, format=None), answer)
    if text is None:
        return f"{nodes}, in which `then` finds nothing" if rule.then else f"{nodes} without text"
    if rule.regex is not None and _text(replace(rule, format=None), answer) is None:
        return f"{quoted(text)}, in which `regex` finds nothing"
    given = _text(rule, answer)
    if given is None:
        before = _text(replace(rule, format=None), answer) or text
        return f"{quoted(before)}, which is not written like {rule.format}"
    return quoted(given)


def quoted(text: str) -> str:
    """Return a text in quotes, on one short line."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= LONGEST else f'"{line[: LONGEST - 1]}…"'


def _rules(name: str, source: Source) -> Iterator[Rule]:
    seen: list[Rule] = []
    for rules in rule_sets(source):
        for rule in rules.extract.get(name, ()):
            if rule not in seen:
                seen.append(rule)
                yield rule


def _text(rule: Rule, answer: Answer) -> str | None:
    found = find([replace(rule, all=True)], answer, several=True)
    return found.value[0] if found is not None else None
