"""The dose strip: how much, in numerals that can be read across a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page.colour import Colour
from handouts.page.look import BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.pen import Pen
    from handouts.page.styles import Styles
    from handouts.page.text import Style
    from handouts.words.document import DoseCell

ROW, PADDING, NUMERAL_GAP, LEAST_GAP, SWATCH = 40.0, 14.0, 6.0, 16.0, 18.0


class Cell(Struct, frozen=True):
    """A dose cell with the style that its numeral needs."""

    cell: DoseCell
    numeral: Style
    label: Style

    @property
    def numeral_width(self) -> float:
        return SWATCH if self.cell.band else self.numeral.width(self.cell.numeral)

    @property
    def width(self) -> float:
        return self.numeral_width + NUMERAL_GAP + max(map(self.label.width, self.cell.label))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        middle = y + ROW / 2
        with pen.element("LI"), pen.element("LBody"):
            if self.cell.band:
                with pen.artifact("Layout"):
                    self.swatch(pen, x, middle - 13)
            else:
                # the middle of the capitals stands in the middle of the strip
                rise = self.numeral.baseline - self.numeral.leading / 2
                pen.words(x, middle + rise, self.cell.numeral, self.numeral, more=True)
            x += self.numeral_width + NUMERAL_GAP
            top = middle - self.label.leading * len(self.cell.label) / 2
            for index, line in enumerate(self.cell.label):
                more = index < len(self.cell.label) - 1
                pen.words(x, top + self.label.baseline + index * self.label.leading, line, self.label, more=more)

    def swatch(self, pen: Pen, x: float, y: float) -> None:
        if pen.colours.gray:
            pen.panel(x, y, SWATCH, 26, 4, outline="ink")
            for dy in (8, 15, 22):
                pen.strokes([(x + 3, y + dy), (x + SWATCH - 3, y + dy - 5)], 1.2, "ink")
        else:
            pen.panel(x, y, SWATCH, 26, 4, fill=Colour.hex(BANDS[self.cell.band]), outline="box", thickness=0.5)


class Strip(Struct, frozen=True):
    rows: tuple[tuple[Cell, ...], ...]
    width: float

    @property
    def height(self) -> float:
        return ROW * len(self.rows)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        with pen.artifact("Layout"):
            outline = pen.colours.panel_outline
            pen.panel(
                x, y, self.width, self.height, 8, fill=None if outline else "tint", outline=outline, thickness=0.75
            )
        with pen.element("L", numbering="None"):
            for index, row in enumerate(self.rows):
                self.draw_row(pen, row, x, y + index * ROW)

    def draw_row(self, pen: Pen, row: Sequence[Cell], x: float, y: float) -> None:
        left = x + PADDING
        gap = self.gap(row)
        for index, cell in enumerate(row):
            if index:
                with pen.artifact("Layout"):
                    pen.upright(left - gap / 2, y + (ROW - 22) / 2, 22, 0.75, "line")
            cell.draw(pen, left, y)
            left += cell.width + gap

    def gap(self, row: Sequence[Cell]) -> float:
        if len(row) < 2:
            return 0.0
        spare = (self.width - 2 * PADDING - sum(cell.width for cell in row)) / (len(row) - 1)
        return spare if len(self.rows) == 1 else min(spare, 60.0)


def strip(cells: Sequence[DoseCell], styles: Styles, width: float) -> Strip:
    """Cells in their order; more rows only if one cannot hold them."""
    made = [Cell(cell, styles.numeral if cell.numeral.isdigit() else styles.span, styles.cell) for cell in cells]
    room = width - 2 * PADDING
    if _length(made) <= room:
        return Strip((tuple(made),), width)
    smaller = [Cell(cell.cell, styles.span, styles.cell) for cell in made]
    if _length(smaller) <= room:
        return Strip((tuple(smaller),), width)
    half = -(-len(made) // 2)
    return Strip((tuple(made[:half]), tuple(made[half:])), width)


def _length(cells: Sequence[Cell]) -> float:
    return sum(cell.width for cell in cells) + LEAST_GAP * (len(cells) - 1)
