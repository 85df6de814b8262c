"""Instants of the ledger, short, for people."""

from __future__ import annotations

from datetime import datetime, tzinfo

from newsbot.values.dates import parse_rfc3339


def short_time(text: str, zone: tzinfo, now: datetime) -> str:
    """Return an RFC 3339 instant in a zone: `14:36` today, `05-25 14:36`, `2022-05-25`."""
    instant, today = parse_rfc3339(text).astimezone(zone), now.astimezone(zone).date()
    if instant.date() == today:
        return f"{instant:%H:%M}"
    return f"{instant:%m-%d %H:%M}" if instant.year == today.year else f"{instant:%Y-%m-%d}"
