"""Affine maps of the plane: what `transform` does to a clinic's drawing."""

from __future__ import annotations

import re
from math import cos, radians, sin, sqrt, tan

from handouts.page.shapes import Outline

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
CALL = re.compile(r"[\s,]*([a-zA-Z]+)\s*\(([^()]*)\)[\s,]*")


def times(m: Matrix, n: Matrix) -> Matrix:
    """First n, then m."""
    a, b, c, d, e, f = m
    return (
        a * n[0] + c * n[1], b * n[0] + d * n[1],
        a * n[2] + c * n[3], b * n[2] + d * n[3],
        a * n[4] + c * n[5] + e, b * n[4] + d * n[5] + f,
    )  # fmt: skip


def moved(m: Matrix, path: Outline) -> Outline:
    a, b, c, d, e, f = m
    pairs = zip(path.points[::2], path.points[1::2], strict=True)
    return Outline(path.ops, tuple(v for x, y in pairs for v in (a * x + c * y + e, b * x + d * y + f)))


def scale(m: Matrix) -> float:
    """How much longer things get on average: what happens to the width of a line."""
    return sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def transform(text: str) -> Matrix:
    """The value of a `transform` attribute; `ValueError` if it is none."""
    result, at = IDENTITY, 0
    while at < len(text.rstrip()):
        call = CALL.match(text, at)
        if not call:
            raise ValueError(f"transform '{text[:60]}' cannot be read")
        result, at = times(result, _one(call[1], call[2])), call.end()
    return result


def _one(name: str, inside: str) -> Matrix:
    try:
        values = [float(word) for word in inside.replace(",", " ").split()]
    except ValueError:
        values = []
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate", [angle]:
            return _turn(angle)
        case "rotate", [angle, x, y]:
            return times(times((1, 0, 0, 1, x, y), _turn(angle)), (1, 0, 0, 1, -x, -y))
        case "skewX", [angle]:
            return 1, 0, tan(radians(angle)), 1, 0, 0
        case "skewY", [angle]:
            return 1, tan(radians(angle)), 0, 1, 0, 0
    raise ValueError(f"transform '{name}({inside[:40]})' cannot be read")


def _turn(angle: float) -> Matrix:
    c, s = cos(radians(angle)), sin(radians(angle))
    return c, s, -s, c, 0, 0
