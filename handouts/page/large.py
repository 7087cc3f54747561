"""A whole handout in one column: what to do and when to stop, each exercise on its pages, the log by the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.page.column import Column
from handouts.page.diary import Diary
from handouts.page.flow import Piece, flow, length
from handouts.page.spread import Spreader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.pen import Pen
    from handouts.page.placed import Page
    from handouts.page.styles import Sheet
    from handouts.page.typeset import Look
    from handouts.words.document import Document

TALL, LOGO_WIDTH, LOGO_HEIGHT, LOGO_GAP = 250.0, 120.0, 34.0, 9.0
CARDS = "cards"


def large(document: Document, look: Look) -> tuple[list[Page], tuple[str, ...]]:
    """Pages, and the names of what they tell, in reading order.

    There are fewer lines to write on where that saves a page.
    """
    layout, sheet = look.layout, look.sheet
    column = Column(document, look.styles, sheet, min((layout.line_pt or 1000) / layout.scale, sheet.measure))
    roomy, tight = (_flowed(_parts(document, look, column, lines), sheet) for lines in (2, 1))
    return tight if len(tight[0]) < len(roomy[0]) else roomy


def _flowed(parts: Sequence[tuple[str, Sequence[Piece]]], sheet: Sheet) -> tuple[list[Page], tuple[str, ...]]:
    pieces = [piece for _, made in parts for piece in made]
    return flow(pieces, sheet.top, sheet.bottom), tuple(name for name, _ in parts)


def _parts(document: Document, look: Look, column: Column, lines: int) -> list[tuple[str, Sequence[Piece]]]:
    diary = Diary(column, lines)
    made = {"stop": column.stop, "glance": column.glance, "before": column.before, "log": diary.log, "pain": diary.pain}
    names = {"glance": "glance-list", "log": "log-by-week"}
    front = [(names.get(name, name), made[name]()) for name in document.front()]
    cards = _cards(document, look, column) if look.layout.cards == "one" else []
    rear = [(names.get(name, name), {**made, "prompts": diary.prompts}[name]()) for name in document.rear()]
    end = [("closing", diary.closing()), ("contact", diary.contact())]
    if look.layout.cards == "none":
        return [*rear, *end]
    return [*_opened(column, look, front), *cards, *rear, *end]


def _opened(column: Column, look: Look, front: list[tuple[str, list[Piece]]]) -> list[tuple[str, Sequence[Piece]]]:
    """The reasons stand behind the first section where they would push it off page 1."""
    first = [("letterhead", _letterhead(column, look)), ("title", column.titled())]
    reasons = ("reasons", column.reasons())
    taken = sum(
        length(pieces, first=False) for _, pieces in (*first, reasons, *((name, made[:2]) for name, made in front[:1]))
    )
    if taken <= column.sheet.body or not front:
        return [*first, reasons, *front]
    return [*first, front[0], reasons, *front[1:]]


def _letterhead(column: Column, look: Look) -> list[Piece]:
    logo = look.logo
    if not logo:
        return column.letterhead(0.0)
    width = logo.width(LOGO_WIDTH, LOGO_HEIGHT)
    left = column.sheet.right - width if look.flipped else column.sheet.left
    pieces = column.letterhead(width + LOGO_GAP, flipped=look.flipped, named=bool(logo.says))
    below = LOGO_HEIGHT + 2 - length(pieces)

    def mark(pen: Pen, y: float) -> None:
        with logo.seen(pen):
            logo.draw(pen.canvas, left, pen.height - y - LOGO_HEIGHT - 1, LOGO_WIDTH, LOGO_HEIGHT)

    room = [Piece(below, lambda _pen, _y: None)] if below > 0 else []
    return [Piece(0.0, mark, keep=True), *pieces, *room]


def _cards(document: Document, look: Look, column: Column) -> list[tuple[str, Sequence[Piece]]]:
    spreader = Spreader(column, look.gallery, (look.layout.picture_pt or TALL) / look.layout.scale)
    made: list[tuple[str, Sequence[Piece]]] = []
    for card in document.cards:
        spread = spreader.spread(card)
        made.append((f"{'careful' if spread.careful else 'do'} {card.number}", spread.pieces))
    return made
