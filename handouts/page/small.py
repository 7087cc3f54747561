"""An exercise's pictures where there is little room: without captions, on one ground line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handouts.page.pen import Pen
    from handouts.page.pictures import Art
    from handouts.words.document import Card, Panel


class Small(Struct, frozen=True):
    """Panels in slots of equal width, `scale` for all of them."""

    panels: tuple[tuple[Panel, Art], ...]
    slot: float
    scale: float
    mirrored: bool

    @property
    def height(self) -> float:
        return max((art.height_pt for _, art in self.panels), default=0.0) * self.scale

    def draw(self, pen: Pen, x: float, y: float) -> None:
        ground = y + self.height
        for index, (panel, art) in enumerate(self.panels):
            width, height = art.width_pt * self.scale, art.height_pt * self.scale
            left = x + index * self.slot + (self.slot - width) / 2
            with pen.figure(panel.alt, left, ground - height, width, height):
                art.paint(pen.canvas, left, pen.height - ground, self.scale, mirrored=self.mirrored)


def small(card: Card, gallery: Callable[[str, str], Art | None], slots: Sequence[float], tall: float) -> Small:
    """The last panels of a picture, one in each slot: they show the movement, what comes before them the set-up.

    A single panel has all of the room.
    """
    if card.picture is None:
        return Small((), sum(slots), 1.0, mirrored=False)
    found = [(panel, art) for panel in card.picture.panels if (art := gallery(card.picture.name, panel.id))]
    kept = tuple(found[-len(slots) :])
    slot = sum(slots) / max(len(kept), 1)
    widest, highest = (max((getattr(art, side) for _, art in kept), default=1.0) for side in ("width_pt", "height_pt"))
    return Small(kept, slot, min((slot - 6) / widest, tall / highest), card.picture.mirrored)
