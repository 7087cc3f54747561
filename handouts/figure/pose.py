"""Say a pose: the words a therapist uses for joints, checked before anything is drawn."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Side = Literal["r", "l"]
SIGN = {"r": 1.0, "l": -1.0}  # the figure's right is +z


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Numbers = Annotated[tuple[float, float, float], BeforeValidator(_as_tuple)]
Direction = Literal["up", "down", "forward", "back", "left", "right"] | Numbers
Level = Annotated[tuple[float, float | Literal["auto"], float], BeforeValidator(_as_tuple)]


class Anchor(Strict):
    """A named place (`counter.edge`, `knee_r`), shifted by metres forward, up and to the right."""

    near: str
    shift: Numbers = (0.0, 0.0, 0.0)


Point = Numbers | str | Anchor


class Pelvis(Strict):
    at: Level = (0.0, "auto", 0.0)
    tilt: float = 0.0  # forward
    lean: float = 0.0  # to the right
    turn: float = 0.0  # to the right
    straight: float = 0.9985  # with an automatic height: share of the full leg length


class Trunk(Strict):
    flex: float = 0.0
    side: float = 0.0  # bend to the right
    turn: float = 0.0  # turn to the right


class Hip(Strict):
    flex: float = 0.0
    abduct: float = 0.0
    rotate_out: float = 0.0


class Hinge(Strict):
    flex: float = 0.0


class Ankle(Strict):
    dorsiflex: float = 0.0
    invert: float = 0.0
    turn_in: float = 0.0


class Toes(Strict):
    extend: float = 0.0
    curl: float = 0.0
    spread: float = 0.0
    big: float | None = None  # extension of the big toe alone


class Shoulder(Strict):
    flex: float = 0.0
    abduct: float = 0.0
    rotate_in: float = 0.0


class Elbow(Strict):
    flex: float = 0.0
    pronate: float = 0.0


class Wrist(Strict):
    extend: float = 0.0


class Foot(Strict):
    """Where the foot is put: the named part of the sole goes to a point."""

    by: Literal["heel", "ball", "tip", "ankle", "inner", "outer"] = "heel"
    at: Point
    pitch: float = 0.0  # heel up is positive
    turn_out: float = 0.0
    invert: float = 0.0  # sole turned toward the middle is positive
    knee: Direction | None = None


Grip = Literal["relaxed", "flat", "hold", "fist", "cup", "pinch", "ball"]


class Hand(Strict):
    """Where the hand is put: the middle of the palm goes to a point."""

    at: Point
    palm: Direction | None = None
    fingers: Direction | None = None
    elbow: Direction | None = None
    shape: Grip | None = None


class Pose(Strict):
    pelvis: Pelvis = Pelvis()
    spine: Trunk = Trunk()
    neck: Trunk = Trunk()
    hip_r: Hip = Hip()
    hip_l: Hip = Hip()
    knee_r: Hinge = Hinge()
    knee_l: Hinge = Hinge()
    ankle_r: Ankle = Ankle()
    ankle_l: Ankle = Ankle()
    toes_r: Toes | None = None
    toes_l: Toes | None = None
    shoulder_r: Shoulder = Shoulder(abduct=6)
    shoulder_l: Shoulder = Shoulder(abduct=6)
    elbow_r: Elbow = Elbow(flex=12)
    elbow_l: Elbow = Elbow(flex=12)
    wrist_r: Wrist = Wrist()
    wrist_l: Wrist = Wrist()
    grip_r: Grip = "relaxed"
    grip_l: Grip = "relaxed"
    foot_r: Foot | Literal["free"] = "free"
    foot_l: Foot | Literal["free"] = "free"
    hand_r: Hand | Literal["free"] = "free"
    hand_l: Hand | Literal["free"] = "free"
    arch_r: float = Field(default=0.5, ge=0, le=1)  # inner arch: 0 flat, 1 drawn up
    arch_l: float = Field(default=0.5, ge=0, le=1)
    eyes: Literal["open", "closed"] = "open"


BOTH = ("hip", "knee", "ankle", "toes", "shoulder", "elbow", "wrist", "grip", "foot", "hand")


def _mirror(name: str, value: Any) -> Any:
    """The left side's copy of a value given for both sides: places and directions change sides."""
    if name not in {"foot", "hand"} or not isinstance(value, dict):
        return value
    flipped = dict(value)
    for key, item in value.items():
        if isinstance(item, list) and len(item) == 3:
            flipped[key] = [item[0], item[1], -item[2]]
        elif isinstance(item, str) and item.endswith("_r"):
            flipped[key] = item[:-2] + "_l"
        elif isinstance(item, dict):
            shift = item.get("shift", [0, 0, 0])
            flipped[key] = {"near": item["near"].removesuffix("_r") + ("_l" if item["near"].endswith("_r") else ""),
                            "shift": [shift[0], shift[1], -shift[2]]}  # fmt: skip
    return flipped


def spread(raw: dict[str, Any]) -> dict[str, Any]:
    """Write `hip:` out as `hip_r:` and `hip_l:`; a side's own words win."""
    out = {k: v for k, v in raw.items() if k not in BOTH}
    for name in BOTH:
        if name in raw:
            out[f"{name}_r"] = merged(raw[name], raw.get(f"{name}_r"))
            out[f"{name}_l"] = merged(_mirror(name, raw[name]), raw.get(f"{name}_l"))
    return out


def merged(base: Any, change: Any) -> Any:
    """Base with the change laid over it, key by key; a list or word replaces."""
    if change is None:
        return base
    if isinstance(base, dict) and isinstance(change, dict) and not ("near" in base or "near" in change):
        return {k: merged(base.get(k), change[k]) if k in change else base[k] for k in {**base, **change}}
    return change
