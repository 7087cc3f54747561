"""Check the skin: nothing in the floor or inside a prop, hands and feet really touch, weight over what carries it."""

import numpy as np

from handouts.figure.mesh import Mesh
from handouts.figure.pose import Hand
from handouts.figure.props import size
from handouts.figure.scene import Prop, Scene
from handouts.figure.skeleton import Skeleton
from handouts.figure.turn import Array, about_y, vec

SOLID = {"chair", "stool", "counter", "wall", "door", "step", "mat", "bed", "pad", "box"}
DEEP_M = {
    "shorts": 0.055,
    "shirt": 0.055,
    "skin": 0.022,
    "shoe": 0.012,
    "sole": 0.012,
}  # flesh gives; a seat takes the rest
NEAR_M = 0.012
#  segment mass shares and centres along the bone: Winter (2009), table 4.1, after Dempster
MASSES = (
    ("pelvis", "c7", 0.497, 0.50), ("skull", "head", 0.081, 1.0),
    *((f"shoulder_{s}", f"elbow_{s}", 0.028, 0.436) for s in "rl"), *((f"elbow_{s}", f"wrist_{s}", 0.022,
    0.68) for s in "rl"),
    *((f"hip_{s}", f"knee_{s}", 0.100, 0.433) for s in "rl"), *((f"knee_{s}", f"ankle_{s}", 0.0465,
    0.433) for s in "rl"),
    *((f"heel_{s}", f"ball_{s}", 0.0145, 0.5) for s in "rl"),
)  # fmt: skip


def depth(points: Array, prop: Prop) -> Array:
    """Distance to a boxy prop, negative inside. A chair counts as its seat."""
    d, h, w = size(prop)
    low, high = vec(-d / 2, 0.0, -w / 2), vec(d / 2, h, w / 2)
    if prop.kind in {"chair", "stool"}:
        low[1] = h - 0.035
    at = prop.at if isinstance(prop.at, tuple) else (0.0, 0.0, 0.0)
    local = (points - vec(*at)) @ about_y(-prop.turn)
    off = np.abs(local - (low + high) / 2) - (high - low) / 2
    return np.asarray(np.linalg.norm(np.maximum(off, 0), axis=1) + np.minimum(off.max(1), 0))


def shown(scene: Scene, pose: str) -> dict[str, Prop]:
    """The props as they are in one pose."""
    own = {k.partition("@")[0] for k in scene.props if k.endswith(f"@{pose}")}
    return {k: p for k, p in scene.props.items() if (k.endswith(f"@{pose}") or ("@" not in k and k not in own))}


def solids(scene: Scene, pose: str) -> dict[str, Prop]:
    return {k: p for k, p in shown(scene, pose).items() if p.kind in SOLID}


def sunk(scene: Scene, pose: str, figure: list[Mesh]) -> list[str]:
    """Parts of the figure in the floor or in a prop."""
    out = []
    for mesh in figure:
        allowed = DEEP_M.get(mesh.role, 0.02)
        low = float(mesh.points[:, 1].min())
        if low < -allowed:
            out.append(f"{pose}: {mesh.name} is {-low * 100:.1f} cm under the floor")
        for name, prop in solids(scene, pose).items():
            deep = float(depth(mesh.points, prop).min()) if prop.kind != "mat" else 0.0
            if deep < -allowed:
                out.append(f"{pose}: {mesh.name} is {-deep * 100:.1f} cm inside {name}")
    return out


def contacts(scene: Scene, pose: str, body: Skeleton, figure: list[Mesh]) -> list[str]:
    """Hands that are put on a prop, and feet that are put on the ground, but do not touch it."""
    out = []
    skins = {m.name: m.points for m in figure}
    props = solids(scene, pose)
    for side in ("r", "l"):
        hand = getattr(scene.poses[pose], f"hand_{side}")
        target = hand.at if isinstance(hand, Hand) else None
        name = str(target if isinstance(target, str) else getattr(target, "near", "")).partition(".")[0]
        if name in props:
            gap = float(np.abs(depth(palm(skins[f"arm {side}"], body, side), props[name])).min())
            if gap > NEAR_M:
                out.append(f"{pose}: the {side} hand is {gap * 100:.1f} cm from {name}")
        foot = getattr(scene.poses[pose], f"foot_{side}")
        if foot != "free" and foot.by != "ankle" and not (foot.by == "ball" and foot.pitch < 0):
            sole = skins.get(f"sole {side}", skins[f"leg {side}"])
            out += _stands(pose, f"the {side} foot", float(sole[:, 1].min()), props)
    return out


def _stands(pose: str, name: str, low: float, props: dict[str, Prop]) -> list[str]:
    """A sole within three centimetres of the floor or of a step must be on it, not just over or in it."""
    tops = [0.0, *(float(size(p)[1]) for p in props.values() if p.kind in {"step", "pad", "box"})]
    gap = min((low - top for top in tops), key=abs)
    return [f"{pose}: {name} is {gap * 100:.1f} cm from what it stands on"] if NEAR_M < abs(gap) < 0.03 else []


def palm(points: Array, body: Skeleton, side: str) -> Array:
    """The skin of the hand, of an arm's skin."""
    return np.asarray(points[np.linalg.norm(points - body.points[f"palm_{side}"], axis=1) < 0.13])


def balance(scene: Scene, pose: str, body: Skeleton, figure: list[Mesh]) -> list[str]:
    """The centre of mass must stand over feet, seat, knees and hands, or hands must hold (2 cm are forgiven)."""
    centre = sum((share * (body.points[a] * (1 - t) + body.points[b] * t) for a, b, share, t in MASSES), np.zeros(3))
    centre = centre / sum(m[2] for m in MASSES)
    points = np.concatenate([m.points for m in figure])
    touching = points[:, 1] < 0.02
    for prop in solids(scene, pose).values():
        touching |= np.abs(depth(points, prop)) < NEAR_M + 0.006
    base = points[touching][:, [0, 2]]
    if len(base) < 3:
        return [f"{pose}: nothing carries the figure"]
    # outside in some direction: the whole base lies on one side of the centre of mass
    for degrees in range(0, 360, 5):
        way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        lean = float((centre[[0, 2]] @ way) - (base @ way).max())
        if lean > 0.02:
            return [f"{pose}: the centre of mass is {lean * 100:.0f} cm outside what carries the figure"]
    return []
