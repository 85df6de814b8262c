from __future__ import annotations

import subprocess
import sys

import pytest

SET_AND_SHOW = """
import resource, sys
from newsbot.cli.file_limit import allow_open_files
soft, hard, sources = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
allow_open_files(sources)
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(
    ("soft", "hard", "sources", "expected"),
    [
        pytest.param(256, 1024, 10, 416, id="raised to what is needed"),
        pytest.param(256, 512, 500, 512, id="as far as the hard limit"),
        pytest.param(1024, 1024, 1, 1024, id="never lowered"),
    ],
)
def test_the_limit_of_open_files_fits_the_sources(
    soft: int, hard: int, sources: int, expected: int
) -> None:
    numbers = [str(soft), str(hard), str(sources)]
    run = [sys.executable, "-c", SET_AND_SHOW, *numbers]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout == f"{expected}\n"
