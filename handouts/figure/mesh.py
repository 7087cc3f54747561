"""Turn a field into a skin of triangles (surface nets: one vertex in every cell that the surface passes)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handouts.figure.field import CORNERS, Floats, Group, nearest, sample, spots
from handouts.figure.turn import Array

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Mesh:
    """Triangles of one material; `part` names pieces between which a fold may be drawn."""

    name: str
    role: str
    points: Array  # (n, 3)
    normals: Array  # (n, 3)
    faces: Ints  # (m, 3)
    parts: Ints | None = None  # per point
    glow: Array | None = None  # per point, 0..1: highlighted where over one half
    hard: bool = False  # flat-sided: edges between its faces are inked
    closed: bool = False  # its normals point out, so what is turned away lies behind something else of it


def skin(group: Group, within: tuple[Array, Array] | None = None) -> Mesh:
    field, corner = sample(group, within)
    points, normals, faces = nets(field)
    points = corner + points * group.cell
    return Mesh(group.name, group.role, points, normals, faces, nearest(group, points), closed=True)


def nets(f: Floats) -> tuple[Array, Array, Ints]:
    """Vertices (in cells), unit normals and triangles of the surface f = 0."""
    inside = f < 0
    count = inside.astype(np.int8)
    for axis in range(3):
        first, second = _halves(axis)
        count = count[first] + count[second]
    cells = np.stack(spots((count > 0) & (count < 8)), 1)
    if not len(cells):
        return np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3), dtype=np.int64)
    values = np.stack([f[tuple((cells + c).T)] for c in CORNERS], 1)
    local = _crossing(values)
    index = np.full(count.shape, -1, dtype=np.int64)
    index[tuple(cells.T)] = np.arange(len(cells))
    return cells + local, _gradient(values, local), _quads(inside, index)


def _halves(axis: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """All but the last along an axis, and all but the first."""
    before, after = [slice(None)] * 3, [slice(None)] * 3
    before[axis], after[axis] = slice(None, -1), slice(1, None)
    return tuple(before), tuple(after)


def _crossing(values: Array) -> Array:
    """Mean of the points where the surface cuts the cell's twelve edges."""
    total, hits = np.zeros((len(values), 3)), np.zeros(len(values))
    for a, ca in enumerate(CORNERS):
        for b, cb in enumerate(CORNERS):
            if b > a and sum(abs(p - q) for p, q in zip(ca, cb, strict=True)) == 1:
                va, vb = values[:, a], values[:, b]
                cut = (va < 0) != (vb < 0)
                share = np.where(cut, va / np.where(cut, va - vb, 1), 0)
                total += cut[:, None] * (np.array(ca) + share[:, None] * (np.array(cb) - np.array(ca)))
                hits += cut
    return np.asarray(total / hits[:, None])


def _gradient(values: Array, local: Array) -> Array:
    out = np.zeros((len(values), 3))
    for n, corner in enumerate(CORNERS):
        weight = [local[:, d] if corner[d] else 1 - local[:, d] for d in range(3)]
        for d in range(3):
            others = [weight[e] for e in range(3) if e != d]
            out[:, d] += values[:, n] * (1 if corner[d] else -1) * others[0] * others[1]
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))


def _quads(inside: NDArray[np.bool_], index: Ints) -> Ints:
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        before, after = _halves(axis)
        edges = np.stack(spots(inside[before] != inside[after]), 1)
        limit = np.array(index.shape)
        keep = (edges[:, u] > 0) & (edges[:, v] > 0) & (edges[:, u] < limit[u]) & (edges[:, v] < limit[v])
        edges = edges[keep]
        du, dv = np.eye(3, dtype=np.int64)[u], np.eye(3, dtype=np.int64)[v]
        ring = [index[tuple((edges - s * du - t * dv).T)] for s, t in ((0, 0), (1, 0), (1, 1), (0, 1))]
        faces += [np.stack([ring[0], ring[1], ring[2]], 1), np.stack([ring[0], ring[2], ring[3]], 1)]
    out = np.concatenate(faces)
    return out[(out >= 0).all(1)]
