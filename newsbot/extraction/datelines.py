"""Dates that stand on the page for its readers, beside the headline and the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from newsbot.extraction.frame import is_paragraph
from newsbot.extraction.lines import Line
from newsbot.extraction.witness import Witness, read_either, read_witness
from newsbot.values.date_order import order_of
from newsbot.values.date_spans import date_spans, is_clock
from newsbot.values.labels import stretches

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_PUBLISHED: Final = (
    r"publish(?:ed)?|first published|posted|released?|created|date de publication|publiée?|"
    r"mis en ligne|veröffentlicht|erschienen|erstellt|publicado|fecha|datum|dato|data|"
    r"pubblicat[oa]|gepubliceerd|publicerad|publisert|offentliggjort|udgivet|opublikowano|"
    r"publikováno|vydáno|yayın(?:lanma)?(?: tarihi)?|giriş(?: tarihi)?|diterbitkan|tayang|"
    r"paskelbta|birt|опубликовано|дата публикации|опубліковано|дата|δημοσι[εέ]υ\w{0,6}|"
    r"发布[时日][间期]|發布[時日][間期]|发布于|發佈於|发表[时日][间期]|發表[時日][間期]|发表于|时间|日期|"
    r"發佈|发布|刊登|上传|掲載(?:日時?)?|公開(?:日時?)?|配信(?:日時?)?|投稿日|初版|기사입력|입력|등록|작성|"
    r"게시|송고|เผยแพร่|วันที่|ngày đăng|प्रकाशित|نشر|تاريخ النشر"
)
_MODIFIED: Final = (
    r"(?:last )?(?:updated?|modified|edited)|aktualisiert|geändert|stand|mise? à jour|modifié|"
    r"actualizado|atualizado|aggiornat[oa]|bijgewerkt|uppdaterad|oppdatert|opdateret|"
    r"aktualizacja|zaktualizowano|aktualizováno|güncellen\w{1,5}|son güncelleme|diperbarui|"
    r"обновлен[оа]|оновлено|ενημερώθηκε|uppfært|atnaujinta|更新(?:[时日時][间期間]?|日時?)?|"
    r"最終更新(?:日時?)?|최종수정|수정|업데이트|อัปเดต|แก้ไข|cập nhật|अपडेटेड?|محدثة|تحديث"
)
_LABEL: Final = re.compile(
    rf"(?<![^\W\d_])(?:(?P<modified>{_MODIFIED})|(?P<published>{_PUBLISHED}))(?![a-zà-ÿ])",
    re.IGNORECASE,
)
_CHANGE: Final = re.compile(rf"(?<![^\W\d_])(?:{_MODIFIED})(?![a-zà-ÿ])", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"(?<![a-z])(?:date|time|timestamp|pub\w{0,12}|posted|meta|info|source|dateline|byline|ptime|"
    r"data|fecha)(?![a-z])"
)
_NOT_OURS: Final = re.compile(
    r"©|\(c\) ?\d|copyright|版权|版權|all rights|著作権|제호|등록일자", re.IGNORECASE
)
_CAPTION: Final = re.compile(
    r"(?<![a-z])(?:captions?|figcaption|figure|pic|picture|photos?|images?|img|foto|bild|legend)"
    r"(?![a-z])"
)
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<![\d./-])(\d\d)([./-])(\d\d)\2(\d\d)(?![\d./-]\d)")
_YEAR_LAST: Final = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d\d)(?![\d./-])")
_NUMBER: Final = re.compile(r"\d+")
_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 300
_SHORT: Final = 80
_BEFORE: Final = 8
_MOST: Final = 30
_MOST_TRIES: Final = 6


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date on the page, and how it is presented."""

    witness: Witness
    is_modified: bool
    is_labelled: bool
    is_above: bool = False
    """It stands above the headline, where pages have the day of their reader too."""


def names_change(page: Page) -> bool:
    """Tell whether the page has a word that dates of changes stand beside."""
    return any(isinstance(text, str) and _CHANGE.search(text) for text in page.walk.tokens)


def datelines(page: Page) -> Iterator[Dateline]:
    """Yield the dates beside the headline, those after it first, then those at the body's end."""
    lines = page.lines.lines
    for place in _places(page):
        line = lines[place]
        if _is_dateline(line):
            following = lines[place + 1].text if place + 1 < len(lines) else ""
            above = place < page.frame.headline and not _NAMED.search(line.names)
            for dateline in _in_line(line, following, page):
                yield replace(dateline, is_above=above)


