"""Drawing from the top of the page down, in colour roles: the page room's only hold on the canvas."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from handouts.page import paint
from handouts.page.shapes import ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        self.filled: Colour | None = None  # what the page has been told
        self.stroked: tuple[Colour, float] | None = None

    def element(self, kind: str, **attributes: Any) -> AbstractContextManager[Element]:
        return self.canvas.element(kind, **attributes)

    def artifact(self, kind: str | None = None) -> AbstractContextManager[None]:
        return self.canvas.artifact(kind)

    def figure(self, alt: str, x: float, y: float, width: float, height: float) -> AbstractContextManager[Element]:
        """A picture whose box has its top left corner at x, y."""
        bottom = self.height - y - height
        return self.canvas.element("Figure", alt=alt, bbox=(x, bottom, x + width, bottom + height))

    def bookmark(self, text: str, level: int, y: float, name: str = "") -> None:
        self.canvas.bookmark(text, level, self.height - y, name)

    def anchor(self, name: str, y: float) -> None:
        """A place for links to lead to, without an entry in the outline."""
        self.canvas.bookmarkHorizontalAbsolute(name, round(self.height - y, 2))

    def link(self, url: str, text: str, box: tuple[float, float, float, float]) -> AbstractContextManager[Any]:
        """A link over x, y, width, height, from the top left corner; `text` says where it leads."""
        x, y, width, height = box
        bottom = self.height - y - height
        return self.canvas.link(url, (x, bottom, x + width, bottom + height), text)

    def words(self, x: float, y: float, text: str, style: Style, *, more: bool = False) -> None:
        """One line with its baseline at `y`."""
        self.fill(style.colour)
        tracking = style.tracking * style.size
        self.canvas.words(x, self.height - y, text, style.font, style.size, tracking=tracking, more=more)

    def fill(self, role: str | Colour) -> None:
        colour: Colour = getattr(self.colours, role) if isinstance(role, str) else role
        if colour is not self.filled:
            self.filled = colour
            self.canvas.say(paint.fill(colour))

    def stroke(self, role: str | Colour, width: float) -> None:
        colour: Colour = getattr(self.colours, role) if isinstance(role, str) else role
        if (colour, width) != self.stroked:
            self.stroked = colour, width
            self.canvas.say(f"{paint.stroke(colour)} {width:.2f} w")

    def rule(self, x: float, y: float, width: float, thickness: float, role: str | Colour) -> None:
        """A horizontal line centred on `y`."""
        self.stroke(role, thickness)
        y = self.height - y
        self.canvas.shape(f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def upright(self, x: float, y: float, height: float, thickness: float, role: str) -> None:
        """A vertical line from `y` down."""
        self.stroke(role, thickness)
        y = self.height - y
        self.canvas.shape(f"{x:.2f} {y:.2f} m {x:.2f} {y - height:.2f} l S")

    def dots(self, x: float, y: float, width: float, role: str) -> None:
        """A line to write on."""
        self.stroke(role, 0.9)
        y = self.height - y
        self.canvas.shape(f"[.9 4] 0 d {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S [] 0 d")

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
        path = _rounded(
            x + inset, self.height - y - height + inset, width - 2 * inset, height - 2 * inset, max(radius - inset, 0.1)
        )
        self.canvas.shape(f"{path}{'B' if fill and outline else 'f' if fill else 'S'}")

    def disc(self, x: float, y: float, radius: float, role: str | Colour) -> None:
        self.fill(role)
        path = _rounded(x - radius, self.height - y - radius, 2 * radius, 2 * radius, radius)
        self.canvas.shape(f"{path}f")

    def polygon(self, points: list[tuple[float, float]], role: str | Colour) -> None:
        self.fill(role)
        self.canvas.shape(f"{self.through(points)} h f")

    def strokes(self, points: list[tuple[float, float]], width: float, role: str | Colour) -> None:
        """An open line through points, round at its ends and corners."""
        self.stroke(role, width)
        self.canvas.shape(f"1 J 1 j {self.through(points)} S 0 J 0 j")

    def through(self, points: list[tuple[float, float]]) -> str:
        steps = [f"{x:.2f} {self.height - y:.2f}" for x, y in points]
        return f"{' l '.join([f'{steps[0]} m {steps[1]}', *steps[2:]])} l"

    @contextmanager
    def enlarged(self, zoom: float) -> Iterator[None]:
        """Everything inside is drawn `zoom` times as large, measured from the top left corner of the page."""
        with self.artifact():
            pass  # what is open ends before the state is kept
        height, self.height = self.height, self.height / zoom
        self.canvas.saveState()
        self.canvas.scale(zoom, zoom)
        yield
        self.canvas.restoreState()
        self.height = height
        self.filled, self.stroked = None, None

    def turn(self) -> None:
        """On to the next page, which knows of no colour yet."""
        self.canvas.showPage()
        self.filled, self.stroked = None, None


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with its lower left corner at x, y; a disc, if the corners leave nothing else."""
    hook = radius * (1 - ROUND)
    left, low, right, high = x + radius, y + radius, x + width - radius, y + height - radius
    end, top = x + width, y + height
    return (
        f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l "
        f"{end - hook:.2f} {y:.2f} {end:.2f} {y + hook:.2f} {end:.2f} {low:.2f} c {end:.2f} {high:.2f} l "
        f"{end:.2f} {top - hook:.2f} {end - hook:.2f} {top:.2f} {right:.2f} {top:.2f} c {left:.2f} {top:.2f} l "
        f"{x + hook:.2f} {top:.2f} {x:.2f} {top - hook:.2f} {x:.2f} {high:.2f} c {x:.2f} {low:.2f} l "
        f"{x:.2f} {y + hook:.2f} {x + hook:.2f} {y:.2f} {left:.2f} {y:.2f} c h "
    )
