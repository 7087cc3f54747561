"""Fill areas: masks and soft fields become closed curves."""

import contourpy
import numpy as np
from numpy.typing import NDArray

from handouts.figure.curve import Cubic, loop
from handouts.figure.turn import Array


def blur(a: Array, sigma: float) -> Array:
    reach = int(3 * sigma + 0.5)
    if reach < 1:
        return a
    k = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    k /= k.sum()
    p = np.pad(a, reach, mode="edge")
    rows = sum((k[i] * p[i : i + a.shape[0]] for i in range(2 * reach + 1)), np.zeros((a.shape[0], p.shape[1])))
    return np.asarray(sum((k[i] * rows[:, i : i + a.shape[1]] for i in range(2 * reach + 1)), np.zeros(a.shape)))


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