def yearless(page: Page) -> Iterator[Dateline]:
    """Yield the dates beside the headline that name no year: `3 hours ago`, `05-25 14:36`.

    They are read from when the page was fetched, and only where the page names that year too: one
    that was fetched long after it was made does not.
    """
    frame, lines = page.frame, page.lines.lines
    tries = 0
    for line in lines[max(0, frame.headline - 3) : min(frame.body, frame.headline + 15)]:
        if not _is_dateline(line) or _YEAR.search(line.text) or len(line.text) > _SHORT:
            continue
        for label, text in _yearless_parts(line):
            tries += 1
            if tries > _MOST_TRIES:
                return
            witness = read_witness(text, "relative dateline", page)
            if witness is not None:
                yield Dateline(witness, label == "modified", bool(label))
                break


def _yearless_parts(line: Line) -> Iterator[tuple[str, str]]:
    parts = [(kind, text) for kind, text in _parts(line.text) if kind]
    if _NAMED.search(line.names):
        parts += [("", line.text), *(("", piece.text) for piece in line.pieces)]
    parts += [("", piece.text) for piece in line.pieces if _NAMED.search(piece.names)]
    for kind, text in dict.fromkeys(parts):
        if len(text) > 3 and (_DIGIT.search(text) or len(text) < 12):
            yield kind, text


def _is_dateline(line: Line) -> bool:
    if line.is_beside or is_paragraph(line) or len(line.text) > _LONGEST:
        return False
    return not (_NOT_OURS.search(line.text) or _CAPTION.search(" ".join(line.path[-2:])))


def _places(page: Page) -> list[int]:
    frame, lines = page.frame, page.lines.lines
    if frame.headline < 0:
        return list(range(min(frame.body + 1, len(lines))))[-40:]
    after = range(frame.headline, min(frame.body + 3, frame.headline + 40, len(lines)))
    before = range(frame.headline - 1, max(-1, frame.headline - 1 - _BEFORE), -1)
    late = range(max(frame.body, frame.end - 3), min(frame.end + 12, len(lines)))
    told = [i for i in late if _LABEL.search(lines[i].text[:40]) or _NAMED.search(lines[i].names)]
    return list(dict.fromkeys([*after, *before, *told]))


def _in_line(line: Line, following: str, page: Page) -> Iterator[Dateline]:
    count = 0
    whole = _with_centuries(line.text, page) if _NAMED.search(line.names) else line.text
    for label, part in _parts(whole):
        part = _with_centuries(part, page) if label else part  # noqa: PLW2901
        for span in date_spans(part):
            text = f"{span} {following}" if is_clock(following) and ":" not in span else span
            rule = "dateline with label" if label else "dateline"
            for witness in read_either(text, rule, page):
                yield Dateline(witness, label == "modified", bool(label))
                count += 1
            if count >= _MOST:
                return


def _with_centuries(text: str, page: Page) -> str:
    """Write years of two digits in four, where the order of a date is known: `25.05.22`."""
    primary = {tag.split("-")[0] for tag in page.languages}
    if primary & {"zh", "ja", "ko"}:
        return _YEAR_FIRST.sub(r"20\1\2\3\2\4", text)
    is_known = order_of(page.languages) == "DMY"
    return _YEAR_LAST.sub(
        lambda m: f"{m[1]}{m[2]}{m[3]}{m[2]}20{m[4]}" if is_known or m[2] == "." else m[0], text
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a line, each with the kind of label that it stands behind."""
    for label, part in stretches(text, _LABEL):
        yield "" if label is None else "modified" if label["modified"] else "published", part


def in_titles(page: Page) -> Iterator[Witness]:
    """Yield the date that ends the page's title: `Headline | Site | 25.05.2022`."""
    for title in page.titles:
        tail = title[-40:]
        for span in date_spans(tail):
            if tail.rstrip().endswith(span):
                yield from read_either(span, "title date", page)


def is_shown(day: date, page: Page) -> bool:
    """Tell whether a line beside the article may name *day*, in whatever form."""
    lines = page.lines.lines
    for place in _places(page):
        if _is_dateline(lines[place]):
            numbers = set(_NUMBER.findall(lines[place].text))
            has_day = numbers & {str(day.day), f"{day.day:02}"}
            if has_day and numbers & {str(day.year), f"{day:%y}"}:
                return True
    return False
