"""Paint a panel as PDF operators: fills from the palette, ink of one printed weight at any scale, mirrored or not."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.page import hooks
from handouts.page.svg import STROKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from handouts.page.colour import Colour
    from handouts.page.look import Roles
    from handouts.page.shapes import Outline
    from handouts.page.svg import Panel, Shape
    from handouts.page.vector import Drawing, Mark

STEPS_ACROSS = 100_000
UNITS_PER_POINT = 20  # whole steps of 0.05 points, as the pictures have them: shorter than decimals
WEIGHTS_PT = {"ink": 0.95, "ghost-line": 0.6, "frame": 1.0}
MUSCLE_LINE_PT, KEYLINE_PT, HALO_PT, DASH_PT = 0.75, 0.5, 0.8, (2.4, 1.8)
SEGMENTS = {"M": "%.0f %.0f m ", "L": "%.0f %.0f l ", "C": "%.0f %.0f %.0f %.0f %.0f %.0f c ", "Z": "h "}


def paint(  # noqa: PLR0913, PLR0917 (what, where, how large, in which colours: none can be left out)
    canvas: Canvas,
    panel: Panel,
    x: float,
    y: float,
    scale: float,
    art: Roles,
    *,
    mirrored: bool = False,
    arrows: float = 1,
) -> None:
    """Paint with the bottom left corner at x, y; `arrows` makes them larger or smaller than the panel does."""
    put(canvas, stream(panel, art, scale, mirrored=mirrored, arrows=arrows), x, y)


def put(canvas: Canvas, operators: str, x: float, y: float) -> None:
    """Ready-made operators at a place; what is put twice, in one document or in many, is compressed once."""
    form = ready(operators)
    hooks.know(canvas, form)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(form.name)
    canvas.restoreState()


@lru_cache(maxsize=1024)
def ready(operators: str) -> hooks.Form:
    return hooks.form(operators)


@lru_cache(maxsize=512)
def stream(panel: Panel, art: Roles, scale: float, *, mirrored: bool = False, arrows: float = 1) -> str:
    """The operators of a panel whose bottom left corner is the origin; documents share them."""
    if scale <= 0:
        raise ValueError(f"scale should be more than 0, not {scale}")
    step = scale / UNITS_PER_POINT
    width, height = panel.width_pt * scale, panel.height_pt * scale
    matrix = f"{-step if mirrored else step:.6f} 0 0 {-step:.6f} {width if mirrored else 0:.2f} {height:.2f} cm"
    brush = Brush(dict(art), 1 / step, arrows)
    parts = (brush.paint(shape, path) for shape, path in zip(panel.shapes, compiled(panel), strict=True))
    return " ".join((matrix, "1 J 1 j", *parts))


@lru_cache(maxsize=512)
def compiled(panel: Panel) -> tuple[str, ...]:
    """The path operators of each shape: they depend on neither colour nor scale."""
    return tuple(operators(shape.path) for shape in panel.shapes)


def operators(path: Outline, units: float = UNITS_PER_POINT) -> str:
    form = "".join(map(SEGMENTS.__getitem__, path.ops))
    return form % tuple([value * units for value in path.points])


class Brush:
    """Knows the colours and which of them the page has already been told."""

    def __init__(self, colours: dict[str, Colour], units_per_printed_pt: float, arrows: float) -> None:
        self.colours = colours
        self.unit = units_per_printed_pt
        self.arrows = arrows
        self.last = {"fill": "", "line": "", "width": ""}

    def paint(self, shape: Shape, path: str) -> str:
        """The operators of one shape; only state that changed is said again."""
        if shape.role == "muscle":
            return " ".join(self._muscle(path))
        if shape.role == "accent":
            return " ".join(self._arrow(path, shape.path))
        if shape.role in STROKED:
            return self._line(shape, path)
        colour = self.colours.get(shape.role, self.colours["prop"])
        return f"{self._new('fill', fill(colour))}{path}f*"

    def _line(self, shape: Shape, path: str) -> str:
        width = shape.stroke_width_pt or WEIGHTS_PT[shape.role]
        state = self._new("line", stroke(self.colours[shape.role])) + self._new("width", self._width(width))
        if shape.role != "ghost-line":
            return f"{state}{path}S"
        on, off = (length * self.unit for length in DASH_PT)
        return f"{state}[{on:.1f} {off:.1f}] 0 d {path}S [] 0 d"

    def _muscle(self, path: str) -> Iterator[str]:
        """An ink outline, and round it a white keyline where the skin would swallow the colour."""
        yield f"q {fill(self.colours['muscle'])}"
        if "keyline" in self.colours:  # outside: inside it would eat up a narrow patch
            yield f"{stroke(self.colours['keyline'])} {self._width(MUSCLE_LINE_PT + 2 * KEYLINE_PT)} {path}S"
        yield f"{stroke(self.colours['muscle-line'])} {self._width(MUSCLE_LINE_PT)} {path}B* Q"

    def _arrow(self, path: str, outline: Outline) -> Iterator[str]:
        """A white halo below, so that the arrow stands out from whatever it crosses."""
        left, top, right, bottom = (side * UNITS_PER_POINT for side in outline.box)
        x, y = ((1 - self.arrows) * middle / 2 for middle in (left + right, top + bottom))
        yield "q"
        if self.arrows != 1:
            yield f"{self.arrows:.4f} 0 0 {self.arrows:.4f} {x:.1f} {y:.1f} cm"
        yield f"{stroke(self.colours['halo'])} {self._width(2 * HALO_PT / self.arrows)} {path}S"
        yield f"{fill(self.colours['accent'])} {path}f* Q"

    def _width(self, printed_pt: float) -> str:
        return f"{printed_pt * self.unit:.1f} w"

    def _new(self, what: str, said: str) -> str:
        if self.last[what] == said:
            return ""
        self.last[what] = said
        return said + " "


@lru_cache(maxsize=256)
def fill(colour: Colour) -> str:
    """The operator that sets the fill; grays as gray, so that printers use black ink alone."""
    return _parts(colour) + (" g" if _even(colour) else " rg")


@lru_cache(maxsize=256)
def stroke(colour: Colour) -> str:
    return _parts(colour) + (" G" if _even(colour) else " RG")


def _even(colour: Colour) -> bool:
    return colour.r == colour.g == colour.b


def _parts(colour: Colour) -> str:
    parts = colour.parts[:1] if _even(colour) else colour.parts
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)


def drawn(drawing: Drawing, scale: float, *, gray: bool = False) -> str:
    """The operators of a clinic's own drawing with its bottom left corner at the origin, cut at its edges."""
    units = STEPS_ACROSS / max(drawing.width, drawing.height)  # its own unit may be a mile or a hair
    step = scale / units
    matrix = f"{step:.12f} 0 0 {-step:.12f} 0 {drawing.height * scale:.2f} cm"
    frame = f"0 0 {drawing.width * units:.0f} {drawing.height * units:.0f} re W n"
    return " ".join((matrix, frame, *(_mark(mark, units, gray=gray) for mark in drawing.marks)))


def _mark(mark: Mark, units: float, *, gray: bool) -> str:
    inside, edge = (colour.gray if gray and colour else colour for colour in (mark.fill, mark.stroke))
    said = [fill(inside)] if inside else []
    if edge:
        dash = " ".join(f"{length * units:.0f}" for length in mark.dash)
        said += [stroke(edge), f"{mark.stroke_width * units:.1f} w {mark.cap} J {mark.join} j [{dash}] 0 d"]
    ending = ("B" if inside and edge else "f" if inside else "S") + ("*" if inside and mark.even_odd else "")
    return f"{' '.join(said)} {operators(mark.path, units)}{ending}"
