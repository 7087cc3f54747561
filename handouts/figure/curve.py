"""Draw smoothly: staircases of dots become a few cubic curves, corners kept."""

import itertools

import numpy as np

from handouts.figure.turn import Array

Cubic = Array  # (4, 2): start, two handles, end


def soften(p: Array, sigma: float, *, closed: bool) -> Array:
    """Gaussian smoothing along a line; an open line keeps its ends."""
    reach = min(int(3 * sigma) + 1, len(p) - 1)
    if reach < 1:
        return p
    k = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    k /= k.sum()
    if closed:
        wide = np.concatenate([p[-reach:], p, p[:reach]])
    else:
        wide = np.concatenate([2 * p[0] - p[reach:0:-1], p, 2 * p[-1] - p[-2 : -reach - 2 : -1]])
    return np.stack([np.convolve(wide[:, i], k, "valid") for i in range(p.shape[1])], 1)


def corners(p: Array, *, closed: bool, arm: int, degrees: float = 50) -> list[int]:
    """Where the line turns sharply within `arm` points either way."""
    n = len(p)
    if n < 3 * arm:
        return []
    before = p - np.roll(p, arm, 0)
    after = np.roll(p, -arm, 0) - p
    if not closed:
        before[:arm] = after[:arm]
        after[-arm:] = before[-arm:]
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.degrees(np.arctan2(cross, (before * after).sum(1))))
    out: list[int] = []
    for i in np.argsort(-turn):
        if turn[i] < degrees:
            break
        gaps = [abs(int(i) - j) for j in out]
        if all(min(g, n - g if closed else g) > 1.5 * arm for g in gaps):
            out.append(int(i))
    return sorted(out)


