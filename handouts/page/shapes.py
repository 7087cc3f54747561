"""Outlines as plain values, read from SVG path data: the ground shared by our pictures and a clinic's drawings."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_UNITS = 1e6
ROUND = 0.5522847498  # how long the handles are of a Bézier that stands in for a quarter circle
SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
COMMAND = re.compile(r"([A-DF-Za-df-z])")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[^\s,]")
Point = tuple[float, float]


class Outline(Struct, frozen=True):
    """`ops` is one letter a segment (`M L C Z`); `points` are their absolute coordinates, x before y."""

    ops: str
    points: tuple[float, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all points, handles included."""
        xs, ys = self.points[::2], self.points[1::2]
        return min(xs), min(ys), max(xs), max(ys)


class Pen(Struct):
    """Where path data has got to; `handle` is the last control point, for curves that carry on smoothly."""

    ops: list[str] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    at: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)
    handle: Point = (0.0, 0.0)
    before: str = ""

    def line(self, x: float, y: float) -> None:
        self.ops.append("L")
        self.points += (x, y)
        self.at = x, y

    def curve(self, values: list[float]) -> None:
        self.ops.append("C")
        self.points += values
        self.at = values[4], values[5]
        self.handle = values[2], values[3]


Step = Callable[[Pen, list[float]], None]


def outline(data: str, more: Mapping[str, Step] = MappingProxyType({})) -> Outline:
    """Path data as absolute lines and curves; `more` adds commands to `M L H V C Z`.

    `ValueError` for anything that is not exactly right.
    """
    if not re.match(r"\s*[Mm]", data) or "_" in data:  # float() would read 1_000
        raise ValueError("path data starts with M and holds only commands and numbers")
    try:
        pen = _followed(data.replace("-", " -").replace(",", " "), str.split, more)  # as we write it: the quick way
    except ValueError:
        pen = _followed(data, NUMBER.findall, more)
    if not -MOST_UNITS <= min(pen.points) <= max(pen.points) <= MOST_UNITS:
        raise ValueError("path data leaves any sensible page")
    return Outline("".join(pen.ops), tuple(pen.points))


def _followed(data: str, words: Callable[[str], list[str]], more: Mapping[str, Step]) -> Pen:
    pen = Pen()
    parts = iter(COMMAND.split(data)[1:])
    for letter, rest in zip(parts, parts, strict=True):
        if letter not in STEPS and letter.upper() not in more:
            raise ValueError(f"path command '{letter}' is not known here")
        values = _numbers(letter, _flagged(rest) if letter in "Aa" else words(rest))
        if letter in STEPS:
            STEPS[letter](pen, values)
        else:
            _extra(pen, letter, values, more[letter.upper()])
        pen.before = letter.upper()
    return pen


def _numbers(letter: str, words: list[str]) -> list[float]:
    try:
        values = [*map(float, words)]
    except ValueError:
        raise ValueError(f"path data has something other than numbers after '{letter}'") from None
    size = SIZES[letter.upper()]
    if (len(values) % size or not values) if size else values:
        raise ValueError(f"path command '{letter}' takes {size or 'no'} numbers at a time, not {len(values)}")
    return values


def _flagged(rest: str) -> list[str]:
    """The words of an arc, whose two flags may stand without a space between them."""
    words: list[str] = []
    while rest := rest.lstrip(" \t\r\n,"):
        found = re.match("[01]", rest) if len(words) % 7 in {3, 4} else NUMBER.match(rest)
        words.append(found.group() if found else "?")
        rest = rest[len(words[-1]) :]
    return words


def _lines(pen: Pen, values: list[float]) -> None:
    pen.ops.append("L" * (len(values) // 2))
    pen.points += values
    pen.at = values[-2], values[-1]


def _lines_on(pen: Pen, values: list[float]) -> None:
    x, y = pen.at
    for i in range(0, len(values), 2):
        x += values[i]
        y += values[i + 1]
        pen.points += (x, y)
    pen.ops.append("L" * (len(values) // 2))
    pen.at = x, y


def _curves(pen: Pen, values: list[float]) -> None:
    pen.ops.append("C" * (len(values) // 6))
    pen.points += values
    pen.at, pen.handle = (values[-2], values[-1]), (values[-4], values[-3])


def _curves_on(pen: Pen, values: list[float]) -> None:
    x, y = pen.at
    for i in range(0, len(values), 6):
        a, b, c, d, e, f = values[i : i + 6]
        pen.points += (a + x, b + y, c + x, d + y, e + x, f + y)
        x += e
        y += f
    pen.ops.append("C" * (len(values) // 6))
    pen.at, pen.handle = (x, y), (pen.points[-4], pen.points[-3])


def _move(pen: Pen, values: list[float]) -> None:
    _begin(pen, values[0], values[1])
    if len(values) > 2:
        _lines(pen, values[2:])


def _move_on(pen: Pen, values: list[float]) -> None:
    _begin(pen, pen.at[0] + values[0], pen.at[1] + values[1])
    if len(values) > 2:
        _lines_on(pen, values[2:])


def _begin(pen: Pen, x: float, y: float) -> None:
    pen.ops.append("M")
    pen.points += (x, y)
    pen.start = pen.at = x, y


def _level(pen: Pen, values: list[float]) -> None:
    for x in values:
        pen.line(x, pen.at[1])


def _level_on(pen: Pen, values: list[float]) -> None:
    for x in values:
        pen.line(pen.at[0] + x, pen.at[1])


def _upright(pen: Pen, values: list[float]) -> None:
    for y in values:
        pen.line(pen.at[0], y)


def _upright_on(pen: Pen, values: list[float]) -> None:
    for y in values:
        pen.line(pen.at[0], pen.at[1] + y)


def _close(pen: Pen, _values: list[float]) -> None:
    pen.ops.append("Z")
    pen.at = pen.start


# A function a letter: most of a picture is path data, and most of reading it would be asking which letter this is.
STEPS: Mapping[str, Step] = MappingProxyType({
    "M": _move, "m": _move_on, "L": _lines, "l": _lines_on, "H": _level, "h": _level_on,
    "V": _upright, "v": _upright_on, "C": _curves, "c": _curves_on, "Z": _close, "z": _close,
})  # fmt: skip


def _extra(pen: Pen, letter: str, values: list[float], step: Step) -> None:
    """A command that only a clinic's drawing has, one segment at a time."""
    size, kept = SIZES[letter.upper()], 5 if letter in "Aa" else 0
    for i in range(0, len(values), size):
        part = values[i : i + size]
        if letter.islower():
            part[kept:] = [value + pen.at[j % 2] for j, value in enumerate(part[kept:])]
        step(pen, part)
        pen.before = letter.upper()


def circle(cx: float, cy: float, rx: float, ry: float) -> Outline:
    """A circle or an ellipse as four curves."""
    a, b = rx * ROUND, ry * ROUND
    points = (
        cx + rx, cy,
        cx + rx, cy + b, cx + a, cy + ry, cx, cy + ry,
        cx - a, cy + ry, cx - rx, cy + b, cx - rx, cy,
        cx - rx, cy - b, cx - a, cy - ry, cx, cy - ry,
        cx + a, cy - ry, cx + rx, cy - b, cx + rx, cy,
    )  # fmt: skip
    return Outline("MCCCCZ", points)
