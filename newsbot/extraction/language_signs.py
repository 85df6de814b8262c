"""Which language a text is in: by its script, then by words that every text has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from newsbot.extraction.language_words import WORDS

LONGEST: Final = 8_000
"""Characters of a text that are looked at."""

FEWEST: Final = 40
"""Letters without which nothing is said of a text."""

_SCRIPTS: Final = {
    "kana": "\u3041-\u3096\u30a1-\u30fa",
    "han": "\u3400-\u9fff",
    "hangul": "\uac00-\ud7af",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "arabic": "\u0620-\u06ff",
    "hebrew": "\u05d0-\u05ea",
    "thai": "\u0e01-\u0e4f",
    "lao": "\u0e81-\u0edf",
    "devanagari": "\u0900-\u0963",
    "bengali": "\u0980-\u09e5",
    "gurmukhi": "\u0a00-\u0a7f",
    "gujarati": "\u0a80-\u0aff",
    "tamil": "\u0b80-\u0bff",
    "telugu": "\u0c00-\u0c7f",
    "kannada": "\u0c80-\u0cff",
    "malayalam": "\u0d00-\u0d7f",
    "sinhala": "\u0d80-\u0dff",
    "myanmar": "\u1000-\u109f",
    "georgian": "\u10a0-\u10ff",
    "ethiopic": "\u1200-\u137f",
    "khmer": "\u1780-\u17ff",
    "armenian": "\u0530-\u058f",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_LETTERS: Final = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}

# A character of these says as much as several letters of an alphabet.
_WEIGHTS: Final = {"han": 3, "kana": 3, "hangul": 2}

LANGUAGES: Final[Mapping[str, frozenset[str]]] = {
    script: frozenset(names.split())
    for script, names in {
        "kana": "ja",
        "han": "zh yue wuu nan hak ja",
        "hangul": "ko",
        "cyrillic": "ru uk be bg sr mk kk ky mn tg tt ba uz az os ce cv sah bs",
        "greek": "el",
        "arabic": "ar fa ur ps ku ckb ug sd pnb az",
        "hebrew": "he iw yi",
        "thai": "th",
        "lao": "lo",
        "devanagari": "hi mr ne sa mai bho kok",
        "bengali": "bn as",
        "gurmukhi": "pa",
        "gujarati": "gu",
        "tamil": "ta",
        "telugu": "te",
        "kannada": "kn",
        "malayalam": "ml",
        "sinhala": "si",
        "myanmar": "my",
        "georgian": "ka",
        "ethiopic": "am ti",
        "khmer": "km",
        "armenian": "hy",
    }.items()
}
"""Script → the languages written in it; those of the Latin script are the others."""

_BOTH: Final = frozenset(["sr", "uz", "az", "kk", "ku", "bs", "tt", "mn"])
"""Languages that are written in Latin letters, too."""

_TABLES: Final = {
    script: {name: frozenset(words.split()) for name, words in table.items()}
    for script, table in WORDS.items()
}
_WORD: Final = re.compile(r"[\w\u0900-\u0963]+")

CLEAR: Final = 1.5
"""How many times more of a language's words a text must have than of the one that is declared."""

_SIMPLIFIED: Final = re.compile("[国们这为来对说时发会个过业东车长门见现实关电报经结级给]")
_TRADITIONAL: Final = re.compile("[國們這為來對說時發會個過業東車長門見現實關電報經結級給]")


def script_of(text: str) -> str:
    """Return the script of most letters, empty where there are few; kana also where it is less."""
    part = text[:LONGEST]
    # Each character is looked at once; most are on a page many times.
    times = Counter(part)
    characters = "".join(times)
    counts = {
        name: sum([times[letter] for letter in one.findall(characters)]) * _WEIGHTS.get(name, 1)
        for name, one in _LETTERS.items()
    }
    if sum(counts.values()) < FEWEST:
        return ""
    script = max(counts, key=lambda name: counts[name])
    if script == "han" and 12 * counts["kana"] > counts["han"]:
        return "kana"
    return script


def guess_language(text: str) -> str:
    """Return the language of a text, empty where nothing tells it."""
    script = script_of(text)
    if script == "han":
        return f"zh-{region_of_chinese(text)}"
    if script in _TABLES:
        counts = _common_words(text, script)
        best = max(counts, key=lambda name: counts[name], default="")
        return best if best and counts[best] > 2 else ""
    return next(iter(LANGUAGES.get(script, ())), "") if len(LANGUAGES.get(script, ())) == 1 else ""


def is_language_of(language: str, text: str) -> bool:
    """Say whether a text may be in a language (its primary subtag): by script and common words."""
    script = script_of(text)
    if not script:
        return True
    if script == "latin":
        others = frozenset[str]().union(*LANGUAGES.values()) - _BOTH
        return language not in others and not _is_clearly_another(language, text, script)
    if language not in LANGUAGES[script] or (script == "han" and language == "ja"):
        return False
    return not _is_clearly_another(language, text, script)


def region_of_chinese(text: str) -> str:
    """Return CN for simplified characters, TW for traditional ones."""
    part = text[:LONGEST]
    return "TW" if len(_TRADITIONAL.findall(part)) > len(_SIMPLIFIED.findall(part)) else "CN"


def _is_clearly_another(language: str, text: str, script: str) -> bool:
    table = _TABLES.get(script, {})
    name = {"no": "nb", "nn": "nb"}.get(language, language)
    if name not in table:
        return False
    counts = _common_words(text, script)
    return max(counts.values(), default=0) > 5 + CLEAR * counts[name]


def _common_words(text: str, script: str) -> Counter[str]:
    words = Counter(_WORD.findall(text[:LONGEST].casefold()))
    return Counter(
        {
            name: sum([words[word] for word in common & words.keys()])
            for name, common in _TABLES[script].items()
        }
    )
