"""How well pages are read without a rule of their source, beside the libraries that people use.

    python benchmarks/extraction.py --pages DIR [--no-peers] [--jobs N] [--by lang|encoding|set]
        [--only ID ...] [--worst body|title|published|authors|lang [--show N]] [--predictions FILE]

DIR holds `expected.jsonl` (a page a line: id, url or null, encoding, title, published, authors,
body_text, lang; null is not scored) and `pages/ID.html`, the bytes. README.md tells what the
columns mean.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import statistics
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from extraction_readers import READERS, Fields, is_installed
from extraction_scores import (
    Overlap,
    Row,
    body_scores,
    has_time,
    is_same_day,
    is_same_line,
    is_same_minute,
    lost_characters,
    name_set,
    overlap,
    primary_language,
    share,
)

PEERS = tuple(name for name in READERS if name != "newsbot")
FIELDS = ("body", "title", "published", "authors", "lang")
PREDICTED = ("title", "published", "authors", "body_text", "lang")
EMPTY_PAGE = b"<title>a</title><p>warm up</p>"


@dataclass(frozen=True, slots=True)
class Result:
    """What one candidate read on one page."""

    milliseconds: float
    fields: Fields = field(default_factory=dict)
    error: str = ""


def read_page(name: str, folder: Path, row: Row) -> Result:
    """Read one page with one candidate, timed from bytes to fields."""
    reader = READERS[name]
    body = (folder / f"{row['id']}.html").read_bytes()
    started = perf_counter()
    try:
        fields = reader.read(body, row)
    # Whatever a candidate raises is its result on that page, and is shown.
    except Exception as error:  # noqa: BLE001
        reason = f"{type(error).__name__}: {error}"
        return Result(1000 * (perf_counter() - started), error=reason.splitlines()[0][:200])
    return Result(1000 * (perf_counter() - started), fields)


def warm_up(name: str) -> None:
    """Import what a candidate needs, and keep its log away, before any page is timed."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    # A page of nothing: only the imports count.
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere), suppress(Exception):
        READERS[name].read(EMPTY_PAGE, {})


def read_pages(name: str, folder: Path, rows: Sequence[Row], jobs: int) -> dict[str, Result]:
    """Read all pages with one candidate, in processes of its own."""
    with ProcessPoolExecutor(jobs, initializer=warm_up, initargs=(name,)) as pool:
        done = pool.map(partial(read_page, name, folder), rows, chunksize=4)
        results = dict(zip((row["id"] for row in rows), done, strict=True))
    for reason, number in Counter(result.error for result in results.values()).items():
        if reason:
            print(f"{name}, {number} pages: {reason}", file=sys.stderr)
    return results


