from __future__ import annotations

import json
import logging
from base64 import b64encode, urlsafe_b64encode
from html import escape
from io import StringIO
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.values.redact import Redactor, redact_logs, redactor

SECRET = "pä ss/w\"o+r'd%&\\=新"

WRITTEN = {
    "as it is": SECRET,
    "percent-encoded": quote(SECRET, safe=""),
    "percent-encoded in part": quote(SECRET),
    "percent-encoded in small letters": quote(SECRET, safe="").lower(),
    "as a form has it": quote_plus(SECRET),
    "in JSON": json.dumps(SECRET, ensure_ascii=False),
    "in ASCII JSON": json.dumps(SECRET),
    "in Python": repr(SECRET),
    "in Python's bytes": repr(SECRET.encode()),
    "in JSON that is safe in HTML": json.dumps(SECRET)
    .replace("&", r"\u0026")
    .replace("'", r"\u0027"),
    "in HTML": escape(SECRET),
    "in HTML with numbers": "".join(f"&#{ord(c)};" if not c.isalnum() else c for c in SECRET),
    "percent-encoded twice": quote(quote(SECRET, safe=""), safe=""),
    "in Base64": b64encode(SECRET.encode()).decode(),
    "in Base64 for addresses": urlsafe_b64encode(SECRET.encode()).decode().rstrip("="),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_secret_is_taken_out_however_it_is_written(text: str) -> None:
    redacted = Redactor([SECRET])(f"before {text} after")
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")
    assert "***" in redacted
    assert "w" not in redacted
    assert len(redacted) <= len("before b'***' after")


def test_the_basic_scheme_hides_a_password_that_was_percent_encoded() -> None:
    coded = b64encode(b"editor:p@ss").decode()
    assert Redactor(["editor:p%40ss"])(f"Basic {coded}") == "Basic ***"
    assert Redactor(["editor:p@ss"])("http://editor:p%40ss@squid:3128") == "http://***@squid:3128"


@pytest.mark.parametrize("user", ["", "a", "ab", "editor"])
def test_a_password_is_hidden_behind_any_user_name(user: str) -> None:
    """A server may echo the Basic scheme of which only the password is a secret."""
    coded = b64encode(f"{user}:tr0ub4dor&3".encode()).decode()
    shown = Redactor(["tr0ub4dor&3"])(f"{coded} end")
    before, _, after = shown.partition("***")
    assert coded.startswith(before)
    assert len(before) * 6 // 8 <= len(f"{user}:"), "nothing of the password is left"
    assert after == " end"


def test_of_two_secrets_the_longer_goes_first() -> None:
    assert Redactor(["token", "token-2"])("a token-2 b token c") == "a *** b *** c"


def test_without_secrets_a_text_stays_as_it_is() -> None:
    assert Redactor()("text") == Redactor([""])("text") == "text"


def test_a_redactor_is_made_once() -> None:
    assert redactor(frozenset({"token"})) is redactor(frozenset({"token"}))


@given(
    secret=st.text(st.characters(blacklist_characters="*"), min_size=4),
    before=st.text(),
    after=st.text(),
)
def test_no_secret_survives_in_any_text(secret: str, before: str, after: str) -> None:
    assert secret not in Redactor([secret])(before + secret + after)


def logged(*more: str) -> str:
    """Log a secret in all the ways that a record may hold one; return what was written."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    redact_logs([handler], ["hunter22"])
    redact_logs([handler], more)
    logger = logging.getLogger("redacted")
    logger.handlers = [handler]
    logger.error("GET %s by %r", "http://example.org/?key=hunter22", b"hunter22")
    logger.error("100% hunter22 without arguments")
    logger.error("%(url)s", {"url": "hunter22"}, stack_info=True)
    try:
        raise ValueError("swordfish and hunter22")
    except ValueError:
        logger.exception("it failed")
    return out.getvalue()


def test_log_records_and_tracebacks_hold_no_secret() -> None:
    text = logged()
    assert "GET http://example.org/?key=*** by b'***'" in text
    assert "100% *** without arguments" in text
    assert "ValueError: swordfish and ***" in text
    assert "hunter22" not in text, "not in the lines of code that a traceback shows either"


def test_a_handler_learns_of_more_secrets() -> None:
    text = logged("swordfish")
    assert "hunter22" not in text
    assert "swordfish" not in text
