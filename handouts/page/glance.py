"""The plan at a glance: one row an exercise, a real table for those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.text import Text, wrap

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Glance as Words
    from handouts.words.document import GlanceRow, SideMark

NUMBER, TILE, GAP, WHEN_MOST, NAME_MOST, HEAD_TO_RULE = 24.0, 15.0, 14.0, 96.0, 170.0, 44.0
TILES = 2 * TILE + 2.0


class Row(Struct, frozen=True):
    number: int
    mark: SideMark
    cells: tuple[Text, Text, Text, Text]  # name, side, how much, when
    least: float

    @property
    def height(self) -> float:
        return max(self.least, max(cell.height for cell in self.cells) + self.least - 15)


class Glance(Struct, frozen=True):
    words: Words
    styles: Styles
    sheet: Sheet
    columns: tuple[float, float, float, float, float]
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        return HEAD_TO_RULE + sum(row.height for row in self.rows)

    def draw(self, pen: Pen, y: float) -> None:
        head = self.styles.head
        pen.bookmark(self.words.heading, 1, y)
        with pen.element("H2"):
            pen.words(self.sheet.left, y + head.baseline, self.words.heading, head)
        with pen.element("Table"):
            with pen.element("TR"):
                for text, x in zip(self.words.columns, self.columns, strict=True):
                    with pen.element("TH", scope="Column"):
                        pen.words(x, y + 38, text, self.styles.quiet)
            y += HEAD_TO_RULE
            pen.rule(self.sheet.left, y, self.sheet.measure, 1.5, "brand_text")
            for row in self.rows:
                with pen.element("TR"):
                    self.draw_row(pen, row, y)
                y += row.height
                pen.rule(self.sheet.left, y, self.sheet.measure, 0.75, "rule")

    def draw_row(self, pen: Pen, row: Row, y: float) -> None:
        label = self.styles.label
        top = y + (row.least - 15) / 2 + 0.4
        number, name, side, how_much, when = self.columns
        with pen.element("TD"):
            pen.words(number, top + label.baseline, str(row.number), label)
        with pen.element("TH", scope="Row"):
            row.cells[0].draw(pen, name, top)
        with pen.element("TD"):
            if row.mark.tiles:
                icons.tiles(pen, side, top, TILE, row.mark)
            row.cells[1].draw(pen, side + (TILES + 8 if row.mark.tiles else 0), top)
        for x, cell in ((how_much, row.cells[2]), (when, row.cells[3])):
            with pen.element("TD"):
                cell.draw(pen, x, top)


def glance(words: Words, styles: Styles, sheet: Sheet, row: float) -> Glance:
    """Columns share the width by what they hold; what does not fit its cell wraps."""
    names = max(styles.semi.width(each.name) for each in words.rows)
    sides = max(styles.body.width(each.side.words) for each in words.rows)
    whens = max(styles.body.width(each.when) for each in words.rows)
    when = min(max(whens, styles.quiet.width(words.columns[4])), WHEN_MOST)
    side = max(TILES + 8 + sides if sides else 0.0, styles.quiet.width(words.columns[2]))
    name = min(names, NAME_MOST)
    how_much = sheet.measure - NUMBER - name - side - when - 3 * GAP
    x = (0.0, NUMBER, NUMBER + name + GAP, NUMBER + name + side + 2 * GAP, sheet.measure - when)
    columns = tuple(sheet.left + each for each in x)
    widths = (name, sides, how_much, when)
    rows = tuple(_row(each, styles, widths, row) for each in words.rows)
    return Glance(words, styles, sheet, columns, rows)  # type: ignore[arg-type]


def _row(words: GlanceRow, styles: Styles, widths: tuple[float, float, float, float], least: float) -> Row:
    name, side, how_much, when = widths
    cells = (
        wrap(words.name, styles.semi, name + 0.1),
        wrap(words.side.words, styles.body, side + 0.1) if words.side.words else Text((), styles.body.leading),
        wrap(words.how_much, styles.body, how_much),
        wrap(words.when, styles.body, when + 0.1),
    )
    return Row(words.number, words.side, cells, least)
