"""Exercises of the book shared out over pages: as many as fit with small pictures, then as large as the page allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page.book_card import Cutter
from handouts.page.text import Text, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet
    from handouts.page.text import Style
    from handouts.page.typeset import Look
    from handouts.words.book import Book, Chapter, Entry

LEAST_TALL, MOST_TALL, STEP = 90.0, 150.0, 3.0  # points of a standing figure
LEAST_GAP, EASY_GAP, MOST_GAP = 12.0, 18.0, 34.0
BELOW_HEADING, OWN_PAGE = 14.0, 3  # a chapter of so many exercises begins a page


class Heading(Struct, frozen=True):
    """A name that is found in the outline, with a quiet line below it if there is one."""

    title: Text
    below: Text
    sheet: Sheet
    name: str
    said: str

    @property
    def height(self) -> float:
        return self.title.height + self.below.height + BELOW_HEADING

    def draw(self, pen: Pen, y: float) -> None:
        pen.bookmark(self.said, 1, y, self.name)
        with pen.element("H2"):
            self.title.draw(pen, self.sheet.left, y)
        if self.below.lines:
            with pen.element("P"):
                self.below.draw(pen, self.sheet.left, y + self.title.height)


class Slot(Struct, frozen=True):
    """An exercise, and the heading of its chapter if it is the first."""

    entry: Entry
    heading: Heading | None


class Spot(Struct, frozen=True):
    """Where an exercise stands on its page, and how high its standing figures are."""

    y: float
    slot: Slot
    tall: float

    @property
    def top(self) -> float:
        """Of the exercise itself, below the heading."""
        return self.y + (self.slot.heading.height if self.slot.heading else 0.0)


class Sharer:
    """Every exercise is measured once at each height."""

    def __init__(self, book: Book, look: Look) -> None:
        self.book, self.look, self.cutter = book, look, Cutter(book, look)
        self._known: dict[tuple[str, float], float] = {}

    def pages(self) -> list[list[Spot]]:
        shared: list[list[Slot]] = []
        for chapter in self.book.chapters:
            slots = self.slots(chapter)
            begin = len(shared)
            if not shared or len(slots) >= OWN_PAGE or not self.fits([*shared[-1], slots[0]]):
                shared.append([])
            for slot in slots:
                if shared[-1] and not self.fits([*shared[-1], slot]):
                    shared.append([])
                shared[-1].append(slot)
            self.even(shared, begin)
        return [self.placed(page) for page in shared]

    def slots(self, chapter: Chapter) -> list[Slot]:
        return [
            Slot(entry, heading(chapter.heading, chapter.count, chapter.id, self.look) if number == 0 else None)
            for number, entry in enumerate(chapter.entries)
        ]

    def even(self, shared: list[list[Slot]], begin: int) -> None:
        """No exercise stays alone on the last page of its chapter if the pages before it can spare some."""
        pages = shared[begin:]
        if not pages or len(pages[-1]) > 1:
            return
        for donor in reversed([number for number, page in enumerate(pages) if len(page) > 2]):
            tried = pages[:donor]
            moved: list[Slot] = []
            for page in pages[donor:-1]:
                tried.append([*moved, *page[:-1]])
                moved = page[-1:]
            tried.append([*moved, *pages[-1]])
            if all(map(self.fits, tried)):
                shared[begin:] = tried
                return

    def fits(self, slots: Sequence[Slot]) -> bool:
        return self.taken(slots, LEAST_TALL, LEAST_GAP) <= self.look.sheet.body

    def taken(self, slots: Sequence[Slot], tall: float, gap: float) -> float:
        heights = sum(self.height(slot.entry, tall) + (slot.heading.height if slot.heading else 0.0) for slot in slots)
        return heights + gap * (len(slots) - 1)

    def height(self, entry: Entry, tall: float) -> float:
        key = entry.id, tall
        if key not in self._known:
            self._known[key] = self.cutter.made(entry, tall).height
        return self._known[key]

    def grown(self, entry: Entry, tall: float) -> float:
        """Pictures take the room that the words beside them leave anyway."""
        while tall + STEP <= MOST_TALL and self.height(entry, tall + STEP) == self.height(entry, tall):
            tall += STEP
        return tall

    def placed(self, slots: Sequence[Slot]) -> list[Spot]:
        """Pictures grow first; then exercises move apart. What is left stays white at the foot."""
        room, tall = self.look.sheet.body, MOST_TALL
        while tall > LEAST_TALL and self.taken(slots, tall, EASY_GAP) > room:
            tall -= STEP
        spare = room - self.taken(slots, tall, LEAST_GAP)
        gap = LEAST_GAP + min(max(spare / max(len(slots) - 1, 1), 0.0), MOST_GAP - LEAST_GAP)
        found, y = [], self.look.sheet.top
        for slot in slots:
            found.append(Spot(y, slot, self.grown(slot.entry, tall)))
            y = found[-1].top + self.height(slot.entry, tall) + gap
        return found


def heading(title: str, below: str, name: str, look: Look, style: Style | None = None) -> Heading:
    styles, measure = look.styles, look.sheet.measure
    line = wrap(title, style or styles.title, measure)
    return Heading(line, wrap(below, styles.quiet, measure), look.sheet, name, title)
