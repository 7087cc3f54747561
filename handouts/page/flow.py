"""Pieces down one column and over as many pages as they need: nothing shrinks, what belongs together stays together."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handouts.page.pen import Pen
    from handouts.page.placed import Page
    from handouts.page.structure import Element


@dataclass(eq=False, slots=True)
class Owner:
    """An element that may go on over a page: opened by its first piece, taken up again by the others."""

    kind: str
    attributes: dict[str, Any] = field(default_factory=dict)
    element: Element | None = None

    @contextmanager
    def open(self, pen: Pen) -> Iterator[None]:
        if self.element is None:
            with pen.element(self.kind, **self.attributes) as self.element:
                yield
        else:
            with pen.canvas.resume(self.element):
                yield


class Piece(Struct, frozen=True):
    """Something that is never cut: its height in points, and how it is drawn below a `y`."""

    height: float
    paint: Callable[[Pen, float], None]
    gap: float = 0.0  # above it, unless it opens a page
    keep: bool = False  # on one page with what follows
    fresh: bool = False  # opens a page
    owners: tuple[Owner, ...] = ()  # from the outside in
    head: Piece | None = None  # of a table, once more where the piece opens a page

    def draw(self, pen: Pen, y: float) -> None:
        with ExitStack() as stack:
            for owner in self.owners:
                stack.enter_context(owner.open(pen))
            self.paint(pen, y)


class Again(Struct, frozen=True):
    """What stood on an earlier page, repeated for the eye alone."""

    piece: Piece

    def draw(self, pen: Pen, y: float) -> None:
        with pen.artifact("Layout"):
            self.piece.paint(pen, y)


def flow(pieces: Sequence[Piece], top: float, bottom: float, first_top: float | None = None) -> list[Page]:
    """Pages of pieces with the height of their tops. A chain that is longer than a page is cut where it must be."""
    pages: list[Page] = [[]]
    y = top if first_top is None else first_top
    for chain in _chains(pieces):
        if pages[-1] and (chain[0].fresh or y + length(chain, first=False) > bottom):
            pages.append([])
        for piece in chain:
            if pages[-1] and y + piece.gap + piece.height > bottom:
                pages.append([])
            if pages[-1]:
                y += piece.gap
            elif len(pages) > 1:
                y = top
                if piece.head:
                    pages[-1].append((y, Again(piece.head)))
                    y += piece.head.height
            pages[-1].append((y, piece))
            y += piece.height
    return pages


def length(pieces: Sequence[Piece], *, first: bool = True) -> float:
    """The height of pieces in a stack; the gap above the `first` does not count."""
    return sum(piece.height + piece.gap for piece in pieces) - (pieces[0].gap if first and pieces else 0.0)


def kept(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as one chain."""
    return [*(replace(piece, keep=True) for piece in pieces[:-1]), *pieces[-1:]]


def inside(owner: Owner, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces within one more element, outside those that they have."""
    return [replace(piece, owners=(owner, *piece.owners)) for piece in pieces]


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    chain: list[Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.keep:
            yield chain
            chain = []
    if chain:
        yield chain
