"""Pose a skeleton: joint angles and targets become points and frames (columns forward, up, right)."""

from dataclasses import dataclass, field

import numpy as np

from handouts.figure.people import Person
from handouts.figure.pose import SIGN, Anchor, Direction, Foot, Hand, Point, Pose, Toes
from handouts.figure.turn import Array, about_x, about_y, about_z, angles, frame, unit, vec

DIRECTIONS = {"up": vec(0, 1, 0), "down": vec(0, -1, 0), "forward": vec(1, 0, 0), "back": vec(-1, 0, 0),
              "right": vec(0, 0, 1), "left": vec(0, 0, -1)}  # fmt: skip
FOOT_LENGTH = 0.255  # the length at which the foot's own shapes are written
SOLE = {"heel": (-0.040, 0.0), "ball": (0.120, 0.0), "tip": (0.188, 0.0), "inner": (0.095, -0.040),
        "outer": (0.070, 0.040)}  # fmt: skip
SHOE_SOLE = 0.020
LINKS = (0.18, 0.25, 0.26, 0.31)  # pelvis-L3, -T12, -T6, -C7 as shares of the trunk
BENDS = (0.38, 0.34, 0.28)  # how a trunk bend is shared by the joints between the links


class Unreachable(ValueError):
    """A scene names a place that does not exist."""


@dataclass(slots=True)
class Skeleton:
    person: Person
    shoes: bool
    points: dict[str, Array] = field(default_factory=dict)
    frames: dict[str, Array] = field(default_factory=dict)
    normals: dict[str, Array] = field(default_factory=dict)
    toes: dict[str, Toes] = field(default_factory=dict)
    grips: dict[str, str] = field(default_factory=dict)
    arches: dict[str, float] = field(default_factory=dict)
    eyes_closed: bool = False
    spine: list[tuple[Array, Array]] = field(default_factory=list)
    short_mm: dict[str, float] = field(default_factory=dict)

    @property
    def foot_scale(self) -> float:
        return self.person.foot / FOOT_LENGTH

    @property
    def sole(self) -> float:
        """Height of the ankle joint over what the foot stands on."""
        return self.person.ankle * 1.08 + (SHOE_SOLE if self.shoes else 0.0)


def direction(value: Direction) -> Array:
    return DIRECTIONS[value] if isinstance(value, str) else unit(vec(*value))


def place(point: Point, anchors: dict[str, Array]) -> Array:
    if isinstance(point, str):
        point = Anchor(near=point)
    if isinstance(point, tuple):
        return vec(*point)
    if point.near not in anchors:
        raise Unreachable(f"there is no place {point.near!r}; there are {', '.join(sorted(anchors))}")
    return anchors[point.near] + vec(*point.shift)


def reach(root: Array, goal: Array, lengths: tuple[float, float], pole: Array) -> tuple[Array, Array, Array, float]:
    """Two bones from root toward goal, bending toward pole: middle joint, end, bend direction, metres short."""
    upper, lower = lengths
    line = goal - root
    far = float(np.linalg.norm(line))
    short = max(0.0, far - (upper + lower))
    far = float(np.clip(far, abs(upper - lower) + 1e-4, (upper + lower) * 0.9999))
    along = unit(line)
    share = (far * far + upper * upper - lower * lower) / (2 * far)
    height = np.sqrt(max(upper * upper - share * share, 0))
    side = unit(pole - along * float(pole @ along))
    return root + along * share + side * height, root + along * far, side, short


def solve(pose: Pose, person: Person, *, shoes: bool, anchors: dict[str, Array]) -> Skeleton:
    body = Skeleton(person, shoes, arches={"r": pose.arch_r, "l": pose.arch_l}, eyes_closed=pose.eyes == "closed")
    feet = _foot_goals(body, pose, anchors)
    _pelvis(body, pose, feet)
    _spine(body, pose)
    for side in ("r", "l"):
        _leg(body, pose, side, feet.get(side))
    _landmarks(body)
    for side in ("r", "l"):
        _arm(body, pose, side, anchors)
    return body


