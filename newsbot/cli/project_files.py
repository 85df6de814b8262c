"""The files of a new project, as texts; `init` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final
from zoneinfo import available_timezones

from newsbot.errors import ProjectError

SITE_DIR: Final = "site"
"""Where a new project's site is; the owner may change it, with `site.dir` in newsbot.yaml."""


class SiteKind(StrEnum):
    """What the posts become."""

    JEKYLL = "jekyll"
    HUGO = "hugo"
    OBSIDIAN = "obsidian"
    NONE = "none"


_SITE_IS: Final[Mapping[SiteKind, str]] = {
    SiteKind.JEKYLL: "the Jekyll site: posts in `_posts/`, a page for each category in `category/`",
    SiteKind.OBSIDIAN: "the Obsidian vault: one note a story",
    SiteKind.NONE: "the posts",
}
"""The kinds that can be made, and how the README names the site's folder."""

SITE_KINDS: Final = tuple(kind.value for kind in _SITE_IS)
"""What `init` can make."""

_PROJECT_FILES: Final[Mapping[str, str]] = {
    "newsbot.yaml": "newsbot.yaml",
    "README.md": "README.md",
    "sources/example.yaml.txt": "example.yaml.txt",
    "scrapy.cfg": "scrapy.cfg",
    ".gitignore": "gitignore",  # under its own name it would rule the repository that holds it
}
"""Name in the project → name among the templates."""


def project_files(site: str, title: str, timezone: str) -> Mapping[str, str]:
    """Return the files of a new project, name → text.

    `timezone` is a name of the IANA database. Raises ProjectError for a site that newsbot cannot
    make and for a time zone that does not exist.
    """
    site_texts = site_files(site, title, timezone)
    return {
        **_project_texts(_values(SiteKind(site), title, timezone)),
        **_schemas(),
        **{f"{SITE_DIR}/{name}": text for name, text in site_texts.items()},
    }


def site_files(site: str, title: str, timezone: str) -> Mapping[str, str]:
    """Return the site's part of them, named from the site's folder; raises like `project_files`."""
    kind = _known_site(site)
    values = _values(kind, title, timezone)
    if kind is SiteKind.NONE:
        return {}
    texts = dict(_walk(package_files("newsbot") / "site" / kind.value))
    if "_config.yml" in texts:
        texts["_config.yml"] = Template(texts["_config.yml"]).substitute(values)
    return texts


def _known_site(site: str) -> SiteKind:
    known = ", ".join(SITE_KINDS)
    try:
        kind = SiteKind(site)
    except ValueError:
        near = _near(site, SITE_KINDS)
        raise ProjectError(f"site {site!r}: no such kind; choose one of {known}{near}") from None
    if kind not in _SITE_IS:
        raise ProjectError(f"site {kind.value!r} is not there yet; choose one of {known}")
    return kind


def _near(name: str, known: Iterable[str]) -> str:
    from newsbot.source.near import did_you_mean

    return did_you_mean(name, known)


def _one_line(text: str) -> str:
    # A folder's name may hold bytes that are no UTF-8; Python reads them as lone surrogates.
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _values(kind: SiteKind, title: str, timezone: str) -> dict[str, str]:
    if timezone not in available_timezones():
        raise ProjectError(
            f"timezone {timezone!r}: no such zone; use one like Asia/Shanghai or UTC"
            + _near(timezone, available_timezones())
        )
    title = _one_line(title) or "News"
    return {
        "kind": kind.value,
        "title": _yaml_text(title),
        "timezone": timezone,
        "heading": title,
        "site_is": _SITE_IS[kind],
        "site_usage": _template(f"site-{kind.value}.md"),
    }


def _yaml_text(text: str) -> str:
    import yaml

    unfolded = float("inf")
    dumped = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=unfolded)
    return str(dumped).rstrip("\n")


def _template(name: str) -> str:
    return (package_files("newsbot") / "site" / "project" / name).read_text("utf-8")


def _project_texts(values: Mapping[str, str]) -> dict[str, str]:
    return {
        name: Template(_template(stored)).substitute(values)
        for name, stored in _PROJECT_FILES.items()
    }


def _schemas() -> dict[str, str]:
    from newsbot.source import project_json_schema, source_json_schema

    schemas = {"project": project_json_schema(), "source": source_json_schema()}
    return {
        f".schema/{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = prefix + entry.name
        if entry.is_dir():
            yield from _walk(entry, f"{name}/")
        else:
            yield name, entry.read_text("utf-8")
