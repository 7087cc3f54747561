"""Every exercise against what is known of the patient.

Rules are data (`catalog/rules/*.yaml`); this is all that reads them. It fails closed: what cannot be judged is an
error before it gets here, and nothing here ever says "safe".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.plan import side as sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise, Limb
    from handouts.intake.flags import Match, MovementMatch, Rule
    from handouts.plan.side import Working

INSENSATE = frozenset({"diabetic-neuropathy"})  # feet that may not feel pain: it is no guide there, and none goes bare
_OFF_THE_FLOOR = {"bed-or-mat": "bed"}
_ORDER = {"contraindicated": 0, "modify": 1, "caution": 2}


@dataclass(frozen=True, slots=True)
class Known:
    """One flag of the patient, checked: every fact it needs is there."""

    flag: str
    side: str | None = None
    status: str | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that an exercise meets. `swaps` are (thing, what takes its place)."""

    rule: str
    severity: str
    lead: str
    patient: tuple[str, ...]
    reason: str
    source: str
    swaps: tuple[tuple[str, str], ...] = ()


def judge(
    exercise: Exercise, side: Working, known: Sequence[Known], rules: Iterable[Rule], things: Mapping[str, Thing]
) -> tuple[Hit, ...]:
    """Every rule that fires, the most severe first, in the order of the rules within one severity."""
    hits = [
        _hit(rule, fact, exercise, things)
        for rule in rules
        for fact in ((Known("everyone"),) if rule.flag == "everyone" else known)
        if fact.flag == rule.flag and _applies(rule, fact) and fits(rule.match, exercise, side, fact, things)
    ]
    unique = {(hit.rule, hit.patient): hit for hit in hits}
    return tuple(sorted(unique.values(), key=lambda hit: _ORDER[hit.severity]))


def _applies(rule: Rule, fact: Known) -> bool:
    return not rule.when.status or fact.status in rule.when.status


def _hit(rule: Rule, fact: Known, exercise: Exercise, things: Mapping[str, Thing]) -> Hit:
    said = tuple(_filled(line, fact) for line in rule.patient)
    touched = [name for name in exercise.equipment if set(things[name].material) & set(rule.match.material)]
    swaps = {name: instead for name in touched if (instead := things[name].instead_for_latex)}
    severity = rule.severity
    if severity == "modify" and len(swaps) < len(touched):
        severity = "contraindicated"  # there is nothing to swap it for
    if severity == "modify" and rule.match.floor_transfer:
        swaps |= {name: _OFF_THE_FLOOR[name] for name in exercise.equipment if name in _OFF_THE_FLOOR}
    return Hit(rule.id, severity, rule.lead, said, rule.reason, rule.source, tuple(swaps.items()))


def _filled(line: str, fact: Known) -> str:
    """'your right leg'; for both sides 'either leg'."""
    line = line.replace("{percent}", str(fact.percent))
    return line.replace("your {side}", "either" if fact.side == "both" else f"your {fact.side}")


def fits(match: Match, exercise: Exercise, side: Working, fact: Known, things: Mapping[str, Thing]) -> bool:
    """Every key that the rule gives must fit; of a list, any one."""
    legs = _legs(exercise, side, fact.side)
    equipment = set(exercise.equipment)
    materials = {material for name in equipment for material in things[name].material}
    environment = exercise.environment
    wanted: tuple[tuple[object, bool], ...] = (
        (match.positions, bool(set(match.positions) & set(exercise.positions))),
        (match.leg_bearing, any(leg.level in match.leg_bearing for leg in legs)),
        (match.leg_percent_over is not None, any(leg.percent > (match.leg_percent_over or 0) for leg in legs)),
        (match.leg_percent_over_flag, any(leg.percent > (fact.percent or 0) for leg in legs)),
        (match.arm_bearing, exercise.weight_bearing.arms.level in match.arm_bearing),
        (match.material, bool(set(match.material) & materials)),
        (match.equipment, bool(set(match.equipment) & equipment)),
        (match.movement is not None, _moves(match.movement, exercise, side, fact.side)),
        (match.barefoot is not None, (environment.footwear == "barefoot") is match.barefoot),
        (match.eyes_closed is not None, environment.eyes_closed is match.eyes_closed),
        (match.unstable_surface is not None, environment.unstable_surface is match.unstable_surface),
        (match.hands_free is not None, environment.hands_free is match.hands_free),
        (match.floor_transfer is not None, environment.floor_transfer is match.floor_transfer),
        (match.small_parts is not None, exercise.hazards.small_parts is match.small_parts),
    )
    return all(fit for asked, fit in wanted if asked)


def _legs(exercise: Exercise, side: Working, affected: str | None) -> tuple[Limb, ...]:
    """The loads that the affected leg meets; every load if the side is unknown or both."""
    bearing = exercise.weight_bearing
    if affected not in ("left", "right") or side in ("each", "both", "whole-body"):
        return (bearing.working_leg, bearing.other_leg)
    return (bearing.working_leg,) if affected in sides.works(side) else (bearing.other_leg,)


def _moves(match: MovementMatch | None, exercise: Exercise, side: Working, affected: str | None) -> bool:
    if match is None:
        return True
    for move in exercise.movements:
        involved = (
            move.limb == "both"
            or affected not in ("left", "right")
            or (
                affected in sides.works(side)
                if move.limb == "working"
                else affected not in sides.works(side) or side not in ("left", "right")
            )
        )
        if (
            involved
            and match.joint in (None, move.joint)
            and (not match.motion or move.motion in match.motion)
            and (not match.range or move.range in match.range)
            and (not match.mode or move.mode in match.mode)
        ):
            return True
    return False
