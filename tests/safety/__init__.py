"""An exercise that no rule minds, changed property by property until one does, and back again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

from handouts.intake.exercise import Environment, Exercise, Hazards, Limb, Movement, WeightBearing
from handouts.intake.vocabulary import REGION_JOINTS, Joint, Kind, LoadLevel, Mode, Motion, Position, Range, Region
from handouts.plan.dose import merged
from handouts.plan.match import Task
from handouts.plan.safety import Book, Extent, Known, judge, judge_all
from tests.plan import MONDAY, catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.intake.rules import MovementMatch, Rule

RULES = {rule.id: rule for rule in catalog().rules()}
FLAGS = catalog().flags()
EVERY = {"kind": Kind, "positions": Position, "load": LoadLevel, "regions": Region, "joint": Joint, "motion": Motion,
         "range": Range, "mode": Mode}  # fmt: skip
LEVELS = {"none": 0, "touch": 10, "partial": 40, "full": 100}
SIDED = ("leg_bearing", "leg_percent_over", "leg_percent_over_flag", "movement")
_NOTHING = Limb(level="none", percent=0)
_HARMLESS: dict[str, Any] = {
    "kind": "control", "regions": ("hand",), "positions": ("sitting",), "equipment": (), "sides": "one-at-a-time",
    "weight_bearing": WeightBearing(working_leg=_NOTHING, other_leg=_NOTHING, arms=_NOTHING),
    "movements": (Movement(joint="fingers", motion="circumduction", range="neutral", mode="active-assisted"),),
    "environment": Environment(footwear="shoes", eyes_closed=False, unstable_surface=False, hands_free=False,
                               head_turns=False, floor_transfer=False),
    "hazards": Hazards(load="none", breath_hold=False, small_parts=False, supervision="none"),
}  # fmt: skip
_AROUND = ("eyes_closed", "unstable_surface", "hands_free", "head_turns", "floor_transfer")
_HAZARDS = ("small_parts", "breath_hold")


def book() -> Book:
    return Book(catalog().rules(), catalog().things(), MONDAY)


def fact(rule: Rule) -> Known:
    """A flag that the rule is about, on the first day on which it is."""
    flag, when = FLAGS[rule.flag], rule.when
    status = (when.status or flag.status or (None,))[0]
    weeks = when.weeks_since.since if when.weeks_since else 1
    return Known(
        rule.flag,
        "right" if "side" in flag.facts else None,
        status,
        50 if status in flag.percent_when else None,
        MONDAY - timedelta(weeks=weeks) if "on" in flag.facts else None,
        (when.level or flag.level or (None,))[0],
    )


def patient(rule: Rule) -> tuple[Known, ...]:
    """Everything that must be known for the rule to fire."""
    return () if rule.flag == "everyone" else (fact(rule), *(Known(other) for other in rule.when.together))


def other(kind: str, taken: tuple[str, ...]) -> str:
    """A word of the vocabulary that is not among those."""
    return next(word for word in get_args(EVERY[kind]) if word not in (*taken, "whole-body"))


def task(rule: Rule, spoiled: str = "") -> Task:
    """An exercise that meets the rule by what the rule asks for and nothing else; without the property `spoiled`."""
    match = rule.match
    asked = {key: getattr(match, key) for key in match.model_fields_set} | {"movement": match.movement}
    known = None if rule.flag == "everyone" else fact(rule)
    made = dict(_HARMLESS)
    dose = catalog().exercise("heel-raise").dose.standard.given()  # type: ignore[union-attr]
    for key in ("kind", "regions", "positions"):
        if asked.get(key):
            word = other(key, asked[key]) if key == spoiled else asked[key][0]
            made[key] = word if key == "kind" else (word,)
    made["weight_bearing"] = _bearing(asked, known, spoiled)
    made["equipment"] = _equipment(asked, spoiled)
    around = {key: asked[key] is not (key == spoiled) for key in _AROUND if asked.get(key) is not None}
    if asked.get("barefoot"):
        around["footwear"] = "shoes" if spoiled == "barefoot" else "barefoot"
    made["environment"] = made["environment"].model_copy(update=around)
    hazards = {key: asked[key] is not (key == spoiled) for key in _HAZARDS if asked.get(key) is not None}
    if match.load:
        hazards["load"] = other("load", match.load) if spoiled == "load" else match.load[0]
    made["hazards"] = made["hazards"].model_copy(update=hazards)
    if match.movement:
        made["movements"] = (_movement(match.movement, known, spoiled),)
    if match.hold_seconds_over is not None:
        dose = {**dose, "hold_seconds": match.hold_seconds_over + (spoiled != "hold_seconds_over")}
    if match.minutes_over is not None:
        dose = {"sets": 1, "seconds": 60 * match.minutes_over + (spoiled != "minutes_over")}
    exercise: Exercise = catalog().exercise("heel-raise").model_copy(update=made)  # type: ignore[union-attr]
    return Task(exercise, "right", merged([("catalog", dose)]))


def _bearing(asked: dict[str, Any], known: Known | None, spoiled: str) -> WeightBearing:
    leg, arm = "none", "none"
    percent = 0
    if asked.get("leg_bearing"):
        leg = asked["leg_bearing"][-1] if spoiled != "leg_bearing" else "none"
        percent = LEVELS[leg]
    if asked.get("leg_percent_over_flag"):
        leg, percent = "partial", (known.percent if known else 0) + (spoiled != "leg_percent_over_flag")  # type: ignore[operator]
    if asked.get("arm_bearing"):
        arm = asked["arm_bearing"][-1] if spoiled != "arm_bearing" else "none"
    return WeightBearing(
        working_leg=Limb.model_construct(level=leg, percent=percent),
        other_leg=_NOTHING,
        arms=Limb.model_construct(level=arm, percent=LEVELS[arm]),
    )


def _equipment(asked: dict[str, Any], spoiled: str) -> tuple[str, ...]:
    if asked.get("equipment"):
        return () if spoiled == "equipment" else (asked["equipment"][0],)
    if asked.get("material"):
        fitting = (name for name, thing in catalog().things().items() if set(asked["material"]) & set(thing.material))
        return () if spoiled == "material" else (next(fitting),)
    return ()


def _movement(match: MovementMatch, known: Known | None, spoiled: str) -> Movement:
    near = tuple(sorted(REGION_JOINTS[known.level])) if match.joint_of_flag and known and known.level else ()
    wanted = {"joint": match.joint or near or ("fingers",), "motion": match.motion or ("circumduction",),
              "range": match.range or ("mid",), "mode": match.mode or ("active-assisted",)}  # fmt: skip
    words = {key: other(key, words) if spoiled == f"movement.{key}" else words[0] for key, words in wanted.items()}
    return Movement.model_validate(words)


def keys(rule: Rule) -> Iterator[str]:
    """Every property that the rule looks at, one by one."""
    for key in sorted(rule.match.model_fields_set - {"any_exercise", "exercises_over", "session_minutes_over"}):
        if key != "movement":
            yield key
    move = rule.match.movement
    for part in ("joint", "motion", "range", "mode") if move else ():
        if getattr(move, part) or (part == "joint" and move and move.joint_of_flag):
            yield f"movement.{part}"


def fired(rule: Rule, made: Task, known: tuple[Known, ...], extent: Extent | None = None) -> bool:
    if rule.scope == "program":
        return rule.id in {hit.rule for hit in judge_all([made], extent or _extent(rule), known, book())}
    return rule.id in {hit.rule for hit in judge(made, known, book())}


def _extent(rule: Rule) -> Extent:
    return Extent((rule.match.exercises_over or 0) + 1, (rule.match.session_minutes_over or 0) + 1)
