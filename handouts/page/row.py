"""One exercise in a row of its sheet: measured first, drawn as measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.small import small
from handouts.page.text import wrap

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.small import Small
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Text
    from handouts.page.typeset import Look
    from handouts.words.document import Card

SLOT, TEXT, DOSE, GUTTER, TILE, CARE = 78.0, 174.0, 116.0, 16.0, 15.0, 20.0
PADDING, ABOVE_CARE, BELOW_NAME = 5.0, 2.0, 0.0


class Row(Struct, frozen=True):
    """`wide`: warning and note stand across the text and the dose, below both."""

    card: Card
    sheet: Sheet
    styles: Styles
    pictures: Small
    name: Text
    short: Text
    care: Text | None
    note: Text | None
    amount: tuple[Text, ...]
    wide: bool

    @property
    def left(self) -> float:
        return self.sheet.left + TEXT

    @property
    def indent(self) -> float:
        return max(20.0, self.styles.head_number.width(str(self.card.number)) + 8)

    @property
    def head_height(self) -> float:
        return self.name.height + BELOW_NAME + self.short.height

    @property
    def more_height(self) -> float:
        care = self.care.height + ABOVE_CARE if self.care else 0.0
        return care + (self.note.height if self.note else 0.0)

    @property
    def amount_height(self) -> float:
        side = self.name.leading + BELOW_NAME if self.card.side.words else 0.0
        return side + sum(text.height for text in self.amount)

    @property
    def words_height(self) -> float:
        if self.wide:
            return max(self.head_height, self.amount_height) + self.more_height
        return max(self.head_height + self.more_height, self.amount_height)

    @property
    def height(self) -> float:
        return max(self.pictures.height, self.words_height) + 2 * PADDING

    def draw(self, pen: Pen, y: float, height: float) -> None:
        with pen.element("Sect"):
            top = y + PADDING + (height - 2 * PADDING - max(self.pictures.height, self.words_height)) / 2
            self.draw_head(pen, top)
            if not self.wide:
                self.draw_more(pen, top + self.head_height)
            self.draw_amount(pen, self.sheet.right - DOSE, top)
            if self.wide:
                self.draw_more(pen, top + max(self.head_height, self.amount_height))
            self.pictures.draw(pen, self.sheet.left, y + (height - self.pictures.height) / 2)

    def draw_head(self, pen: Pen, y: float) -> None:
        number = self.styles.head_number
        pen.bookmark(f"{self.card.number} {self.card.name}", 1, y)
        with pen.element("H2"):
            pen.words(self.left, y + number.baseline, str(self.card.number), number, more=True)
            self.name.draw(pen, self.left + self.indent, y)
        with pen.element("P"):
            self.short.draw(pen, self.left, y + self.name.height + BELOW_NAME)

    def draw_more(self, pen: Pen, y: float) -> None:
        if self.care:
            y += ABOVE_CARE
            with pen.artifact("Layout"):
                icons.warn(pen, self.left + 6.5, y + self.care.leading / 2 + 0.5, 6.8, "caution")
            with pen.element("P"):
                self.care.draw(pen, self.left + CARE, y)
            y += self.care.height
        if self.note:
            with pen.element("P"):
                self.note.draw(pen, self.left, y)

    def draw_amount(self, pen: Pen, x: float, y: float) -> None:
        semi, mark = self.styles.semi, self.card.side
        if mark.words:
            middle = y + self.name.leading / 2
            if mark.tiles:
                icons.tiles(pen, x, middle - TILE / 2, TILE, mark)
            with pen.element("P"):
                left = x + (2 * TILE + 10 if mark.tiles else 0)
                pen.words(left, middle - semi.leading / 2 + semi.baseline, mark.words, semi)
            y += self.name.leading + BELOW_NAME
        for text in self.amount:
            with pen.element("P"):
                text.draw(pen, x, y)
            y += text.height


def row(card: Card, look: Look, tall: float) -> Row:
    """The lower of two: the warning below the words, or below words and dose."""
    return min((_row(card, look, tall, wide=wide) for wide in (False, True)), key=lambda made: made.words_height)


def _row(card: Card, look: Look, tall: float, *, wide: bool) -> Row:
    styles, sheet = look.styles, look.sheet
    width = sheet.measure - TEXT - DOSE - GUTTER
    room = sheet.measure - TEXT if wide else width
    indent = max(20.0, styles.head_number.width(str(card.number)) + 8)
    note = wrap(card.note.text, styles.body, room, card.note.label, styles.semi) if card.note else None
    return Row(
        card, sheet, styles, small(card, look.gallery, (SLOT, SLOT), tall),
        wrap(card.name, styles.head, width - indent),
        wrap(card.short, styles.body, width),
        wrap(card.care.text, styles.semi, room - CARE) if card.care else None,
        note,
        tuple(wrap(text, styles.body if index else styles.semi, DOSE) for index, text in enumerate(card.amount)),
        wide,
    )  # fmt: skip
