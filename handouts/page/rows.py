"""Exercises as rows, six on a sheet: pictures, all of it in a breath with every warning, how much. SPEC §9, Compact."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page.alerts import Warnings, alerts
from handouts.page.brief import brief
from handouts.page.log import Closing
from handouts.page.row import DOSE, SLOT, TEXT, row
from handouts.page.text import wrap

if TYPE_CHECKING:
    from handouts.page.brief import Brief
    from handouts.page.pen import Pen
    from handouts.page.placed import Page
    from handouts.page.row import Row
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Text
    from handouts.page.typeset import Look
    from handouts.words.document import Document

SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # of a sheet: several are filled alike
LEAST_TALL, SHRINK, STRETCH, ABOVE_FOOT, HEADS, BELOW_TITLE, ASIDE = 62.0, 3.0, 14.0, 6.0, 21.0, 24.0, 18.0


class Top(Struct, frozen=True):
    """Title and whose it is on one line, what to do on the next, where they fit."""

    document: Document
    sheet: Sheet
    styles: Styles

    @property
    def beside(self) -> bool:
        taken = self.styles.head.width(self.document.title) + ASIDE + self.styles.quiet.width(self.document.byline)
        return taken <= self.sheet.measure

    @property
    def rows(self) -> tuple[tuple[Text, ...], ...]:
        """Below the title, each a line of one text or of several."""
        document, measure = self.document, self.sheet.measure
        style = self.styles.semi.coloured("brand_text")
        message = tuple(wrap(line, style, measure) for line in document.message)
        short = sum(text.width + style.width(" ") for text in message) <= measure
        byline = () if self.beside else ((wrap(document.byline, self.styles.quiet, measure),),)
        return (*byline, *((message,) if short else ((text,) for text in message)))

    @property
    def height(self) -> float:
        return BELOW_TITLE + sum(texts[0].height for texts in self.rows) + 2

    def draw(self, pen: Pen, y: float) -> None:
        title, quiet, x = self.styles.head, self.styles.quiet, self.sheet.left
        byline = self.document.byline
        pen.bookmark(self.document.title, 0, y)
        with pen.element("H1"):
            pen.words(x, y + title.baseline, self.document.title, title)
        if self.beside:
            with pen.element("P"):
                pen.words(self.sheet.right - quiet.width(byline), y + title.baseline, byline, quiet)
        y += BELOW_TITLE
        for texts in self.rows:
            left = x
            for text in texts:
                with pen.element("P"):
                    text.draw(pen, left, y)
                left += text.width + self.styles.semi.width(" ")
            y += texts[0].height


class Heads(Struct, frozen=True):
    """The columns' names, for the eye: what they say is in the words of every row and picture."""

    texts: tuple[str, str, str, str]
    sheet: Sheet
    styles: Styles

    def draw(self, pen: Pen, y: float) -> None:
        quiet, left = self.styles.quiet, self.sheet.left
        start, finish, how, how_much = self.texts
        with pen.artifact("Layout"):
            for index, text in enumerate((start, finish)):
                pen.words(left + SLOT * (index + 0.5) - quiet.width(text) / 2, y + 12, text, quiet)
            pen.words(left + TEXT, y + 12, how, quiet)
            pen.words(self.sheet.right - DOSE, y + 12, how_much, quiet)
            pen.rule(left, y + HEADS - 3, self.sheet.measure, 1.5, "brand_text")


class Stretched(Struct, frozen=True):
    """A row on its sheet, with what was left of the sheet shared out; the `first` stands below the heads' own line."""

    row: Row
    height: float
    first: bool

    def draw(self, pen: Pen, y: float) -> None:
        if not self.first:
            pen.rule(self.row.sheet.left, y, self.row.sheet.measure, 0.75, "rule")
        self.row.draw(pen, y, self.height)


class Repeated(Struct, frozen=True):
    """What was read out on the first sheet, for the eye on the others."""

    thing: Brief

    def draw(self, pen: Pen, y: float) -> None:
        with pen.artifact("Layout"):
            self.thing.draw(pen, y)


