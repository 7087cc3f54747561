"""Outlines as plain values, read from SVG path data: the ground shared by our pictures and a clinic's drawings."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_UNITS = 1e6
ROUND = 0.5522847498  # how long the handles are of a Bézier that stands in for a quarter circle
SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
COMMAND = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[^\s,]")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """`ops` is one letter a segment (`M L C Z`); `points` are their absolute coordinates, x before y."""

    ops: str
    points: tuple[float, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all points, handles included."""
        xs, ys = self.points[::2], self.points[1::2]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class Pen:
    """Where path data has got to; `handle` is the last control point, for curves that carry on smoothly."""

    ops: list[str] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    at: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)
    handle: Point = (0.0, 0.0)
    before: str = ""

    def line(self, values: Sequence[float]) -> None:
        self._add("L", 2, values)

    def curve(self, values: Sequence[float]) -> None:
        self._add("C", 6, values)

    def move(self, values: Sequence[float]) -> None:
        self._add("M", len(values), values[:2])
        self.start = self.at
        self.line(values[2:])

    def close(self) -> None:
        self.ops.append("Z")
        self.at = self.start

    def _add(self, letter: str, size: int, values: Sequence[float]) -> None:
        if values:
            self.ops.append(letter * max(1, len(values) // size))
            self.points += values
            self.at = values[-2], values[-1]


Step = Callable[[Pen, list[float]], None]
NONE: Mapping[str, Step] = MappingProxyType({})


def outline(data: str, more: Mapping[str, Step] = NONE) -> Outline:
    """Path data as absolute lines and curves; `more` adds commands to `M L H V C Z`.

    `ValueError` for anything that is not exactly right.
    """
    if not re.match(r"\s*[Mm]", data) or "_" in data:  # float() would read 1_000
        raise ValueError("path data has to start with M and hold only commands and numbers")
    pen = Pen()
    for letter, rest in COMMAND.findall(data):
        _run(pen, letter, _values(letter, rest), more)
    if not -MOST_UNITS <= min(pen.points) <= max(pen.points) <= MOST_UNITS:
        raise ValueError("path data leaves any sensible page")
    return Outline("".join(pen.ops), tuple(pen.points))


def _run(pen: Pen, letter: str, values: list[float], more: Mapping[str, Step]) -> None:
    """One command letter and all the numbers behind it."""
    command = letter.upper()
    if command not in "MLHVCZ" and command not in more:
        raise ValueError(f"path command '{letter}' is not known here")
    _counted(letter, values)
    if letter.islower():
        values = _absolute(command, values, pen.at)
    if command == "C":
        pen.curve(values)
    elif command == "L":
        pen.line(values)
    elif command == "M":
        pen.move(values)
    elif command == "Z":
        pen.close()
    elif command in "HV":
        pen.line(_straight(command, values, pen.at))
    else:
        for i in range(0, len(values), SIZES[command]):
            more[command](pen, values[i : i + SIZES[command]])
            pen.before = command
    pen.before = command
    if command == "C":
        pen.handle = values[-4], values[-3]


def _values(letter: str, rest: str) -> list[float]:
    with suppress(ValueError):
        if letter not in "Aa":
            return [*map(float, rest.replace(",", " ").split())]  # as we write them: the quick way
    try:
        return [*map(float, _flagged(rest) if letter in "Aa" else NUMBER.findall(rest))]
    except ValueError:
        raise ValueError(f"path data has something other than numbers after '{letter}'") from None


def _flagged(rest: str) -> list[str]:
    """The words of an arc, whose two flags may stand without a space between them."""
    words: list[str] = []
    while rest := rest.lstrip(" \t\r\n,"):
        found = re.match("[01]", rest) if len(words) % 7 in {3, 4} else NUMBER.match(rest)
        words.append(found.group() if found else "?")
        rest = rest[len(words[-1]) :]
    return words


def _counted(letter: str, values: list[float]) -> None:
    size = SIZES.get(letter.upper(), 0)
    if (len(values) % size or not values) if size else values:
        raise ValueError(f"path command '{letter}' takes {size or 'no'} numbers at a time, and has {len(values)}")


def _straight(command: str, values: list[float], at: Point) -> list[float]:
    """Level or upright lines as points."""
    return [part for value in values for part in ((value, at[1]) if command == "H" else (at[0], value))]


def _absolute(command: str, values: list[float], at: Point) -> list[float]:
    """Relative numbers, each segment counted from the end of the one before."""
    if command in "HV":
        return [*accumulate(values, initial=at["HV".index(command)])][1:]
    if command == "C":
        return _curves(values, *at)
    size, skipped = SIZES.get(command, 1), 5 if command == "A" else 0
    x, y = at
    result: list[float] = []
    for i in range(0, len(values), size):
        part = values[i : i + size]
        shifted = [value + (y if j % 2 else x) for j, value in enumerate(part[skipped:])]
        x, y = shifted[-2:]
        result += [*part[:skipped], *shifted]
    return result


def _curves(values: list[float], x: float, y: float) -> list[float]:
    """The same for curves, of which pictures are made: three times as fast."""
    result: list[float] = []
    numbers = iter(values)
    for a, b, c, d, e, f in zip(*[numbers] * 6, strict=True):
        result += (a + x, b + y, c + x, d + y, e + x, f + y)
        x += e
        y += f
    return result


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
