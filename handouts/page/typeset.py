"""A `Document` becomes a PDF: sections are measured and placed on pages first, then drawn as placed."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from handouts.page import frame
from handouts.page.arrange import arranged
from handouts.page.pen import Pen
from handouts.page.tagged import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from handouts.intake.layout import Layout
    from handouts.page.look import Palette
    from handouts.page.pictures import Art
    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Document, Letterhead, Running

CREATOR = "Handouts"
RUNNING_WIDTH, RUNNING_HEIGHT = 60.0, 17.0


class Logo(Protocol):
    """The clinic's mark, fitted into a box without being stretched."""

    @property
    def says(self) -> str: ...

    def seen(self, pen: Pen) -> AbstractContextManager[object]:
        """What it is to those who listen: the name that it says, or mere decoration."""

    def width(self, most: float, height: float) -> float:
        """What it takes of a box so wide and high."""

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> float:
        """With its bottom left corner at x, y; returns the width that it takes."""


class Look(Struct, frozen=True):
    """Everything the eye sees but the words."""

    colours: Palette
    styles: Styles
    sheet: Sheet
    gallery: Callable[[str, str], Art | None]
    layout: Layout
    logo: Logo | None = None
    flipped: bool = False  # clinic and logo at the right, phone at the left


def typeset(document: Document, look: Look) -> bytes:
    """The finished PDF. Everything is placed before anything is drawn, so that 'page 2 of 5' is known."""
    pages = arranged(document, look).pages
    size = frame.paper(look.sheet, look.layout)
    canvas = Canvas(size, title=document.title, language=document.language, creator=CREATOR, day=document.day)
    pen = Pen(canvas, look.sheet.height, look.colours)
    for number, page in enumerate(pages, 1):
        frame.begin(pen, look.layout, number)
        if page.heard:
            head(pen, document.letterhead, look, heard=True)
        elif page.running and document.running.header:
            with pen.artifact("Header"):
                head(pen, document.letterhead, look, heard=False)
        for y, thing in page.things:
            thing.draw(pen, y)
        foot(pen, document.running, look, number, len(pages))
        pen.turn()
    return canvas.finish()


def head(pen: Pen, letterhead: Letterhead, look: Look, *, heard: bool) -> None:
    """The clinic with its mark on one side, the phone number on the other; in full for those who hear it."""
    sheet, semi = look.sheet, look.styles.semi
    sign = look.logo if look.logo and not look.logo.says else None  # a name so small could not be read
    mark = sign.width(RUNNING_WIDTH, RUNNING_HEIGHT) if sign else 0.0
    gap = 7.0 if sign else 0.0
    room = sheet.measure - mark - gap - (semi.width(letterhead.phone) + 18 if letterhead.phone else 0.0)
    whole = f"{letterhead.clinic} {letterhead.second_line}".strip()
    clinic = semi.cut(whole, room)
    if sign:
        x = sheet.right - mark if look.flipped else sheet.left
        with pen.artifact("Header") if heard else nullcontext():
            sign.draw(pen.canvas, x, pen.height - 42, RUNNING_WIDTH, RUNNING_HEIGHT)
    x = sheet.right - mark - gap - semi.width(clinic) if look.flipped else sheet.left + mark + gap
    with pen.element("P", actual=whole if clinic != whole else None) if heard else nullcontext():
        pen.words(x, 38, clinic, semi)
    if letterhead.phone:
        with pen.element("P") if heard else nullcontext():
            pen.words(
                sheet.left if look.flipped else sheet.right - semi.width(letterhead.phone), 38, letterhead.phone, semi
            )


def foot(pen: Pen, running: Running, look: Look, number: int, count: int) -> None:
    sheet, quiet, semi = look.sheet, look.styles.quiet, look.styles.semi
    y = sheet.height - 25
    date = running.date if look.layout.columns > 1 else ""  # there is no room for it in large print
    page = running.page.replace("{page}", str(number)).replace("{pages}", str(count))
    with pen.artifact("Footer"):
        if running.whose:
            pen.words(sheet.left, y, running.whose, quiet)
        if date:
            pen.words((sheet.width - quiet.width(date)) / 2, y, date, quiet)
        if page:
            pen.words(sheet.right - semi.width(page), y, page, semi)
