"""The few signs of the page, each a shape of its own so that gray copies lose nothing. Sizes by radius, in points."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from handouts.page import fonts
from handouts.page.colour import WHITE
from handouts.page.text import Style

if TYPE_CHECKING:
    from handouts.page.colour import Colour
    from handouts.page.pen import Pen
    from handouts.words.document import SideMark


def tick(pen: Pen, x: float, y: float, radius: float, role: str | Colour) -> None:
    """A tick in a disc: go, or see to this."""
    pen.disc(x, y, radius, role)
    r = radius
    pen.strokes(
        [(x - 0.42 * r, y + 0.05 * r), (x - 0.1 * r, y + 0.36 * r), (x + 0.45 * r, y - 0.32 * r)], 0.24 * r, WHITE
    )


def warn(pen: Pen, x: float, y: float, radius: float, role: str | Colour) -> None:
    """An exclamation mark in a triangle: take care."""
    r = radius * 1.08
    corners = [(x, y - 0.82 * r), (x + 0.96 * r, y + 0.78 * r), (x - 0.96 * r, y + 0.78 * r)]
    pen.polygon(corners, role)
    pen.strokes([*corners, corners[0], corners[1]], 0.3 * r, role)
    pen.strokes([(x, y - 0.3 * r), (x, y + 0.24 * r)], 0.22 * r, WHITE)
    pen.disc(x, y + 0.58 * r, 0.13 * r, WHITE)


def stop(pen: Pen, x: float, y: float, radius: float, role: str | Colour) -> None:
    """A cross in an octagon: stop."""
    edge = [pi / 8 + n * pi / 4 for n in range(8)]
    pen.polygon([(x + radius * 1.04 * cos(a), y + radius * 1.04 * sin(a)) for a in edge], role)
    d = 0.36 * radius
    for points in ([(x - d, y - d), (x + d, y + d)], [(x - d, y + d), (x + d, y - d)]):
        pen.strokes(points, 0.24 * radius, WHITE)


def phone(pen: Pen, x: float, y: float, radius: float, role: str | Colour) -> None:
    """A receiver in a disc: call."""
    pen.disc(x, y, radius, role)
    turn = -pi / 4
    arc = [(-0.5 + n / 10, 0.16 * (1 - (2 * n / 10 - 1) ** 2)) for n in range(11)]

    def at(u: float, v: float) -> tuple[float, float]:
        return x + radius * (u * cos(turn) - v * sin(turn)), y + radius * (u * sin(turn) + v * cos(turn))

    pen.strokes([at(u, v + 0.1) for u, v in arc], 0.2 * radius, WHITE)
    for u in (-0.46, 0.46):
        pen.strokes([at(u - 0.07, -0.02), at(u + 0.07, -0.02)], 0.27 * radius, WHITE)


def pause(pen: Pen, x: float, y: float, radius: float, role: str | Colour) -> None:
    """Two bars in a disc: hold it for now."""
    pen.disc(x, y, radius, role)
    for dx in (-0.2 * radius, 0.2 * radius):
        pen.strokes([(x + dx, y - 0.33 * radius), (x + dx, y + 0.33 * radius)], 0.2 * radius, WHITE)


def tiles(pen: Pen, x: float, y: float, size: float, mark: SideMark) -> float:
    """The L and R tiles with their top left corner at x, y; returns their width. Decoration: words say it too."""
    gap = 2.5 if size > 16 else 2.0
    style = Style(fonts.register().bold, 12, 12)
    with pen.artifact("Layout"):
        for letter, lit in (("L", mark.left), ("R", mark.right)):
            if lit:
                pen.panel(x, y, size, size, size * 0.23, fill="brand_text")
            else:
                pen.panel(x, y, size, size, size * 0.23, outline="box")
            ink = style.coloured("on_brand" if lit else "ink_2")
            pen.words(x + (size - ink.width(letter)) / 2, y + size / 2 + 3.96, letter, ink)
            x += size + gap
    return 2 * size + gap


def box(pen: Pen, x: float, y: float, size: float) -> None:
    """A box to tick."""
    pen.panel(x, y, size, size, size * 0.19, outline="box")


def bullet(pen: Pen, x: float, y: float, role: str | Colour) -> None:
    pen.disc(x, y, 1.9, role)


def onward(pen: Pen, x: float, y: float, width: float) -> None:
    """A thin arrow from the start to the finish."""
    pen.rule(x, y, width - 1, 1, "box")
    pen.strokes([(x + width - 5, y - 3.5), (x + width, y), (x + width - 5, y + 3.5)], 1, "box")
