"""Highlight the working muscle or joint: which part of the skin glows, seen from the bones."""

import numpy as np

from handouts.figure.mesh import Mesh
from handouts.figure.pose import SIGN
from handouts.figure.skeleton import Skeleton
from handouts.figure.turn import Array

#  muscle: (upper joint, lower joint, frame, share from, to, middle angle from the front toward the outside, half angle)
MUSCLES = {
    "calf": ("knee", "ankle", "shank", 0.06, 0.58, 180, 70),
    # of a leg that lies or bends, seen from the side
    "whole-calf": ("knee", "ankle", "shank", 0.10, 0.70, 152, 100),
    "whole-shin": ("knee", "ankle", "shank", 0.08, 0.94, 50, 78),
    "soleus": ("knee", "ankle", "shank", 0.27, 0.92, 180, 86),
    "achilles": ("knee", "ankle", "shank", 0.66, 1.06, 180, 60),
    "shin": ("knee", "ankle", "shank", 0.10, 0.84, 28, 62),
    "outer-shin": ("knee", "ankle", "shank", 0.12, 0.80, 80, 52),
    "inner-shin": ("knee", "ankle", "shank", 0.30, 0.98, -105, 58),
    "quads": ("hip", "knee", "thigh", 0.20, 0.92, 0, 66),
    "hamstrings": ("hip", "knee", "thigh", 0.22, 0.94, 180, 62),
}
#  spot: (point, frame, offset forward, up, outward; radius) in metres
SPOTS = {
    "ankle": ("ankle", "foot", (0.000, 0.000, 0.000), 0.046),
    "instep": ("ankle", "foot", (0.045, -0.010, 0.0), 0.046),
    "arch": ("ankle", "foot", (0.048, -0.054, -0.034), 0.040),
    "ball": ("ankle", "foot", (0.115, -0.060, 0.0), 0.040),
    "toes": ("ankle", "foot", (0.150, -0.055, 0.0), 0.042),
    "glute": ("hip", "pelvis", (-0.10, 0.0, 0.02), 0.085),
    "hip-side": ("hip", "pelvis", (-0.02, 0.05, 0.08), 0.065),
}


def light(mesh: Mesh, body: Skeleton, names: tuple[str, ...]) -> None:
    """Set the glow of a skin or clothes mesh for muscles named like `calf_r`."""
    side = mesh.name[-1]
    for name in names:
        muscle, _, own = name.rpartition("_")
        if muscle not in MUSCLES and muscle not in SPOTS:
            raise ValueError(
                f"there is no muscle {name!r}; there are {', '.join([*MUSCLES, *SPOTS])}, each with _r or _l"
            )
        if not mesh.name.startswith("leg") and mesh.name != "shorts":
            continue
        if mesh.name.startswith("leg") and side != own:
            continue
        glow = _muscle(mesh.points, body, muscle, own) if muscle in MUSCLES else _spot(mesh.points, body, muscle, own)
        mesh.glow = glow if mesh.glow is None else np.maximum(mesh.glow, glow)


def _muscle(points: Array, body: Skeleton, name: str, side: str) -> Array:
    top, low, bone, first, last, middle, half = MUSCLES[name]
    start, end = body.points[f"{top}_{side}"], body.points[f"{low}_{side}"]
    turn = body.frames[f"{bone}_{side}"]
    local = (points - start) @ turn
    share = -local[:, 1] / float(np.linalg.norm(end - start))
    angle = np.degrees(np.arctan2(local[:, 2] * SIGN[side], local[:, 0]))
    off = (angle - middle + 180) % 360 - 180
    where = (share - (first + last) / 2) / ((last - first) / 2)
    # fuller at the top third, pointed at the tendon, as muscles are
    slim = half * (1 - 0.25 * np.clip(where, 0, 1))
    near = np.hypot(where, off / slim)
    inside = np.hypot(local[:, 0], local[:, 2]) < 0.14
    return np.asarray(np.where(inside, np.clip(1.5 - near, 0, 1), 0))


def _spot(points: Array, body: Skeleton, name: str, side: str) -> Array:
    joint, bone, offset, radius = SPOTS[name]
    turn = body.frames.get(f"{bone}_{side}", body.frames.get(bone, np.eye(3)))
    at = body.points[f"{joint}_{side}"] + turn @ (np.array(offset) * np.array([1, 1, SIGN[side]]))
    return np.asarray(np.clip(1.5 - np.linalg.norm(points - at, axis=1) / radius, 0, 1))
