"""The bare foot: heel, arch, ball and five toes that bend, lift, curl and spread."""

import numpy as np

from handouts.figure.field import Cut, Egg, Grid, Rod, Shape
from handouts.figure.hand import chain
from handouts.figure.pose import SIGN
from handouts.figure.skeleton import Skeleton
from handouts.figure.turn import Array, about_y, between, unit, vec

TOEWARD = np.array([(0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0)])  # a chain's frame in the foot's
AXIS = 0.026  # height of the foot's own axis over the sole
#  share of the axis (from -0.035 to 0.105 m in front of the ankle), up, down, outer, inner
MIDFOOT = np.array([
    (-0.02, 0.030, 0.024, 0.026, 0.026), (0.14, 0.040, 0.026, 0.028, 0.029), (0.34, 0.044, 0.026, 0.030, 0.030),
    (0.51, 0.038, 0.026, 0.032, 0.030), (0.68, 0.028, 0.026, 0.035, 0.032), (0.85, 0.0165, 0.026, 0.036, 0.036),
    (1.0, 0.007, 0.023, 0.030, 0.036),
])  # fmt: skip
#  base (forward, height, outward), length, radius, fan outward
TOES = (
    (0.122, 0.0165, -0.0300, 0.064, 0.0140, 2.0),
    (0.125, 0.0170, -0.0085, 0.064, 0.0110, 0.0),
    (0.119, 0.0165, 0.0090, 0.058, 0.0106, 3.0),
    (0.108, 0.0155, 0.0245, 0.053, 0.0102, 6.0),
    (0.094, 0.0145, 0.0385, 0.046, 0.0102, 10.0),
)


def _spot(body: Skeleton, side: str, x: float, y: float, z: float) -> Array:
    """A place in the foot, y over the sole, z outward."""
    grow = body.foot_scale
    ankle, turn = body.points[f"ankle_{side}"], body.frames[f"foot_{side}"]
    return np.asarray(ankle + turn @ vec(x * grow, y * grow - body.sole, SIGN[side] * z * grow))


def foot(body: Skeleton, side: str) -> tuple[Shape, ...]:
    sign, turn, shank = SIGN[side], body.frames[f"foot_{side}"], body.frames[f"shank_{side}"]
    g = body.foot_scale
    table = MIDFOOT.copy()
    table[2:6, 1] += 0.014 * (body.arches.get(side, 0.5) - 0.5)  # the instep rises with the arch
    table[:, 1:] *= g
    if sign < 0:
        table = table[:, [0, 1, 2, 4, 3]]
    ankle = body.points[f"ankle_{side}"]
    half = between(shank, turn, 0.5)
    drawn_up = max(0.0, body.arches.get(side, 0.5) - 0.5)  # then light falls through under the arch

    def spot(x: float, y: float, z: float) -> Array:
        return _spot(body, side, x, y, z)

    out: list[Shape] = [
        Rod(spot(-0.035, AXIS, 0), spot(0.105, AXIS, 0), turn[:, 1], table, "foot", 0.004, 2.3),
        Egg(spot(-0.026, 0.032, 0), turn, (0.032 * g, 0.0335 * g, 0.0295 * g), "foot", 0.005),
        Egg(spot(-0.026, 0.016, 0), turn, (0.030 * g, 0.0165 * g, 0.0285 * g), "foot", 0.004),
        Egg(spot(0.114, 0.0165, -0.0300), turn, (0.021 * g, 0.0165 * g, 0.0170 * g), "foot", 0.004),
        Egg(spot(0.090, 0.0145, 0.0330), turn, (0.024 * g, 0.0145 * g, 0.0130 * g), "foot", 0.004),
        Egg(ankle + half @ vec(0.0, 0.0, 0), half, (0.029, 0.034, 0.026), "foot", 0.006),
        Egg(ankle + turn @ vec(0.006, 0.010, -sign * 0.0235), shank, (0.014, 0.018, 0.0105), "foot", 0.003),
        Egg(ankle + turn @ vec(-0.006, -0.002, sign * 0.0245), shank, (0.012, 0.019, 0.0100), "foot", 0.003),
        Egg(
            spot(0.043, 0.000, -0.036),
            turn,
            (0.043 * g, _arch(body, side) * g, (0.040 + 0.070 * drawn_up) * g),
            "foot",
            0.004,
            hollow=True,
        ),
        *_rays(body, side),
        _tendon(ankle, shank, spot(-0.040, 0.035, 0)),
    ]
    return (*out, *_toes(body, side))


def _arch(body: Skeleton, side: str) -> float:
    """Height of the inner arch: 0.5 is a resting foot, 0 flat, 1 drawn up."""
    return 0.003 + 0.030 * body.arches.get(side, 0.5)