def _foot_goals(body: Skeleton, pose: Pose, anchors: dict[str, Array]) -> dict[str, tuple[Array, Array, Foot]]:
    goals = {}
    for side, sign in SIGN.items():
        foot = pose.foot_r if side == "r" else pose.foot_l
        if isinstance(foot, Foot):
            turn = (
                about_y(-sign * foot.turn_out - pose.pelvis.turn) @ about_z(-foot.pitch) @ about_x(sign * foot.invert)
            )
            ankle = place(foot.at, anchors)
            if foot.by != "ankle":
                ankle = ankle - turn @ sole_point(body, foot.by, sign)
            goals[side] = (ankle, turn, foot)
    return goals


def sole_point(body: Skeleton, part: str, sign: float) -> Array:
    """A place on the sole, seen from the ankle in the foot's frame."""
    x, z = SOLE[part]
    grow = body.foot_scale * (1.06 if body.shoes else 1.0)
    return vec(x * grow, -body.sole, sign * z * grow)


def _pelvis(body: Skeleton, pose: Pose, feet: dict[str, tuple[Array, Array, Foot]]) -> None:
    p, person = pose.pelvis, body.person
    turn = about_y(-p.turn) @ about_z(-p.tilt) @ about_x(p.lean)
    x, y, z = p.at
    if y == "auto":
        length = (person.thigh + person.shank) * p.straight
        tops = [0.5] if not feet else []
        for side, (ankle, _, _) in feet.items():
            hip = turn @ vec(0, 0, SIGN[side] * person.hip_half)
            away = vec(x, 0, z) + hip - ankle
            tops.append(float(ankle[1] - hip[1] + np.sqrt(max(length**2 - away[0] ** 2 - away[2] ** 2, 0))))
        y = min(tops)
    body.points["pelvis"], body.frames["pelvis"] = vec(x, float(y), z), turn


def _spine(body: Skeleton, pose: Pose) -> None:
    person, bend, neck = body.person, pose.spine, pose.neck
    at, turn = body.points["pelvis"], body.frames["pelvis"]
    body.spine.append((at, turn))
    for i, link in enumerate(LINKS):
        sway = (-0.010, 0.002, -0.004, 0.006)[i]
        at = at + turn @ vec(sway, link * person.trunk, 0)
        if i < 3:
            share = BENDS[i]
            stoop = person.stoop * (0, 0.3, 1.0)[i]
            turn = turn @ about_z(-bend.flex * share - stoop) @ about_x(bend.side * share) @ about_y(-bend.turn * share)
        body.spine.append((at, turn))
    body.frames["chest"], body.points["c7"] = turn, at
    half = about_z(-neck.flex / 2 + person.stoop * 0.6) @ about_x(neck.side / 2) @ about_y(-neck.turn / 2)
    body.frames["neck"] = turn @ half
    skull = at + body.frames["neck"] @ vec(0.022, 0.048 * person.stature, 0)
    body.frames["head"] = body.frames["neck"] @ half
    body.points["skull"] = skull
    body.points["head"] = skull + body.frames["head"] @ vec(0.020, 0.046 * person.stature, 0)


