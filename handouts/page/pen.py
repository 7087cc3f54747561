"""Drawing from the top of the page down, in colour roles: the page room's only hold on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from handouts.page.colour import Colour
    from handouts.page.look import Palette
    from handouts.page.structure import Element
    from handouts.page.tagged import Canvas
    from handouts.page.text import Style


class Pen:
    """`y` grows downward from the top edge, in points. `colours` holds the palette's roles."""

    def __init__(self, canvas: Canvas, height: float, colours: Palette) -> None:
        self.canvas, self.height, self.colours = canvas, height, colours

    def colour(self, role: str) -> Colour:
        colour: Colour = getattr(self.colours, role)
        return colour

    def element(self, kind: str, **attributes: Any) -> AbstractContextManager[Element]:
        return self.canvas.element(kind, **attributes)

    def artifact(self, kind: str | None = None) -> AbstractContextManager[None]:
        return self.canvas.artifact(kind)

    def figure(self, alt: str, x: float, y: float, width: float, height: float) -> AbstractContextManager[Element]:
        """A picture whose box has its top left corner at x, y."""
        bottom = self.height - y - height
        return self.canvas.element("Figure", alt=alt, bbox=(x, bottom, x + width, bottom + height))

    def bookmark(self, text: str, level: int, y: float) -> None:
        self.canvas.bookmark(text, level, self.height - y)

    def words(self, x: float, y: float, text: str, style: Style, *, more: bool = False) -> None:
        """One line with its baseline at `y`."""
        style = style.fitting(text)
        self.fill(style.colour)
        tracking = style.tracking * style.size
        self.canvas.words(x, self.height - y, text, style.font, style.size, tracking=tracking, more=more)

    def fill(self, role: str | Colour) -> None:
        self.canvas.setFillColorRGB(*(self.colour(role) if isinstance(role, str) else role).parts)

    def stroke(self, role: str | Colour, width: float) -> None:
        self.canvas.setStrokeColorRGB(*(self.colour(role) if isinstance(role, str) else role).parts)
        self.canvas.setLineWidth(width)

    def rule(self, x: float, y: float, width: float, thickness: float, role: str | Colour) -> None:
        """A horizontal line centred on `y`."""
        self.stroke(role, thickness)
        self.canvas.line(x, self.height - y, x + width, self.height - y)

    def upright(self, x: float, y: float, height: float, thickness: float, role: str) -> None:
        """A vertical line from `y` down."""
        self.stroke(role, thickness)
        self.canvas.line(x, self.height - y, x, self.height - y - height)

    def dots(self, x: float, y: float, width: float, role: str) -> None:
        """A line to write on."""
        self.stroke(role, 0.9)
        self.canvas.setDash(0.9, 4)
        self.canvas.line(x, self.height - y, x + width, self.height - y)
        self.canvas.setDash()

    def panel(  # noqa: PLR0913
        self, x: float, y: float, width: float, height: float, radius: float, *,
        fill: str | Colour | None = None, outline: str | Colour | None = None, thickness: float = 1.0,
    ) -> None:  # fmt: skip
        """A rectangle with round corners; an outline is drawn inside its box."""
        inset = thickness / 2 if outline else 0.0
        if fill:
            self.fill(fill)
        if outline:
            self.stroke(outline, thickness)
        bottom = self.height - y - height
        self.canvas.roundRect(
            x + inset, bottom + inset, width - 2 * inset, height - 2 * inset, max(radius - inset, 0.1),
            stroke=int(outline is not None), fill=int(fill is not None),
        )  # fmt: skip

    def disc(self, x: float, y: float, radius: float, role: str | Colour) -> None:
        self.fill(role)
        self.canvas.circle(x, self.height - y, radius, stroke=0, fill=1)

    def polygon(self, points: list[tuple[float, float]], role: str | Colour) -> None:
        self.fill(role)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)

    def strokes(self, points: list[tuple[float, float]], width: float, role: str | Colour) -> None:
        """An open line through points, round at its ends and corners."""
        self.stroke(role, width)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setLineCap(0)

    def turn(self) -> None:
        """On to the next page."""
        self.canvas.showPage()
