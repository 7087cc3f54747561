"""Model softly: rods, sweeps and eggs whose exponential fields add up to one skin, so that joints need no seams.

A shape says how far a point is from its surface (negative inside). A group's field is the sum of exp(-distance/blend);
its skin is where the sum is one, so shapes that come near each other flow together over about `blend` metres.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handouts.figure.turn import Array, smooth, unit

Grid = tuple[Array, Array, Array]  # broadcastable x, y, z
Cut = Callable[[Grid], Array]


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

    def distance(self, grid: Grid) -> Array:
        axis = self.end - self.start
        length = float(np.linalg.norm(axis))
        y = axis / length
        x = unit(self.forward - y * float(self.forward @ y))
        # the axis runs away from the body's "up", so right is forward x up = axis x forward
        z = np.cross(y, x)
        share = _along(grid, self.start, y) / length
        u, v = _along(grid, self.start, x), _along(grid, self.start, z)
        lo, hi = float(self.table[0, 0]), float(self.table[-1, 0])
        at = np.clip(share, lo, hi)
        fine = np.linspace(lo, hi, 48)
        radii = smooth(self.table[:, 0], self.table[:, 1:], fine)
        f, b, r, le = (np.interp(at, fine, radii[:, i]) for i in range(4))
        around = _round(u, v, (np.where(u > 0, f, b), np.where(v > 0, r, le)), self.power)
        if self.flat:
            around = np.maximum(around, (share - hi) * length)
            over = (lo - share) * length
        else:
            over = np.maximum(share - hi, lo - share) * length
        out = np.where(over > 0, np.hypot(np.maximum(around, 0), over) + np.minimum(around, 0) * 0.2, around)
        return self._faded(out, share, lo, hi) if any(self.fade) else out

    def _faded(self, out: Array, share: Array, lo: float, hi: float) -> Array:
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

    def distance(self, grid: Grid) -> Array:
        """A point belongs between the two station planes that enclose it."""
        last = len(self.centres) - 1
        shape = np.broadcast(*grid).shape
        x, y, z = (np.broadcast_to(c, shape) for c in grid)
        out = np.zeros(shape)
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

    def _piece(self, grid: Grid, i: int, planes: tuple[Array, Array]) -> Array:
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

    def distance(self, grid: Grid) -> Array:
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


def _along(grid: Grid, origin: Array, axis: Array) -> Array:
    x, y, z = grid
    return np.asarray((x - origin[0]) * axis[0] + (y - origin[1]) * axis[1] + (z - origin[2]) * axis[2])


def _round(u: Array, v: Array, radii: tuple[Array, Array], power: float) -> Array:
    a, b = radii
    near = np.hypot(u / a, v / b) if power == 2.0 else (np.abs(u / a) ** power + np.abs(v / b) ** power) ** (1 / power)
    away = np.hypot(u, v)
    return np.where(near > 1e-6, away * (1 - 1 / np.maximum(near, 1e-6)), -np.minimum(a, b))


def sample(group: Group, within: tuple[Array, Array] | None = None) -> tuple[Array, Array]:
    """The group's field on a grid: (values in metres, lower corner). Values are negative inside."""
    ends = [s.bounds() for s in group.shapes if not s.hollow]
    lo, hi = np.min([e[0] for e in ends], 0), np.max([e[1] for e in ends], 0)
    if within is not None:
        lo, hi = np.maximum(lo, within[0]), np.minimum(hi, within[1])
    size = np.maximum(np.ceil((hi - lo) / group.cell).astype(int) + 1, 2)
    axes = [lo[i] + group.cell * np.arange(size[i]) for i in range(3)]
    total = np.zeros(size)
    for shape in group.shapes:
        span, grid = _window(shape, axes)
        if grid is not None:
            weight = np.exp(np.minimum(-shape.distance(grid) / shape.blend, 40.0))
            total[span] += -weight if shape.hollow else weight
    blend = float(np.median([s.blend for s in group.shapes]))
    field = -blend * np.log(np.maximum(total, 1e-9))
    if group.cut is not None:
        field = np.maximum(field, group.cut((axes[0][:, None, None], axes[1][None, :, None], axes[2][None, None, :])))
    return field, lo


def _window(shape: Shape, axes: list[Array]) -> tuple[tuple[slice, ...], Grid | None]:
    low, high = shape.bounds()
    span = tuple(slice(*np.searchsorted(axes[i], (low[i], high[i]))) for i in range(3))
    x, y, z = (axes[i][span[i]] for i in range(3))
    if not (len(x) and len(y) and len(z)):
        return span, None
    return span, (x[:, None, None], y[None, :, None], z[None, None, :])


def nearest(group: Group, points: Array) -> NDArray[np.int64]:
    """For each point the index of the shape whose field is strongest there."""
    best, owner = np.full(len(points), -np.inf), np.zeros(len(points), dtype=np.int64)
    for i, shape in enumerate(group.shapes):
        if shape.hollow:
            continue
        low, high = shape.bounds()
        at = np.nonzero(((points > low) & (points < high)).all(1))[0]
        if len(at):
            p = points[at]
            pull = -shape.distance((p[:, 0], p[:, 1], p[:, 2])) / shape.blend
            win = pull > best[at]
            best[at[win]], owner[at[win]] = pull[win], i
    return owner