def measured_pages(folder: Path, only: Sequence[str]) -> list[Row]:
    """Return the rows of the truth, all of them or those named."""
    lines = (folder / "expected.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    known = {row["id"] for row in rows}
    if unknown := sorted(set(only) - known):
        sys.exit(f"no such page in {folder / 'expected.jsonl'}: {', '.join(unknown)}")
    return [row for row in rows if not only or row["id"] in only]


HEADER = (
    "|  | n | body F1 (P, R) | headline | day (wrong) | minute | authors (any; false) | language "
    "| U+FFFD | ms (p95) | errors |"
)


def line_of(label: str, rows: Sequence[Row], results: Mapping[str, Result]) -> str:
    """Return one candidate's figures as a row of a table."""

    def scored(key: str) -> list[tuple[Row, Fields]]:
        known = (row for row in rows if row.get(key) is not None)
        return [(row, results[row["id"]].fields) for row in known]

    bodies = body_scores(_overlap(row, got) for row, got in scored("body_text"))
    titles = share([is_same_line(row["title"], got.get("title")) for row, got in scored("title")])
    dates = [(row["published"], got.get("published")) for row, got in scored("published")]
    days = share([is_same_day(*pair) for pair in dates])
    wrong = share([bool(pair[1]) and not is_same_day(*pair) for pair in dates])
    minutes = share([is_same_minute(*pair) for pair in dates if has_time(pair[0])])
    names = [
        (name_set(row["authors"]), name_set(got.get("authors"))) for row, got in scored("authors")
    ]
    sets = share([truth == answer for truth, answer in names])
    some = share([bool(truth & answer) for truth, answer in names if truth])
    false = share([bool(answer) for truth, answer in names if not truth])
    languages = share([_is_same_language(row, got) for row, got in scored("lang")])
    given = {key for result in results.values() for key, got in result.fields.items() if got}
    lost = sum(lost_characters(results[row["id"]].fields) for row in rows)
    times = sorted(results[row["id"]].milliseconds for row in rows)
    failed = sum(bool(results[row["id"]].error) for row in rows)
    cells = (
        label,
        str(len(rows)),
        f"{bodies[0]:.3f} ({bodies[1]:.3f}, {bodies[2]:.3f})",
        _percent(titles),
        f"{_percent(days)} ({_percent(wrong)})" if "published" in given else "–",
        _percent(minutes) if "published" in given else "–",
        f"{_percent(sets)} ({_percent(some)}; {_percent(false)})" if "authors" in given else "–",
        _percent(languages) if "lang" in given else "–",
        str(lost),
        f"{statistics.median(times):.0f} ({times[int(0.95 * (len(times) - 1))]:.0f})"
        if times
        else "–",
        str(failed),
    )
    return f"| {' | '.join(cells)} |"


def _overlap(row: Row, got: Fields) -> Overlap | None:
    return overlap(row["body_text"], got.get("body_text") or "")


def _is_same_language(row: Row, got: Fields) -> bool:
    return primary_language(row["lang"]) == primary_language(got.get("lang"))


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def groups(rows: Sequence[Row], by: str) -> dict[str, list[Row]]:
    """Return the pages by a column of the truth, or by the set that their id names first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        key = row["id"].partition("-")[0] if by == "set" else str(row.get(by))
        found.setdefault(key, []).append(row)
    return dict(sorted(found.items()))


def print_worst(key: str, rows: Sequence[Row], results: Mapping[str, Result], most: int) -> None:
    """Print the pages on which a field is wrong, the worst first, with truth and answer."""
    shown = list(_worst_bodies(rows, results) if key == "body" else _wrong(key, rows, results))
    for text in shown[:most]:
        print(text)
    print(f"\n{min(most, len(shown))} of {len(shown)} pages shown on which {key} is wrong")


def _wrong(key: str, rows: Sequence[Row], results: Mapping[str, Result]) -> Iterable[str]:
    for row in rows:
        got = results[row["id"]]
        if row.get(key) is not None and not _is_right(key, row, got.fields):
            rule = got.fields.get("rules", {}).get(RULES[key], "no rule")
            yield (
                f"\n{row['id']}  {row.get('url')}\n  truth   {row[key]!r}\n"
                f"  newsbot {got.fields.get(key)!r}  ({got.error or rule})"
            )


RULES = {
    "title": "headline",
    "published": "date_published",
    "authors": "authors",
    "lang": "in_language",
    "body": "body_html",
}
"""Column of the truth → field of an article."""


def _is_right(key: str, row: Row, got: Fields) -> bool:
    if key == "title":
        return is_same_line(row[key], got.get(key))
    if key == "published":
        same = is_same_minute if has_time(row[key]) else is_same_day
        return same(row[key], got.get(key))
    if key == "authors":
        return name_set(row[key]) == name_set(got.get(key))
    return _is_same_language(row, got)


def _worst_bodies(rows: Sequence[Row], results: Mapping[str, Result]) -> Iterable[str]:
    scored = [
        (compared, row)
        for row in rows
        if row.get("body_text") is not None
        and (compared := _overlap(row, results[row["id"]].fields)) is not None
    ]
    for compared, row in sorted(scored, key=lambda pair: (pair[0].f1, pair[1]["id"])):
        if compared.f1 > 0.99:
            break
        got = results[row["id"]]
        truth, answer = row["body_text"], got.fields.get("body_text") or ""
        rule = got.fields.get("rules", {}).get("body_html", "no rule")
        yield (
            f"\n{row['id']}  {row.get('url')}\n  F1 {compared.f1:.3f}  P {compared.precision:.3f}  "
            f"R {compared.recall:.3f}  ({got.error or rule})\n"
            + "".join(f"  - {line}\n" for line in _lines_not_in(truth, answer))
            + "".join(f"  + {line}\n" for line in _lines_not_in(answer, truth))
        ).rstrip("\n")


def _lines_not_in(text: str, other: str) -> list[str]:
    squeezed = "".join(other.split())
    lines = [line for line in text.splitlines() if "".join(line.split()) not in squeezed]
    short = [line if len(line) <= 120 else f"{line[:119]}…" for line in lines]
    return [*short[:12], f"… and {len(short) - 12} more"] if len(short) > 12 else short


def write_predictions(file: Path, results: Mapping[str, Result]) -> None:
    """Write newsbot's answers, a page a line, as a scorer of its own may read them."""
    with file.open("w", encoding="utf-8") as out:
        for page, result in results.items():
            row = {"id": page, **{name: result.fields.get(name) for name in PREDICTED}}
            row |= {
                name: result.fields[name] for name in ("rules", "more") if name in result.fields
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--pages", type=Path, required=True, help="folder with expected.jsonl and pages/"
    )
    parser.add_argument("--no-peers", action="store_true", help="newsbot only")
    parser.add_argument(
        "--jobs", type=int, default=1, help="processes; timings need 1 (the default)"
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="ID", help="these pages only")
    parser.add_argument(
        "--by", choices=("lang", "encoding", "set"), help="newsbot's figures by group too"
    )
    parser.add_argument("--worst", choices=FIELDS, help="list the pages on which newsbot is wrong")
    parser.add_argument("--show", type=int, default=20, help="pages that --worst lists (20)")
    parser.add_argument("--predictions", type=Path, help="write newsbot's answers as JSON lines")
    return parser.parse_args()


def main() -> None:
    """Read, compare, print."""
    asked = options()
    rows = measured_pages(asked.pages, asked.only)
    print(HEADER, "|---" * 11 + "|", sep="\n", flush=True)
    own = read_pages("newsbot", asked.pages / "pages", rows, asked.jobs)
    print(line_of("newsbot", rows, own), flush=True)
    for name, part in groups(rows, asked.by).items() if asked.by else ():
        print(line_of(f"newsbot, {name}", part, own))
    for name in () if asked.no_peers else PEERS:
        if is_installed(READERS[name]):
            results = read_pages(name, asked.pages / "pages", rows, asked.jobs)
            print(line_of(name, rows, results), flush=True)
        else:
            print(f"{name} is not installed: pip install -e '.[benchmarks]'", file=sys.stderr)
    if asked.predictions:
        write_predictions(asked.predictions, own)
    if asked.worst:
        print_worst(asked.worst, rows, own, asked.show)


if __name__ == "__main__":
    main()
