"""Fill areas: masks and soft fields become closed curves."""

import contourpy
import numpy as np
from numpy.typing import NDArray

from handouts.figure.curve import Cubic, loop
from handouts.figure.field import Floats
from handouts.figure.turn import Array


def blur(a: Array, sigma: float) -> Array:
    """Spread what is there by a Gauss curve; the edges of the picture go on as they end."""
    reach = int(3 * sigma + 0.5)
    rows, cols = np.nonzero(a.any(1))[0], np.nonzero(a.any(0))[0]
    if reach < 1 or not len(rows):
        return a
    k = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    k /= k.sum()
    # nothing but nought lies beyond the part that is worked on
    top, left = max(rows[0] - reach, 0), max(cols[0] - reach, 0)
    span = (slice(top, rows[-1] + reach + 1), slice(left, cols[-1] + reach + 1))
    part = np.pad(a[span].astype(np.float32), reach, mode="edge")
    part = _run(_run(part, k.tolist()).T, k.tolist()).T
    out = np.zeros(a.shape)
    out[span] = part
    return out


def _run(a: Floats, weights: list[float]) -> Floats:
    """Weighted sums of neighbours down each column."""
    size = len(a) - len(weights) + 1
    out = weights[0] * a[:size]
    for i, weight in enumerate(weights[1:], 1):
        out += weight * a[i : i + size]
    return out


def outline(
    mask: NDArray[np.bool_] | Array,
    dots_per_point: float,
    *,
    level: float = 0.5,
    least: float = 0.15,
    soft: float = 0.9,
) -> list[list[Cubic]]:
    """Closed curves (in dots) round what is over `level`; specks under `least` square points go."""
    field = np.asarray(mask, dtype=np.float64)
    rows, cols = np.nonzero(field > 0)
    if not len(rows):
        return []
    top, left = max(rows.min() - 6, 0), max(cols.min() - 6, 0)
    field = np.pad(field[top : rows.max() + 7, left : cols.max() + 7], 3)
    field = blur(field, soft)
    high, wide = field.shape
    lines = contourpy.contour_generator(np.arange(wide) - 2.5 + left, np.arange(high) - 2.5 + top, field).lines(level)
    out = []
    for line in lines:
        p = np.asarray(line)
        p = p[:-1] if np.allclose(p[0], p[-1]) else p
        area = abs(float((p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]).sum())) / 2
        if len(p) > 7 and area > least * dots_per_point**2:
            out.append(loop(p, 0.075 * dots_per_point, 2.2, max(4, int(0.7 * dots_per_point))))
    return out
