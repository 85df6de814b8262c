"""What is sent with a request."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from newsbot.source.kinds import MODEL, Headers, Url


def _none_if_empty(value: Any) -> Any:
    # A variable that is set but empty means: no proxy here.
    return None if value == "" else value


@dataclass(frozen=True, kw_only=True, config=MODEL)
class RequestOptions:
    """What is sent with a request. The values may be secrets, so `repr` does not show them."""

    headers: Headers = Field(default_factory=dict, repr=False)
    """Header → value."""
    method: Literal["GET", "POST"] = "GET"
    """HTTP method; with `json` it is POST."""
    json: Any | None = Field(default=None, repr=False)
    """Sent as the request's body, as JSON."""
    proxy: Annotated[Url | None, BeforeValidator(_none_if_empty)] = Field(default=None, repr=False)
    """Address of an HTTP proxy; user name and password may be in it."""
