"""One exercise on two pages in large print: what to do, and more help. SPEC §9."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page import icons, pictures
from handouts.page.column import INDENT, PARAGRAPH, Column
from handouts.page.flow import Owner, Piece, flow, inside, length
from handouts.page.strip import Cell
from handouts.page.text import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handouts.page.pen import Pen
    from handouts.page.pictures import Art, Block
    from handouts.page.text import Style
    from handouts.words.document import Card, DoseCell

TILE, STEPS, GROUND, RULE, PADDING = 20.0, 4.5, 9.0, 10.0, 12.0
LEAST, SHRINK = 144.0, 4.0  # standing figures are 3 inches tall at least; in steps of what is less
CELL_GAP, LARGE, RHYTHM, STRIP = 16.0, 40.0, 22.0, 6.0


class Spread(Struct, frozen=True):
    """`careful`: the warning stands above the steps, because they go on overleaf."""

    pieces: tuple[Piece, ...]
    careful: bool


class Spreader(Struct, frozen=True):
    """Measures exercises, with what all of them share; `tall` is the height of a standing figure."""

    column: Column
    gallery: Callable[[str, str], Art | None]
    tall: float

    def spread(self, card: Card) -> Spread:
        """Pictures as tall as the page allows; if even the least are too tall, the steps go on overleaf."""
        tall = max(self.tall, LEAST)
        while tall >= LEAST:
            pieces = self._do(card, tall, careful=False)
            if length(pieces) <= self.column.sheet.body:
                return self._whole(card, pieces, careful=False)
            tall -= SHRINK
        careful = card.care is not None
        return self._whole(card, self._do(card, LEAST, careful=careful), careful=careful)

    def _whole(self, card: Card, do: list[Piece], *, careful: bool) -> Spread:
        """Help has a page of its own, unless steps have begun it; labels run in where that saves a page."""
        over = length(do) > self.column.sheet.body
        do = [replace(do[0], fresh=True), *do[1:]]
        easy, snug = ([*do, *self._help(card, fresh=not over, run_in=run_in)] for run_in in (False, True))
        pieces = snug if self._count(snug) < self._count(easy) else easy
        return Spread(tuple(inside(Owner("Sect"), pieces)), careful)

    def _count(self, pieces: Sequence[Piece]) -> int:
        return len(flow(pieces, self.column.sheet.top, self.column.sheet.bottom))

    def _do(self, card: Card, tall: float, *, careful: bool) -> list[Piece]:
        column = self.column
        block = pictures.block(card, self.gallery, column.styles, column.sheet.measure, tall)
        shown = Piece(block.height, partial(self._block, block), GROUND)
        steps = inside(
            Owner("L", {"numbering": "Decimal"}), [self._step(n, step) for n, step in enumerate(card.steps, 1)]
        )
        steps[0] = replace(steps[0], gap=GROUND)
        steps[-2] = replace(steps[-2], keep=True)  # no step stands alone overleaf
        care = [self._care(card)] if card.care else []
        top = [replace(piece, keep=True) for piece in (self._head(card), self._strip(card.dose))]
        rest = [*care, *steps] if careful else [*steps, *care]
        return [*top, replace(shown, keep=careful), *rest]

    def _block(self, block: Block, pen: Pen, y: float) -> None:
        block.draw(pen, self.column.sheet.left, y)

    def _head(self, card: Card) -> Piece:
        """Name and side on one line, or the side below a long name."""
        sheet, styles = self.column.sheet, self.column.styles
        indent = styles.head_number.width(str(card.number)) + 10
        side = styles.semi.width(card.side.words) + (2 * TILE + 10 if card.side.tiles else 0.0)
        beside = indent + styles.head.width(card.name) + 16 + side <= sheet.measure
        name = wrap(card.name, styles.head, sheet.measure - indent)
        below = TILE + 8 if card.side.words and not beside else 0.0

        def paint(pen: Pen, y: float) -> None:
            pen.rule(sheet.left, y, sheet.measure, 1.5, "brand_text")
            pen.bookmark(f"{card.number} {card.name}", 1, y)
            y += RULE
            with pen.element("H2"):
                pen.words(sheet.left, y + styles.head_number.baseline, str(card.number), styles.head_number, more=True)
                name.draw(pen, sheet.left + indent, y)
            left, top = (
                (sheet.right - side, y + (name.leading - TILE) / 2) if beside else (sheet.left, y + name.height + 6)
            )
            self._side(pen, card, left, top)

        return Piece(RULE + name.height + below + 8, paint)

    def _side(self, pen: Pen, card: Card, x: float, y: float) -> None:
        semi = self.column.styles.semi
        if not card.side.words:
            return
        left = x + (2 * TILE + 10 if card.side.tiles else 0.0)
        with pen.element("P"):
            pen.words(left, y + TILE / 2 - semi.leading / 2 + semi.baseline, card.side.words, semi)
        if card.side.tiles:
            icons.tiles(pen, x, y, TILE, card.side)

    def _strip(self, cells: Sequence[DoseCell]) -> Piece:
        """Numerals for how much, a bold line for how often and with what."""
        styles, sheet = self.column.styles, self.column.sheet
        first = next((index for index, cell in enumerate(cells) if cell.rhythm), len(cells))
        large = [
            Cell(cell, styles.numeral if cell.numeral.isdigit() else styles.span, styles.cell) for cell in cells[:first]
        ]
        rows = _rows(large, sheet.measure - 2 * PADDING)
        height = LARGE * len(rows)
        small = _lines(cells[first:], styles.strong, sheet.measure - 2 * PADDING)
        total = height + RHYTHM * len(small) + STRIP

        def paint(pen: Pen, y: float) -> None:
            outline = pen.colours.panel_outline
            with pen.artifact("Layout"):
                pen.panel(
                    sheet.left,
                    y,
                    sheet.measure,
                    total,
                    8,
                    fill=None if outline else "tint",
                    outline=outline,
                    thickness=0.75,
                )
            with pen.element("L", numbering="None"):
                top = y + STRIP / 2
                for row in rows:
                    self._large(pen, row, top)
                    top += LARGE
                for line in small:
                    self._small(pen, line, top)
                    top += RHYTHM

        return Piece(total, paint)

    def _large(self, pen: Pen, row: Sequence[Cell], y: float) -> None:
        sheet = self.column.sheet
        spare = sheet.measure - 2 * PADDING - sum(cell.width for cell in row)
        gap = min(spare / max(len(row) - 1, 1), 44.0)
        x = sheet.left + PADDING
        for cell in row:
            cell.draw(pen, x, y)
            x += cell.width + gap

    def _small(self, pen: Pen, line: Sequence[tuple[float, DoseCell]], y: float) -> None:
        strong = self.column.styles.strong
        for x, cell in line:
            left = self.column.sheet.left + PADDING + x
            if x:
                with pen.artifact("Layout"):
                    pen.upright(left - CELL_GAP / 2, y + 5, 14, 0.75, "line")
            with pen.element("LI"), pen.element("LBody"):
                pen.words(left, y + RHYTHM / 2 - strong.leading / 2 + strong.baseline - 1, _said(cell), strong)

    def _step(self, number: int, step: str) -> Piece:
        styles, left = self.column.styles, self.column.sheet.left
        text = self.column.wrapped(step, styles.body, INDENT)

        def paint(pen: Pen, y: float) -> None:
            with pen.element("LI"):
                with pen.element("Lbl"):
                    pen.words(left, y + styles.label.baseline, str(number), styles.label)
                with pen.element("LBody"):
                    text.draw(pen, left + INDENT, y)

        return Piece(text.height, paint, STEPS)

    def _care(self, card: Card) -> Piece:
        assert card.care is not None  # noqa: S101  the caller's condition
        styles, left = self.column.styles, self.column.sheet.left
        width = min(self.column.line, self.column.sheet.measure - INDENT)
        text = wrap(card.care.text, styles.body, width, card.care.label, styles.care_lead)

        def paint(pen: Pen, y: float) -> None:
            with pen.artifact("Layout"):
                icons.warn(pen, left + 6.5, y + text.leading / 2 + 0.5, 6.8, "caution")
            with pen.element("P"):
                text.draw(pen, left + INDENT, y)

        return Piece(text.height, paint, PARAGRAPH)

    def _help(self, card: Card, *, fresh: bool, run_in: bool) -> list[Piece]:
        column, styles = self.column, self.column.styles
        facts = (*card.facts, *((card.note,) if card.note else ()))
        if not facts:
            return []
        pieces = [self._more(card, fresh=fresh)]
        for fact in facts:
            if run_in:
                text = wrap(fact.text, styles.body, column.line, fact.label, styles.label)
                pieces.append(column.paragraph(text, gap=PARAGRAPH))
                continue
            label = column.paragraph(column.wrapped(fact.label, styles.label), gap=14.0)
            pieces += [replace(label, keep=True), column.paragraph(column.wrapped(fact.text, styles.body))]
        return pieces

    def _more(self, card: Card, *, fresh: bool) -> Piece:
        sheet, styles = self.column.sheet, self.column.styles
        indent = styles.head_number.width(str(card.number)) + 10
        heading = wrap(card.help, styles.head, sheet.measure - indent)

        def paint(pen: Pen, y: float) -> None:
            pen.rule(sheet.left, y, sheet.measure, 1.5, "brand_text")
            with pen.element("H3"):
                pen.words(
                    sheet.left, y + RULE + styles.head_number.baseline, str(card.number), styles.head_number, more=True
                )
                heading.draw(pen, sheet.left + indent, y + RULE)

        return Piece(RULE + heading.height, paint, 26.0, keep=True, fresh=fresh)


def _rows(cells: Sequence[Cell], room: float) -> list[list[Cell]]:
    """Cells in their order, as many in a row as fit."""
    rows: list[list[Cell]] = []
    for cell in cells:
        if rows and sum(each.width + CELL_GAP for each in rows[-1]) + cell.width <= room:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _lines(cells: Sequence[DoseCell], style: Style, room: float) -> list[list[tuple[float, DoseCell]]]:
    """The same for cells that are words, each with its place in the line."""
    lines: list[list[tuple[float, DoseCell]]] = []
    x = 0.0
    for cell in cells:
        width = style.width(_said(cell))
        if not lines or x + width > room:
            lines.append([])
            x = 0.0
        lines[-1].append((x, cell))
        x += width + CELL_GAP
    return lines


def _said(cell: DoseCell) -> str:
    return " ".join(filter(None, (cell.numeral, *cell.label)))
