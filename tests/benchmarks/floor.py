"""The floor: a bare ReportLab canvas that draws the very same words, lines and pictures, with no layout and no tags."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from msgspec.structs import replace
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from handouts.page import fonts, paint, typeset
from handouts.page.pen import Pen

if TYPE_CHECKING:
    from handouts.page.colour import Colour
    from handouts.page.gallery import Drawn
    from handouts.page.pictures import Art
    from handouts.page.typeset import Look
    from handouts.words.document import Document

RECORDED = ("words", "rule", "upright", "dots", "panel", "disc", "polygon", "strokes", "turn")
Mark = tuple[str, tuple[Any, ...], dict[str, Any]]


class Recorder(Pen):
    """Draws as ever, and notes what it was asked for; calls between its own methods count once."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.marks: list[Mark] = []
        self.busy = False
        RECORDERS.append(self)


RECORDERS: list[Recorder] = []


def _recording(name: str) -> Any:
    base = getattr(Pen, name)

    def noted(self: Recorder, *args: Any, **options: Any) -> Any:
        if self.busy:
            return base(self, *args, **options)
        self.marks.append((name, args, options))
        self.busy = True
        try:
            return base(self, *args, **options)
        finally:
            self.busy = False

    return noted


for _name in RECORDED:
    setattr(Recorder, _name, _recording(_name))


@dataclass(frozen=True, slots=True)
class Watched:
    """A picture that notes where it was painted."""

    art: Drawn

    @property
    def kind(self) -> str:
        return self.art.kind

    @property
    def width_pt(self) -> float:
        return self.art.width_pt

    @property
    def height_pt(self) -> float:
        return self.art.height_pt

    def paint(self, canvas: Any, x: float, y: float, scale: float, *, mirrored: bool) -> None:
        RECORDERS[-1].marks.append(("picture", (self.art, x, y, scale, mirrored), {}))
        self.art.paint(canvas, x, y, scale, mirrored=mirrored)


def record(document: Document, look: Look) -> list[Mark]:
    """Everything that the pages of a document show, in the order of drawing (a clinic's mark is left out)."""

    def watched(name: str, panel: str) -> Art | None:
        art = look.gallery(name, panel)
        return Watched(art) if art else None

    with patch.object(typeset, "Pen", Recorder):
        typeset.typeset(document, replace(look, gallery=watched, logo=None))
    marks = RECORDERS.pop().marks
    RECORDERS.clear()
    return marks


def replay(marks: list[Mark], look: Look) -> bytes:
    """The same on a bare canvas, without the ASCII-85 layer that ReportLab adds: the floor is as low as it gets."""
    file = BytesIO()
    with patch.object(rl_config, "useA85", 0):
        canvas = Canvas(file, (look.sheet.width, look.sheet.height), pageCompression=1, invariant=1)
        hand = Hand(canvas, look.sheet.height, look.colours)
        for name, args, options in marks:
            getattr(hand, name)(*args, **options)
        canvas.save()
    return file.getvalue()


class Hand:
    """The pen's strokes in ReportLab's own words."""

    def __init__(self, canvas: Canvas, height: float, colours: Any) -> None:
        self.canvas, self.height, self.colours = canvas, height, colours

    def words(self, x: float, y: float, text: str, style: Any, *, more: bool = False) -> None:  # noqa: ARG002
        if style.font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(fonts.font(style.font))
        self._fill(style.colour)
        self.canvas.setFont(style.font, style.size)
        self.canvas.drawString(x, self.height - y, text, charSpace=style.tracking * style.size)

    def rule(self, x: float, y: float, width: float, thickness: float, role: str) -> None:
        self._stroke(role, thickness)
        self.canvas.line(x, self.height - y, x + width, self.height - y)

    def upright(self, x: float, y: float, height: float, thickness: float, role: str) -> None:
        self._stroke(role, thickness)
        self.canvas.line(x, self.height - y, x, self.height - y - height)

    def dots(self, x: float, y: float, width: float, role: str) -> None:
        self.canvas.setDash(0.9, 4)
        self.rule(x, y, width, 0.9, role)
        self.canvas.setDash()

    def panel(self, x: float, y: float, width: float, height: float, radius: float, **look: Any) -> None:
        fill, outline = look.get("fill"), look.get("outline")
        if fill:
            self._fill(fill)
        if outline:
            self._stroke(outline, look.get("thickness", 1.0))
        self.canvas.roundRect(x, self.height - y - height, width, height, radius, stroke=bool(outline), fill=bool(fill))

    def disc(self, x: float, y: float, radius: float, role: str | Colour) -> None:
        self._fill(role)
        self.canvas.circle(x, self.height - y, radius, stroke=0, fill=1)

    def polygon(self, points: list[tuple[float, float]], role: str | Colour) -> None:
        self._fill(role)
        self._path(points, stroke=0, fill=1)

    def strokes(self, points: list[tuple[float, float]], width: float, role: str | Colour) -> None:
        self._stroke(role, width)
        self.canvas.setLineCap(1)
        self._path(points, stroke=1, fill=0)
        self.canvas.setLineCap(0)

    def picture(self, art: Drawn, x: float, y: float, scale: float, mirrored: bool) -> None:
        """Its operators are ready and compressed, as they are for us: the floor parses and formats nothing."""
        paint.put(self.canvas, paint.stream(art.panel, art.roles, scale, mirrored=mirrored), x, y)

    def turn(self) -> None:
        self.canvas.showPage()

    def _path(self, points: list[tuple[float, float]], **how: int) -> None:
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        self.canvas.drawPath(path, **how)

    def _fill(self, role: str | Colour) -> None:
        self.canvas.setFillColorRGB(*(getattr(self.colours, role) if isinstance(role, str) else role).parts)

    def _stroke(self, role: str | Colour, width: float) -> None:
        self.canvas.setStrokeColorRGB(*(getattr(self.colours, role) if isinstance(role, str) else role).parts)
        self.canvas.setLineWidth(width)