def _leg(body: Skeleton, pose: Pose, side: str, goal: tuple[Array, Array, Foot] | None) -> None:
    person, sign, pelvis = body.person, SIGN[side], body.frames["pelvis"]
    hip = body.points["pelvis"] + pelvis @ vec(0, 0, sign * person.hip_half)
    toes: Toes | None = getattr(pose, f"toes_{side}")
    if goal is None:
        h, a = getattr(pose, f"hip_{side}"), getattr(pose, f"ankle_{side}")
        thigh = pelvis @ about_z(h.flex) @ about_x(-sign * h.abduct) @ about_y(-sign * h.rotate_out)
        knee = hip - thigh[:, 1] * person.thigh
        shank = thigh @ about_z(-getattr(pose, f"knee_{side}").flex)
        ankle = knee - shank[:, 1] * person.shank
        foot = shank @ about_z(a.dorsiflex) @ about_x(sign * a.invert) @ about_y(sign * a.turn_in)
        lift = 0.0
    else:
        ankle, foot, target = goal
        pole = direction(target.knee) if target.knee else unit(foot[:, 0] * vec(1, 0, 1)) + 0.5 * pelvis[:, 0]
        knee, ankle, bend, short = reach(hip, ankle, (person.thigh, person.shank), pole)
        body.short_mm[f"leg_{side}"] = short * 1000
        thigh = frame(hip - knee, bend)
        up = unit(knee - ankle)
        shank = np.column_stack([np.cross(up, thigh[:, 2]), up, thigh[:, 2]])
        lift = target.pitch if target.by == "ball" and target.pitch > 0 else 0.0
    body.points |= {f"hip_{side}": hip, f"knee_{side}": knee, f"ankle_{side}": ankle}
    body.frames |= {f"thigh_{side}": thigh, f"shank_{side}": shank, f"foot_{side}": foot}
    body.toes[side] = toes or Toes(extend=lift)
    for part in SOLE:
        body.points[f"{part}_{side}"] = ankle + foot @ sole_point(body, part, sign)
    grow = body.foot_scale
    droop = body.toes[side].extend - body.toes[side].curl * 0.5
    toe_joint = ankle + foot @ (sole_point(body, "ball", sign) + vec(0, 0.014 * grow, 0))
    body.points[f"toes_{side}"] = toe_joint + foot @ about_z(droop) @ vec(0.068 * grow, 0, 0)
    body.points[f"instep_{side}"] = ankle + foot @ vec(0.06 * grow, -0.005, 0)
    for name, (high, out) in {"under": (-0.005, 0.0), "over": (0.052, 0.0), "in": (0.018, -0.051), "out": (0.016,
        0.051),
                         "in_low": (-0.004, -0.044), "out_low": (-0.004, 0.046), "in_high": (0.046, -0.034),
                         "out_high": (0.040, 0.040)}.items():  # fmt: skip
        body.points[f"wrap_{name}_{side}"] = ankle + foot @ vec(
            0.098 * grow, high * grow - body.sole, sign * out * grow
        )
    body.points[f"arch_{side}"] = ankle + foot @ vec(0.05 * grow, -0.045, -sign * 0.03)


def _landmarks(body: Skeleton) -> None:
    """Places on the skin where a hand may rest."""
    pelvis = body.frames["pelvis"]
    for side, sign in SIGN.items():
        hip, knee = body.points[f"hip_{side}"], body.points[f"knee_{side}"]
        thigh = body.frames[f"thigh_{side}"]
        thick = body.person.limb
        for name, share, deep in (("lap", 0.62, 0.069), ("midthigh", 0.45, 0.079), ("kneetop", 0.93, 0.055)):
            body.points[f"{name}_{side}"] = hip * (1 - share) + knee * share + thigh[:, 0] * deep * thick
            body.normals[f"{name}_{side}"] = thigh[:, 0]
        out = sign * pelvis[:, 2]
        body.points[f"waist_{side}"] = body.points["pelvis"] + pelvis[:, 1] * 0.11 + out * 0.155 * body.person.hips
        body.normals[f"waist_{side}"] = out


def _arm(body: Skeleton, pose: Pose, side: str, anchors: dict[str, Array]) -> None:
    person, sign, chest = body.person, SIGN[side], body.frames["chest"]
    hand = pose.hand_r if side == "r" else pose.hand_l
    scale = person.stature / 1.7
    shoulder = body.points["c7"] + chest @ vec(-0.006, -0.062 * scale, sign * person.shoulder_half)
    if isinstance(hand, Hand):
        shoulder, elbow, wrist, upper, fore, palm = _held(body, hand, side, (shoulder, anchors))
        body.grips[side] = hand.shape or "flat"
    else:
        s, e, w = (getattr(pose, f"{name}_{side}") for name in ("shoulder", "elbow", "wrist"))
        raised = max(0.0, np.sin(np.radians(np.clip((max(s.flex, s.abduct) - 30) * 0.75, 0, 90)))) * 0.04
        shoulder = shoulder + chest @ vec(0, raised, -sign * raised * 0.5)
        upper = chest @ about_z(s.flex) @ about_x(-sign * s.abduct) @ about_y(sign * s.rotate_in)
        elbow = shoulder - upper[:, 1] * person.upper_arm
        fore = upper @ about_z(e.flex)
        wrist = elbow - fore[:, 1] * person.forearm
        palm = fore @ about_y(sign * e.pronate) @ about_x(sign * w.extend)
        body.grips[side] = getattr(pose, f"grip_{side}")
    body.points |= {f"shoulder_{side}": shoulder, f"elbow_{side}": elbow, f"wrist_{side}": wrist}
    body.frames |= {f"upper_{side}": upper, f"fore_{side}": fore, f"hand_{side}": palm}
    reach_out = person.hand / 0.183
    body.points[f"palm_{side}"] = wrist + palm @ vec(0, -0.078 * reach_out, -sign * 0.016)
    body.points[f"grip_{side}"] = wrist + palm @ vec(0, -0.086 * reach_out, -sign * 0.030)


