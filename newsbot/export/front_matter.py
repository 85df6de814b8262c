"""Front matter: which field goes to which key, and YAML that reads back as it was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar, Final

import yaml

from newsbot.errors import PostError
from newsbot.export.quoting import needs_quotes
from newsbot.export.yaml_lines import Plain, Quoted, yaml_lines
from newsbot.values.dates import format_offset_date

DEFAULT_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "layout": "post",
        "title": "{{ headline }}",
        "date": "{{ date_published }}",
        "categories": "{{ category.slug }}",
        "tags": "{{ keywords }}",
        "source": "{{ source.name }}",
        "id": "{{ identifier }}",
        "source_url": "{{ url }}",
        "authors": "{{ authors }}",
        "publisher": "{{ publisher }}",
        "description": "{{ description }}",
        "lang": "{{ in_language or source.language }}",
        "image": "{{ image }}",
        "date_modified": "{{ date_modified }}",
        # Said only where it is so.
        "is_accessible_for_free": "{{ false if is_accessible_for_free is false else none }}",
        "versions": "{{ versions }}",
        "duplicate_of": "{{ duplicate_of }}",
    }
)
"""Key → template of the value, in the order of the file, where the source names no keys."""

INTERNAL_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article_id": "a row of this ledger only",
        "body_html": "the body of the post",
        "canonical_url": "kept with the links of the article; `url` is what readers need",
        "share_url": "kept with the links of the article; sources put it into the footer",
        "section": "its slug is the category",
        "extra": "own fields are exported by the source's own keys",
    }
)
"""Fields of Article that are no key of their own by default, and why."""

_SPLIT_BY_JEKYLL: Final = frozenset({"tags", "categories"})
_QUOTED: Final = frozenset({"title"})
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_NO_FOLDING: Final = 1_000_000_000
_TEXT: Final = "tag:yaml.org,2002:str"
_SEQUENCE: Final = "tag:yaml.org,2002:seq"
_MAPPING: Final = "tag:yaml.org,2002:map"
_PARTS: Final = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def _represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return _represent(dumper, text, style='"' if needs_quotes(text) else None)


def _represent_quoted(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return _represent(dumper, text, style='"')


def _represent_plain(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return _represent(dumper, text, style=None)


def _represent(dumper: yaml.CSafeDumper, text: str, *, style: str | None) -> yaml.ScalarNode:
    return dumper.represent_scalar(_TEXT, str(text), style=style)


class _FrontMatterDumper(yaml.CSafeDumper):
    yaml_representers: ClassVar[dict[Any, Any]] = {
        **yaml.CSafeDumper.yaml_representers,
        str: _represent_text,
        Quoted: _represent_quoted,
        Plain: _represent_plain,
    }

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump_front_matter(values: Mapping[str, Any]) -> str:
    """Return *values* as YAML lines in their order, without the `---` around them.

    Empty values (None, "", (), {}) leave their key out, also inside lists and mappings. Instants
    are written `2022-05-25 14:36:45 +0800`. Lone surrogates, which no UTF-8 file can hold, go.

    Raises:
        PostError: A value has no form in YAML, or the text would not read back as it was meant.
    """
    meant = _without_empty({key: _fit(key, value) for key, value in values.items()})
    if not meant:
        return ""
    text = yaml_lines(meant) or emit(meant)
    read = _load(text)
    if read != meant:
        wrong = [key for key in meant if not isinstance(read, dict) or read.get(key) != meant[key]]
        raise PostError(f"front matter would not read back as it was written: {', '.join(wrong)}")
    return text


def read_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a post and what follows it.

    Raises:
        PostError: There is no front matter, it is no YAML mapping, or it has a key twice.
    """
    parts = _PARTS.match(text)
    if parts is None:
        raise PostError("no front matter: a post starts with a line ---, YAML, and a line ---")
    values = _load(parts[1])
    if not isinstance(values, dict):
        raise PostError(f"front matter is {type(values).__name__}, expected keys with values")
    return values, text[parts.end() :]


def is_same_article(data: bytes, text: str) -> bool:
    """Tell whether the front matter of a file and of a post name the same article of a source.

    False where either does not say: they are the default keys, which a source may replace.
    """
    try:
        there, ours = read_front_matter(data.decode())[0], read_front_matter(text)[0]
    except (UnicodeDecodeError, PostError):
        return False
    names = [name for name in ("id", "source_url") if there.get(name) and ours.get(name)]
    same = all(there.get(name) == ours.get(name) for name in ("source", *names[:1]))
    return bool(names) and bool(there.get("source")) and same


def _fit(key: str, value: Any) -> Any:
    plain = _as_yaml(key, value)
    if key in _SPLIT_BY_JEKYLL and isinstance(plain, str) and len(plain.split()) > 1:
        return [plain]  # Jekyll makes one tag of each word of a plain text
    if key in _QUOTED and plain is not None and not isinstance(plain, list | dict):
        return Quoted(plain)
    return plain


def _as_yaml(key: str, value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return _SURROGATES.sub("", str(value))
        case datetime():
            return Plain(format_offset_date(value))
        case Mapping():
            return {str(name): _as_yaml(f"{key}.{name}", item) for name, item in value.items()}
        case list() | tuple():
            return [_as_yaml(key, item) for item in value]
    raise PostError(f"front_matter.{key}: a {type(value).__name__} has no form in YAML")


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if not _is_empty(item)}
    if isinstance(value, list):
        return [item for item in map(_without_empty, value) if not _is_empty(item)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def emit(values: dict[str, Any]) -> str:
    """Return *values*, none of them empty, as YAML, whatever they hold."""
    text = yaml.dump(
        values,
        Dumper=_FrontMatterDumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=_NO_FOLDING,
    )
    return str(text)


def _load(text: str) -> Any:
    try:
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            _refuse_repeated_keys(node)
            read = _texts(node)
            return loader.construct_document(node) if read is None and node is not None else read
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError) as error:
        raise PostError(f"front matter is no YAML: {' '.join(str(error).split())}") from error


def _texts(node: yaml.Node | None) -> dict[str, Any] | None:
    """Return a mapping of texts and lists of texts, as most are; None: it has to be constructed."""
    if not isinstance(node, yaml.MappingNode) or node.tag != _MAPPING:
        return None
    read: dict[str, Any] = {}
    for key, value in node.value:
        is_list = isinstance(value, yaml.SequenceNode) and value.tag == _SEQUENCE
        items = value.value if is_list else [value]
        if any(item.tag != _TEXT for item in (key, *items)):
            return None
        read[key.value] = [item.value for item in items] if is_list else value.value
    return read


def _refuse_repeated_keys(node: yaml.Node | None) -> None:
    """PyYAML keeps the last of two equal keys in silence."""
    if isinstance(node, yaml.MappingNode):
        counted = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = [key for key, count in counted.items() if count > 1]
        if twice:
            raise PostError(f"front matter has the key {twice[0]!r} twice; remove one")
