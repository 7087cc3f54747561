"""Arrows in body terms: the way a landmark goes, a push, a circle; each finds a clear place beside the figure."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handouts.figure.buffer import Camera, Window
from handouts.figure.curve import Cubic, fit
from handouts.figure.scene import Arrow
from handouts.figure.skeleton import Skeleton, direction, place
from handouts.figure.turn import Array, unit, vec

SHAFT, HEAD_LONG, HEAD_WIDE = 3.3, 7.4, 9.4  # points
SHORT, LONG = 17.0, 36.0
PEN = 2.4  # points: the width of what is written


@dataclass(frozen=True, slots=True)
class Sight:
    """What an arrow needs to know of its picture."""

    camera: Camera
    window: Window
    dots_per_point: float
    busy: NDArray[np.bool_]  # dots that the figure covers
    anchors: dict[str, Array]


def drawn(arrow: Arrow, now: Skeleton, before: Skeleton | None, sight: Sight) -> tuple[list[Cubic], Array]:
    """The arrow's outline as cubics, and its middle line, in dots."""
    dpp = sight.dots_per_point
    line = _line(arrow, now, before, sight)
    line = line + np.array([arrow.shift[0], -arrow.shift[1]]) * sight.window.density
    if not (arrow.keep or arrow.circle):
        line = _clear(line, sight, along=arrow.at is not None)
    parts = _outline(line / dpp, both=arrow.both)
    return [c * dpp for part in parts for c in part], line


def written(arrow: Arrow, now: Skeleton, sight: Sight) -> Array:
    """Plain strokes, such as a letter in the air, as one field: their joints are whole, and one halo runs round all."""
    start = sight.camera(place(arrow.at or (0.0, 0.0, 0.0), sight.anchors | now.points))
    high, wide = sight.busy.shape
    spots = np.stack(np.meshgrid(np.arange(wide) + 0.5, np.arange(high) + 0.5), -1)
    far = np.full((high, wide), np.inf)
    for stroke in arrow.strokes:
        seen = np.array([start[:2] + np.array(p) for p in stroke])
        line = sight.window.dots(np.c_[seen, np.zeros(len(seen))])
        for a, b in itertools.pairwise(line):
            share = np.clip((spots - a) @ (b - a) / float((b - a) @ (b - a)), 0, 1)[..., None]
            far = np.minimum(far, np.hypot(*np.moveaxis(spots - a - share * (b - a), -1, 0)))
    return np.asarray(np.clip(PEN / 2 * sight.dots_per_point - far + 0.5, 0, 1))


def _dots(points: Array, sight: Sight) -> Array:
    return sight.window.dots(sight.camera(points))


def _line(arrow: Arrow, now: Skeleton, before: Skeleton | None, sight: Sight) -> Array:
    places = sight.anchors | now.points
    if arrow.circle is not None:
        return _ring(arrow, place(arrow.circle, places), sight)
    if arrow.at is not None:
        start = place(arrow.at, places)
        way = direction(arrow.toward or "up") * arrow.length
        return _bent(_dots(start, sight), _dots(start + way, sight), arrow.bend, sight)
    if arrow.follow is None or before is None:
        raise ValueError("an arrow needs follow + from, at + toward, or circle")
    first, last = _dots(before.points[arrow.follow], sight), _dots(now.points[arrow.follow], sight)
    if arrow.about is not None:
        return _arc(first, last, _dots(now.points[arrow.about], sight), sight)
    return _bent(first, last, arrow.bend, sight)


def _bent(a: Array, b: Array, bend: float, sight: Sight) -> Array:
    dpp = sight.dots_per_point
    long = float(np.hypot(*(b - a))) or 1e-6
    want = float(np.clip(long, SHORT * dpp, LONG * dpp))
    middle, way = (a + b) / 2, (b - a) / long
    a, b = middle - way * want / 2, middle + way * want / 2
    t = np.linspace(0, 1, 40)[:, None]
    return np.asarray(a * (1 - t) + b * t + np.array([way[1], -way[0]]) * bend * want * 4 * t * (1 - t))


