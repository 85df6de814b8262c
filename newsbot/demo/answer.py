"""What the newsroom answers to a request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status and a body."""

    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    body: bytes = b""
    last_modified: datetime | None = None
    """Only listings have one; what has one has an ETag as well."""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def etag(self) -> str:
        """A strong validator: the same for the same bytes (RFC 9110, section 8.8.3)."""
        return f'"{blake2b(self.body, digest_size=10).hexdigest()}"'


def html_answer(page: str, *, last_modified: datetime | None = None) -> Answer:
    """Answer with a page."""
    return Answer(body=page.encode(), last_modified=last_modified)


def xml_answer(text: str, content_type: str, *, last_modified: datetime | None = None) -> Answer:
    """Answer with an XML document; its declaration is put in front."""
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
    return Answer(content_type=content_type, body=body, last_modified=last_modified)


def json_answer(data: Mapping[str, Any], *, last_modified: datetime | None = None) -> Answer:
    """Answer with JSON."""
    kind = "application/json; charset=utf-8"
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(content_type=kind, body=body, last_modified=last_modified)


def text_answer(text: str, *, status: int = 200) -> Answer:
    """Answer with plain text."""
    return Answer(status=status, content_type="text/plain; charset=utf-8", body=text.encode())
