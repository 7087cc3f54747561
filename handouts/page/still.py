"""One exercise's picture by itself: as a one-page PDF, or as pixels."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from handouts.page.paint import MUSCLE_LINE_PT, WEIGHTS_PT, paint
from handouts.page.svg import STROKED
from handouts.page.tagged import Canvas

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from handouts.page.colour import Colour
    from handouts.page.look import Roles
    from handouts.page.shapes import Outline
    from handouts.page.svg import Picture, Shape

GAP_PT, DPI, FINER, CURVE_STEPS = 12.0, 200, 3, 12
Loop = list[tuple[float, float]]


def pdf(picture: Picture, roles: Roles, alts: Sequence[str], title: str, day: dt.date) -> bytes:
    """All panels on a page of their own size, each with its words for those who cannot see it."""
    width, height = _size(picture)
    canvas = Canvas((width, height), title=title, language="en", creator="Handouts", day=day)
    for panel, x, alt in zip(picture.panels, _lefts(picture), alts, strict=True):
        with canvas.element("Figure", alt=alt, bbox=(x, GAP_PT, x + panel.width_pt, GAP_PT + panel.height_pt)):
            paint(canvas, panel, x, GAP_PT, 1.0, roles)
    return canvas.finish()


def png(picture: Picture, roles: Roles, dpi: int = DPI) -> bytes:
    """The same as pixels. Shapes are filled three times finer than asked for, then made smooth."""
    from PIL import Image  # noqa: PLC0415  read only when pixels are asked for

    scale = dpi / 72 * FINER
    width, height = (round(side * scale) for side in _size(picture))
    image = Image.new("RGB", (width, height), "white")
    colours = dict(roles)
    for panel, x in zip(picture.panels, _lefts(picture), strict=True):
        top = _size(picture)[1] - GAP_PT - panel.height_pt
        for shape in panel.shapes:
            _shape(image, shape, colours, scale, (x, top))
    out = BytesIO()
    image.resize((width // FINER, height // FINER), Image.Resampling.LANCZOS).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _size(picture: Picture) -> tuple[float, float]:
    width = sum(panel.width_pt + GAP_PT for panel in picture.panels) + GAP_PT
    return width, max(panel.height_pt for panel in picture.panels) + 2 * GAP_PT


def _lefts(picture: Picture) -> Iterator[float]:
    x = GAP_PT
    for panel in picture.panels:
        yield x
        x += panel.width_pt + GAP_PT


def _shape(image: Image, shape: Shape, colours: dict[str, Colour], scale: float, at: tuple[float, float]) -> None:
    loops = [[((x + at[0]) * scale, (y + at[1]) * scale) for x, y in loop] for loop in flattened(shape.path)]
    if shape.role in STROKED:
        width = shape.stroke_width_pt or WEIGHTS_PT[shape.role]
        _lines(image, loops, colours[shape.role], width * scale)
        return
    _fill(image, loops, colours.get(shape.role, colours["prop"]))
    if shape.role == "muscle":
        _lines(image, loops, colours["muscle-line"], MUSCLE_LINE_PT * scale)


def _fill(image: Image, loops: list[Loop], colour: Colour) -> None:
    """Even-odd: what lies in an even number of loops is a hole."""
    from PIL import Image as Images  # noqa: PLC0415
    from PIL import ImageChops, ImageDraw  # noqa: PLC0415

    mask = Images.new("1", image.size)
    for loop in loops:
        if len(loop) > 2:
            inside = Images.new("1", image.size)
            ImageDraw.Draw(inside).polygon(loop, fill=1)
            mask = ImageChops.logical_xor(mask, inside)
    image.paste(str(colour), mask=mask)


def _lines(image: Image, loops: list[Loop], colour: Colour, width: float) -> None:
    from PIL import ImageDraw  # noqa: PLC0415

    brush, radius = ImageDraw.Draw(image), width / 2
    for loop in loops:
        brush.line(loop, fill=str(colour), width=max(round(width), 1), joint="curve")
        for x, y in (loop[0], loop[-1]):
            brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=str(colour))


def flattened(path: Outline) -> list[Loop]:
    """Loops of straight pieces; each curve in a dozen of them, which no eye sees at this size."""
    loops: list[Loop] = []
    values = iter(path.points)
    for op in path.ops:
        if op == "M":
            loops.append([(next(values), next(values))])
        elif op == "L":
            loops[-1].append((next(values), next(values)))
        elif op == "C":
            corners = [loops[-1][-1], *((next(values), next(values)) for _ in range(3))]
            loops[-1] += [_bezier(corners, step / CURVE_STEPS) for step in range(1, CURVE_STEPS + 1)]
        else:
            loops[-1].append(loops[-1][0])
    return loops


def _bezier(corners: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True)) for axis in (0, 1))
    return x, y
