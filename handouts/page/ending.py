"""The end of the handout: the log, the pain guide, what to tell and whom to call, on one page if that is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.page.log import Closing, Contact, Log, Pain, Questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Document

ROWS = (29.0, 24.0, 22.0, 20.0)  # of the log, from roomy to tight
GAPS = ((28.0, 2), (22.0, 2), (16.0, 1), (12.0, 1))  # between sections, and lines to write on under a question
FOOT, ABOVE_CONTACT = 58.0, 12.0

Part = Log | Pain | Questions | Closing
Things = tuple[tuple[float, Part | Contact], ...]


def ending(document: Document, styles: Styles, sheet: Sheet) -> list[Things]:
    """One page or two, each a list of things and the height of their tops; none if the clinic wants nothing of it."""
    if not document.rear():
        return []
    contact = Contact(document.contact, styles, sheet)
    foot = sheet.height - FOOT - contact.height
    for row in ROWS:
        for gap, lines in GAPS:
            parts = _parts(document, styles, sheet, row, lines)
            if _height(parts, gap) + ABOVE_CONTACT <= foot - sheet.top:
                return [(*_stack(parts, sheet.top, gap), (foot, contact))]
    if "log" in document.rear():
        return [_table(document, styles, sheet), (*_second(document, styles, sheet, foot), (foot, contact))]
    return [(*_second(document, styles, sheet, foot), (foot, contact))]


def _table(document: Document, styles: Styles, sheet: Sheet) -> Things:
    """The log on a page of its own, as roomy as it can be."""
    tables = [Log(document.log, styles, sheet, row) for row in ROWS]
    table = next((table for table in tables if table.height <= sheet.body), tables[-1])
    return ((sheet.top, table),)


def _second(document: Document, styles: Styles, sheet: Sheet, foot: float) -> Things:
    """What is left has a whole page: there is more room to write."""
    room = foot - ABOVE_CONTACT - sheet.top
    tried = [_parts(document, styles, sheet, None, lines) for lines in (8, 6, 4, 2, 1)]
    parts = next((parts for parts in tried if _height(parts, GAPS[0][0]) <= room), tried[-1])
    return tuple(_stack(parts, sheet.top, GAPS[0][0]))


def _parts(document: Document, styles: Styles, sheet: Sheet, row: float | None, lines: int) -> list[Part]:
    """In the clinic's order; with no `row`, without the log."""
    found: list[Part] = []
    for name in document.rear():
        if name == "log" and row is not None:
            found.append(Log(document.log, styles, sheet, row))
        elif name == "pain" and document.pain:
            found.append(Pain(document.pain, styles, sheet))
        elif name == "prompts":
            found.append(Questions(document.prompts, styles, sheet, lines))
    texts = tuple(filter(None, (*document.closing, document.imprint, document.small_print)))
    return [*found, Closing(texts, styles, sheet)] if texts else found


def _height(parts: Sequence[Part], gap: float) -> float:
    return sum(part.height for part in parts) + gap * (len(parts) - 1)


def _stack(parts: Sequence[Part], y: float, gap: float) -> list[tuple[float, Part]]:
    stacked = []
    for part in parts:
        stacked.append((y, part))
        y += part.height + gap
    return stacked
