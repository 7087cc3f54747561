"""A plain sports shoe that bends at the ball, with its sole, sock and laces."""

import numpy as np

from handouts.figure.field import Egg, Group, Rod, Shape, Sweep
from handouts.figure.pose import SIGN
from handouts.figure.skeleton import Skeleton
from handouts.figure.turn import Array, about_z, between, smooth, vec

#  forward of the ankle, top over the ground, outer and inner half width
UPPER = np.array([
    (-0.066, 0.055, 0.016, 0.016), (-0.060, 0.080, 0.027, 0.026), (-0.045, 0.092, 0.034, 0.033),
    (-0.015, 0.092, 0.037, 0.036), (0.020, 0.090, 0.038, 0.037), (0.050, 0.080, 0.040, 0.039),
    (0.080, 0.067, 0.044, 0.041), (0.110, 0.056, 0.0465, 0.0455), (0.140, 0.050, 0.046, 0.046),
    (0.165, 0.046, 0.041, 0.041), (0.186, 0.040, 0.032, 0.033), (0.199, 0.033, 0.020, 0.021), (0.205, 0.027, 0.010,
    0.010),
])  # fmt: skip
BALL = 0.118


def _bent(body: Skeleton, side: str, x: Array) -> tuple[Array, Array]:
    """Places along the ground line of the shoe and their frames, toe part turned up about the ball."""
    g = body.foot_scale
    ankle, turn = body.points[f"ankle_{side}"], body.frames[f"foot_{side}"]
    lift = body.toes[side].extend
    hinge = vec(BALL * g, -body.sole, 0)
    centres, frames = [], []
    for at in x:
        share = float(np.clip((at - BALL + 0.015) / 0.04, 0, 1))
        tip = about_z(lift * share)
        flat = (
            vec(min(at, BALL) * g, -body.sole, 0)
            if at < BALL
            else hinge + about_z(lift * (0.5 + share / 2)) @ vec((at - BALL) * g, 0, 0)
        )
        centres.append(ankle + turn @ flat)
        frames.append(turn @ tip)
    return np.array(centres), np.array(frames)


def _sweep(body: Skeleton, side: str, heights: tuple[Array, Array], x: Array) -> Sweep:
    """A loft along the shoe between two heights (low, high per station)."""
    low, high = heights
    g = body.foot_scale
    rows = smooth(UPPER[:, 0], UPPER[:, 2:], x) * g
    if SIGN[side] < 0:
        rows = rows[:, ::-1]
    ground, frames = _bent(body, side, x)
    up = frames[:, :, 1]
    middle = low + (high - low) * 0.42
    centres = ground + up * (middle * g)[:, None]
    along = frames[:, :, [1, 0, 2]]  # the sweep runs forward: its "forward" radius is up
    radii = np.stack([(high - middle) * g, (middle - low) * g, rows[:, 0], rows[:, 1]], 1)
    return Sweep(centres, along, radii, "shoe", 0.005, 2.4)


def shoe(body: Skeleton, side: str, cell: float) -> tuple[Group, ...]:
    x = np.linspace(-0.066, 0.205, 24)
    top = smooth(UPPER[:, 0], UPPER[:, 1], x)
    ankle, turn, shank = body.points[f"ankle_{side}"], body.frames[f"foot_{side}"], body.frames[f"shank_{side}"]
    half = between(turn, shank, 0.5)
    ring = np.array(
        [(-0.3, 0.040, 0.040, 0.037, 0.037), (0.5, 0.039, 0.041, 0.037, 0.037), (1.0, 0.0405, 0.0425, 0.0385, 0.0385)]
    )
    collar = Rod(
        ankle + half @ vec(0.002, -0.028, 0),
        ankle + half @ vec(-0.004, 0.014, 0),
        half[:, 0],
        ring,
        "shoe",
        0.006,
        2.0,
        flat=True,
    )
    tongue = Egg(ankle + half @ vec(0.036, 0.004, 0), half, (0.012, 0.030, 0.022), "shoe", 0.006)
    upper: tuple[Shape, ...] = (_sweep(body, side, (np.full(24, 0.012), top), x), collar, tongue)
    wide = np.linspace(-0.068, 0.207, 24)
    base = _sweep(
        body, side, (np.zeros(24), np.interp(wide, [-0.07, 0.0, 0.12, 0.2], [0.027, 0.024, 0.019, 0.021])), wide
    )
    radii = base.radii + np.array([0.0, 0.0, 0.003, 0.003])
    sole = Sweep(base.centres, base.frames, radii, "sole", 0.002, 5.0)
    cuff = np.array([(0.0, 0.034, 0.036, 0.035, 0.035), (1.0, 0.0325, 0.037, 0.0345, 0.0345)])
    sock = Rod(ankle, ankle + shank @ vec(-0.003, 0.075, 0), shank[:, 0], cuff, "sock", 0.003, flat=True)
    return (
        Group(f"shoe {side}", "shoe", upper, cell),
        Group(f"sole {side}", "sole", (sole,), cell),
        Group(f"sock {side}", "paper", (sock,), cell),
    )


def laces(body: Skeleton, side: str) -> list[Array]:
    """Short lines over the instep."""
    out = []
    for x in (0.040, 0.058, 0.076, 0.094):
        ground, frames = _bent(body, side, np.array([x]))
        top = float(smooth(UPPER[:, 0], UPPER[:, 1], np.array([x]))[0])
        across = np.linspace(-1, 1, 9)
        local = (
            np.stack([np.full(9, 0.004) * across**2, top + 0.002 - 0.0065 * across**2, 0.020 * across], 1)
            * body.foot_scale
        )
        out.append(ground[0] + local @ frames[0].T)
    return out
