"""Turn things: vectors and rotations in the body's axes (x forward, y up, z to the figure's right; metres, degrees)."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def vec(x: float, y: float, z: float) -> Array:
    return np.array([x, y, z], dtype=np.float64)


def unit(v: Array) -> Array:
    length = float(np.linalg.norm(v))
    return np.asarray(v / length) if length > 1e-12 else v


def about_x(deg: float) -> Array:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def about_y(deg: float) -> Array:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def about_z(deg: float) -> Array:
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def about(axis: Array, radians: float) -> Array:
    x, y, z = unit(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(radians) * k + (1 - np.cos(radians)) * k @ k)


def between(a: Array, b: Array, share: float) -> Array:
    """The frame part of the way from a to b, by the shortest turn."""
    turn = a.T @ b
    angle = float(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1)))
    if angle < 1e-7:
        return a
    axis = vec(turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1])
    if np.linalg.norm(axis) < 1e-6:
        half = (turn + np.eye(3)) / 2
        axis = half[:, int(np.argmax(np.diag(half)))]
    return a @ about(axis, angle * share)


def frame(up: Array, forward: Array) -> Array:
    """Columns forward, up, right; `up` is kept, `forward` is made square to it."""
    y = unit(up)
    x = forward - y * float(forward @ y)
    if np.linalg.norm(x) < 1e-6:
        x = vec(y[1], -y[0], 0) if abs(y[2]) < 0.9 else vec(1, 0, 0)
    x = unit(x)
    return np.column_stack([x, y, np.cross(x, y)])


def angles(turn: Array) -> tuple[float, float, float]:
    """Flexion, side tilt and twist (degrees) of a frame made as about_z · about_x · about_y."""
    tilt = np.arcsin(np.clip(turn[2, 1], -1, 1))
    flexion = np.arctan2(-turn[0, 1], turn[1, 1])
    twist = np.arctan2(-turn[2, 0], turn[2, 2])
    return float(np.degrees(flexion)), float(np.degrees(tilt)), float(np.degrees(twist))


def smooth(x: Array, y: Array, at: Array) -> Array:
    """A soft curve through a table (cubic Hermite with averaged slopes); y may have columns."""
    columns = y if y.ndim > 1 else y[:, None]
    step = np.diff(x)[:, None]
    slope = np.diff(columns, axis=0) / step
    lean = np.empty_like(columns)
    lean[0], lean[-1] = slope[0], slope[-1]
    lean[1:-1] = (slope[:-1] * step[1:] + slope[1:] * step[:-1]) / (step[1:] + step[:-1])
    at = np.clip(at, x[0], x[-1])
    i = np.clip(np.searchsorted(x, at) - 1, 0, len(x) - 2)
    h = step[i]
    t = (at[:, None] - x[i][:, None]) / h
    out = (
        (1 + 2 * t) * (1 - t) ** 2 * columns[i]
        + t * (1 - t) ** 2 * h * lean[i]
        + t * t * (3 - 2 * t) * columns[i + 1]
        + t * t * (t - 1) * h * lean[i + 1]
    )
    return out if y.ndim > 1 else out[:, 0]
