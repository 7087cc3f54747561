"""A `Document` becomes a PDF: sections are measured and placed on pages first, then drawn as placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from handouts.page.cards import Cutter
from handouts.page.ending import ending
from handouts.page.overview import Hero, overview
from handouts.page.paging import paged
from handouts.page.pen import Pen
from handouts.page.tagged import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.page.look import Palette
    from handouts.page.overview import Overview, Section
    from handouts.page.pictures import Art
    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Document

SECTION_GAP, NOTES_LINE = 28.0, 28.0
CREATOR = "Handouts"
LOGO_WIDTH, LOGO_HEIGHT = 150.0, 34.0
RUNNING_WIDTH, RUNNING_HEIGHT = 60.0, 17.0
HERO_KINDS = frozenset({"tall"})


class Logo(Protocol):
    """The clinic's mark, fitted into a box without being stretched."""

    def width(self, most: float, height: float) -> float:
        """What it takes of a box so wide and high."""

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> float:
        """With its bottom left corner at x, y; returns the width that it takes."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the eye sees but the words."""

    colours: Palette
    styles: Styles
    sheet: Sheet
    gallery: Callable[[str, str], Art | None]
    logo: Logo | None = None
    flipped: bool = False  # clinic and logo at the right, phone at the left


@dataclass(frozen=True, slots=True)
class Placed:
    """One page: what stands on it, each thing with the height of its top."""

    things: tuple[tuple[float, Drawable], ...]
    running: bool = True


class Drawable(Protocol):
    def draw(self, pen: Pen, y: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines to write on, from the place given down to the end of the page."""

    document: Document
    look: Look

    def draw(self, pen: Pen, y: float) -> None:
        sheet, styles = self.look.sheet, self.look.styles
        notes = self.document.notes
        pen.rule(sheet.left, y, sheet.measure, 1.5, "brand_text")
        with pen.element("H2"):
            pen.words(sheet.left, y + 27, notes.heading, styles.head)
        with pen.element("P"):
            pen.words(sheet.right - styles.quiet.width(notes.hint), y + 26, notes.hint, styles.quiet)
        line = y + 66
        while line <= sheet.bottom - 4:
            pen.dots(sheet.left, line, sheet.measure, "box")
            line += NOTES_LINE


@dataclass(frozen=True, slots=True)
class Front:
    """Page 1, drawn as the overview placed it."""

    made: Overview
    look: Look

    def draw(self, pen: Pen, y: float) -> None:  # noqa: ARG002  it starts where the page does
        if self.look.logo:
            with pen.artifact("Layout"):
                width = self.look.logo.width(LOGO_WIDTH, LOGO_HEIGHT)
                x = self.look.sheet.right - width if self.look.flipped else self.look.sheet.left
                self.look.logo.draw(pen.canvas, x, pen.height - 74, LOGO_WIDTH, LOGO_HEIGHT)
        self.made.draw(pen)


def typeset(document: Document, look: Look) -> bytes:
    """The finished PDF. Everything is placed before anything is drawn, so that 'page 2 of 5' is known."""
    pages = placed(document, look)
    sheet = look.sheet
    canvas = Canvas(
        (sheet.width, sheet.height), title=document.title, language=document.language, creator=CREATOR, day=document.day
    )
    pen = Pen(canvas, sheet.height, look.colours)
    for number, page in enumerate(pages, 1):
        if page.running and document.running.header:
            _header(pen, document, look)
        for y, thing in page.things:
            thing.draw(pen, y)
        _footer(pen, document, look, number, len(pages))
        pen.turn()
    return canvas.finish()


def placed(document: Document, look: Look) -> list[Placed]:
    """All pages in order, measured."""
    front = _front(document, look)
    pages = [Placed(((0.0, Front(front, look)),), running=False)]
    return [
        *pages,
        *_cards(document, look, front.later),
        *(Placed(things) for things in ending(document, look.styles, look.sheet)),
    ]


def order(document: Document, look: Look) -> tuple[str, ...]:
    """The names of page 1's sections in the order in which they are read."""
    made = _front(document, look)
    sections = [section for _, section in made.placed] + list(made.later)
    return tuple(type(section).__name__.lower() for section in sections)


def _front(document: Document, look: Look) -> Overview:
    mark = look.logo.width(LOGO_WIDTH, LOGO_HEIGHT) + 11 if look.logo else 0.0
    return overview(document, look.styles, look.sheet, _hero(document, look), mark, flipped=look.flipped)


def _hero(document: Document, look: Look) -> Hero | None:
    for card in document.cards[:1]:
        if card.picture and "hero" in document.sections:
            last = card.picture.panels[-1]
            art = look.gallery(card.picture.name, last.id)
            if art and art.kind in HERO_KINDS and art.width_pt <= art.height_pt:
                return Hero(art, card.picture.mirrored)
    return None


def _cards(document: Document, look: Look, later: tuple[Section, ...]) -> list[Placed]:
    """Sections that page 1 had no room for open the first card page; if long, they have pages of their own."""
    sheet = look.sheet
    pages: list[Placed] = []
    opening: list[tuple[float, Section]] = []
    y = sheet.top
    for section in later:
        if opening and y + section.height > sheet.bottom:
            pages.append(Placed(tuple(opening)))
            opening, y = [], sheet.top
        opening.append((y, section))
        y += section.height + SECTION_GAP
    cutter = Cutter(look.gallery, look.styles, sheet)
    for index, page in enumerate(paged(document.cards, cutter, y if opening else sheet.top)):
        things: list[tuple[float, Drawable]] = [*opening] if index == 0 else []
        things += page.cards
        if page.notes is not None and "notes" in document.sections:
            things.append((page.notes, Notes(document, look)))
        pages.append(Placed(tuple(things)))
    return pages


def _header(pen: Pen, document: Document, look: Look) -> None:
    """The clinic with its mark on one side, the phone number on the other."""
    sheet, semi = look.sheet, look.styles.semi
    head = document.letterhead
    mark = look.logo.width(RUNNING_WIDTH, RUNNING_HEIGHT) if look.logo else 0.0
    gap = 7.0 if look.logo else 0.0
    room = sheet.measure - mark - gap - (semi.width(head.phone) + 18 if head.phone else 0.0)
    clinic = semi.cut(f"{head.clinic} {head.second_line}".strip(), room)
    with pen.artifact("Header"):
        if look.logo:
            x = sheet.right - mark if look.flipped else sheet.left
            look.logo.draw(pen.canvas, x, pen.height - 42, RUNNING_WIDTH, RUNNING_HEIGHT)
        if look.flipped:
            pen.words(sheet.right - mark - gap - semi.width(clinic), 38, clinic, semi)
        else:
            pen.words(sheet.left + mark + gap, 38, clinic, semi)
        if head.phone:
            pen.words(sheet.left if look.flipped else sheet.right - semi.width(head.phone), 38, head.phone, semi)


def _footer(pen: Pen, document: Document, look: Look, number: int, count: int) -> None:
    sheet, quiet, semi = look.sheet, look.styles.quiet, look.styles.semi
    y = sheet.height - 25
    running = document.running
    page = running.page.replace("{page}", str(number)).replace("{pages}", str(count))
    with pen.artifact("Footer"):
        if running.whose:
            pen.words(sheet.left, y, running.whose, quiet)
        if running.date:
            pen.words((sheet.width - quiet.width(running.date)) / 2, y, running.date, quiet)
        if page:
            pen.words(sheet.right - semi.width(page), y, page, semi)
