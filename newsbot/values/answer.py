"""What a server answered, as HTML or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from w3lib.html import get_base_url

from newsbot.errors import AnswerError

if TYPE_CHECKING:
    from parsel import Selector


@dataclass(frozen=True)
class Answer:
    """One answer, decoded. Parsed only when a rule asks for it."""

    url: str
    """After redirects."""
    text: str
    content_type: str = ""
    links: tuple[str, ...] = ()
    """Every address that led here, redirects included."""
    etag: str = ""
    last_modified: str = ""
    is_missing: bool = False
    """The server has nothing there (404, 410), and that is an answer."""

    @cached_property
    def kind(self) -> Literal["html", "json"]:
        """Tell JSON by its first character: many servers send it as text/html."""
        start = self.text.lstrip("\ufeff \t\r\n")[:1]
        return "json" if start and start in "{[" else "html"

    @cached_property
    def base_url(self) -> str:
        """Where relative addresses start (`<base href>` counts, where it is an address)."""
        if self.kind == "json":
            return self.url
        try:
            return get_base_url(self.text, self.url)
        except ValueError:
            return self.url

    @cached_property
    def selector(self) -> Selector:
        """The page as a tree; an answer that is JSON is an empty page."""
        from parsel import Selector

        text = self.text if self.kind == "html" else ""
        return Selector(text=text, type="html", base_url=self.url)

    @cached_property
    def json(self) -> Any:
        """The JSON value. Raises AnswerError, which tells a page from broken JSON."""
        if self.kind == "html":
            raise AnswerError(self._no_json_reason(), self.url)
        try:
            return json.loads(self.text.lstrip("\ufeff"), strict=False)
        except ValueError as error:
            raise AnswerError("malformed JSON", f"{self.url}: {error}") from error
        except RecursionError as error:
            raise AnswerError("malformed JSON", f"{self.url}: nested too deeply") from error

    def _no_json_reason(self) -> str:
        if not self.text.strip():
            return "empty answer"
        is_page = self.text.lstrip("\ufeff \t\r\n").startswith("<")
        return "HTML instead of JSON" if is_page else "malformed JSON"