def _held(
    body: Skeleton, hand: Hand, side: str, where: tuple[Array, dict[str, Array]]
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """An arm that brings the palm to its place; the shoulder blade gives a little."""
    person, sign = body.person, SIGN[side]
    shoulder, anchors = where
    goal = place(hand.at, anchors | body.points)
    name = hand.at if isinstance(hand.at, str) else getattr(hand.at, "near", "")
    normal = body.normals.get(str(name), anchors.get(f"{name}!", DIRECTIONS["up"]))
    inward = direction(hand.palm) if hand.palm else -normal
    ahead = direction(hand.fingers) if hand.fingers else _ahead(body, inward, side)
    up = -unit(ahead - inward * float(ahead @ inward))
    right = -sign * inward
    palm = np.column_stack([np.cross(up, right), up, right])
    deep = 0.030 if hand.shape in {"hold", "fist", "ball", "cup"} else 0.0180
    along = 0.086 if deep > 0.02 else 0.078
    wrist = goal - palm @ vec(0, -along * person.hand / 0.183, -sign * deep)
    gap = float(np.linalg.norm(wrist - shoulder)) - (person.upper_arm + person.forearm) * 0.86
    if gap > 0:
        shoulder = shoulder + unit(wrist - shoulder) * min(0.045, gap)
    chest = body.frames["chest"]
    pole = direction(hand.elbow) if hand.elbow else chest @ unit(vec(-0.5, -1, sign * 0.5))
    elbow, wrist, bend, short = reach(shoulder, wrist, (person.upper_arm, person.forearm), pole)
    body.short_mm[f"arm_{side}"] = short * 1000
    upper = frame(shoulder - elbow, -bend)
    line = unit(elbow - wrist)
    fore = np.column_stack([np.cross(line, upper[:, 2]), line, upper[:, 2]])
    return shoulder, elbow, wrist, upper, fore, palm


def _ahead(body: Skeleton, inward: Array, side: str) -> Array:
    """Where fingers point when nobody says: down the thigh on a lap, else forward with the body."""
    thigh = -body.frames[f"thigh_{side}"][:, 1]
    ahead = body.frames["chest"][:, 0]
    return thigh if abs(float(thigh @ inward)) < abs(float(ahead @ inward)) - 0.3 else ahead


def measured(body: Skeleton) -> dict[str, float]:
    """Anatomical angles read back from the frames, whether they were given or solved."""
    out: dict[str, float] = {}
    for side, sign in SIGN.items():
        f = {k: body.frames[f"{k}_{side}"] for k in ("thigh", "shank", "foot", "upper", "fore")}
        flex, tilt, twist = angles(body.frames["pelvis"].T @ f["thigh"])
        out |= {
            f"hip flexion {side}": flex,
            f"hip abduction {side}": -sign * tilt,
            f"hip rotation {side}": -sign * twist,
        }
        out[f"knee flexion {side}"] = -angles(f["thigh"].T @ f["shank"])[0]
        flex, tilt, _ = angles(f["shank"].T @ f["foot"])
        out |= {f"ankle dorsiflexion {side}": flex, f"ankle inversion {side}": sign * tilt}
        out[f"elbow flexion {side}"] = angles(f["upper"].T @ f["fore"])[0]
        flex, tilt, _ = angles(body.frames["chest"].T @ f["upper"])
        out |= {f"shoulder flexion {side}": flex, f"shoulder abduction {side}": -sign * tilt}
        out[f"toe extension {side}"] = body.toes[side].extend
    return out
