"""Model softly: rods, sweeps and eggs whose exponential fields add up to one skin, so that joints need no seams.

A shape says how far a point is from its surface (negative inside). A group's field is the sum of exp(-distance/blend);
its skin is where the sum is one, so shapes that come near each other flow together over about `blend` metres.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handouts.figure.turn import Array, smooth, unit

Floats = NDArray[np.floating[Any]]
Grid = tuple[Floats, Floats, Floats]  # broadcastable x, y, z
Cut = Callable[[Grid], Floats]
STRIDE = 3  # cells a side of the blocks that are first looked at coarsely
FINE = 48  # steps into which a rod's table is smoothed
REACH = 1.0  # a block is left alone when the coarse field is further than this many block sides from nought
CORNERS = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]


@dataclass(frozen=True, slots=True)
class Rod:
    """A straight limb: radii (forward, back, right, left) from a table over the share of its length."""

    start: Array
    end: Array
    forward: Array
    table: Array  # rows (share, forward, back, right, left)
    part: str = ""
    blend: float = 0.008
    power: float = 2.0
    flat: bool = False  # cut square at its end
    fade: tuple[float, float] = (0.0, 0.0)  # shares over which start and end hand over to the neighbouring rod
    hollow: bool = False

    def bounds(self) -> tuple[Array, Array]:
        axis = self.end - self.start
        ends = np.array([self.start + axis * self.table[0, 0], self.start + axis * self.table[-1, 0]])
        pad = float(self.table[:, 1:].max()) + 4 * self.blend
        return ends.min(0) - pad, ends.max(0) + pad

    def distance(self, grid: Grid) -> Floats:
        axis = self.end - self.start
        length = float(np.linalg.norm(axis))
        y = axis / length
        x = unit(self.forward - y * float(self.forward @ y))
        # the axis runs away from the body's "up", so right is forward x up = axis x forward
        z = np.cross(y, x)
        share = _along(grid, self.start, y) / length
        lo, hi = float(self.table[0, 0]), float(self.table[-1, 0])
        around = self._around(_along(grid, self.start, x), _along(grid, self.start, z), share)
        if self.flat:
            around = np.maximum(around, (share - hi) * length)
            over = (lo - share) * length
        else:
            over = np.maximum(share - hi, lo - share) * length
        out = np.where(over > 0, np.hypot(np.maximum(around, 0), over) + np.minimum(around, 0) * 0.2, around)
        return self._faded(out, share, lo, hi) if any(self.fade) else out

    def _around(self, u: Floats, v: Floats, share: Floats) -> Floats:
        """Distance from the skin, square to the axis."""
        lo, hi = float(self.table[0, 0]), float(self.table[-1, 0])
        at = np.clip((share - lo) * ((FINE - 1) / (hi - lo)), 0, FINE - 1.001)
        whole = at.astype(np.int32)
        part = at - whole
        fine = smooth(self.table[:, 0], self.table[:, 1:], np.linspace(lo, hi, FINE)).astype(u.dtype)

        def radius(column: NDArray[Any] | int) -> Floats:
            first = whole * 4 + column
            return np.asarray(fine.take(first) * (1 - part) + fine.take(first + 4) * part)

        if self.power == 2.0 and np.ptp(self.table[:, 1:], axis=1).max() == 0:
            return np.asarray(np.sqrt(u * u + v * v) - radius(0))
        return _round(u, v, (radius(u <= 0), radius(2 + (v <= 0))), self.power)

    def _faded(self, out: Floats, share: Floats, lo: float, hi: float) -> Floats:
        """Two rods that overlap end to end count half each in the middle, so that no ring shows at the joint."""
        weight = np.ones_like(share)
        if self.fade[0]:
            weight = np.clip((share - lo) / self.fade[0], 1e-4, 1)
        if self.fade[1]:
            weight = weight * np.clip((hi - share) / self.fade[1], 1e-4, 1)
        return np.asarray(out - self.blend * np.log(weight * weight * (3 - 2 * weight)))


@dataclass(frozen=True, slots=True)
class Sweep:
    """A bent limb or trunk: stations with centre, frame and radii (forward, back, right, left)."""

    centres: Array
    frames: Array  # (n, 3, 3), columns forward, along, right
    radii: Array  # (n, 4)
    part: str = ""
    blend: float = 0.010
    power: float = 2.3
    hollow: bool = False

    def bounds(self) -> tuple[Array, Array]:
        pad = float(self.radii.max()) + 4 * self.blend
        return self.centres.min(0) - pad, self.centres.max(0) + pad

    def distance(self, grid: Grid) -> Floats:
        """A point belongs between the two station planes that enclose it."""
        last = len(self.centres) - 1
        shape = np.broadcast(*grid).shape
        x, y, z = (np.broadcast_to(c, shape) for c in grid)
        out: Floats = np.zeros(shape, dtype=x.dtype)
        low = _along(grid, self.centres[0], self.frames[0][:, 1])
        below = -low
        for i in range(last):
            high = _along(grid, self.centres[i + 1], self.frames[i + 1][:, 1])
            mine = (low >= 0) if i else np.ones(shape, dtype=np.bool_)
            if i + 1 < last:
                mine &= high < 0
            out[mine] = self._piece((x[mine], y[mine], z[mine]), i, (low[mine], high[mine]))
            low = high
        return np.asarray(np.maximum(out, np.maximum(below, low)))

    def _piece(self, grid: Grid, i: int, planes: tuple[Floats, Floats]) -> Floats:
        low, high = planes
        gap = low - high
        t = np.clip(low / np.where(np.abs(gap) < 1e-6, 1e-6, gap), 0, 1)
        a, b, fa, fb = self.centres[i], self.centres[i + 1], self.frames[i], self.frames[i + 1]
        u = _along(grid, a, fa[:, 0]) * (1 - t) + _along(grid, b, fb[:, 0]) * t
        v = _along(grid, a, fa[:, 2]) * (1 - t) + _along(grid, b, fb[:, 2]) * t
        ra, rb = self.radii[i], self.radii[i + 1]
        f, k, r, le = (ra[j] * (1 - t) + rb[j] * t for j in range(4))
        return _round(u, v, (np.where(u > 0, f, k), np.where(v > 0, r, le)), self.power)


@dataclass(frozen=True, slots=True)
class Egg:
    centre: Array
    frame: Array
    radii: tuple[float, float, float]
    part: str = ""
    blend: float = 0.008
    hollow: bool = False

    def bounds(self) -> tuple[Array, Array]:
        pad = max(self.radii) + 4 * self.blend
        return self.centre - pad, self.centre + pad

    def distance(self, grid: Grid) -> Floats:
        u, v, w = (_along(grid, self.centre, self.frame[:, i]) for i in range(3))
        a, b, c = self.radii
        near = np.sqrt((u / a) ** 2 + (v / b) ** 2 + (w / c) ** 2)
        slope = np.sqrt((u / a**2) ** 2 + (v / b**2) ** 2 + (w / c**2) ** 2)
        return np.asarray(near * (near - 1) / np.maximum(slope, 1e-9))


Shape = Rod | Sweep | Egg


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes of one material that flow into each other; `cut` keeps only where it is negative."""

    name: str
    role: str
    shapes: tuple[Shape, ...]
    cell: float = 0.005
    cut: Cut | None = None


