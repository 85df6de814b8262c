from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.extraction.cascade import first_sound
from newsbot.extraction.page import Page
from newsbot.extraction.paywall import ACCESS
from newsbot.values.answer import Answer

SAID = '{"@type": "NewsArticle", "isAccessibleForFree": %s}'
LD = f'<script type="application/ld+json">{SAID}</script>'
TEASER = "<p>The harbour has counted its boats, and one was missing.</p>"
TEXT = f"<p>{'The harbour has counted its boats once more. ' * 50}</p>"


def access(page: str) -> str | None:
    answer = Answer("https://example.org/1", page)
    read = Page(answer=answer, fetched_at=datetime(2022, 5, 25, tzinfo=UTC), zone=ZoneInfo("UTC"))
    found = first_sound(ACCESS, read)
    return str(found.value) if found is not None else None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(LD % "false", "false", id="JSON-LD says no"),
        pytest.param(LD % '"False"', "false", id="as a text"),
        pytest.param(LD % '"https://schema.org/False"', "false", id="as an address"),
        pytest.param(LD % "true", "true", id="JSON-LD says yes"),
        pytest.param(
            '<meta property="article:content_tier" content="locked">', "false", id="Open Graph"
        ),
        pytest.param(
            '<meta property="article:content_tier" content="metered">', None, id="metered"
        ),
        pytest.param(f"{TEASER}<div>Subscribe to continue reading</div>", "false", id="a prompt"),
        pytest.param(f"{TEASER}<div><b>本文为付费内容</b></div>", "false", id="in Chinese"),
        pytest.param(f"{TEASER}<p>Jetzt weiterlesen mit Plus</p>", "false", id="in German"),
        pytest.param(f"{TEXT}<div>Subscribe to continue reading</div>", None, id="a whole text"),
        pytest.param(
            f"{TEASER}<aside><p>Subscribe to continue reading</p></aside>", None, id="beside it"
        ),
        pytest.param(
            f"{TEASER}<ul><li><p>この記事は会員限定です</p></li></ul>",
            None,
            id="in a list of others",
        ),
        pytest.param(
            f"{TEASER}<div hidden><p>Subscribe to continue reading</p></div>", None, id="hidden"
        ),
        pytest.param(
            f"<p>{'What papers say, from «subscribe to continue reading» to nothing. ' * 12}</p>",
            None,
            id="an article about paywalls",
        ),
        pytest.param(
            f"{TEASER}<p>有料記事読み放題！スタンダードコースが月額980円</p>",
            None,
            id="an offer to all",
        ),
        pytest.param(TEASER, None, id="a brief"),
    ],
)
def test_what_is_behind_a_paywall_is_known(page: str, expected: str | None) -> None:
    assert access(page) == expected
