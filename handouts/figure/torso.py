"""The trunk in its clothes: a shirt from neck to hem with sleeves, and shorts over hips and thighs."""

import numpy as np

from handouts.figure.field import Egg, Group, Rod, Shape, Sweep
from handouts.figure.limbs import THIGH, UPPER, sided
from handouts.figure.pose import SIGN
from handouts.figure.skeleton import LINKS, Skeleton
from handouts.figure.turn import Array, about_z, angles, between, frame, smooth, vec

#  height over the hips, forward, back, half width, set forward (metres at a trunk of 0.50)
SHIRT = np.array([
    (-0.035, 0.112, 0.132, 0.184, -0.004), (0.00, 0.111, 0.130, 0.181, -0.004), (0.05, 0.106, 0.114, 0.169, 0.000),
    (0.10, 0.101, 0.094, 0.152, 0.004), (0.16, 0.101, 0.088, 0.146, 0.004), (0.22, 0.104, 0.093, 0.147, 0.001),
    (0.28, 0.110, 0.103, 0.152, -0.003), (0.34, 0.113, 0.109, 0.156, -0.008), (0.39, 0.104, 0.109, 0.152, -0.012),
    (0.425, 0.087, 0.099, 0.134, -0.012), (0.455, 0.070, 0.084, 0.106, -0.009), (0.480, 0.058, 0.070, 0.080, -0.003),
    (0.497, 0.052, 0.062, 0.066, 0.003), (0.510, 0.050, 0.059, 0.061, 0.006),
])  # fmt: skip
PELVIS = np.array([
    (-0.105, 0.050, 0.062, 0.080, -0.008), (-0.08, 0.072, 0.090, 0.125, -0.006), (-0.045, 0.088, 0.112, 0.155, -0.004),
    (0.0, 0.096, 0.117, 0.163, -0.004), (0.05, 0.096, 0.103, 0.154, 0.0), (0.10, 0.093, 0.088, 0.143, 0.003),
])  # fmt: skip


def spine(body: Skeleton, heights: Array) -> tuple[Array, Array]:
    """Centres and frames of the trunk at heights over the hips (metres at a trunk of 0.50)."""
    knots = np.cumsum((0.0, *LINKS)) * 0.5
    places = np.array([p for p, _ in body.spine])
    root = body.frames["pelvis"]
    below = places[0] - root[:, 1] * 0.10
    curve = smooth(np.r_[-0.10, knots], np.vstack([below, places]), np.clip(heights, -0.10, knots[-1]))
    top = body.frames["chest"]
    curve = curve + np.maximum(heights - knots[-1], 0)[:, None] * top[:, 1]
    turns = [f for _, f in body.spine]
    middles = [0.0, *((knots[i] + knots[i + 1]) / 2 for i in range(1, 4))]
    frames = []
    for h in heights:
        i = int(np.clip(np.searchsorted(middles, h) - 1, 0, 2))
        share = float(np.clip((h - middles[i]) / (middles[i + 1] - middles[i]), 0, 1))
        frames.append(between(turns[i], turns[i + 1], share))
    return curve, np.array(frames)


def _trunk(body: Skeleton, table: Array, span: tuple[float, float], steps: int) -> Sweep:
    heights = np.linspace(*span, steps)
    rows = smooth(table[:, 0], table[:, 1:], heights)
    person = body.person
    level = np.clip(heights / 0.5, 0, 1)
    wide = np.interp(
        level, [0, 0.12, 0.32, 0.66, 0.9, 1], [person.hips, person.hips, person.waist, person.chest, person.chest, 1]
    )
    grow = person.trunk / 0.5
    centres, frames = spine(body, heights)
    centres = centres + frames[:, :, 0] * rows[:, 3:4]
    belly = np.interp(level, [0, 0.28, 0.6], [1, max(1.0, person.waist), 1])
    radii = np.stack([rows[:, 0] * wide * belly, rows[:, 1] * wide, rows[:, 2] * wide, rows[:, 2] * wide], 1)
    return Sweep(centres, frames, radii * (0.5 + 0.5 * grow), "trunk", 0.010, 2.35)


