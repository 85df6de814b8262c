"""Turns HTTP requests into calls, and answers into responses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from newsbot.demo.answer import Answer, html_answer, text_answer
from newsbot.demo.faults import Behaviour, Fault
from newsbot.demo.routes import Call, answer

BROKEN_JSON: Final = b'{"text": "<p>the wire broke here'

HOST: Final = re.compile(r"[A-Za-z0-9.:\[\]-]+")
"""Host and port, and nothing that could be markup in a page."""


class Handler(BaseHTTPRequestHandler):
    """Serves one connection of a NewsroomServer."""

    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    wbufsize = -1  # head and body leave in one segment
    timeout = 60
    server: Any
    """A listener, whose `owner` is the NewsroomServer."""

    def do_GET(self) -> None:
        """Answer GET."""
        self._serve()

    def do_HEAD(self) -> None:
        """Answer HEAD with the head that GET would give."""
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Stay quiet."""

    def _serve(self) -> None:
        self.server.owner.record(self.command, self.path)
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._send(text_answer("400 not an address\n", status=400))
            return
        query = dict(parse_qsl(parts.query))
        fault = self._take_fault(parts.path, query)
        if fault and fault.behaviour is Behaviour.CLOSE_CONNECTION:
            self.close_connection = True
            return
        self._send(self._answer(parts.path, query, fault))

    def _answer(self, path: str, query: Mapping[str, str], fault: Fault | None) -> Answer:
        if fault and fault.status:
            return _status_answer(fault)
        owner = self.server.owner
        call = Call(
            newsroom=owner.newsroom,
            base_url=self._base_url(),
            path=path,
            query=query,
            behaviour=fault.behaviour if fault else None,
            entry_behaviour=self._entry_behaviour,
            offers=owner.offers,
        )
        return _spoiled(answer(call), call.behaviour)

    def _take_fault(self, path: str, query: Mapping[str, str]) -> Fault | None:
        """Return the fault for this request: by its target, its path, or the story it is about."""
        page = path.rpartition("/")[2].partition(".")[0].partition("_")[0]
        identifier = query.get("id") or page
        fault: Fault | None = self.server.owner.faults.take((self.path, path, identifier))
        return fault

    def _entry_behaviour(self, identifier: str) -> Behaviour | None:
        fault: Fault | None = self.server.owner.faults.peek(identifier)
        return fault.behaviour if fault else None

    def _base_url(self) -> str:
        """Return where the reader thinks the site is: a proxy's reader knows it by another name."""
        host = urlsplit(self.path).netloc or self.headers.get("Host", "")
        url: str = f"http://{host}" if HOST.fullmatch(host) else self.server.owner.url
        return url

    def _send(self, reply: Answer) -> None:
        unchanged = reply.last_modified is not None and self._has(reply)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else reply.status)
        if reply.last_modified:
            self.send_header("ETag", reply.etag)
            self.send_header("Last-Modified", _http_date(reply))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD" and not unchanged:
            self.wfile.write(reply.body)

    def _has(self, reply: Answer) -> bool:
        """Is this what the reader has already? (RFC 9110, section 13.1: the ETag decides.)"""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return reply.etag in tags or tags.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        return since is not None and _is_at_least(since, _http_date(reply))


def _http_date(reply: Answer) -> str:
    assert reply.last_modified is not None
    return format_datetime(reply.last_modified.astimezone(UTC), usegmt=True)


def _is_at_least(since: str, changed: str) -> bool:
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(changed)
    except (ValueError, TypeError):  # not a date, or one without a zone
        return False


def _status_answer(fault: Fault) -> Answer:
    reply = text_answer(f"{fault.status}\n", status=fault.status or 500)
    if fault.status in {429, 503}:
        return replace(reply, headers={"Retry-After": str(fault.retry_after)})
    return reply


def _spoiled(reply: Answer, behaviour: Behaviour | None) -> Answer:
    """Return the answer with a fault of its format; HTML answers have none of these."""
    if not reply.content_type.startswith("application/json"):
        return reply
    if behaviour is Behaviour.MALFORMED_JSON:
        return replace(reply, body=BROKEN_JSON)
    if behaviour is Behaviour.HTML_INSTEAD_OF_JSON:
        return html_answer("<!DOCTYPE html><title>Maintenance</title><p>Back in an hour.</p>")
    return reply
