"""See the model: a depth buffer that keeps, for every dot, which skin is in front, its slope and its highlight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handouts.figure.mesh import Ints, Mesh
from handouts.figure.turn import Array, vec

FAR = -1e6
SLACK = -1e-5  # of a corner's share: neighbours leave no gap
EDGE = 1e-3  # dots
TURNED = -0.3  # slope away from the eye


@dataclass(frozen=True, slots=True)
class Camera:
    """A far-off eye: `around` 0 looks at the figure's right side, 90 at its front; `above` in degrees."""

    around: float
    above: float

    @property
    def rows(self) -> Array:
        a, e = np.radians(self.around), np.radians(self.above)
        toward = vec(np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e))
        right = vec(np.cos(a), 0, -np.sin(a))
        return np.stack([right, np.cross(toward, right), toward])

    def __call__(self, points: Array) -> Array:
        """World points as (right, up, toward the eye), metres."""
        return np.asarray(points @ self.rows.T)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the camera's plane that is seen (metres) and dots per metre."""

    left: float
    bottom: float
    right: float
    top: float
    density: float

    @property
    def size(self) -> tuple[int, int]:
        return round((self.right - self.left) * self.density), round((self.top - self.bottom) * self.density)

    def dots(self, seen: Array) -> Array:
        """Camera metres to dots, y down."""
        return np.stack([(seen[..., 0] - self.left) * self.density, (self.top - seen[..., 1]) * self.density], -1)


@dataclass(slots=True)
class Buffer:
    depth: Array
    owner: Ints  # index of the mesh + 1, 0 where nothing is
    part: Ints
    normal: Array
    glow: Array
    meshes: list[Mesh]
    window: Window


def look(meshes: list[Mesh], camera: Camera, window: Window) -> Buffer:
    wide, high = window.size
    soup = _Soup.of(meshes, camera, window)
    depth = np.full(wide * high, FAR)
    hits = []
    for tris in soup.batches(wide, high):
        hit = soup.cover(tris, wide, high)
        np.maximum.at(depth, hit[0], hit[1])
        hits.append(hit)
    winner = np.full(wide * high, -1, dtype=np.int64)
    share = np.zeros((wide * high, 3))
    for spot, z, tri, w in hits:
        best = z >= depth[spot]
        winner[spot[best]] = tri[best]
        share[spot[best]] = w[best]
    return _filled(soup, winner, share, depth, window)


