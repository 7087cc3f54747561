"""One page for the fridge: small cards in columns, and the stop block."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.alerts import Warnings, alerts
from handouts.page.brief import brief
from handouts.page.log import Closing
from handouts.page.notices import stop
from handouts.page.small import small
from handouts.page.text import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.brief import Brief
    from handouts.page.notices import Stop
    from handouts.page.pen import Pen
    from handouts.page.placed import Page
    from handouts.page.small import Small
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Style, Text
    from handouts.page.typeset import Look
    from handouts.words.document import Card, Document

GUTTER, TILE, PADDING, BELOW_NAME, BESIDE, SIDE = 22.0, 15.0, 7.0, 3.0, 10.0, 20.0
ABOVE_STOP, STRETCH, BELOW_TITLE, BELOW_BYLINE, BELOW_MESSAGE = 16.0, 24.0, 36.0, 5.0, 10.0

ABOVE_CARE, CARE_INDENT, ROUNDING = 4.0, 20.0, 0.01


class Size(Struct, frozen=True):
    """How large the cards of a page are; the last resort is more of them beside each other."""

    columns: int
    picture: float  # width
    tall: float
    large: bool  # names in the size of headings


SIZES = tuple(Size(2, 100, tall, large=True) for tall in (120, 108, 96, 84, 72))
MANY = tuple(Size(3, 58, tall, large=False) for tall in (76, 64))


class Cell(Struct, frozen=True):
    """A name with a picture below it, beside that the side and the dose, and every warning under them."""

    card: Card
    styles: Styles
    pictures: Small
    name: Text
    number: Style
    amount: tuple[Text, ...]
    care: Text | None
    width: float
    picture: float

    @property
    def indent(self) -> float:
        return self.number.width(str(self.card.number)) + 7

    @property
    def amount_height(self) -> float:
        return (SIDE if self.card.side.words else 0.0) + sum(text.height for text in self.amount)

    @property
    def height(self) -> float:
        body = max(self.pictures.height, self.amount_height)
        return self.name.height + BELOW_NAME + body + self.care_height + 2 * PADDING

    @property
    def care_height(self) -> float:
        return self.care.height + ABOVE_CARE if self.care else 0.0

    def draw(self, pen: Pen, x: float, y: float, height: float) -> None:
        pen.rule(x, y, self.width, 1.5, "brand_text")
        top = y + PADDING + self.name.height + BELOW_NAME
        room = height - self.name.height - BELOW_NAME - self.care_height - 2 * PADDING
        with pen.element("Sect"):
            pen.bookmark(f"{self.card.number} {self.card.name}", 1, y)
            with pen.element("H2"):
                pen.words(x, y + PADDING + self.number.baseline, str(self.card.number), self.number, more=True)
                self.name.draw(pen, x + self.indent, y + PADDING)
            self.draw_amount(pen, x + self.picture + BESIDE, top)
            self.pictures.draw(pen, x, top + max(min(room, self.amount_height) - self.pictures.height, 0.0) / 2)
            self.draw_care(pen, x, top + max(self.pictures.height, self.amount_height) + ABOVE_CARE)

    def draw_care(self, pen: Pen, x: float, y: float) -> None:
        if self.care:
            with pen.artifact("Layout"):
                icons.warn(pen, x + 6.5, y + self.care.leading / 2 + 0.5, 6.8, "caution")
            with pen.element("P"):
                self.care.draw(pen, x + CARE_INDENT, y)

    def draw_amount(self, pen: Pen, x: float, y: float) -> None:
        semi, mark = self.styles.semi, self.card.side
        if mark.words:
            if mark.tiles:
                icons.tiles(pen, x, y + 1, TILE, mark)
            with pen.element("P"):
                pen.words(x + (2 * TILE + 9 if mark.tiles else 0), y + 1 + semi.baseline, mark.words, semi)
            y += SIDE
        for text in self.amount:
            with pen.element("P"):
                text.draw(pen, x, y)
            y += text.height


class Rank(Struct, frozen=True):
    """Cells beside each other."""

    cells: tuple[Cell, ...]
    left: float
    height: float

    def draw(self, pen: Pen, y: float) -> None:
        x = self.left
        for cell in self.cells:
            cell.draw(pen, x, y, self.height)
            x += cell.width + GUTTER


class Title(Struct, frozen=True):
    document: Document
    styles: Styles
    sheet: Sheet

    @property
    def rows(self) -> tuple[Text, ...]:
        document, styles, measure = self.document, self.styles, self.sheet.measure
        said = ((document.byline, styles.quiet), *((line, styles.message) for line in document.message))
        return tuple(wrap(text, style, measure) for text, style in said)

    @property
    def height(self) -> float:
        return BELOW_TITLE + sum(row.height for row in self.rows) + BELOW_BYLINE + BELOW_MESSAGE

    def draw(self, pen: Pen, y: float) -> None:
        title, x = self.styles.title, self.sheet.left
        pen.bookmark(self.document.title, 0, y)
        with pen.element("H1"):
            pen.words(x, y + title.baseline, self.document.title, title)
        y += BELOW_TITLE
        for index, row in enumerate(self.rows):
            with pen.element("P"):
                row.draw(pen, x, y)
            y += row.height + (0 if index else BELOW_BYLINE)


def grid(document: Document, look: Look) -> tuple[list[Page], tuple[str, ...]]:
    """As large as one page allows, with the whole stop block, else with the brief one; else on more pages."""
    cutter = Cutter(document, look)
    whole, short = stop(document.stop, look.styles, look.sheet), brief(document.stop, look.styles, look.sheet)
    wanted = ((SIZES, whole), (SIZES, short), (MANY, whole), (MANY, short))
    tried = [(cutter.ranks(size), block) for sizes, block in wanted for size in sizes]
    fitting = next((each for each in tried if cutter.height(*each) <= look.sheet.body), None)
    ranks, block = fitting or min(tried, key=lambda each: len(cutter.pages(*each)))
    last = "stop" if block is whole else "stop-brief"
    cells = (f"cell {card.number}" for card in document.cards)
    return cutter.pages(ranks, block), ("title", "warnings", *cells, last, "closing")


class Cutter(Struct, frozen=True, dict=True):
    """Measures cells and puts them on pages."""

    document: Document
    look: Look

    @cached_property
    def title(self) -> Title:
        return Title(self.document, self.look.styles, self.look.sheet)

    @cached_property
    def warnings(self) -> Warnings:
        return alerts(self.document, self.look.styles, self.look.sheet)

    @cached_property
    def closing(self) -> Closing:
        document = self.document
        texts = tuple(filter(None, (*document.closing, document.imprint, document.small_print)))
        return Closing(texts, self.look.styles, self.look.sheet)

    def ranks(self, size: Size) -> list[tuple[Cell, ...]]:
        cells = [self.cell(card, size) for card in self.document.cards]
        return [tuple(cells[start : start + size.columns]) for start in range(0, len(cells), size.columns)]

    def cell(self, card: Card, size: Size) -> Cell:
        styles, layout = self.look.styles, self.look.layout
        width = (self.look.sheet.measure - GUTTER * (size.columns - 1)) / size.columns
        room = width - size.picture - BESIDE
        name, number = (styles.head, styles.head_number) if size.large else (styles.strong, styles.label)
        tall = min(size.tall, (layout.picture_pt or size.tall) / layout.scale)
        return Cell(
            card, styles, small(card, self.look.gallery, (size.picture,), tall),
            wrap(card.name, name, width - number.width(str(card.number)) - 7), number,
            tuple(wrap(text, styles.body if index else styles.semi, room) for index, text in enumerate(card.amount)),
            wrap(card.care.text, styles.body, width - CARE_INDENT) if card.care else None,
            width, size.picture,
        )  # fmt: skip

    def end(self, block: Stop | Brief) -> float:
        """The height of what ends the page."""
        return block.height + (self.closing.height + ABOVE_STOP if self.closing.texts else 0.0)

    def height(self, ranks: Sequence[tuple[Cell, ...]], block: Stop | Brief) -> float:
        return self.title.height + self.warnings.height + sum(map(_height, ranks)) + ABOVE_STOP + self.end(block)

    def pages(self, ranks: Sequence[tuple[Cell, ...]], block: Stop | Brief) -> list[Page]:
        """What is left of the page goes between the cards; the stop block ends it."""
        sheet = self.look.sheet
        extra = min(max(sheet.body - self.height(ranks, block), 0.0) / len(ranks), STRETCH)
        pages: list[Page] = [[(sheet.top, self.title)]]
        y = sheet.top + self.title.height
        if self.warnings.texts:
            pages[-1].append((y, self.warnings))
            y += self.warnings.height
        for rank in ranks:
            height = _height(rank) + extra
            if y + height > sheet.bottom + ROUNDING:
                pages.append([])
                y = sheet.top
            pages[-1].append((y, Rank(rank, sheet.left, height)))
            y += height
        if y + ABOVE_STOP + self.end(block) > sheet.bottom + ROUNDING:
            pages.append([])
        pages[-1].append((sheet.bottom - self.end(block), block))
        if self.closing.texts:
            pages[-1].append((sheet.bottom - self.closing.height, self.closing))
        return pages


def _height(rank: Sequence[Cell]) -> float:
    return max(cell.height for cell in rank)
