"""An exercise with a page to itself, set larger than the rest of the handout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page import pictures
from handouts.page.cards import Cutter
from handouts.page.styles import Sheet

if TYPE_CHECKING:
    from handouts.page.cards import Measured
    from handouts.page.pen import Pen
    from handouts.page.typeset import Look
    from handouts.words.document import Card

MOST, LEAST, STEP = 300.0, 100.0, 5.0  # heights of standing figures
SHARES = (0.9, 0.8, 0.7, 0.6, 0.5)  # of the page's width, for pictures of several kinds


class Enlarged(Struct, frozen=True):
    """A card measured on a smaller sheet and drawn `zoom` times as large."""

    card: Measured
    zoom: float

    @property
    def height(self) -> float:
        return self.card.height * self.zoom

    def draw(self, pen: Pen, y: float) -> None:
        if self.zoom == 1:
            self.card.draw(pen, y)
        else:
            with pen.enlarged(self.zoom):
                self.card.draw(pen, y / self.zoom)


def enlarged(card: Card, look: Look) -> Enlarged:
    """With pictures across the page, as large as it allows; beside the steps where there is much to say."""
    layout, sheet = look.layout, look.sheet
    zoom = (layout.cards_pt or layout.body_pt) / layout.body_pt
    measures = (sheet.width, sheet.height, sheet.margin, sheet.top, sheet.foot)
    cutter = Cutter(look.gallery, look.styles, Sheet(*(each / zoom for each in measures)))
    tall = (layout.picture_pt or MOST) / layout.scale / zoom
    while tall >= LEAST:
        made = cutter.roomy(card, tall)
        if made.height <= cutter.sheet.body:
            return Enlarged(made, zoom)
        tall -= STEP
    for share in SHARES:
        made = _narrowed(cutter.roomy(card, LEAST), cutter, share)
        if made.height <= cutter.sheet.body:
            return Enlarged(made, zoom)
    beside = cutter.card(card)
    if zoom > 1 and beside.height > cutter.sheet.body:
        plain = Cutter(look.gallery, look.styles, sheet)
        return Enlarged(plain.card(card), 1.0)
    return Enlarged(beside, zoom)


def _narrowed(made: Measured, cutter: Cutter, share: float) -> Measured:
    """The pictures in the middle of the page, as wide as a share of it."""
    measure = cutter.sheet.measure
    block = pictures.block(made.card, cutter.gallery, cutter.styles, measure * share, LEAST)
    shots = tuple(replace(shot, x=shot.x + measure * (1 - share) / 2) for shot in block.shots)
    return replace(made, block=replace(block, shots=shots))
