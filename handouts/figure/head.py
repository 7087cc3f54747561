"""The head: a calm face, ears, and hair in five plain cuts."""

import numpy as np

from handouts.figure.field import Cut, Egg, Grid, Group, Rod, Shape, Sweep
from handouts.figure.skeleton import Skeleton
from handouts.figure.torso import neck
from handouts.figure.turn import Array, about_x, about_y, about_z, frame, vec

HEIGHT = 0.232  # chin to crown in the shapes below
#  share down the face (from 0.06 over to 0.108 under the middle of the head): front, back, half width
FACE = np.array([
    (0.0, 0.086, 0.060, 0.064, 0.064), (0.24, 0.0865, 0.060, 0.067, 0.067), (0.44, 0.0830, 0.058, 0.065, 0.065),
    (0.58, 0.0840, 0.052, 0.061, 0.061), (0.72, 0.0835, 0.040, 0.054, 0.054), (0.86, 0.0790, 0.026, 0.042, 0.042),
    (0.96, 0.0750, 0.010, 0.029, 0.029), (1.0, 0.070, 0.004, 0.022, 0.022),
])  # fmt: skip
#  angle from the front (degrees), height of the hairline
HAIRLINES = {
    "short": ((0, 0.074), (25, 0.070), (44, 0.058), (58, 0.034), (66, 0.000), (74, -0.022), (84, -0.020), (94, 0.016),
    (112, 0.006), (128, -0.044), (180, -0.066)),
    "thinning": ((0, 0.108), (22, 0.100), (38, 0.082), (54, 0.050), (64, 0.006), (73, -0.020), (84, -0.018), (94,
    0.016), (112, 0.006), (128, -0.048), (180, -0.066)),
    "ponytail": ((0, 0.078), (28, 0.072), (48, 0.056), (64, 0.028), (78, 0.000), (92, 0.016), (110, 0.000), (130,
    -0.046), (180, -0.064)),
    "bob": ((0, 0.074), (20, 0.071), (40, 0.058), (58, 0.030), (70, 0.000), (78, -0.030), (86, -0.062), (94, -0.080),
    (120, -0.092), (180, -0.096)),
    "bun": ((0, 0.078), (28, 0.072), (48, 0.056), (64, 0.028), (78, 0.000), (92, 0.016), (110, 0.000), (130, -0.046),
    (180, -0.064)),
}  # fmt: skip


def scale(body: Skeleton) -> float:
    return 0.1335 * body.person.stature / HEIGHT


def _spot(body: Skeleton, x: float, y: float, z: float) -> Array:
    return np.asarray(body.points["head"] + body.frames["head"] @ vec(x, y, z) * scale(body))


def _egg(  # noqa: PLR0913, PLR0917 - an egg has a place, a size and a turn
    body: Skeleton,
    at: tuple[float, float, float],
    radii: tuple[float, float, float],
    blend: float,
    turn: Array | None = None,
    part: str = "head",
) -> Egg:
    s = scale(body)
    own = body.frames["head"] if turn is None else body.frames["head"] @ turn
    return Egg(_spot(body, *at), own, (radii[0] * s, radii[1] * s, radii[2] * s), part, blend)


def head(body: Skeleton, cell: float) -> Group:
    turn, s = body.frames["head"], scale(body)
    face = FACE.copy()
    face[:, 1:] *= s
    bridge = np.array(
        [(0.0, 0.004, 0.012, 0.006, 0.006), (0.6, 0.006, 0.014, 0.0075, 0.0075), (1.0, 0.0075, 0.016, 0.0095, 0.0095)]
    ) * np.array([1, s, s, s, s])
    shapes: list[Shape] = [
        neck(body),
        _egg(body, (-0.012, 0.026, 0), (0.0970, 0.0890, 0.0730), 0.004),
        Rod(_spot(body, 0, 0.06, 0), _spot(body, 0, -0.104, 0), turn[:, 0], face, "head", 0.004, 2.25),
        _egg(body, (0.071, -0.097, 0), (0.012, 0.0115, 0.015), 0.003),
        _egg(body, (0.0765, -0.0605, 0), (0.0105, 0.0065, 0.019), 0.002),
        _egg(body, (0.0755, -0.0735, 0), (0.0105, 0.0065, 0.017), 0.002),
        _egg(body, (0.0755, 0.024, 0), (0.011, 0.010, 0.038), 0.003),
        Rod(_spot(body, 0.084, 0.006, 0), _spot(body, 0.0975, -0.032, 0), turn[:, 0], bridge, "head", 0.002),
    ]
    for sign in (1.0, -1.0):
        tilt = about_y(sign * 16) @ about_z(-10)
        shapes.append(_egg(body, (-0.010, -0.012, sign * 0.0745), (0.0185, 0.0315, 0.0105), 0.0015, tilt, "ear"))
        shapes.append(_egg(body, (0.016, -0.066, sign * 0.040), (0.028, 0.022, 0.013), 0.005))
    return Group("head", "skin", tuple(shapes), cell)


