"""What a spider works with: shared by all of a process, or opened for it alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.raw import RawPages, open_raw
from newsbot.fetch.gate import HostGates
from newsbot.fetch.lock_files import shared_folder
from newsbot.recovery import prepare

if TYPE_CHECKING:
    from newsbot.source import Project, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A spider's ledger, kept pages and gates."""

    ledger: Ledger
    raw: RawPages | None
    gates: HostGates
    is_own_ledger: bool
    """The ledger and the kept pages are this spider's alone, which closes them."""
    is_own_gates: bool

    def close(self, now: datetime) -> None:
        """Close what is the spider's own."""
        if self.is_own_ledger:
            if self.raw is not None:
                self.raw.close()
            self.ledger.close()
        if self.is_own_gates:
            self.gates.remove_files(now.timestamp())


def equip(
    project: Project,
    source: Source,
    now: datetime,
    *,
    ledger: Ledger | None,
    raw: RawPages | None,
    gates: HostGates | None,
) -> Equipment:
    """Return what is given, and open what is not.

    Without a ledger, as in `scrapy crawl`, pages are kept and what the ledger lost is had again.
    Raises LedgerError.
    """
    own = Ledger(ledger_path(project.root)) if ledger is None else None
    if own is not None:
        raw = open_raw(project, [source], own, now)
        prepare(project, [source], own, now)
    used = ledger or own
    assert used is not None
    return Equipment(
        ledger=used,
        raw=raw,
        gates=gates or HostGates(shared_folder(project.root, os.environ)),
        is_own_ledger=own is not None,
        is_own_gates=gates is None,
    )
