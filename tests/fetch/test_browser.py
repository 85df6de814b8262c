from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.fetch.browser import (
    WITHOUT_NETWORK,
    browser_objection,
    browser_settings,
    context_settings,
    find_chromium,
)


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_browser_is_found_on_the_path(tmp_path: Path) -> None:
    chrome = program(tmp_path, "google-chrome")
    assert find_chromium({"PATH": str(tmp_path)}) == chrome
    chromium = program(tmp_path, "chromium")
    assert find_chromium({"PATH": str(tmp_path)}) == chromium


def test_the_owner_may_name_it(tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    named = program(tmp_path, "my-chromium")
    environ = {"PATH": str(tmp_path), "NEWSBOT_CHROMIUM": str(named)}
    assert find_chromium(environ) == named
    assert browser_objection(environ, has_extra=True) == ""


@pytest.mark.parametrize(
    ("environ", "has_extra", "why"),
    [
        pytest.param({}, False, "pip install 'newsbot[browser]'", id="the extra"),
        pytest.param({"PATH": ""}, True, "apt-get install chromium", id="the program"),
        pytest.param(
            {"NEWSBOT_CHROMIUM": "/nowhere"}, True, "NEWSBOT_CHROMIUM names /nowhere", id="a name"
        ),
    ],
)
def test_what_is_missing_is_told_with_what_to_install(environ, has_extra, why: str) -> None:
    assert why in browser_objection(environ, has_extra=has_extra)


@pytest.mark.parametrize("is_root", [True, False])
def test_the_browser_is_in_its_sandbox_and_has_no_network(is_root: bool) -> None:
    told = browser_settings(Path("/c"), timeout=60, is_root=is_root)
    options = told["PLAYWRIGHT_LAUNCH_OPTIONS"]
    assert options["chromium_sandbox"] is not is_root
    assert options["proxy"] == {"server": WITHOUT_NETWORK}
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in options["args"]
    context = context_settings("newsbot")
    assert (context["service_workers"], context["accept_downloads"]) == ("block", False)