def arch_line(body: Skeleton, side: str, skin: Array) -> Array:
    """The upper edge of the inner arch, from heel to ball, on the skin."""
    sign, g, lift = SIGN[side], body.foot_scale, body.arches.get(side, 0.5)
    local = (skin - body.points[f"ankle_{side}"]) @ body.frames[f"foot_{side}"] + np.array([0, body.sole, 0])
    inner = local[local[:, 2] * sign < 0]
    out = []
    for x in np.linspace(-0.012, 0.096, 15):
        rise = 1 - ((x - 0.042) / 0.054) ** 2
        want = np.array([x, 0.004 + (0.006 + 0.024 * lift) * rise]) * g
        out.append(inner[int(np.argmin(((inner[:, :2] - want) ** 2).sum(1)))] + np.array([0, 0, -sign * 0.001]))
    line = np.array(out) - np.array([0, body.sole, 0])
    return np.asarray(body.points[f"ankle_{side}"] + line @ body.frames[f"foot_{side}"].T)


def _rays(body: Skeleton, side: str) -> list[Shape]:
    """The five metatarsals, so that the ball runs obliquely."""
    turn, g = body.frames[f"foot_{side}"], body.foot_scale
    out: list[Shape] = []
    for i, (x, y, z, _, radius, _) in enumerate(TOES):
        back, front = (0.0150, 0.0150) if i == 0 else (0.0135, radius + 0.0028)
        table = np.array([(0.0, back, back, back, back), (1.0, front, front, front, front)])
        table[:, 1:] *= g
        start, end = _spot(body, side, 0.040, 0.036, z * 0.6), _spot(body, side, x - 0.006, y + 0.001, z)
        out.append(Rod(start, end, turn[:, 1], table, "foot", 0.0028))
    return out


def _tendon(ankle: Array, shank: Array, heel: Array) -> Rod:
    top = ankle + shank @ vec(-0.019, 0.095, 0)
    table = np.array(
        [(0.0, 0.011, 0.0085, 0.010, 0.010), (0.5, 0.011, 0.0095, 0.010, 0.010), (1.0, 0.013, 0.016, 0.016, 0.016)]
    )
    return Rod(top, heel, unit(shank[:, 0]), table, "foot", 0.006)


def _toes(body: Skeleton, side: str) -> list[Shape]:
    sign, turn, bend, g = SIGN[side], body.frames[f"foot_{side}"], body.toes[side], body.foot_scale
    out: list[Shape] = []
    for i, (x, y, z, length, radius, fan) in enumerate(TOES):
        lift = bend.extend if i or bend.big is None else bend.big
        aside = fan + bend.spread * (i - 1.2) * 0.6
        # along the toe is -y; bend about x lowers the tip
        base = turn @ about_y(-sign * aside) @ TOEWARD
        bones: tuple[tuple[float, float, float], ...]
        if i == 0:
            bones = ((length * 0.50, -lift - 3, radius), (length * 0.42, bend.curl + 4, radius * 0.94))
        else:
            bones = ((length * 0.48, -lift - 10 + bend.curl * 0.1, radius), (length * 0.28, bend.curl + 15,
                radius * 0.96),
                     (length * 0.22, bend.curl * 0.6 + 12, radius * 0.98))  # fmt: skip
        scaled = tuple((a * g, b, r * g) for a, b, r in bones)
        out += chain(_spot(body, side, x, y, z), base, scaled, f"toe {i}", 0.0011)
    return out


def nails(body: Skeleton, side: str) -> tuple[Shape, ...]:
    """Thin plates on the last bones; worth drawing only in a close-up."""
    toes = _toes(body, side)
    last = [toes[i] for i in range(len(toes)) if i + 1 == len(toes) or toes[i + 1].part != toes[i].part]
    out: list[Shape] = []
    for i, bone in enumerate(last):
        if isinstance(bone, Rod):
            along = unit(bone.end - bone.start)
            up = unit(np.cross(along, bone.forward))
            r = float(bone.table[-1, 1])
            plate = np.column_stack([along, up, np.cross(along, up)])
            out.append(
                Egg(
                    bone.end - along * r * 0.06 + up * r * 0.64,
                    plate,
                    (r * 0.62, r * 0.30, r * (0.68 if i else 0.72)),
                    f"nail {i}",
                    0.001,
                )
            )
    return tuple(out)


def flat_sole(body: Skeleton, side: str) -> Cut:
    """Cut the heel and midfoot flat where they stand; toes are left alone."""
    ankle, turn = body.points[f"ankle_{side}"], body.frames[f"foot_{side}"]
    reach = 0.10 * body.foot_scale

    def cut(grid: Grid) -> Array:
        x, y, z = grid
        local = [
            (x - ankle[0]) * a[0] + (y - ankle[1]) * a[1] + (z - ankle[2]) * a[2] for a in (turn[:, 0], turn[:, 1])
        ]
        below = -(local[1] + body.sole)
        return np.asarray(np.where((np.abs(local[0]) < reach) & (local[1] < 0), below, -1.0))

    return cut
