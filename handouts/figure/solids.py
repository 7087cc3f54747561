"""Plain solids for props: boxes, turned shapes, tubes, ribbons and cloth, as meshes."""

import itertools
from collections.abc import Callable

import numpy as np

from handouts.figure.mesh import Ints, Mesh
from handouts.figure.turn import Array, frame, smooth, unit, vec


def sheet(points: Array) -> tuple[Array, Array, Ints]:
    """A grid of points (n, m, 3) as points, normals and faces."""
    n, m = points.shape[:2]
    across, down = np.gradient(points, axis=1), np.gradient(points, axis=0)
    normal = np.cross(down, across)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    i = np.arange(n * m).reshape(n, m)
    a, b, c, d = (x.ravel() for x in (i[:-1, :-1], i[1:, :-1], i[1:, 1:], i[:-1, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return points.reshape(-1, 3), normal.reshape(-1, 3), faces


def joined(name: str, role: str, sheets: list[Array], *, hard: bool = False) -> Mesh:
    points, normals, faces, parts, first = [], [], [], [], 0
    for i, grid in enumerate(sheets):
        p, n, f = sheet(grid)
        points.append(p)
        normals.append(n)
        faces.append(f + first)
        parts.append(np.full(len(p), i, dtype=np.int64))
        first += len(p)
    return Mesh(
        name,
        role,
        np.concatenate(points),
        np.concatenate(normals),
        np.concatenate(faces),
        np.concatenate(parts),
        hard=hard,
    )


def box(name: str, role: str, low: Array, high: Array, turn: Array | None = None) -> Mesh:
    """A box between two corners, turned about the world's origin frame given."""
    spin = np.eye(3) if turn is None else turn
    middle, half = (low + high) / 2, (high - low) / 2
    sheets = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            grid = np.zeros((2, 2, 3))
            for i, a in enumerate((-1, 1)):
                for j, b in enumerate((-1, 1)):
                    corner = np.zeros(3)
                    corner[axis], corner[u], corner[v] = sign * half[axis], a * half[u], b * half[v]
                    grid[i, j] = middle + spin @ corner
            sheets.append(grid)
    return joined(name, role, sheets, hard=True)


def tube(name: str, role: str, path: Array, radius: float) -> Mesh:
    around = np.linspace(0, 2 * np.pi, 17)
    along = np.gradient(path, axis=0)
    rings = []
    for p, d in zip(path, along, strict=True):
        f = frame(d, vec(0.13, 0.31, 0.94))
        rings.append(p + radius * (np.cos(around)[:, None] * f[:, 0] + np.sin(around)[:, None] * f[:, 2]))
    ends = [np.repeat(path[:1], 17, 0), *rings, np.repeat(path[-1:], 17, 0)]
    return joined(name, role, [np.array(ends)])


def ball(name: str, role: str, centre: Array, radius: float) -> Mesh:
    a, b = np.linspace(0.001, np.pi - 0.001, 26), np.linspace(0, 2 * np.pi, 41)
    up = np.cos(a)[:, None] * np.ones_like(b)
    grid = centre + radius * np.stack([np.sin(a)[:, None] * np.cos(b), up, np.sin(a)[:, None] * np.sin(b)], -1)
    return joined(name, role, [grid[::-1]])


def cushion(name: str, role: str, low: Array, high: Array, *, plump: float = 1.0) -> Mesh:
    """A soft box: 1 is a pillow, 0.3 a block of foam with round edges."""
    a, b = np.linspace(-np.pi / 2 + 0.001, np.pi / 2 - 0.001, 26), np.linspace(0, 2 * np.pi, 61)

    def soft(v: Array, power: float) -> Array:
        return np.asarray(np.sign(v) * np.abs(v) ** (power * plump))

    ring = soft(np.cos(a), 0.6)[:, None]
    shape = np.stack(
        [ring * soft(np.cos(b), 0.5), soft(np.sin(a), 0.8)[:, None] + 0 * b, ring * soft(np.sin(b), 0.5)], -1
    )
    return joined(name, role, [((low + high) / 2 + (high - low) / 2 * shape)[::-1]])


def turned(name: str, role: str, centre: Array, profile: list[tuple[float, float]]) -> Mesh:
    """A lathe: (radius, height) pairs."""
    b = np.linspace(0, 2 * np.pi, 57)
    rows = [centre + np.stack([r * np.cos(b), np.full_like(b, y), r * np.sin(b)], 1) for r, y in profile]
    return joined(name, role, [np.array(rows)])


def ribbon(  # noqa: PLR0913, PLR0917
    name: str, role: str, path: Array, widthwise: Array, width: float, thick: float = 0.003
) -> Mesh:
    """A flat strip through places; its width lies along the given directions."""
    lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    at = np.linspace(0, lengths[-1], 90)
    centre = smooth(lengths, path, at)
    wide = np.stack([np.interp(at, lengths, widthwise[:, i]) for i in range(3)], 1)
    along = np.gradient(centre, axis=0)
    rings = []
    for p, w, d in zip(centre, wide, along, strict=True):
        d = unit(d)
        side = unit(w - d * float(w @ d))
        up = np.cross(d, side)
        rings.append(
            [p + side * a * width / 2 + up * b * thick for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1), (1, 1))]
        )
    grid = np.array(rings)
    caps = [np.repeat(grid[i : i + 1].mean(1, keepdims=True), 5, 1) for i in (0, -1)]
    return joined(name, role, [np.concatenate([caps[0], grid, caps[1]])])


def cloth(name: str, size: tuple[float, float], height: Callable[[Array, Array], Array], corner: Array) -> list[Mesh]:
    """A towel lying from `corner`; `height` lifts it into folds. Stripes run across near both ends."""
    u, v = np.linspace(0, size[0], 150), np.linspace(0, size[1], 60)
    x, z = np.meshgrid(u, v, indexing="ij")
    y = height(x, z)
    edge = 0.003 * np.sin(x * 60 + 1) * (np.abs(z / size[1] - 0.5) * 2) ** 4
    top = corner + np.stack([x, y + 0.006, z + edge], -1)
    low = top - vec(0, 0.006, 0)
    wrapped = np.concatenate([low[:, :1], top, low[:, -1:]], 1)
    wrapped = np.concatenate([wrapped[:1] - vec(0, 0.006, 0), wrapped, wrapped[-1:] - vec(0, 0.006, 0)])
    n = len(wrapped)
    cuts = [
        0,
        int(n * 0.06),
        int(n * 0.085),
        int(n * 0.115),
        int(n * 0.14),
        int(n * 0.86),
        int(n * 0.885),
        int(n * 0.915),
        int(n * 0.94),
        n - 1,
    ]
    return [
        joined(name, "towel-stripe" if i in {1, 3, 5, 7} else "towel", [wrapped[a : b + 1]])
        for i, (a, b) in enumerate(itertools.pairwise(cuts))
    ]