def hair(body: Skeleton, cell: float) -> tuple[Group, ...]:
    kind = body.person.hair
    full = 0.004 if kind == "thinning" else 0.0
    shapes: list[Shape] = [
        _egg(body, (-0.015, 0.030 - full, 0), (0.1055 - full, 0.0985 - full, 0.0815 - full / 2), 0.005),
        _egg(body, (-0.052, -0.022, 0), (0.054, 0.060, 0.060), 0.006),
    ]
    if kind in {"short", "thinning"}:
        shapes += [_egg(body, (0.016, -0.004, sign * 0.064), (0.012, 0.030, 0.0095), 0.003) for sign in (1.0, -1.0)]
    if kind == "short":
        shapes.append(_egg(body, (0.036, 0.096, 0.010), (0.052, 0.026, 0.050), 0.006, about_z(-16)))
    if kind == "bob":
        at, radii = (-0.024, -0.022, 0.058), (0.056, 0.078, 0.029)
        shapes += [_egg(body, (*at[:2], sign * at[2]), radii, 0.007, about_x(sign * 4)) for sign in (1.0, -1.0)]
        shapes.append(_egg(body, (-0.070, -0.030, 0), (0.050, 0.080, 0.066), 0.008))
    cap = Group("hair", "hair", tuple(shapes), cell, _hairline(body, HAIRLINES[kind]))
    if kind == "ponytail":
        return cap, Group("tail", "hair", _tail(body), cell)
    if kind == "bun":
        return cap, Group(
            "tail", "hair", (_egg(body, (-0.112, 0.064, 0), (0.036, 0.040, 0.042), 0.004, about_z(30)),), cell
        )
    return (cap,)


def _tail(body: Skeleton) -> tuple[Shape, ...]:
    """A ponytail leaves the back of the head and falls with gravity."""
    down, s = vec(0, -1, 0), scale(body)
    back = -body.frames["head"][:, 0]
    at = [_spot(body, -0.104, 0.050, 0)]
    for share in (0.05, 0.55, 0.85, 0.95, 1.0):
        step = back * (1 - share) * 0.9 + down * share
        at.append(at[-1] + step * 0.036 * s)
    radii = (0.015, 0.024, 0.027, 0.025, 0.018, 0.006)
    steps = np.gradient(np.array(at), axis=0)
    turns = np.array([frame(step, body.frames["head"][:, 0]) for step in np.asarray(steps)])
    return (Sweep(np.array(at), turns, np.repeat(np.array([radii]).T * s, 4, 1), "tail", 0.003, 2.0),)


def _hairline(body: Skeleton, line: tuple[tuple[float, float], ...]) -> Cut:
    origin, turn, s = body.points["head"], body.frames["head"], scale(body)
    knots, heights = np.array(line).T

    def cut(grid: Grid) -> Array:
        x, y, z = (c - o for c, o in zip(grid, origin, strict=True))
        ahead, up, aside = (x * turn[0, i] + y * turn[1, i] + z * turn[2, i] for i in range(3))
        angle = np.degrees(np.arctan2(np.abs(aside), ahead))
        return np.asarray((np.interp(angle, knots, heights) * s - up) * 0.8)

    return cut


def features(body: Skeleton) -> list[tuple[str, Array]]:
    """Brows, eyes, nostrils, mouth and the ear's inner line, to lie on the face."""
    out: list[tuple[str, Array]] = []
    u = np.linspace(0, 1, 9)
    for sign in (1.0, -1.0):
        out.append(("brow", _decal(body, 14 + u * 25, 0.024 + 0.0045 * np.sin(u * np.pi), sign)))
        if body.eyes_closed:
            out.append(("eye", _decal(body, 15 + u * 20, -0.002 - 0.0042 * np.sin(u * np.pi), sign)))
        else:
            out.append(("eye", _decal(body, 16 + u * 18, 0.000 + 0.0038 * np.sin(u * np.pi), sign)))
            out.append(("pupil", _decal(body, 23.5 + u * 3, -0.0008 + 0 * u, sign)))
        inner = [
            _spot(body, -0.008 + 0.009 * np.cos(t), -0.010 + 0.019 * np.sin(t), sign * 0.096)
            for t in np.linspace(0.3, 3.6, 11)
        ]
        out.append(("ear", np.array(inner)))
    nose = [
        _spot(body, 0.112 - 0.004 * abs(v), -0.0395 + 0.003 * abs(v) ** 3, 0.012 * v) for v in np.linspace(-1, 1, 9)
    ]
    out.append(("nose", np.array(nose)))
    out.append(
        ("mouth", _decal(body, np.linspace(-19, 19, 11), -0.0675 - 0.0022 * np.sin(np.linspace(0, np.pi, 11)), 1.0))
    )
    return out


STRANDS = {
    "short": (((20, 0.092), (60, 0.072)), ((50, 0.096), (95, 0.062)), ((110, 0.070), (140, 0.020))),
    "thinning": (((105, 0.060), (138, 0.010)), ((85, 0.050), (110, 0.022))),
    "ponytail": (((35, 0.086), (150, 0.058)), ((66, 0.050), (152, 0.050)), ((100, 0.022), (156, 0.040))),
    "bun": (((35, 0.086), (150, 0.070)), ((66, 0.050), (152, 0.062)), ((100, 0.022), (156, 0.052))),
    "bob": (
        ((20, 0.100), (76, 0.010)),
        ((62, 0.090), (92, -0.040)),
        ((98, 0.060), (104, -0.070)),
        ((125, 0.030), (124, -0.074)),
    ),
}  # angle from the front and height of both ends


def strands(body: Skeleton) -> list[Array]:
    """A few lines the way the hair is combed, to be dropped onto it."""
    u = np.linspace(0, 1, 14)
    return [
        _decal(body, a0 + (a1 - a0) * u, y0 + (y1 - y0) * u**1.4, sign)
        for (a0, y0), (a1, y1) in STRANDS[body.person.hair]
        for sign in (1.0, -1.0)
    ]


def _decal(body: Skeleton, degrees: Array, heights: Array, sign: float) -> Array:
    """Points just outside the face at an angle from the front; the picture drops them onto the skin."""
    reach = 0.13
    a = np.radians(degrees)
    return np.array(
        [_spot(body, reach * np.cos(t), float(h), sign * reach * np.sin(t)) for t, h in zip(a, heights, strict=True)]
    )
