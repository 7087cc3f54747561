"""Ink: lines where depth jumps, colours meet or a fold runs; heavy outside, thin inside, tapered at free ends."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handouts.figure.buffer import Buffer
from handouts.figure.curve import Cubic, fit, pieces, soften
from handouts.figure.mesh import Ints
from handouts.figure.turn import Array

WIDTHS = (0.35, 0.5, 0.68, 0.9)  # printed points
SILENT = ({"towel", "towel-stripe"}, {"mat"}, {"shadow"})


@dataclass(frozen=True, slots=True)
class Rules:
    jump: float  # metres of depth between two skins that make a line
    own: float  # the same within one skin
    deep: float  # a jump that gives the full weight
    fold: float  # cosine between the slopes on both sides of a fold
    valley: float  # metres from the bottom of a fold to its sides
    loose: float  # points: a fold that touches no other line and is shorter reads as a scratch


FIGURE = Rules(0.010, 0.012, 0.16, 0.70, 0.006, 2.4)
CLOSE = Rules(0.0030, 0.0028, 0.05, 0.80, 0.0034, 9.0)
FOLD, LEAP = 0.10, 0.12  # the least weights of lines


@dataclass(frozen=True, slots=True)
class Stroke:
    width: float
    cubics: list[Cubic]


def lines(buffer: Buffer, rules: Rules, dots_per_point: float, hush: NDArray[np.bool_] | None = None) -> list[Stroke]:
    across, down = (_edges(buffer, rules, axis) for axis in (0, 1))
    if hush is not None:
        across[hush[:, :-1] | hush[:, 1:]] = 0
        down[hush[:-1] | hush[1:]] = 0
    out: list[Stroke] = []
    for path, weight, closed, free in chains(across, down):
        least = rules.loose if all(free) and weight.max() < LEAP else 1.1 if weight.max() > 0.3 else 2.4
        if len(path) > least * dots_per_point:
            out += _stroked(path, weight, (closed, free), dots_per_point)
    return out


def _edges(b: Buffer, rules: Rules, axis: int) -> Array:
    """Weight 0..1 of the line between each dot and its neighbour to the right (axis 0) or below (axis 1)."""
    first = (slice(None), slice(None, -1)) if axis == 0 else (slice(None, -1), slice(None))
    second = (slice(None), slice(1, None)) if axis == 0 else (slice(1, None), slice(None))
    oa, ob, za, zb = b.owner[first], b.owner[second], b.depth[first], b.depth[second]
    na, nb = b.normal[first], b.normal[second]
    outside = (oa == 0) ^ (ob == 0)
    both = (oa > 0) & (ob > 0)
    gap = np.where(both, np.abs(za - zb), 0)
    tilt = np.where((za > zb)[..., None], na, nb)
    expected = np.abs(tilt[..., axis]) / np.maximum(tilt[..., 2], 0.14) / b.window.density
    jump = gap - 2.0 * expected
    role, hard = _tables(b)
    other = both & (oa != ob)
    colour = other & role[oa, ob]
    leap = (other & (jump > rules.jump)) | (both & (oa == ob) & (jump > rules.own))
    fold = _folds(b, rules, axis, first, second) & both
    edge = both & (oa == ob) & hard[oa] & (b.part[first] != b.part[second])
    weight = np.where(outside, 1.0, np.clip(gap / rules.deep, LEAP, 0.92))
    weight = np.where((fold | edge | colour) & ~outside & ~leap, np.where(colour, 0.30, FOLD), weight)
    return np.asarray(np.where(outside | leap | colour | fold | edge, weight, 0.0))


def _tables(b: Buffer) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs of skins differ in colour, and which skins are flat-sided."""
    roles = ["", *(m.role for m in b.meshes)]
    n = len(roles)
    differ = np.zeros((n, n), dtype=np.bool_)
    for i in range(1, n):
        for j in range(1, n):
            silent = any({roles[i], roles[j]} <= pair for pair in SILENT)
            differ[i, j] = roles[i] != roles[j] and not silent
    return differ, np.array([False, *(m.hard for m in b.meshes)])


def _folds(
    b: Buffer, rules: Rules, axis: int, first: tuple[slice, ...], second: tuple[slice, ...]
) -> NDArray[np.bool_]:
    """Between two parts of a skin, or two skins that touch: a valley whose sides face each other."""
    reach = max(2, round(rules.valley * b.window.density))
    before = np.roll(b.normal, reach, 1 - axis)[first]
    after = np.roll(b.normal, -reach, 1 - axis)[second]
    valley = (before[..., axis] - after[..., axis]) * (1 if axis == 0 else -1) > 0.25
    parted = (b.owner[first] != b.owner[second]) | (b.part[first] != b.part[second])
    return np.asarray(parted & valley & ((before * after).sum(-1) < rules.fold))


Chain = tuple[Array, Array, bool, tuple[bool, bool]]


def chains(across: Array, down: Array) -> list[Chain]:
    """Link the edges between dots into long lines: points, weights, closed, which ends are free."""
    stride = across.shape[1] + 2
    links: dict[int, dict[int, float]] = {}
    ys, xs = np.nonzero(across)
    yd, xd = np.nonzero(down)
    starts = np.r_[ys * stride + xs + 1, (yd + 1) * stride + xd]
    ends = np.r_[(ys + 1) * stride + xs + 1, (yd + 1) * stride + xd + 1]
    for a, b, w in zip(starts.tolist(), ends.tolist(), np.r_[across[ys, xs], down[yd, xd]].tolist(), strict=True):
        links.setdefault(a, {})[b] = w
        links.setdefault(b, {})[a] = w
    return _Walk(links, stride).all()