@dataclass(slots=True)
class _Soup:
    meshes: list[Mesh]
    corners: Array  # (t, 3, 3) dots and depth
    normals: Array
    glow: Array
    owner: Ints
    part: Ints
    hidden: NDArray[np.bool_]  # on the far side of a closed skin

    @classmethod
    def of(cls, meshes: list[Mesh], camera: Camera, window: Window) -> "_Soup":
        corners, normals, glow, owner, part, hidden = [], [], [], [], [], []
        for i, m in enumerate(meshes):
            if not len(m.faces):
                continue
            seen = camera(m.points)
            dots = np.c_[window.dots(seen), seen[:, 2]]
            corners.append(dots[m.faces])
            normals.append((m.normals @ camera.rows.T)[m.faces])
            glow.append((m.glow if m.glow is not None else np.zeros(len(m.points)))[m.faces])
            owner.append(np.full(len(m.faces), i + 1))
            part.append(m.parts[m.faces[:, 0]] if m.parts is not None else np.zeros(len(m.faces), dtype=np.int64))
            away = (normals[-1][..., 2] < TURNED).all(1)
            hidden.append(away & m.closed)
        return cls(meshes, *(np.concatenate(x) for x in (corners, normals, glow, owner, part, hidden)))

    def batches(self, wide: int, high: int) -> list[Ints]:
        """Triangles on the picture, grouped by size so that each group is tested on a small square of dots."""
        lo, hi = _ends(self.corners[..., :2])
        first, last = np.ceil(lo - 0.5 - EDGE), np.floor(hi - 0.5 + EDGE)  # middles of dots that it may cover
        on = (last[:, 0] >= 0) & (last[:, 1] >= 0) & (first[:, 0] < wide) & (first[:, 1] < high)
        spans = last - first + 1
        extent = np.maximum(spans[:, 0], spans[:, 1])
        on &= (spans[:, 0] > 0) & (spans[:, 1] > 0) & ~self.hidden
        out, below = [], 0
        for size in (1, 2, 3, 4, 6, 8, 14, 28, 60, 130, 300, 4000):
            chosen = np.nonzero(on & (extent > below) & (extent <= size))[0]
            room = max(1, 1_000_000 // min(size, max(wide, high) + 2) ** 2)
            out += [chosen[i : i + room] for i in range(0, len(chosen), room)]
            below = size
        return out

    def cover(self, tris: Ints, wide: int, high: int) -> tuple[Ints, Array, Ints, Array]:
        """Dots inside each triangle: dot index, depth, triangle, corner shares."""
        c = self.corners[tris]
        lo, hi = _ends(c[..., :2])
        first = np.ceil(lo - 0.5 - EDGE)
        size = int((np.floor(hi - 0.5 + EDGE) - first).max()) + 1
        x, y = (c[..., :2] - first[:, None] - 0.5).transpose(2, 1, 0)
        area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0])
        area = np.where(np.abs(area) < 1e-9, np.inf, area)
        step = np.arange(size)
        # the share of a corner is a plane over the square: so much a dot right, so much a dot down
        shares = []
        for i, j in ((1, 2), (2, 0)):
            right, down, here = (y[i] - y[j]) / area, (x[j] - x[i]) / area, (x[i] * y[j] - x[j] * y[i]) / area
            shares.append((right[:, None] * step)[:, None, :] + (down[:, None] * step + here[:, None])[:, :, None])
        w0, w1 = shares
        good = (w0 >= SLACK) & (w1 >= SLACK) & (w0 + w1 <= 1 - SLACK) & np.isfinite(area)[:, None, None]
        row, dy, dx = np.nonzero(good)
        px, py = first[row, 0].astype(int) + dx, first[row, 1].astype(int) + dy
        seen = (px >= 0) & (py >= 0) & (px < wide) & (py < high)
        row, dy, dx, px, py = row[seen], dy[seen], dx[seen], px[seen], py[seen]
        a, b = w0[row, dy, dx], w1[row, dy, dx]
        w = np.stack([a, b, 1 - a - b], 1)
        return py * wide + px, (w * c[row, :, 2]).sum(1), tris[row], w


def _ends(corners: Array) -> tuple[Array, Array]:
    """Lowest and highest of three corners (quicker than asking along so short an axis)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    return np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)


def _filled(soup: _Soup, winner: Ints, share: Array, depth: Array, window: Window) -> Buffer:
    wide, high = window.size
    seen = winner >= 0
    tri, w = winner[seen], share[seen]
    normal = np.zeros((wide * high, 3))
    n = np.einsum("nk,nkc->nc", w, soup.normals[tri])
    n[n[:, 2] < 0] *= -1
    normal[seen] = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
    glow, owner, part = (
        np.zeros(wide * high),
        np.zeros(wide * high, dtype=np.int64),
        np.zeros(wide * high, dtype=np.int64),
    )
    glow[seen] = (w * soup.glow[tri]).sum(1)
    owner[seen], part[seen] = soup.owner[tri], soup.part[tri]
    shape = (high, wide)
    return Buffer(
        depth.reshape(shape),
        owner.reshape(shape),
        part.reshape(shape),
        normal.reshape(*shape, 3),
        glow.reshape(shape),
        soup.meshes,
        window,
    )


def empty(mask: NDArray[np.bool_], buffer: Buffer) -> None:
    """Forget what lies under the mask."""
    buffer.owner[mask] = 0
    buffer.depth[mask] = FAR
    buffer.glow[mask] = 0
