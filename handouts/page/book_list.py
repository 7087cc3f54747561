"""Lists of the book in two columns: contents, indexes, sources. Each line may lead to its page."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from handouts.page.text import one, wrap
from handouts.words.book import CONTENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handouts.page.pen import Pen
    from handouts.page.structure import Element
    from handouts.page.styles import Sheet
    from handouts.page.text import Text
    from handouts.page.typeset import Look
    from handouts.words.book import Book, Group, Listing

GUTTER, NUMBER = 24.0, 32.0  # between the columns; for the number of a page
ROW, LABEL, BESIDE, HEAD, PLAIN = (1.5, 1.5), (0.0, 1.0), (3.5, 0.0), (13.0, 2.0), (0.0, 4.0)  # gaps above and below
READABLE = 0.8  # of the width, for running text
BALANCE = 4.0  # points by which the last columns are made even

Step = tuple[str, str]  # a kind of element and which one it is
Path = tuple[Step, ...]


class Item(Struct, frozen=True):
    """One line of a list; `path` are the elements that it stands in, from the outermost."""

    text: Text
    to: str
    path: Path
    gaps: tuple[float, float]
    inset: float = 0.0
    leads: bool = False  # it stands above or beside what follows it, never at the end of a column
    beside: bool = False  # it takes no height of its own
    name: str = ""  # as a place for links to lead to

    @property
    def tall(self) -> float:
        return 0.0 if self.beside else self.text.height

    @property
    def height(self) -> float:
        return sum(self.gaps) + self.tall

    @property
    def ruled(self) -> bool:
        return bool(self.to) and not self.leads

    def taken(self, *, first: bool) -> float:
        """At the top of a column there is no gap above."""
        return self.height - (self.gaps[0] if first else 0.0)


Column = tuple[Item, ...]
Spread = tuple[Column, Column]


class Leaf(Struct, frozen=True):
    """What of a list stands on one page. `begun` holds the elements that go on from page to page."""

    columns: Spread
    book: Book
    where: Mapping[str, int]
    begun: dict[Path, Element]
    look: Look
    width: float

    def draw(self, pen: Pen, y: float) -> None:
        width = self.width
        with ExitStack() as stack:
            opened: Path = ()
            for column, x in zip(self.columns, (self.look.sheet.left, self.look.sheet.right - width), strict=True):
                top = y
                for item in column:
                    opened = self.enter(pen, stack, opened, item.path)
                    top += item.gaps[0] if item is not column[0] else 0.0
                    self.draw_item(pen, item, x, top, width)
                    top += item.tall + item.gaps[1]

    def enter(self, pen: Pen, stack: ExitStack, opened: Path, wanted: Path) -> Path:
        """Close what does not hold the next line, open what does; what was opened on an earlier page goes on."""
        shared = 0
        while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
            shared += 1
        if opened and shared < len(opened):
            stack.close()
            shared = 0
        for end in range(shared + 1, len(wanted) + 1):
            part = wanted[:end]
            if part in self.begun:
                stack.enter_context(pen.canvas.resume(self.begun[part]))
            else:
                kind = part[-1][0]
                numbering: dict[str, Any] = {"numbering": "None"} if kind == "L" else {}
                self.begun[part] = stack.enter_context(pen.element(kind, **numbering))
        return wanted

    def draw_item(self, pen: Pen, item: Item, x: float, y: float, width: float) -> None:
        x, width = x + item.inset, width - item.inset
        if item.name:
            pen.anchor(item.name, y)
        told = self.book.named(_said(item.text), self.where.get(item.to))
        with pen.link(f"#{item.to}", told, (x, y, width, item.text.height)) if item.to else nullcontext():
            self.draw_words(pen, item, x, y)
            if item.to:
                number, semi = str(self.where[item.to]), self.look.styles.semi
                base = y + item.text.height - item.text.leading + item.text.lines[-1][-1].style.baseline
                pen.words(x + width - semi.width(number), base, number, semi)
        if item.ruled:
            pen.rule(x, y + item.text.height + item.gaps[1] - 0.4, width, 0.5, "rule")

    def draw_words(self, pen: Pen, item: Item, x: float, y: float) -> None:
        last = len(item.text.lines) - 1
        for index, line in enumerate(item.text.lines):
            for piece in line:
                more = bool(item.to) or index < last
                pen.words(x + piece.x, y + piece.style.baseline, piece.text, piece.style, more=more)
            y += item.text.leading


def _said(text: Text) -> str:
    return " ".join(piece.text for line in text.lines for piece in line)


def measure(sheet: Sheet, columns: int) -> float:
    """The width of a column."""
    return (sheet.measure - GUTTER) / 2 if columns > 1 else sheet.measure * READABLE


def items(listing: Listing, look: Look) -> tuple[Item, ...]:
    """The lines of a list with all their lines broken; the contents are a table of contents to those who listen."""
    contents = listing.id == CONTENTS
    width = measure(look.sheet, listing.columns)
    made = _Contents(look, width, listing) if contents else _Lines(look, width, listing)
    return tuple(item for number, group in enumerate(listing.groups) for item in made.group(f"{number}", group))


class _Lines(Struct, frozen=True):
    """Makes the lines of an index: a heading, then links or paragraphs."""

    look: Look
    width: float
    listing: Listing

    def group(self, number: str, group: Group) -> Iterator[Item]:
        key = f"{self.listing.id} {number}"
        base: Path = (("Sect", key),)
        if group.heading:
            text = wrap(group.heading, self.look.styles.strong, self.room(group.to))
            yield Item(text, group.to, (*base, ("H3", key)), HEAD, leads=True, name=group.name)
        label, linked = key, any(row.to for row in group.rows)
        for index, row in enumerate(group.rows):
            here = f"{key} {index}"
            label = here if row.label else label
            listed = linked and not row.label
            leaf: Path = (("L", label), ("LI", here), ("LBody", here)) if listed else (("P", here),)
            style = self.look.styles.label if row.label else self.look.styles.body
            gaps = LABEL if row.label else ROW if linked else PLAIN
            text = wrap(row.text, style, self.room(row.to))
            kept = row.label or not (linked or index + 1 == len(group.rows))  # paragraphs of one group stay together
            yield Item(text, row.to, (*base, *leaf), gaps, leads=kept)

    def room(self, to: str) -> float:
        return self.width - (NUMBER if to else 0.0)


class _Contents(Struct, frozen=True):
    """Makes the lines of the contents: chapters, kinds beside their first exercise, exercises."""

    look: Look
    width: float
    listing: Listing

    @property
    def inset(self) -> float:
        rows = [row for group in self.listing.groups for row in group.rows if row.label]
        return max((self.look.styles.label.width(row.text) for row in rows), default=0.0) + 10

    def group(self, number: str, group: Group) -> Iterator[Item]:
        styles, inset = self.look.styles, self.inset
        base: Path = (("TOC", CONTENTS), ("TOCI", number))
        text = wrap(group.heading, styles.head, self.width - NUMBER)
        yield Item(text, group.to, (*base, ("Reference", number)), HEAD, leads=True)
        kind: Path = base
        for index, row in enumerate(group.rows):
            here = f"{number} {index}"
            if row.label:
                kind = (*base, ("TOC", number), ("TOCI", here))
                yield Item(one(row.text, styles.label), "", (*kind, ("P", here)), BESIDE, leads=True, beside=True)
            else:
                path = (*kind, ("TOC", kind[-1][1]), ("TOCI", here), ("Reference", here))
                text = wrap(row.text, styles.body, self.width - inset - NUMBER)
                yield Item(text, row.to, path, ROW, inset)


def spreads(lines: tuple[Item, ...], first: float, room: float, columns: int = 2) -> list[Spread]:
    """Columns page by page, `first` points high on the page where the list begins; even ones on the last."""
    found: list[Spread] = []
    rest, height = lines, first
    while rest:
        spread, left = _filled(rest, height, columns)
        if not any(spread) and height >= room:  # what should stay together is higher than a page
            spread, left = _torn(rest, height)
        found.append(spread if left or columns == 1 else _even(spread, height))
        rest, height = left, room
    return found


def _torn(lines: tuple[Item, ...], height: float) -> tuple[Spread, tuple[Item, ...]]:
    """As many lines as fit, and at least one, whatever they lead."""
    count = max(_fitting(tuple(replace(item, leads=False) for item in lines), height), 1)
    return (lines[:count], ()), lines[count:]


def _filled(lines: tuple[Item, ...], height: float, columns: int = 2) -> tuple[Spread, tuple[Item, ...]]:
    left = _fitting(lines, height)
    right = _fitting(lines[left:], height) if columns > 1 else 0
    return (lines[:left], lines[left : left + right]), lines[left + right :]


def _fitting(lines: tuple[Item, ...], height: float) -> int:
    """How many lines go into a column; none that leads stands at its end."""
    used, count = 0.0, 0
    for index, item in enumerate(lines):
        used += item.taken(first=index == 0)
        if used > height:
            break
        if not item.leads:
            count = index + 1
    return count


def _even(spread: Spread, height: float) -> Spread:
    lines = (*spread[0], *spread[1])
    low = sum(item.height for item in lines) / 2 - 2 * BALANCE
    while low < height:
        found, rest = _filled(lines, low)
        if not rest and any(found):
            return found
        low += BALANCE
    return spread


def high(column: Column) -> float:
    return sum(item.taken(first=index == 0) for index, item in enumerate(column))