class _Walk:
    """Follow links, going straight on at crossings."""

    def __init__(self, links: dict[int, dict[int, float]], stride: int) -> None:
        self.links, self.stride = links, stride
        self.used: set[tuple[int, int]] = set()
        self.through: dict[tuple[int, int], int] = {}
        for node, near in links.items():
            if len(near) > 2:
                self._pair(node, near)

    def _spot(self, node: int) -> tuple[int, int]:
        return node % self.stride, node // self.stride

    def _ahead(self, node: int, step: int) -> tuple[float, float]:
        """Direction of the line that leaves a crossing by `step`, seen some way on."""
        before, at = node, step
        for _ in range(9):
            near = self.links[at]
            if len(near) != 2:
                break
            before, at = at, next(k for k in near if k != before)
        (x0, y0), (x1, y1) = self._spot(node), self._spot(at)
        length = float(np.hypot(x1 - x0, y1 - y0)) or 1.0
        return (x1 - x0) / length, (y1 - y0) / length

    def _pair(self, node: int, near: dict[int, float]) -> None:
        ways = {k: self._ahead(node, k) for k in near}
        keys = sorted(near)
        options = []
        for i, a in enumerate(keys):
            for b in keys[i + 1 :]:
                straight = ways[a][0] * ways[b][0] + ways[a][1] * ways[b][1]
                options.append((straight - 0.3 * min(near[a], near[b]), straight, a, b))
        taken: set[int] = set()
        for _, straight, a, b in sorted(options):
            if straight < -0.5 and a not in taken and b not in taken:
                self.through[node, a], self.through[node, b] = b, a
                taken |= {a, b}

    def _next(self, before: int, at: int) -> int | None:
        near = self.links[at]
        if len(near) == 2:
            return next(k for k in near if k != before)
        return self.through.get((at, before))

    def _follow(self, a: int, b: int) -> tuple[list[int], bool]:
        path = [a, b]
        self.used.add((min(a, b), max(a, b)))
        while (step := self._next(path[-2], path[-1])) is not None:
            key = (min(path[-1], step), max(path[-1], step))
            if key in self.used:
                return path, path[-1] == path[0]
            self.used.add(key)
            path.append(step)
        return path, False

    def all(self) -> list[Chain]:
        out: list[Chain] = []
        loose = [
            (n, k)
            for n, near in self.links.items()
            for k in near
            if len(near) == 1 or (len(near) > 2 and (n, k) not in self.through)
        ]
        rest = [(n, k) for n, near in self.links.items() for k in near]
        for a, b in [*loose, *rest]:
            if (min(a, b), max(a, b)) not in self.used:
                path, closed = self._follow(a, b)
                out.append(self._chain(path, closed=closed))
        return out

    def _chain(self, path: list[int], *, closed: bool) -> Chain:
        nodes: Ints = np.array(path[:-1] if closed else path)
        points = np.stack([nodes % self.stride, nodes // self.stride], 1).astype(np.float64)
        weights = [self.links[a][b] for a, b in itertools.pairwise(path)]
        weight = np.array(weights if closed else [*weights, weights[-1]])
        free = (len(self.links[path[0]]) == 1, len(self.links[path[-1]]) == 1)
        return points, weight, closed, free


def _stroked(path: Array, weight: Array, ends: tuple[bool, tuple[bool, bool]], dpp: float) -> list[Stroke]:
    """Cut a chain where its quantised width changes; each stretch becomes cubics."""
    closed, free = ends
    sigma = 0.28 * dpp
    heavy = soften(weight[:, None], 0.9 * dpp, closed=closed)[:, 0]
    parts = pieces(path, closed=closed, sigma=sigma, arm=max(4, int(0.8 * dpp)))
    line = np.concatenate([parts[0], *(p[1:] for p in parts[1:])])
    joints = np.cumsum([len(p) - 1 for p in parts])[:-1]
    if closed:
        shift = int(np.argmin(((path - line[0]) ** 2).sum(1)))
        heavy = np.roll(heavy, -shift)
        heavy = np.r_[heavy, heavy[:1]]
    step = _levels(heavy[: len(line)], free, len(line), dpp)
    cuts = sorted({0, len(line) - 1, *joints.tolist(), *(np.nonzero(np.diff(step))[0] + 1).tolist()})
    out = []
    for a, b in itertools.pairwise(cuts):
        width = WIDTHS[int(np.median(step[a : b + 1]))]
        out.append(Stroke(width, fit(line[a : b + 1], 0.07 * dpp)))
    return out


def _levels(heavy: Array, free: tuple[bool, bool], n: int, dpp: float) -> Ints:
    level = np.digitize(heavy, (0.24, 0.5, 0.78))
    ramp = int(1.6 * dpp)
    for k in (2, 1, 0):
        reach = (k + 1) * ramp
        if free[0]:
            level[:reach] = np.minimum(level[:reach], k)
        if free[1]:
            level[max(0, n - reach) :] = np.minimum(level[max(0, n - reach) :], k)
    # a width change shorter than a point and a half is noise
    least = int(1.5 * dpp)
    edges = [0, *(np.nonzero(np.diff(level))[0] + 1).tolist(), n]
    for a, b in itertools.pairwise(edges):
        if b - a < least:
            level[a:b] = level[a - 1]
    return np.asarray(level, dtype=np.int64)
