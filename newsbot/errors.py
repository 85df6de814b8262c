"""Every error that newsbot raises on purpose.

    NewsbotError
    ├── ProjectError           newsbot.yaml, no project here, a wrong name → exit code 2
    │   └── SourceFileError    all mistakes in YAML files, each with file, line, key
    ├── LockedError            another run holds the project → exit code 3
    ├── LedgerError            the ledger cannot be used: newer than this newsbot, not readable
    │   └── BrokenLedgerError  it is damaged, or no ledger at all; `newsbot check --fix` mends it
    ├── AnswerError            an answer is not what it had to be: tried again later
    └── PostError              a post that would not read back: it is not written

Those that Scrapy acts on are in `newsbot.scrapy_errors`: importing Scrapy takes longer than most
commands do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


class NewsbotError(Exception):
    """Base of all errors that newsbot raises on purpose."""


class ProjectError(NewsbotError):
    """The project cannot be used; the message says what to do. Exit code 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake in a YAML file; `str()` gives it as one line."""

    file: str
    """POSIX path, relative to the project's root."""
    line: int
    """From 1."""
    column: int | None = None
    """From 1."""
    key: str = ""
    """Where in the file: `discover[0].page.from`; empty for the file as a whole."""
    found: str
    """What is there, as it is written: never the value of an environment variable."""
    expected: str

    def as_json(self) -> dict[str, str | int | None]:
        """Return the parts, for machines."""
        return asdict(self)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " + (f"{self.key}: " if self.key else "")
        return f"{where}found {self.found}, expected {self.expected}"


class SourceFileError(ProjectError):
    """Mistakes in YAML files, all of them at once; `str()` gives one line a mistake."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))

    def __reduce__(self) -> tuple[type[SourceFileError], tuple[tuple[Mistake, ...]]]:
        return type(self), (self.mistakes,)


class LockedError(NewsbotError):
    """Another run holds the project; the message names its process and start. Exit code 3."""


class LedgerError(NewsbotError):
    """The ledger cannot be used; the message says what to do."""


class BrokenLedgerError(LedgerError):
    """The file is damaged, or no ledger at all: it can be had again from the index."""


class AnswerError(NewsbotError):
    """An answer is not what it had to be. `reason` is short and names nothing: it is counted."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


class PostError(NewsbotError):
    """A post that would not read back as it was written."""