def rows(document: Document, look: Look) -> tuple[list[Page], tuple[str, ...]]:
    """Sheets of rows with the stop block at the foot of each; it is read out on the first.

    Pictures are as large as they can be without taking one more sheet, and sheets are filled alike.
    """
    cutter = Cutter(document, look)
    tall = look.layout.picture_pt or LEAST_TALL
    least = len(cutter.sheets(min(tall, LEAST_TALL)))
    while tall > LEAST_TALL and len(cutter.sheets(tall)) > least:
        tall -= SHRINK
    share = next((share for share in SHARES if len(cutter.sheets(tall, share)) == least), 1.0)
    sheets = cutter.sheets(tall, share)
    parts = ["title", "warnings"]
    for index, sheet in enumerate(sheets):
        parts += [f"{'wide' if each.wide else 'row'} {each.card.number}" for each in sheet]
        parts += ["stop-brief"] if index == 0 else []
    pages = [cutter.page(sheet, index, last=sheet is sheets[-1]) for index, sheet in enumerate(sheets)]
    return pages, (*parts, "closing")


class Cutter(Struct, frozen=True, dict=True):
    """Measures rows and shares them out over sheets."""

    document: Document
    look: Look

    @cached_property
    def top(self) -> Top:
        return Top(self.document, self.look.sheet, self.look.styles)

    @cached_property
    def warnings(self) -> Warnings:
        return alerts(self.document, self.look.styles, self.look.sheet)

    @cached_property
    def foot(self) -> Brief:
        return brief(self.document.stop, self.look.styles, self.look.sheet)

    @cached_property
    def closing(self) -> Closing:
        document = self.document
        texts = tuple(filter(None, (*document.closing, document.imprint, document.small_print)))
        return Closing(texts, self.look.styles, self.look.sheet)

    def start(self, index: int) -> float:
        """Where the first row of a sheet begins."""
        return self.look.sheet.top + (self.top.height + self.warnings.height if index == 0 else 0.0) + HEADS

    def end(self, *, last: bool) -> float:
        closing = self.closing.height + ABOVE_FOOT if last and self.closing.texts else 0.0
        return self.look.sheet.bottom - self.foot.height - ABOVE_FOOT - closing

    def sheets(self, tall: float, share: float = 1.0) -> list[list[Row]]:
        sheets: list[list[Row]] = [[]]
        for card in self.document.cards:
            made = row(card, self.look, tall)
            taken = sum(each.height for each in sheets[-1]) + made.height
            last = card is self.document.cards[-1]
            start = self.start(len(sheets) - 1)
            if sheets[-1] and taken > (self.end(last=last) - start) * share:
                sheets.append([])
            sheets[-1].append(made)
        return sheets

    def page(self, sheet: list[Row], index: int, *, last: bool) -> Page:
        """Some of what is left of a sheet goes into its rows."""
        styles, measures = self.look.styles, self.look.sheet
        y, end = self.start(index), self.end(last=last)
        spare = min(max(end - y - sum(each.height for each in sheet), 0.0) / len(sheet), STRETCH)
        page: Page = []
        if index == 0:
            page += [(measures.top, self.top), (measures.top + self.top.height, self.warnings)]
        page.append((y - HEADS, Heads(self.heads(), measures, styles)))
        for each in sheet:
            page.append((y, Stretched(each, each.height + spare, first=each is sheet[0])))
            y += each.height + spare
        foot = measures.bottom - self.foot.height
        page.append((foot, Repeated(self.foot) if index else self.foot))
        if last and self.closing.texts:
            page.append((foot - self.closing.height - ABOVE_FOOT, self.closing))
        return page

    def heads(self) -> tuple[str, str, str, str]:
        """Captions name the picture columns where they are the same for all."""
        pictures = [card.picture.panels[-2:] for card in self.document.cards if card.picture]
        captions = {tuple(panel.caption for panel in panels) for panels in pictures}
        columns = self.document.glance.columns
        start, finish = captions.pop() if len(captions) == 1 and len(pictures[0]) == 2 else ("", "")
        return start, finish, columns[1], columns[3]
