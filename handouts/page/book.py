"""A `Book` becomes a PDF: everything is shared out over pages first, so that every page number is known, then drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page.book_card import Cutter
from handouts.page.book_front import front
from handouts.page.book_list import Leaf, high, items, measure, spreads
from handouts.page.book_paging import Heading, Sharer, heading
from handouts.page.pen import Pen
from handouts.page.tagged import Canvas
from handouts.page.typeset import CREATOR, foot, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.page.book_list import Spread
    from handouts.page.book_paging import Spot
    from handouts.page.placed import Drawable
    from handouts.page.structure import Element
    from handouts.page.typeset import Look
    from handouts.words.book import Book, Listing

BELOW_LIST = 28.0

Opened = dict[tuple[tuple[str, str], ...], "Element"]


class Part(Struct, frozen=True):
    """What of a list stands on one page, from `y` down; its heading, where it begins."""

    listing: Listing
    heading: Heading | None
    spread: Spread
    y: float


class Bound(Struct, frozen=True):
    """All pages, and on which of them each place is."""

    contents: tuple[Part, ...]  # the first stands below the head of the book
    exercises: tuple[tuple[Spot, ...], ...]
    back: tuple[tuple[Part, ...], ...]
    pictured: bool  # a large figure stands beside the title

    @property
    def count(self) -> int:
        return len(self.contents) + len(self.exercises) + len(self.back)

    @property
    def where(self) -> dict[str, int]:
        """Place → page."""
        found: dict[str, int] = {}
        for number, spots in enumerate(self.exercises, len(self.contents) + 1):
            for spot in spots:
                found |= {spot.slot.heading.name: number} if spot.slot.heading else {}
                found[spot.slot.entry.id] = number
        for number, parts in enumerate(self.back, len(self.contents) + len(self.exercises) + 1):
            found |= {part.heading.name: number for part in parts if part.heading}
            lines = (item for part in parts for column in part.spread for item in column)
            found |= {item.name: number for item in lines if item.name}
        return found


def bound(book: Book, look: Look) -> Bound:
    """Everything is measured with the widest page numbers, so that the right ones fit wherever they come to stand."""
    pictured, contents = True, _contents(book, look, front(book, look, None).bottom)
    if len(contents) > 1:
        bare = _contents(book, look, front(book, look, None, pictured=False).bottom)
        pictured, contents = (False, bare) if len(bare) < len(contents) else (True, contents)
    exercises = tuple(tuple(page) for page in Sharer(book, look).pages())
    return Bound(contents, exercises, tuple(map(tuple, _back(book, look))), pictured)


def _contents(book: Book, look: Look, y: float) -> tuple[Part, ...]:
    title = heading(book.contents.heading, "", book.contents.id, look, look.styles.head)
    pages = spreads(items(book.contents, look), look.sheet.bottom - y - title.height, look.sheet.body)
    return tuple(
        Part(book.contents, None if number else title, spread, look.sheet.top if number else y)
        for number, spread in enumerate(pages)
    )


def _back(book: Book, look: Look) -> list[list[Part]]:
    """One list after the other; one that does not fit into what is left of a page begins the next."""
    sheet = look.sheet
    pages: list[list[Part]] = []
    y = sheet.bottom
    for listing in book.back:
        title = heading(listing.heading, listing.intro, listing.id, look)
        lines = items(listing, look)
        made = spreads(lines, sheet.bottom - y - title.height, sheet.body, listing.columns)
        if len(made) > 1 or not any(made[0]):
            y = sheet.top
            pages.append([])
            made = spreads(lines, sheet.body - title.height, sheet.body, listing.columns)
        for number, spread in enumerate(made):
            if number:
                pages.append([])
                y = sheet.top
            pages[-1].append(Part(listing, None if number else title, spread, y))
            y += (0.0 if number else title.height) + max(map(high, spread)) + BELOW_LIST
    return pages


def typeset(book: Book, look: Look) -> bytes:
    """The finished PDF, tagged as a handout is."""
    made = bound(book, look)
    sheet = look.sheet
    size = (sheet.width, sheet.height)
    canvas = Canvas(size, title=book.title, language=book.language, creator=CREATOR, day=book.day)
    pen = Pen(canvas, sheet.height, look.colours)
    for number, (name, things) in enumerate(_pages(book, look, made), 1):
        if number > 1:
            with pen.artifact("Header"):
                head(pen, book.letterhead, look, heard=False)
        for y, thing in things:
            thing.draw(pen, y)
        whose = " · ".join(filter(None, (book.running.whose, name)))
        foot(pen, replace(book.running, whose=whose), look, number, made.count)
        pen.turn()
    return canvas.finish()


def _pages(book: Book, look: Look, made: Bound) -> Iterator[tuple[str, list[tuple[float, Drawable]]]]:
    """Every page with what it is about and what stands on it."""
    where = made.where
    begun: Opened = {}
    for number, part in enumerate(made.contents):
        opening = [] if number else [(0.0, front(book, look, where, pictured=made.pictured))]
        yield "", [*opening, *_listed([part], book, look, where, begun)]
    cutter = Cutter(book, look, where)
    chapters = {entry.id: chapter.heading for chapter in book.chapters for entry in chapter.entries}
    for spots in made.exercises:
        things: list[tuple[float, Drawable]] = []
        for spot in spots:
            things += [(spot.y, spot.slot.heading)] if spot.slot.heading else []
            things.append((spot.top, cutter.made(spot.slot.entry, spot.tall)))
        yield chapters[spots[0].slot.entry.id], things
    for parts in made.back:
        yield parts[0].listing.heading, _listed(parts, book, look, where, begun)


def _listed(
    parts: Sequence[Part], book: Book, look: Look, where: dict[str, int], begun: Opened
) -> list[tuple[float, Drawable]]:
    things: list[tuple[float, Drawable]] = []
    for part in parts:
        things += [(part.y, part.heading)] if part.heading else []
        y = part.y + (part.heading.height if part.heading else 0.0)
        things.append((y, Leaf(part.spread, book, where, begun, look, measure(look.sheet, part.listing.columns))))
    return things
