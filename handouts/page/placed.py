"""Pages with everything on them in its place, before anything is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from handouts.page.pen import Pen


class Drawable(Protocol):
    def draw(self, pen: Pen, y: float) -> None: ...


Page = list[tuple[float, Drawable]]  # things with the height of their tops


class Placed(Struct, frozen=True):
    """One page: what stands on it, each thing with the height of its top.

    `running`: the clinic stands above it. Where that is all there is of the clinic, it is `heard` too.
    """

    things: tuple[tuple[float, Drawable], ...]
    running: bool = True
    heard: bool = False


class Arranged(Struct, frozen=True):
    """All pages in order, and the names of what they tell (see `words.telling`), in reading order."""

    pages: tuple[Placed, ...]
    parts: tuple[str, ...]
