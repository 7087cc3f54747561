"""Arms and legs: bare skin from sleeve and shorts to wrist and ankle, with a calf that reads as one."""

import numpy as np

from handouts.figure.field import Egg, Rod, Shape
from handouts.figure.pose import SIGN
from handouts.figure.skeleton import Skeleton
from handouts.figure.turn import Array, between, vec

#  share of the bone, then forward, back, outer and inner radius (metres); drawn for looks after surface anatomy
THIGH = np.array([
    (-0.10, 0.060, 0.066, 0.066, 0.058), (0.0, 0.079, 0.083, 0.082, 0.074), (0.15, 0.085, 0.083, 0.083, 0.075),
    (0.35, 0.082, 0.075, 0.076, 0.069), (0.50, 0.076, 0.068, 0.070, 0.065), (0.51, 0.0755, 0.0675, 0.0695, 0.0645),
    (0.70, 0.063, 0.057, 0.059, 0.058),
    (0.86, 0.053, 0.050, 0.051, 0.053), (0.96, 0.048, 0.0475, 0.049, 0.051), (1.06, 0.045, 0.0465, 0.048, 0.049),
])  # fmt: skip
SHANK = np.array([
    (-0.06, 0.046, 0.047, 0.048, 0.050), (0.04, 0.0435, 0.046, 0.048, 0.049), (0.12, 0.042, 0.056, 0.050, 0.050),
    (0.22, 0.039, 0.064, 0.053, 0.053), (0.32, 0.037, 0.065, 0.053, 0.054), (0.43, 0.035, 0.059, 0.049, 0.050),
    (0.57, 0.032, 0.046, 0.041, 0.043), (0.72, 0.029, 0.034, 0.033, 0.035), (0.86, 0.028, 0.028, 0.028, 0.030),
    (0.96, 0.029, 0.029, 0.029, 0.030), (1.03, 0.028, 0.030, 0.028, 0.029),
])  # fmt: skip
UPPER = np.array([
    (-0.10, 0.040, 0.040, 0.034, 0.034), (0.0, 0.050, 0.050, 0.046, 0.044), (0.15, 0.053, 0.051, 0.048, 0.045),
    (0.32, 0.049, 0.047, 0.043, 0.041), (0.50, 0.045, 0.043, 0.038, 0.037), (0.56, 0.043, 0.042, 0.037, 0.036),
    (0.75, 0.038, 0.037, 0.034, 0.034),
    (0.92, 0.034, 0.034, 0.034, 0.034), (1.06, 0.032, 0.033, 0.034, 0.034),
])  # fmt: skip
FORE = np.array([
    (-0.06, 0.032, 0.033, 0.034, 0.034), (0.10, 0.036, 0.034, 0.037, 0.035), (0.24, 0.038, 0.034, 0.038, 0.035),
    (0.48, 0.033, 0.030, 0.032, 0.030), (0.75, 0.027, 0.024, 0.024, 0.023), (0.93, 0.026, 0.024, 0.0185, 0.0185),
    (1.04, 0.026, 0.025, 0.0170, 0.0170),
])  # fmt: skip


def sided(table: Array, sign: float) -> Array:
    """A table written outer, inner becomes right, left for one side."""
    return table if sign > 0 else table[:, [0, 1, 2, 4, 3]]


def _thick(table: Array, factor: float) -> Array:
    return np.asarray(np.c_[table[:, :1], table[:, 1:] * factor])


def leg(body: Skeleton, side: str) -> tuple[Shape, ...]:
    person, sign = body.person, SIGN[side]
    hip, knee, ankle = (body.points[f"{n}_{side}"] for n in ("hip", "knee", "ankle"))
    thigh, shank = body.frames[f"thigh_{side}"], body.frames[f"shank_{side}"]
    upper = _thick(sided(THIGH, sign), person.limb)
    upper = upper[upper[:, 0] >= 0.14]
    half = between(thigh, shank, 0.45)
    return (
        Rod(hip, knee, thigh[:, 0], upper, "thigh", 0.006, fade=(0.0, 0.12)),
        Rod(knee, ankle, shank[:, 0], _thick(sided(SHANK, sign), person.limb), "shank", 0.006, fade=(0.12, 0.0)),
        Egg(knee + half @ vec(0.002, 0, 0), half, (0.038, 0.040, 0.042), "knee", 0.005),
        Egg(knee + half @ vec(0.029, 0.002, 0), half, (0.0145, 0.024, 0.022), "knee", 0.005),
    )


def arm(body: Skeleton, side: str) -> tuple[Shape, ...]:
    person, sign = body.person, SIGN[side]
    shoulder, elbow, wrist = (body.points[f"{n}_{side}"] for n in ("shoulder", "elbow", "wrist"))
    upper, fore, hand = (body.frames[f"{n}_{side}"] for n in ("upper", "fore", "hand"))
    high = _thick(sided(UPPER, sign), person.limb)
    low = _thick(sided(FORE, sign), person.limb)
    half = between(upper, fore, 0.5)
    # the forearm is round near the elbow and flat at the wrist, where it follows the hand
    near, far = low[low[:, 0] <= 0.75], low[low[:, 0] >= 0.40]
    return (
        Rod(shoulder, elbow, upper[:, 0], high[high[:, 0] >= 0.15], "upper arm", 0.005, fade=(0.0, 0.12)),
        Rod(elbow, wrist, fore[:, 0], near, "forearm", 0.005, fade=(0.16, 0.27)),
        Rod(elbow, wrist, hand[:, 0], far, "forearm", 0.005, fade=(0.27, 0.0)),
        Egg(elbow + half @ vec(-0.003, 0, 0), half, (0.024, 0.028, 0.027), "elbow", 0.004),
    )