def _arc(a: Array, b: Array, pivot: Array, sight: Sight) -> Array:
    dpp = sight.dots_per_point
    t0, t1 = (np.arctan2(*(p - pivot)[::-1]) for p in (a, b))
    swing = (t1 - t0 + np.pi) % (2 * np.pi) - np.pi
    radius = float(max(np.hypot(*(a - pivot)), np.hypot(*(b - pivot)))) + 7 * dpp
    least = SHORT * dpp / radius
    if abs(swing) < least:
        extra = (least - abs(swing)) / 2 * np.sign(swing or 1)
        t0, swing = t0 - extra, swing + 2 * extra
    t = t0 + swing * np.linspace(0, 1, 40)
    return np.asarray(pivot + radius * np.stack([np.cos(t), np.sin(t)], 1))


def _ring(arrow: Arrow, middle: Array, sight: Sight) -> Array:
    face = unit(direction(arrow.facing))
    side = unit(np.cross(face, vec(0, 1, 0))) if abs(face[1]) < 0.9 else vec(1, 0, 0)
    up = np.cross(side, face)
    t = np.radians(np.linspace(60, 60 + arrow.sweep, 80))
    return _dots(middle + arrow.radius * (np.cos(t)[:, None] * side + np.sin(t)[:, None] * up), sight)


def _clear(line: Array, sight: Sight, *, along: bool) -> Array:
    """Shift the line the least distance that keeps it off the figure."""
    dpp = sight.dots_per_point
    way = line[-1] - line[0]
    way = way / (np.hypot(*way) or 1)
    across = np.array([way[1], -way[0]])
    best, cost = line, np.inf
    ways = [across, -across, -way, (across - way) / 1.41, (-across - way) / 1.41]
    for k, v in enumerate(ways):
        for step in np.arange(0, 34, 1.5):
            moved = line + v * step * dpp
            price = 160 * _hidden(moved, sight) + step + (4 if (k > 1) != along else 0)
            if price < cost:
                best, cost = moved, price
    return best


def _hidden(line: Array, sight: Sight) -> float:
    """Share of a broad band along the line that lies on the figure or off the picture."""
    dpp = sight.dots_per_point
    way = np.gradient(line, axis=0)
    way /= np.maximum(np.hypot(*way.T)[:, None], 1e-9)
    side = np.stack([-way[:, 1], way[:, 0]], 1)
    high, wide = sight.busy.shape
    hits = 0.0
    for off in (-5.5, -2.5, 0, 2.5, 5.5):
        p = (line + side * off * dpp).astype(int)
        p = np.vstack([p, p[-1:] + (way[-1] * 2.5 * dpp).astype(int)])
        out = (p[:, 0] < 0) | (p[:, 1] < 0) | (p[:, 0] >= wide) | (p[:, 1] >= high)
        on = sight.busy[np.clip(p[:, 1], 0, high - 1), np.clip(p[:, 0], 0, wide - 1)]
        hits += float((out | on).mean())
    return hits / 5


def _outline(line: Array, *, both: bool) -> list[list[Cubic]]:
    """A tapered shaft with its head (or heads) as one closed outline, in points."""
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))]
    total = steps[-1]
    neck = HEAD_LONG * 0.86
    at = np.linspace(neck if both else 0, total - neck, 24)
    shaft = np.stack([np.interp(at, steps, line[:, i]) for i in (0, 1)], 1)
    way = np.gradient(shaft, axis=0)
    way /= np.maximum(np.hypot(*way.T)[:, None], 1e-9)
    side = np.stack([-way[:, 1], way[:, 0]], 1)
    half = np.full(24, SHAFT / 2) if both else SHAFT / 2 * np.linspace(0.55, 1.0, 24)
    left, right = shaft + side * half[:, None], shaft - side * half[:, None]
    out = [fit(left, 0.05), *_head(left[-1], right[-1], shaft[-1], line[-1])]
    out.append(fit(right[::-1], 0.05))
    out += _head(right[0], left[0], shaft[0], line[0]) if both else [_straight(right[0], left[0])]
    return out


def _head(start: Array, end: Array, neck: Array, tip: Array) -> list[list[Cubic]]:
    way = tip - neck
    way = way / np.hypot(*way)
    side = (start - neck) / np.hypot(*(start - neck))
    wing = neck - way * 0.9
    point = neck + way * HEAD_LONG
    a, b = wing + side * HEAD_WIDE / 2, wing - side * HEAD_WIDE / 2
    return [_straight(start, a), _straight(a, point), _straight(point, b), _straight(b, end)]


def _straight(a: Array, b: Array) -> list[Cubic]:
    return [np.array([a, a + (b - a) / 3, b - (b - a) / 3, b])]