def _along(grid: Grid, origin: Array, axis: Array) -> Floats:
    """Plain numbers leave the points as narrow as they come."""
    (x, y, z), (a, b, c) = grid, axis.tolist()
    return np.asarray(x * a + y * b + z * c - float(origin @ axis))


def _round(u: Floats, v: Floats, radii: tuple[Floats, Floats], power: float) -> Floats:
    a, b = radii
    p, q = u / a, v / b
    near = np.sqrt(p * p + q * q) if power == 2.0 else (np.abs(p) ** power + np.abs(q) ** power) ** (1 / power)
    away = np.sqrt(u * u + v * v)
    return np.where(near > 1e-6, away * (1 - 1 / np.maximum(near, 1e-6)), -np.minimum(a, b))


def sample(group: Group, within: tuple[Array, Array] | None = None) -> tuple[Floats, Array]:
    """The group's field on a grid: (values in metres, lower corner). Values are negative inside.

    Only nodes near the skin are worked out; those further in or out hold one metre of the right sign.
    """
    ends = [s.bounds() for s in group.shapes if not s.hollow]
    lo, hi = np.min([e[0] for e in ends], 0), np.max([e[1] for e in ends], 0)
    if within is not None:
        lo, hi = np.maximum(lo, within[0]), np.minimum(hi, within[1])
    size = np.maximum(np.ceil((hi - lo) / group.cell).astype(int) + 1, 2)
    near, inside = _blocks(group, lo, -(-(size - 1) // STRIDE))
    whole = tuple(slice(0, n) for n in size)
    field = np.pad(_finer(np.where(inside, np.float32(-1), np.float32(1))), (0, 1), mode="edge")[whole]
    at = spots(_shared(np.pad(_finer(near), (0, 1)))[whole])
    x, y, z = ((lo[i] + group.cell * np.arange(size[i])).astype(np.float32)[at[i]] for i in range(3))
    field[at] = _summed(group, (x, y, z))
    return field, lo


def spots(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], ...]:
    """Where a mask is set: what np.nonzero says, in a third of its time."""
    return np.unravel_index(np.flatnonzero(mask), mask.shape)


def _finer(blocks: NDArray[Any]) -> NDArray[Any]:
    return blocks.repeat(STRIDE, 0).repeat(STRIDE, 1).repeat(STRIDE, 2)


def _shared(band: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The last nodes of a block are the first ones of the next."""
    for axis in range(3):
        band = band | np.roll(band, 1, axis)
    return band


def _blocks(group: Group, lo: Array, count: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Blocks of cells that the skin may pass, and those whose first corner lies inside, from a coarse field."""
    step = group.cell * STRIDE
    axes = [(lo[i] + step * np.arange(count[i] + 1)).astype(np.float32) for i in range(3)]
    x, y, z = (a.ravel() for a in np.meshgrid(*axes, indexing="ij"))
    coarse = _summed(group, (x, y, z), step).reshape(count + 1)
    corners = [coarse[i : i + count[0], j : j + count[1], k : k + count[2]] for i, j, k in CORNERS]
    near = (np.minimum.reduce(corners) < REACH * step) & (np.maximum.reduce(corners) > -REACH * step)
    for shape in group.shapes:
        if shape.hollow:  # a dent may be smaller than a block
            low, high = ((end - lo) / step for end in shape.bounds())
            near[tuple(slice(max(0, int(a)), max(0, int(b) + 1)) for a, b in zip(low, high, strict=True))] = True
    return near, coarse[:-1, :-1, :-1] < 0


def _summed(group: Group, grid: Grid, wider: float = 0.0) -> Floats:
    """The field at points; each shape counts in its bounds, made wider by some metres."""
    total = np.zeros(len(grid[0]), dtype=np.float32)
    for shape in group.shapes:
        low, high = shape.bounds()
        here = _within(grid, low - wider, high + wider)
        weight = np.exp(np.clip(shape.distance((grid[0][here], grid[1][here], grid[2][here])) / -shape.blend, -80, 40))
        total[here] += -weight if shape.hollow else weight
    blend = float(np.median([s.blend for s in group.shapes]))
    field = -blend * np.log(np.maximum(total, 1e-35 if wider else 1e-9))
    return np.asarray(field if group.cut is None else np.maximum(field, group.cut(grid)), dtype=np.float32)


def _within(grid: Grid, low: Array, high: Array) -> NDArray[np.int64]:
    """Which points lie in a box."""
    inside = np.ones(len(grid[0]), dtype=np.bool_)
    for axis, a, b in zip(grid, low.tolist(), high.tolist(), strict=True):
        inside &= (axis >= a) & (axis < b)
    return np.nonzero(inside)[0]


def nearest(group: Group, points: Array) -> NDArray[np.int64]:
    """For each point the index of the shape whose field is strongest there."""
    best, owner = np.full(len(points), -np.inf), np.zeros(len(points), dtype=np.int64)
    grid = (np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1]), np.ascontiguousarray(points[:, 2]))
    for i, shape in enumerate(group.shapes):
        if shape.hollow:
            continue
        at = _within(grid, *shape.bounds())
        if len(at):
            pull = shape.distance((grid[0][at], grid[1][at], grid[2][at])) / -shape.blend
            win = pull > best[at]
            best[at[win]], owner[at[win]] = pull[win], i
    return owner
