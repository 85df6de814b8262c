"""Which browser renders pages, how it is started, and what a page may ask for in it.

The browser is given no network: every request of a page is answered by newsbot, which asks for it
as it asks for pages. What is not answered leads to a proxy that is none.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

VARIABLE: Final = "NEWSBOT_CHROMIUM"
"""Names the browser's program where it is not on the PATH."""

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

WITHOUT_NETWORK: Final = "http://127.0.0.1:9"
"""A proxy at the port of the discard service, which nothing serves (RFC 863)."""

FLAGS: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)

EXTRA: Final = "pip install 'newsbot[browser]'"

MOST_PAGES: Final = 4
"""Pages of one source in the browser at once."""

WANTED_TYPES: Final = frozenset({"document", "script", "xhr", "fetch"})
"""What a page may ask for: no images, fonts, media or styles, which make no text."""

MOST_REQUESTS: Final = 100
"""Requests of one page beyond itself; the rest is refused."""


def find_chromium(environ: Mapping[str, str]) -> Path | None:
    """Return the browser's program; None when there is none."""
    named = environ.get(VARIABLE)
    if named:
        return Path(named) if shutil.which(named) else None
    found = (shutil.which(name, path=environ.get("PATH")) for name in PROGRAMS)
    return next((Path(program) for program in found if program), None)


def browser_objection(environ: Mapping[str, str], *, has_extra: bool) -> str:
    """Return why no page can be rendered, and what to install; empty when all is there."""
    if not has_extra:
        return f"`render: browser` needs the extra `browser`: {EXTRA}"
    if find_chromium(environ) is not None:
        return ""
    if environ.get(VARIABLE):
        return f"{VARIABLE} names {environ[VARIABLE]}, which is no program"
    return (
        "`render: browser` needs Chromium: install it (`apt-get install chromium`, or Chrome),"
        f" or name its program in {VARIABLE}"
    )


def has_extra() -> bool:
    """Tell whether what drives the browser is installed; nothing is imported."""
    from importlib.util import find_spec

    return find_spec("scrapy_playwright") is not None


def context_settings(user_agent: str) -> dict[str, Any]:
    """Return what Playwright is told of the context that all pages of a run share."""
    return {
        "user_agent": user_agent,
        "service_workers": "block",
        "accept_downloads": False,
        "permissions": [],
    }


def browser_settings(program: Path, *, timeout: float, is_root: bool) -> dict[str, Any]:
    """Return scrapy-playwright's settings. *timeout*: seconds until a page must be there."""
    return {
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": str(program),
            "headless": True,
            "args": list(FLAGS),
            # Root's processes cannot be put into Chromium's sandbox.
            "chromium_sandbox": not is_root,
            "proxy": {"server": WITHOUT_NETWORK},
            # newsbot ends the browser itself, once what is under way is kept.
            "handle_sigint": False,
            "handle_sigterm": False,
            "handle_sighup": False,
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": MOST_PAGES,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": timeout * 1000,
    }
