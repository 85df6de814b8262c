"""One crawl of newsbot, timed; see crawl.py."""

import json
import sys
from pathlib import Path
from time import monotonic, process_time

from newsbot.cli.crawl import run_crawl
from newsbot.cli.options import open_project, open_sources

project = open_project(Path(sys.argv[1]))
sources, _ = open_sources(project, ["newsroom"])
started = monotonic()
crawled = run_crawl(project, sources, is_quiet=True)
seconds = monotonic() - started
done = {"articles": crawled.reports[0].counts["new"], "seconds": seconds, "cpu": process_time()}
Path(sys.argv[2]).write_text(json.dumps(done))
