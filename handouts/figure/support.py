"""Check the set-up: something sturdy to hold in balance work; shoes or bare feet as the exercise says."""

from collections.abc import Iterable

import numpy as np

from handouts.figure.mesh import Mesh
from handouts.figure.pose import Side
from handouts.figure.props import size
from handouts.figure.scene import Prop, Scene
from handouts.figure.skeleton import Skeleton
from handouts.figure.touch import NEAR_M, depth, palm, shown
from handouts.intake.exercise import Exercise

STURDY = {"counter", "wall", "chair", "door"}  # what stands fast when a hand leans on it
CHAIR_BACK_M = 0.90
UPRIGHT_M = 0.6  # height of the pelvis from which a fall is a fall
WEARS = {"shoes": ("shoes", "in shoes"), "barefoot": ("bare", "barefoot")}
SHOWS = {"shoes": "in shoes", "bare": "barefoot"}
SIDES: tuple[Side, Side] = ("r", "l")


def agrees(scene: Scene, exercises: Iterable[Exercise]) -> list[str]:
    """The feet are dressed as the exercise says; where it leaves that open, either will do."""
    wanted = {WEARS[e.environment.footwear] for e in exercises if e.environment.footwear in WEARS}
    return [
        f"feet: the exercise is done {said}, and the figure is {SHOWS[scene.feet]}"
        for feet, said in sorted(wanted)
        if feet != scene.feet
    ]


def wobbly(exercise: Exercise) -> bool:
    """Whether it is balance work, by what the catalog says of it."""
    narrow = {"single-leg", "tandem"} & set(exercise.positions)
    place = exercise.environment
    return exercise.kind == "balance" or bool(narrow) or place.eyes_closed or place.unstable_surface


def free(scene: Scene, exercises: Iterable[Exercise]) -> bool:
    """A variant for people who need no hand: the support stands beside them all the same."""
    return scene.id.endswith("-free") or any(wobbly(e) and e.environment.hands_free for e in exercises)


def named(scene: Scene) -> list[str]:
    """`holds` names something that is there and stands fast."""
    name = scene.checks.holds
    if name is None or (name in scene.props and scene.props[name].kind in STURDY):
        return []
    said = f"is a {scene.props[name].kind}" if name in scene.props else "is not among the props"
    return [f"checks: holds {name}, which {said}; sturdy are {', '.join(sorted(STURDY))}"]


def held(scene: Scene, pose: str, body: Skeleton, figure: list[Mesh]) -> list[str]:
    """Standing on one foot, on toes or heels, or with closed eyes: a hand must be on a sturdy prop."""
    if not unsteady(body, figure):
        return []
    prop = scene.props.get(scene.checks.holds or "")
    if prop is None or prop.kind not in STURDY:
        return [f"{pose}: balance work needs a sturdy prop to hold (checks: holds)"]
    skins = {m.name: m.points for m in figure}
    gap = min(float(np.abs(depth(palm(skins[f"arm {s}"], body, s), prop)).min()) for s in SIDES)
    return [f"{pose}: no hand is on {scene.checks.holds}"] if gap > NEAR_M else []


def unsteady(body: Skeleton, figure: list[Mesh]) -> bool:
    """Upright on one foot, on toes or heels, or with closed eyes."""
    if body.points["pelvis"][1] < UPRIGHT_M:
        return False
    skins = {m.name: m.points for m in figure}
    low = [float(skins.get(f"sole {s}", skins[f"leg {s}"])[:, 1].min()) for s in SIDES]
    heels = [float(body.points[f"heel_{s}"][1]) for s in SIDES]
    return abs(low[0] - low[1]) >= 0.03 or max(heels) >= 0.06 + min(low) or body.eyes_closed


def beside(scene: Scene, pose: str, body: Skeleton) -> list[str]:
    """Something sturdy within an arm's reach, and in the picture."""
    near = [name for name, prop in shown(scene, pose).items() if prop.kind in STURDY and reach(body, prop)]
    if not near:
        return [f"{pose}: balance work, and nothing sturdy stands within reach of a hand"]
    whole = [p for p in scene.panels if p.pose == pose and p.kind != "inset"]
    return [f"{p.id}: the picture leaves out {', '.join(near)}" for p in whole if set(near) <= set(p.hide)]


def reach(body: Skeleton, prop: Prop) -> bool:
    """Whether a straight arm can put its palm on the prop without a step."""
    person = body.person
    arm = person.upper_arm + person.forearm + person.hand * 0.6
    if prop.kind == "chair":
        deep, _, wide = size(prop)
        prop = prop.model_copy(update={"kind": "box", "size": (deep, CHAIR_BACK_M, wide)})
    shoulders = np.array([body.points[f"shoulder_{s}"] for s in SIDES])
    return bool(depth(shoulders, prop).min() <= arm)