def settled(p: Array, sigma: float, *, closed: bool) -> Array:
    """Smoothed as widely as the shape allows: stairs of a slanting line go, bends stay within a dot."""
    out = soften(p, sigma, closed=closed)
    first = out
    for wider in (2.2, 4.5):
        if len(p) > 4 * sigma * wider:
            wide = soften(p, sigma * wider, closed=closed)
            off = np.hypot(*(wide - first).T)
            reach = int(sigma * wider)
            off = np.max([np.roll(off, k) for k in range(-reach, reach + 1, max(1, reach // 4))], 0)
            share = np.clip((0.75 - off) / 0.3, 0, 1)[:, None]
            out = out + (wide - out) * soften(share, sigma * 1.5, closed=closed)
    if not closed:
        out[0], out[-1] = p[0], p[-1]
    return out


def pieces(p: Array, *, closed: bool, sigma: float, arm: int) -> list[Array]:
    """The line split at its corners, each piece smoothed."""
    marks = corners(soften(p, 1.5, closed=closed), closed=closed, arm=arm)
    if closed:
        if not marks:
            q = settled(p, sigma, closed=True)
            half = len(q) // 2
            return [q[: half + 1], np.vstack([q[half:], q[:1]])]
        p = np.roll(p, -marks[0], 0)
        marks = [m - marks[0] for m in marks]
        p = np.vstack([p, p[:1]])
        ends = [*marks, len(p) - 1]
    else:
        ends = [0, *[m for m in marks if 3 < m < len(p) - 4], len(p) - 1]
    parts = [p[a : b + 1] for a, b in itertools.pairwise(ends) if b > a]
    return [settled(part, sigma, closed=False) for part in parts]


def loop(p: Array, tolerance: float, sigma: float, arm: int) -> list[Cubic]:
    """A closed line of dots as cubics."""
    parts = pieces(p, closed=True, sigma=sigma, arm=arm)
    if len(parts) == 2 and np.allclose(parts[0][-1], parts[1][0]) and len(parts[0]) > 8:
        return _smooth_loop(parts, tolerance)
    return [c for part in parts for c in fit(part, tolerance)]


def _smooth_loop(parts: list[Array], tolerance: float) -> list[Cubic]:
    a, b = parts
    k = min(4, len(a) - 1, len(b) - 1)
    start, middle = _unit(a[k] - b[-1 - k]), _unit(a[-1 - k] - b[k])
    corner = float(start @ _unit(a[k] - a[0])) < 0.7 or float(middle @ _unit(b[0] - b[k])) < 0.7
    if corner:
        return fit(a, tolerance) + fit(b, tolerance)
    return fit(a, tolerance, (start, middle)) + fit(b, tolerance, (-middle, -start))


def _unit(v: Array) -> Array:
    length = float(np.hypot(*v))
    return v / length if length > 1e-9 else np.array([1.0, 0.0])


def fit(p: Array, tolerance: float, ends: tuple[Array, Array] | None = None) -> list[Cubic]:
    """Least-squares cubics through a line (Schneider, Graphics Gems, 1990), split where they miss."""
    n = len(p)
    if n < 2:
        return []
    k = min(5, n - 1)
    first, last = ends or (_unit(p[k] - p[0]), _unit(p[-1 - k] - p[-1]))
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(p, axis=0).T))]
    if steps[-1] < 1e-9:
        return []
    if n <= 3:
        return [_plain(p, first, last)]
    t = steps / steps[-1]
    worst = n // 2
    for _ in range(4):
        cubic = _solved(p, t, first, last)
        miss = ((_at(cubic, t) - p) ** 2).sum(1)
        worst = int(np.argmax(miss))
        if miss[worst] < tolerance**2:
            return [cubic]
        if miss[worst] > (5 * tolerance) ** 2:
            break
        t = _again(p, cubic, t)
    worst = min(max(worst, 2), n - 3) if n > 5 else n // 2
    k = min(5, worst, n - 1 - worst)
    middle = _unit(p[worst - k] - p[worst + k])
    return fit(p[: worst + 1], tolerance, (first, middle)) + fit(p[worst:], tolerance, (-middle, last))


def _plain(p: Array, first: Array, last: Array) -> Cubic:
    third = float(np.hypot(*(p[-1] - p[0]))) / 3
    return np.array([p[0], p[0] + first * third, p[-1] + last * third, p[-1]])


def _solved(p: Array, t: Array, first: Array, last: Array) -> Cubic:
    u = 1 - t
    b0, b1, b2, b3 = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    a1, a2 = first * b1[:, None], last * b2[:, None]
    rest = p - p[0] * (b0 + b1)[:, None] - p[-1] * (b2 + b3)[:, None]
    c11, c12, c22 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    x1, x2 = (a1 * rest).sum(), (a2 * rest).sum()
    det = c11 * c22 - c12 * c12
    chord = float(np.hypot(*(p[-1] - p[0])))
    if abs(det) < 1e-12:
        return _plain(p, first, last)
    h1, h2 = (x1 * c22 - x2 * c12) / det, (c11 * x2 - c12 * x1) / det
    long = 1.5 * float(np.hypot(*np.diff(p, axis=0).T).sum())
    if min(h1, h2) < 1e-3 * chord or max(h1, h2) > long:
        return _plain(p, first, last)
    return np.array([p[0], p[0] + first * h1, p[-1] + last * h2, p[-1]])


def _at(c: Cubic, t: Array) -> Array:
    t = t[:, None]
    u = 1 - t
    return np.asarray(u**3 * c[0] + 3 * u * u * t * c[1] + 3 * u * t * t * c[2] + t**3 * c[3])


def _again(p: Array, c: Cubic, t: Array) -> Array:
    """One Newton step of the points' places along the curve."""
    s = t[:, None]
    u = 1 - s
    speed = 3 * u * u * (c[1] - c[0]) + 6 * u * s * (c[2] - c[1]) + 3 * s * s * (c[3] - c[2])
    step = ((_at(c, t) - p) * speed).sum(1) / np.maximum((speed**2).sum(1), 1e-9)
    out = np.maximum.accumulate(np.clip(t - step, 0, 1))
    out[0], out[-1] = 0, 1
    return np.asarray(out)
