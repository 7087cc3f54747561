"""See the model: a depth buffer that keeps, for every dot, which skin is in front, its slope and its highlight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handouts.figure.mesh import Ints, Mesh
from handouts.figure.turn import Array, vec

FAR = -1e6


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

    @classmethod
    def of(cls, meshes: list[Mesh], camera: Camera, window: Window) -> "_Soup":
        corners, normals, glow, owner, part = [], [], [], [], []
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
        return cls(meshes, *(np.concatenate(x) for x in (corners, normals, glow, owner, part)))

    def batches(self, wide: int, high: int) -> list[Ints]:
        """Triangles on the picture, grouped by size so that each group is tested on a small square of dots."""
        lo, hi = self.corners[..., :2].min(1), self.corners[..., :2].max(1)
        on = (hi[:, 0] >= 0) & (hi[:, 1] >= 0) & (lo[:, 0] < wide) & (lo[:, 1] < high)
        extent = np.ceil((hi - lo).max(1)).astype(int) + 1
        out, below = [], 0
        for size in (3, 5, 8, 14, 28, 60, 130, 300, 4000):
            chosen = np.nonzero(on & (extent > below) & (extent <= size))[0]
            room = max(1, 3_000_000 // (min(size, max(wide, high) + 2) + 1) ** 2)
            out += [chosen[i : i + room] for i in range(0, len(chosen), room)]
            below = size
        return out

    def cover(self, tris: Ints, wide: int, high: int) -> tuple[Ints, Array, Ints, Array]:
        """Dots inside each triangle: dot index, depth, triangle, corner shares."""
        c = self.corners[tris]
        x, y = c[..., 0], c[..., 1]
        first = np.floor(c[..., :2].min(1) - 0.5).astype(int)
        size = int(np.ceil((c[..., :2].max(1) - c[..., :2].min(1)).max())) + 2
        dy, dx = np.divmod(np.arange(size * size), size)
        px, py = first[:, :1] + dx, first[:, 1:] + dy
        fx, fy = px + 0.5, py + 0.5
        area = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
        area = np.where(np.abs(area) < 1e-9, np.inf, area)[:, None]
        w0 = ((x[:, 1:2] - fx) * (y[:, 2:3] - fy) - (x[:, 2:3] - fx) * (y[:, 1:2] - fy)) / area
        w1 = ((x[:, 2:3] - fx) * (y[:, 0:1] - fy) - (x[:, 0:1] - fx) * (y[:, 2:3] - fy)) / area
        w2 = 1 - w0 - w1
        slack = -1e-5
        good = (w0 >= slack) & (w1 >= slack) & (w2 >= slack) & np.isfinite(area)
        row, col = np.nonzero(good & (px >= 0) & (py >= 0) & (px < wide) & (py < high))
        w = np.stack([w0[row, col], w1[row, col], w2[row, col]], 1)
        z = (w * c[row, :, 2]).sum(1)
        return py[row, col] * wide + px[row, col], z, tris[row], w


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
