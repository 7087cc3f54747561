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
    """One page or two, each a list of things and the height of their tops."""
    contact = Contact(document.contact, styles, sheet)
    foot = sheet.height - FOOT - contact.height
    for row in ROWS:
        for gap, lines in GAPS:
            parts = [Log(document.log, styles, sheet, row), *_rest(document, styles, sheet, lines)]
            if _height(parts, gap) + ABOVE_CONTACT <= foot - sheet.top:
                return [(*_stack(parts, sheet.top, gap), (foot, contact))]
    return [_table(document, styles, sheet), (*_second(document, styles, sheet, foot), (foot, contact))]


def _table(document: Document, styles: Styles, sheet: Sheet) -> Things:
    """The log on a page of its own, as roomy as it can be."""
    tables = [Log(document.log, styles, sheet, row) for row in ROWS]
    table = next((table for table in tables if table.height <= sheet.body), tables[-1])
    return ((sheet.top, table),)


def _second(document: Document, styles: Styles, sheet: Sheet, foot: float) -> Things:
    """What is left has a whole page: there is more room to write."""
    room = foot - ABOVE_CONTACT - sheet.top
    tried = [_rest(document, styles, sheet, lines) for lines in (8, 6, 4, 2, 1)]
    parts = next((parts for parts in tried if _height(parts, GAPS[0][0]) <= room), tried[-1])
    return tuple(_stack(parts, sheet.top, GAPS[0][0]))


def _rest(document: Document, styles: Styles, sheet: Sheet, lines: int) -> list[Part]:
    rest: list[Part] = [Pain(document.pain, styles, sheet)] if document.pain else []
    rest.append(Questions(document.prompts, styles, sheet, lines))
    texts = (*document.closing, *((document.small_print,) if document.small_print else ()))
    return [*rest, Closing(texts, styles, sheet)] if texts else rest


def _height(parts: Sequence[Part], gap: float) -> float:
    return sum(part.height for part in parts) + gap * (len(parts) - 1)


def _stack(parts: Sequence[Part], y: float, gap: float) -> list[tuple[float, Part]]:
    stacked = []
    for part in parts:
        stacked.append((y, part))
        y += part.height + gap
    return stacked
