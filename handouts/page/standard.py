"""The arrangement of a printed handout: an overview, cards with the steps beside or below their pictures, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page.cards import Cutter
from handouts.page.ending import ending
from handouts.page.enlarged import enlarged
from handouts.page.log import Log, Pain, Questions
from handouts.page.overview import Hero, overview
from handouts.page.paging import paged
from handouts.page.placed import Arranged, Placed

if TYPE_CHECKING:
    from handouts.page.ending import Part
    from handouts.page.log import Contact
    from handouts.page.overview import Overview, Section
    from handouts.page.pen import Pen
    from handouts.page.placed import Drawable
    from handouts.page.typeset import Look
    from handouts.words.document import Document

SECTION_GAP, NOTES_LINE = 28.0, 28.0
LOGO_WIDTH, LOGO_HEIGHT = 150.0, 34.0
HERO_KINDS = frozenset({"tall"})


class Notes(Struct, frozen=True):
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


class Front(Struct, frozen=True):
    """Page 1, drawn as the overview placed it."""

    made: Overview
    look: Look

    def draw(self, pen: Pen, y: float) -> None:  # noqa: ARG002  it starts where the page does
        if self.look.logo:
            with self.look.logo.seen(pen):
                width = self.look.logo.width(LOGO_WIDTH, LOGO_HEIGHT)
                x = self.look.sheet.right - width if self.look.flipped else self.look.sheet.left
                self.look.logo.draw(pen.canvas, x, pen.height - 74, LOGO_WIDTH, LOGO_HEIGHT)
        self.made.draw(pen)


def standard(document: Document, look: Look) -> Arranged:
    """The overview, the cards two or one to a page, the log."""
    front = _front(document, look)
    sections = [section for _, section in front.placed] + list(front.later)
    order = (type(section).__name__.lower() for section in sections)
    pages = (
        Placed(((0.0, Front(front, look)),), running=False),
        *_cards(document, look, front.later),
        *(Placed(things) for things in ending(document, look.styles, look.sheet)),
    )
    return Arranged(pages, ("opening", *order, "cards", "back"))


def ticked(document: Document, look: Look) -> Arranged:
    """The end of the handout by itself: its headings are one rank higher."""
    pages = [
        Placed(tuple((y, _raised(part)) for y, part in things), heard=number == 0)
        for number, things in enumerate(ending(document, look.styles, look.sheet))
    ]
    return Arranged(tuple(pages), ("running", "back"))


def _raised(part: Part | Contact) -> Part | Contact:
    return replace(part, rank=part.rank - 1) if isinstance(part, (Log, Pain, Questions)) else part


def _front(document: Document, look: Look) -> Overview:
    mark = look.logo.width(LOGO_WIDTH, LOGO_HEIGHT) + 11 if look.logo else 0.0
    if look.logo and look.logo.says:
        document = replace(document, letterhead=replace(document.letterhead, clinic=""))
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
    if look.layout.cards == "one":
        alone = [Placed(((sheet.top, enlarged(card, look)),)) for card in document.cards]
        return [*pages, *([Placed(tuple(opening))] if opening else []), *alone]
    for index, page in enumerate(paged(document.cards, cutter, y if opening else sheet.top)):
        things: list[tuple[float, Drawable]] = [*opening] if index == 0 else []
        things += page.cards
        if page.notes is not None and "notes" in document.sections:
            things.append((page.notes, Notes(document, look)))
        pages.append(Placed(tuple(things)))
    return pages
