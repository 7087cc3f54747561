"""Whether an exercise, as one patient would do it, is what a rule looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.vocabulary import REGION_JOINTS
from handouts.plan import side as sides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise, Limb, Movement
    from handouts.intake.rules import Match, MovementMatch
    from handouts.plan.dose import Dose
    from handouts.plan.safety import Known
    from handouts.plan.side import Working


class Task(Struct, frozen=True):
    """An exercise with the side that works and its whole dose."""

    exercise: Exercise
    side: Working
    dose: Dose


def fits(match: Match, task: Task, fact: Known, things: Mapping[str, Thing]) -> bool:
    """Every key that the rule gives must fit; of a list, any one. Limits of a whole plan are not looked at."""
    return _loads(match, task, fact) and _surroundings(match, task, things) and _moves(match.movement, task, fact)


def _loads(match: Match, task: Task, fact: Known) -> bool:
    exercise, dose = task.exercise, task.dose
    legs = _legs(exercise, task.side, fact.side)
    allowed = fact.percent or 0
    wanted: tuple[tuple[object, bool], ...] = (
        (match.kind, exercise.kind in match.kind),
        (match.regions, bool({*match.regions, "whole-body"} & set(exercise.regions))),
        (match.positions, bool(set(match.positions) & set(exercise.positions))),
        (match.leg_bearing, any(leg.level in match.leg_bearing for leg in legs)),
        (match.leg_percent_over is not None, any(leg.percent > (match.leg_percent_over or 0) for leg in legs)),
        (match.leg_percent_over_flag, any(leg.percent > allowed for leg in legs)),
        (match.arm_bearing, exercise.weight_bearing.arms.level in match.arm_bearing),
        (match.load, exercise.hazards.load in match.load),
        (match.hold_seconds_over is not None, dose.hold_seconds > (match.hold_seconds_over or 0)),
        (match.minutes_over is not None, dose.timed_seconds > 60 * (match.minutes_over or 0)),
    )
    return all(fit for asked, fit in wanted if asked)


def _surroundings(match: Match, task: Task, things: Mapping[str, Thing]) -> bool:
    exercise = task.exercise
    environment, hazards = exercise.environment, exercise.hazards
    materials = {material for name in exercise.equipment for material in things[name].material}
    wanted: tuple[tuple[object, bool], ...] = (
        (match.material, bool(set(match.material) & materials)),
        (match.equipment, bool(set(match.equipment) & set(exercise.equipment))),
        (match.barefoot is not None, (environment.footwear == "barefoot") is match.barefoot),
        (match.eyes_closed is not None, environment.eyes_closed is match.eyes_closed),
        (match.unstable_surface is not None, environment.unstable_surface is match.unstable_surface),
        (match.hands_free is not None, environment.hands_free is match.hands_free),
        (match.head_turns is not None, environment.head_turns is match.head_turns),
        (match.floor_transfer is not None, environment.floor_transfer is match.floor_transfer),
        (match.small_parts is not None, hazards.small_parts is match.small_parts),
        (match.breath_hold is not None, hazards.breath_hold is match.breath_hold),
    )
    return all(fit for asked, fit in wanted if asked)


def _legs(exercise: Exercise, side: Working, affected: str | None) -> tuple[Limb, ...]:
    """The loads that the affected leg meets; every load if the side is unknown or both."""
    bearing = exercise.weight_bearing
    if affected not in ("left", "right") or side in ("each", "both", "whole-body"):
        return (bearing.working_leg, bearing.other_leg)
    return (bearing.working_leg,) if affected in sides.works(side) else (bearing.other_leg,)


def _moves(match: MovementMatch | None, task: Task, fact: Known) -> bool:
    return match is None or any(
        _involved(move, task.side, fact.side) and _moved(match, move, fact) for move in task.exercise.movements
    )


def _involved(move: Movement, side: Working, affected: str | None) -> bool:
    """Whether the affected limb makes this movement; yes if it is not known which limb is affected."""
    if move.limb == "both" or affected not in ("left", "right"):
        return True
    works = affected in sides.works(side)
    return works if move.limb == "working" else not works or side not in ("left", "right")


def _moved(match: MovementMatch, move: Movement, fact: Known) -> bool:
    near = REGION_JOINTS.get(fact.level or "")
    return (
        (not match.joint or move.joint in match.joint)
        and (not match.joint_of_flag or near is None or move.joint in near)
        and (not match.motion or move.motion in match.motion)
        and (not match.range or move.range in match.range)
        and (not match.mode or move.mode in match.mode)
    )
