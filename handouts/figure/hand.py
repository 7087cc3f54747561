"""Hands that hang, lie flat, hold a rail, cup a knee or pinch."""

import numpy as np

from handouts.figure.field import Rod, Shape
from handouts.figure.pose import SIGN
from handouts.figure.skeleton import Skeleton
from handouts.figure.turn import Array, about_x, about_y, about_z, vec

#  bend at each finger joint, spread, thumb (out to the side, bend, across the palm)
GRIPS = {
    "relaxed": ((20, 26, 16), 0.5, (20, 14, 28)),
    "flat": ((3, 4, 3), 0.9, (34, 4, 3)),
    "hold": ((62, 72, 40), 0.2, (26, 34, 60)),
    "fist": ((80, 95, 55), 0.1, (22, 44, 70)),
    "cup": ((26, 28, 18), 0.6, (34, 8, 48)),
    "pinch": ((52, 34, 20), 0.2, (24, 14, 72)),
    "ball": ((44, 48, 28), 0.4, (30, 22, 64)),
}
FINGERS = ((0.029, -0.084, 0.071, 7.0), (0.0100, -0.090, 0.079, 2.0), (-0.0090, -0.087, 0.073, -3.0), (-0.0265,
    -0.080, 0.058, -9.0))  # fmt: skip
PALM = np.array([
    (-0.10, 0.024, 0.024, 0.0165, 0.0165), (0.10, 0.027, 0.027, 0.0160, 0.0160), (0.40, 0.034, 0.034, 0.0150, 0.0150),
    (0.80, 0.0395, 0.038, 0.0125, 0.0125), (1.0, 0.037, 0.036, 0.0105, 0.0105),
])  # fmt: skip


def chain(
    start: Array, turn: Array, bones: tuple[tuple[float, float, float], ...], part: str, blend: float
) -> list[Shape]:
    """Finger or toe: bones of (length, bend, radius) along -y; bend turns about x."""
    out: list[Shape] = []
    for i, (length, bend, radius) in enumerate(bones):
        turn = turn @ about_x(bend)
        end = start - turn[:, 1] * length
        tip = bones[i + 1][2] if i + 1 < len(bones) else radius * 0.90
        table = np.array([(0.0, radius, radius, radius, radius), (1.0, tip, tip, tip, tip)])
        out.append(Rod(start, end, turn[:, 0], table, part, blend))
        start = end
    return out


def hand(body: Skeleton, side: str) -> tuple[Shape, ...]:
    sign, turn = SIGN[side], body.frames[f"hand_{side}"]
    wrist, grow = body.points[f"wrist_{side}"], body.person.hand / 0.183
    bends, spread, (aside, bend, across) = GRIPS[body.grips[side]]
    end = wrist + turn @ vec(0, -0.088 * grow, 0)
    palm = PALM.copy()
    palm[:, 1:] *= grow
    out: list[Shape] = [Rod(wrist, end, turn[:, 0], palm, "palm", 0.0025, 2.4)]
    for i, (x, y, length, fan) in enumerate(FINGERS):
        finger = turn @ about_z(fan * spread)
        radius = (0.0092 if i < 3 else 0.0080) * grow
        joints = zip((0.45, 0.31, 0.24), bends, (1.0, 0.93, 0.84), strict=True)
        bones = tuple((length * share * grow, sign * b * (1 + 0.05 * i), radius * thin) for share, b, thin in joints)
        out += chain(wrist + turn @ vec(x * grow, y * grow, 0), finger, bones, f"finger {i}", 0.0016)
    thumb = turn @ about_y(sign * across) @ about_z(aside)
    bones = (
        (0.044 * grow, sign * 2, 0.0150 * grow),
        (0.032 * grow, sign * bend * 0.6, 0.0112 * grow),
        (0.024 * grow, sign * bend, 0.0098 * grow),
    )
    return (*out, *chain(wrist + turn @ vec(0.017, -0.018, -sign * 0.005), thumb, bones, "thumb", 0.0022))
