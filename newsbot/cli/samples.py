"""Saved pages with the posts that they are to give: `samples/NAME/`, for `newsbot check`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsbot.article import Found, Rank
from newsbot.cli.finding import Finding
from newsbot.errors import PostError
from newsbot.values.dates import format_rfc3339, parse_rfc3339

if TYPE_CHECKING:
    from newsbot.article import Value
    from newsbot.probe.fetched import Fetched
    from newsbot.source import Project, Source

FOLDER: Final = "samples"

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page as it came; its files are PAGE.html.gz, PAGE.yaml and PAGE.md."""

    url: str
    fetched_at: datetime
    content_type: str
    body: bytes
    listed: Mapping[str, Found] = field(default_factory=dict)
    """What a listing said of the article."""


def sample_files(
    project: Project, source: Source, sample: Sample, *, stem: str = "page"
) -> dict[str, bytes] | None:
    """Return name in the project → bytes; None where the page gives no post."""
    post, _ = post_of(project, source, sample)
    if post is None:
        return None
    folder = f"{FOLDER}/{source.name}/{stem}"
    return {
        f"{folder}.html.gz": gzip.compress(sample.body, mtime=0),
        f"{folder}.yaml": _about(sample).encode(),
        f"{folder}.md": post.encode(),
    }


def post_of(project: Project, source: Source, sample: Sample) -> tuple[str | None, str]:
    """Return the post that a page gives, or why it gives none."""
    from newsbot.export.exporter import PostWriter
    from newsbot.probe.pages import read_page

    read = read_page(_as_fetched(sample), sample.listed, source, sample.fetched_at)
    if read.article is None or read.missing:
        return None, read.missing or "no article"
    try:
        return PostWriter(project, source).render(read.article).text, ""
    except PostError as error:
        return None, str(error)


def sample_findings(project: Project, source: Source) -> Iterator[Finding]:
    """Yield what is wrong with the saved pages of a source."""
    folder = project.root / FOLDER / source.name
    for path in sorted(folder.glob("*.html.gz")) if folder.is_dir() else ():
        where = path.relative_to(project.root).as_posix()
        try:
            difference = _difference(project, source, path)
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
            difference = f"it cannot be read: {error}"
        if difference:
            yield Finding(kind="sample", where=where, detail=difference, note=difference, reason="")


def accept_samples(project: Project, source: Source) -> int:
    """Write the post of each saved page whose `.md` is not there; return how many."""
    folder = project.root / FOLDER / source.name
    written = 0
    for path in sorted(folder.glob("*.html.gz")) if folder.is_dir() else ():
        expected = path.with_name(f"{_stem(path)}.md")
        if not expected.exists():
            post, _ = post_of(project, source, _load(path))
            if post is not None:
                expected.write_text(post, "utf-8")
                written += 1
    return written


def _difference(project: Project, source: Source, path: Path) -> str:
    """Return the first line in which the page's post is not the expected one."""
    expected_in = path.with_name(f"{_stem(path)}.md")
    if not expected_in.exists():
        return f"{expected_in.name} is not there: `newsbot check --fix` writes it"
    post, missing = post_of(project, source, _load(path))
    if post is None:
        return f"it would be no post any more: {missing}"
    lines = zip_longest(
        expected_in.read_text("utf-8").splitlines(), post.splitlines(), fillvalue=""
    )
    for number, (expected, found) in enumerate(lines, start=1):
        if expected != found:
            return f"line {number} is {_short(found)}, expected {_short(expected)}"
    return ""


def _about(sample: Sample) -> str:
    """Return what is known of a page besides its bytes."""
    import yaml

    said = {
        name: {"value": _plain(found.value), "rule": found.rule, "rank": int(found.rank)}
        for name, found in sorted(sample.listed.items())
        if name != "url"
    }
    about = {
        "url": sample.url,
        "fetched_at": format_rfc3339(sample.fetched_at),
        "content_type": sample.content_type,
        **({"listed": said} if said else {}),
    }
    return str(yaml.safe_dump(about, allow_unicode=True, sort_keys=False))


def _plain(value: Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _said(fields: Any) -> dict[str, Found]:
    return {
        str(name): Found(
            tuple(map(str, one["value"])) if isinstance(one["value"], list) else str(one["value"]),
            str(one["rule"]),
            Rank(one["rank"]),
        )
        for name, one in dict(fields).items()
    }


def _load(path: Path) -> Sample:
    import yaml

    about: Any = yaml.safe_load(path.with_name(f"{_stem(path)}.yaml").read_text("utf-8"))
    with gzip.open(path) as stream:
        body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ValueError("it is too large")
    at = about["fetched_at"]
    return Sample(
        url=str(about["url"]),
        fetched_at=at if isinstance(at, datetime) else parse_rfc3339(str(at)),
        content_type=str(about.get("content_type", "")),
        body=body,
        listed=_said(about.get("listed") or {}),
    )


def _as_fetched(sample: Sample) -> Fetched:
    from newsbot.probe.fetched import Fetched
    from newsbot.values.answer import Answer
    from newsbot.values.encodings import decode

    answer = Answer(
        url=sample.url,
        text=decode(sample.body, sample.content_type),
        content_type=sample.content_type,
        links=(sample.url,),
    )
    return Fetched(url=sample.url, answer=answer, body=sample.body)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".html.gz")


def _short(line: str) -> str:
    return f'"{line}"' if len(line) <= 60 else f'"{line[:59]}…"'
