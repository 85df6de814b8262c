"""What a start costs: commands import what they use."""

from __future__ import annotations

import subprocess
import sys

import pytest

EXTENSIONS = """
from scrapy.settings import Settings
settings = Settings()
settings.setmodule("newsbot.settings")
settings.get_component_priority_dict_with_base("EXTENSIONS")
"""

SHOW = """
import sys
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def imported_by(code: str) -> set[str]:
    """Return the packages that a fresh Python has imported after some code."""
    run = [sys.executable, "-c", code + SHOW]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_imports_no_more_than_it_needs_to_read_options() -> None:
    heavy = {"scrapy", "twisted", "sqlalchemy", "pydantic", "jinja2", "yaml", "lxml"}
    assert not heavy & imported_by("import newsbot.cli.app")


@pytest.mark.parametrize("module", ["newsbot.cli.findings", "newsbot.cli.mending"])
def test_check_does_not_import_what_fetches(module: str) -> None:
    assert not {"scrapy", "twisted", "aiohttp"} & imported_by(f"import newsbot.source, {module}")


def test_a_crawl_does_not_import_the_remote_control_that_it_never_has() -> None:
    assert "aiohttp" not in imported_by(EXTENSIONS)