def shirt(body: Skeleton, cell: float) -> Group:
    person, chest = body.person, body.frames["chest"]
    shapes: list[Shape] = [_trunk(body, SHIRT, (-0.035, 0.510), 20)]
    for side, sign in SIGN.items():
        shoulder, elbow = body.points[f"shoulder_{side}"], body.points[f"elbow_{side}"]
        upper = body.frames[f"upper_{side}"]
        table = sided(UPPER, sign)
        loose = table.copy()
        loose[:, 1:] = table[:, 1:] * person.limb + 0.004 + 0.010 * np.clip(table[:, :1] / 0.55, 0, 1)
        keep = loose[loose[:, 0] <= 0.56]
        keep[:2, 1:] *= np.array([[0.55], [0.96]])
        shapes.append(Rod(shoulder, elbow, upper[:, 0], keep, f"sleeve {side}", 0.012, 2.0, flat=True))
        neck = body.points["c7"] + chest @ vec(0.0, -0.030, sign * 0.030)
        top = shoulder + between(chest, upper, 0.4) @ vec(0, -0.006, -sign * 0.020)
        yoke = np.array(
            [(-0.05, 0.040, 0.046, 0.040, 0.040), (0.5, 0.043, 0.046, 0.043, 0.043), (1.0, 0.046, 0.047, 0.046, 0.046)]
        )
        shapes.append(Rod(neck, top, chest[:, 0], yoke, "trunk", 0.014))
        if person.bust:
            _, turns = spine(body, np.array([0.32]))
            at = spine(body, np.array([0.315]))[0][0]
            shapes.append(
                Egg(at + turns[0] @ vec(0.072, 0, sign * 0.062), turns[0], (0.052, 0.062, 0.058), "trunk", 0.016)
            )
    return Group("shirt", "shirt", tuple(shapes), cell)


def shorts(body: Skeleton, cell: float, hem: float = 0.50) -> Group:
    person, pelvis = body.person, body.frames["pelvis"]
    shapes: list[Shape] = [_trunk(body, PELVIS, (-0.105, 0.09), 8)]
    for side, sign in SIGN.items():
        hip, knee = body.points[f"hip_{side}"], body.points[f"knee_{side}"]
        thigh = body.frames[f"thigh_{side}"]
        bent = float(np.clip(angles(pelvis.T @ thigh)[0] / 90, 0, 1))
        table = sided(THIGH, sign)
        loose = table.copy()
        loose[:, 1:] = table[:, 1:] * person.limb + 0.003 + 0.013 * np.clip(table[:, :1] / hem, 0, 1)
        loose[:, 1] *= 1 - bent * np.interp(loose[:, 0], [-0.1, 0, 0.3], [0.35, 0.25, 0.0])
        keep = loose[loose[:, 0] <= hem + 0.01]
        shapes.append(Rod(hip, knee, thigh[:, 0], keep, f"leg {side}", 0.010, 2.0, flat=True))
        seat = between(pelvis, thigh, 0.38)
        shapes.append(
            Egg(
                hip + seat @ vec(-0.040, -0.010, -sign * 0.008),
                seat,
                (0.068 * person.hips, 0.074, 0.066),
                f"seat {side}",
                0.008,
            )
        )
    return Group("shorts", "shorts", tuple(shapes), cell)


def neck(body: Skeleton) -> Rod:
    chest, head = body.frames["chest"], body.frames["head"]
    low = body.points["c7"] + chest @ vec(0.004, -0.06, 0)
    high = body.points["skull"] + head @ vec(-0.002, 0.035, 0)
    wide = 0.0475 if body.person.bust else 0.056
    table = np.array([(0, wide, wide, wide, wide), (0.45, wide, wide, wide, wide), (1, wide, wide * 1.02, wide, wide)])
    return Rod(low, high, (chest @ about_z(0))[:, 0], table, "neck", 0.008)


def collar(body: Skeleton) -> tuple[Array, Array]:
    """Middle and frame of the neckline."""
    chest = body.frames["chest"]
    turn = chest @ about_z(-14)
    return body.points["c7"] + chest @ vec(0.008, 0.012, 0), frame(turn[:, 1], turn[:, 0])
