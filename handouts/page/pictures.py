"""A card's picture block: panels on one ground line, captions under them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from handouts.page import icons
from handouts.page.text import one, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

    from handouts.page.pen import Pen
    from handouts.page.styles import Styles
    from handouts.page.text import Style, Text
    from handouts.words.document import Picture

TALL, CONTEXT, CAPTION, GAP, TALL_GAP, FRAME = 121.0, 104.0, 19.0, 11.0, 34.0, 76.0
ABOVE_CAPTION, APART = 4.0, 6.0  # points over a caption, and between two at least
WITH_CLOSE_UPS, LONE_CLOSE_UP = 0.42, 0.62  # of the width, for whole figures beside close-ups or beside one
SPLIT = 245.0  # the width of the block beside the steps


class Art(Protocol):
    """One panel ready to paint; sizes are in points at its nominal size."""

    @property
    def kind(self) -> str: ...

    @property
    def width_pt(self) -> float: ...

    @property
    def height_pt(self) -> float: ...

    def paint(self, canvas: Canvas, x: float, y: float, scale: float, *, mirrored: bool) -> None:
        """With its bottom left corner at x, y from the bottom of the page."""


class Pictured(Protocol):
    """An exercise with its picture, or with words in its place."""

    @property
    def picture(self) -> Picture | None: ...

    @property
    def no_picture(self) -> str: ...


class Shot(Struct, frozen=True):
    """A panel with its place in the block."""

    art: Art
    caption: str
    alt: str
    x: float
    scale: float
    mirrored: bool

    @property
    def width(self) -> float:
        return self.art.width_pt * self.scale

    @property
    def height(self) -> float:
        return self.art.height_pt * self.scale


class Block(Struct, frozen=True):
    """Pictures of one card; or, with none, a frame with a note."""

    shots: tuple[Shot, ...]
    captions: tuple[Text, ...]  # one a shot, of no lines if there is none
    note: Text | None
    width: float
    styles: Styles

    @property
    def stand(self) -> float:
        """From the top to the ground line."""
        return max((shot.height for shot in self.shots), default=FRAME)

    @property
    def height(self) -> float:
        lines = max((text.height for text in self.captions), default=0.0)
        return self.stand + (CAPTION + max(lines - self.styles.semi.leading, 0.0) if self.shots else 0.0)

    @property
    def tall(self) -> bool:
        """Whether more height would make the figures larger."""
        return bool(self.shots) and all(shot.art.kind == "tall" for shot in self.shots)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.note:
            self.frame(pen, x, y)
        ground = y + self.stand
        for index, shot in enumerate(self.shots):
            left = x + shot.x
            with pen.figure(shot.alt, left, ground - shot.height, shot.width, shot.height):
                shot.art.paint(pen.canvas, left, pen.height - ground, shot.scale, mirrored=shot.mirrored)
            caption, top = self.captions[index], ground + ABOVE_CAPTION
            if not caption.lines:
                continue
            with pen.element("P"):
                caption.draw(pen, left + (shot.width - caption.width) / 2, top, align="centre", width=caption.width)
            if index + 1 < len(self.shots):
                self.arrow(pen, x, top + caption.leading / 2 + 0.5, shot, self.shots[index + 1])

    def arrow(self, pen: Pen, x: float, y: float, shot: Shot, after: Shot) -> None:
        """From one movement to the next; a set-up is no movement."""
        if shot.caption == after.caption or shot.art.kind != after.art.kind:
            return
        semi = self.styles.semi
        start = x + shot.x + (shot.width + semi.width(shot.caption)) / 2 + 8
        end = x + after.x + (after.width - semi.width(after.caption)) / 2 - 8
        if end - start >= 14:
            width = min(end - start, 52.0)
            with pen.artifact("Layout"):
                icons.onward(pen, (start + end - width) / 2, y, width)

    def frame(self, pen: Pen, x: float, y: float) -> None:
        assert self.note is not None  # noqa: S101  the caller's condition
        with pen.artifact("Layout"):
            pen.panel(x, y, self.width, FRAME, 8, outline="box", thickness=0.75)
        with pen.element("P"):
            self.note.draw(pen, x, y + (FRAME - self.note.height) / 2, align="centre", width=self.width)


def block(
    card: Pictured, gallery: Callable[[str, str], Art | None], styles: Styles, width: float, tall: float
) -> Block:
    """The picture block of a card at most `width` wide; standing figures are at most `tall` high."""
    shots = _shots(card.picture, gallery, width, tall) if card.picture else ()
    if shots:
        return Block(shots, _captions(shots, styles.semi, width), None, width, styles)
    note = wrap(card.no_picture or " ", styles.quiet, width - 32)
    return Block((), (), note, width, styles)


def _captions(shots: tuple[Shot, ...], style: Style, width: float) -> tuple[Text, ...]:
    """On one line each, unless two would touch: then each keeps to the room that it has up to its neighbours."""
    lines = tuple(one(shot.caption, style) for shot in shots)
    middles = [shot.x + shot.width / 2 for shot in shots]
    sides = [(middle - line.width / 2, middle + line.width / 2) for middle, line in zip(middles, lines, strict=True)]
    if all(after[0] - before[1] >= APART for before, after in pairwise(sides)):
        return lines
    bounds = [-APART / 2, *((a + b) / 2 for a, b in pairwise(middles)), width + APART / 2]
    rooms = (2 * min(middle - bounds[n], bounds[n + 1] - middle) - APART for n, middle in enumerate(middles))
    return tuple(wrap(shot.caption, style, max(room, 1.0)) for shot, room in zip(shots, rooms, strict=True))


def _shots(picture: Picture, gallery: Callable[[str, str], Art | None], width: float, tall: float) -> tuple[Shot, ...]:
    found = [(panel, art) for panel in picture.panels if (art := gallery(picture.name, panel.id))]
    if not found:
        return ()
    sizes = _sizes([art for _, art in found], width, tall)
    total = sum(art.width_pt * scale for (_, art), scale in zip(found, sizes, strict=True))
    roomy = all(art.kind == "tall" for _, art in found)
    gap = min((width - total) / max(len(found) - 1, 1), TALL_GAP if roomy else GAP)
    x = (width - total - gap * (len(found) - 1)) / 2
    shots = []
    for (panel, art), scale in zip(found, sizes, strict=True):
        shots.append(Shot(art, panel.caption, panel.alt, x, scale, picture.mirrored))
        x += art.width_pt * scale + gap
    return tuple(shots)


def _sizes(arts: list[Art], width: float, tall: float) -> list[float]:
    """Scales by which the panels share the width: panels of one kind share one scale."""
    kinds = {art.kind for art in arts}
    room = width - GAP * (len(arts) - 1)
    if kinds == {"tall"}:
        scale = tall / max(art.height_pt for art in arts)
        return [min(scale, room / sum(art.width_pt for art in arts))] * len(arts)
    if len(kinds) == 1:
        return [min(room / sum(art.width_pt for art in arts), tall * 1.2 / max(art.height_pt for art in arts))] * len(
            arts
        )
    # a set-up gives the context; the close-ups that teach take the rest
    context = [art for art in arts if art.kind != "inset"]
    share = LONE_CLOSE_UP if len(arts) == len(context) + 1 > 2 else WITH_CLOSE_UPS
    most = min(CONTEXT, tall) * max(width / SPLIT, 1.0)
    step = min(most / max(art.height_pt for art in context), room * share / sum(art.width_pt for art in context))
    rest = room - sum(art.width_pt for art in context) * step
    close = min(rest / sum(art.width_pt for art in arts if art.kind == "inset"), 1.6)
    return [close if art.kind == "inset" else step for art in arts]
