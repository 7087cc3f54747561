"""The path commands of other drawing programs, `S Q T A`, as plain cubic curves."""

from __future__ import annotations

from math import acos, ceil, copysign, cos, hypot, pi, radians, sin, sqrt, tan
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handouts.page.shapes import Pen, Point, Step


def smooth(pen: Pen, values: list[float]) -> None:
    first = _mirrored(pen) if pen.before in {"C", "S"} else pen.at
    pen.curve([*first, *values])
    pen.handle = values[0], values[1]


def quadratic(pen: Pen, values: list[float]) -> None:
    (x, y), (cx, cy, ex, ey) = pen.at, values
    pen.curve([x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3, ex, ey])
    pen.handle = cx, cy


def turned(pen: Pen, values: list[float]) -> None:
    quadratic(pen, [*(_mirrored(pen) if pen.before in {"Q", "T"} else pen.at), *values])


def arc(pen: Pen, values: list[float]) -> None:
    """An elliptical arc; a radius of nothing is a straight line."""
    rx, ry, turn, large, sweep, x, y = values
    if {large, sweep} - {0.0, 1.0}:
        raise ValueError("the flags of an arc are 0 or 1")
    if (x, y) == pen.at:
        return
    if not rx or not ry:
        pen.line(x, y)
        return
    for curve in _arc(pen.at, (x, y), (abs(rx), abs(ry)), (radians(turn), large != sweep, bool(sweep))):
        pen.curve(curve)


CURVES: Mapping[str, Step] = MappingProxyType({"S": smooth, "Q": quadratic, "T": turned, "A": arc})


def _mirrored(pen: Pen) -> Point:
    return 2 * pen.at[0] - pen.handle[0], 2 * pen.at[1] - pen.handle[1]


def _arc(start: Point, end: Point, radii: Point, bend: tuple[float, bool, bool]) -> Iterator[list[float]]:
    """Curves of at most a quarter turn, after SVG 1.1 appendix F.6.5 (from end points to centre)."""
    turn, positive, sweep = bend
    c, s = cos(turn), sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = c * dx + s * dy, c * dy - s * dx
    grown = max(1.0, hypot(px / radii[0], py / radii[1]))
    rx, ry = radii[0] * grown, radii[1] * grown
    away = (px / rx) ** 2 + (py / ry) ** 2
    offset = sqrt(max(0.0, 1 / away - 1)) * (1 if positive else -1)
    qx, qy = offset * rx * py / ry, -offset * ry * px / rx
    cx, cy = c * qx - s * qy + (start[0] + end[0]) / 2, s * qx + c * qy + (start[1] + end[1]) / 2
    first, last = _angle((px - qx) / rx, (py - qy) / ry), _angle((-px - qx) / rx, (-py - qy) / ry)
    span = (last - first) % (2 * pi) if sweep else -((first - last) % (2 * pi))
    parts = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
    handle = 4 / 3 * tan(span / parts / 4)
    for part in range(parts):
        a, b = first + span * part / parts, first + span * (part + 1) / parts
        near = cos(a) - handle * sin(a), sin(a) + handle * cos(a)
        far = cos(b) + handle * sin(b), sin(b) - handle * cos(b)
        placed = [
            (cx + c * rx * u - s * ry * v, cy + s * rx * u + c * ry * v) for u, v in (near, far, (cos(b), sin(b)))
        ]
        yield [value for point in placed for value in point]


def _angle(x: float, y: float) -> float:
    return copysign(acos(min(1.0, max(-1.0, x / hypot(x, y)))), y)
