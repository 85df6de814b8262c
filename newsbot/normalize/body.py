"""Body HTML: made inert, its addresses absolute, on one line."""

from __future__ import annotations

import re
from typing import Final

from newsbot.normalize.body_rewrite import is_inert, rewrite
from newsbot.normalize.body_splice import splice
from newsbot.values.html_tokens import tokenize

# Not characters of an HTML document, and not of UTF-8 either in the case of surrogates.
_IMPOSSIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def normalize_body(html: str, *, base_url: str) -> str:
    """Return a body that shows the article and does nothing else, on one line.

    A body that is inert as it comes keeps its bytes but for indents, line breaks and relative
    addresses; any other is written anew from its harmless parts. Normalising twice gives the same
    as once. `base_url` is the address of the answer that the body came in.
    """
    html = _IMPOSSIBLE.sub("", html).replace("\r\n", "\n").replace("\r", "\n")
    tokens = tuple(tokenize(html))
    if not is_inert(tokens):
        tokens = tuple(tokenize(rewrite(html)))
    return "".join(splice(tokens, base_url))
