"""One safety rule as data, `catalog/rules/*.yaml`: whom it is for, what of an exercise it looks at, what then."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.intake.equipment import Material
from handouts.intake.model import Day, Id, Line, Listed, Written
from handouts.intake.vocabulary import (
    Bearing,
    Joint,
    Kind,
    LoadLevel,
    Mode,
    Motion,
    Position,
    Range,
    Region,
    Review,
    Severity,
)

RuleId = Annotated[str, Field(pattern=r"^[A-Z]+(-[A-Z0-9]+)*$", max_length=20)]


class MovementMatch(Written):
    """Every key given must fit one and the same movement; a key left out fits anything.

    `joint_of_flag`: a joint of the part of the body that the patient's flag names as its level.
    """

    joint: Annotated[tuple[Joint, ...], Listed] = ()
    joint_of_flag: bool = False
    motion: Annotated[tuple[Motion, ...], Listed] = ()
    range: Annotated[tuple[Range, ...], Listed] = ()
    mode: Annotated[tuple[Mode, ...], Listed] = ()


class Match(Written):
    """What about an exercise the rule looks at; every key given must fit (any of a list).

    `leg_…` looks at the leg that the flag names, and so do movements. `…_over` are limits of the dose or of the plan.
    """

    any_exercise: bool = False
    kind: Annotated[tuple[Kind, ...], Listed] = ()
    regions: Annotated[tuple[Region, ...], Listed] = ()
    positions: Annotated[tuple[Position, ...], Listed] = ()
    leg_bearing: Annotated[tuple[Bearing, ...], Listed] = ()
    leg_percent_over: int | None = None
    leg_percent_over_flag: bool = False
    arm_bearing: Annotated[tuple[Bearing, ...], Listed] = ()
    material: Annotated[tuple[Material, ...], Listed] = ()
    equipment: Annotated[tuple[Id, ...], Listed] = ()
    movement: MovementMatch | None = None
    barefoot: bool | None = None
    eyes_closed: bool | None = None
    unstable_surface: bool | None = None
    hands_free: bool | None = None
    head_turns: bool | None = None
    floor_transfer: bool | None = None
    small_parts: bool | None = None
    breath_hold: bool | None = None
    load: Annotated[tuple[LoadLevel, ...], Listed] = ()
    hold_seconds_over: int | None = None
    minutes_over: int | None = None
    exercises_over: int | None = None
    session_minutes_over: int | None = None

    @model_validator(mode="after")
    def something(self) -> Match:
        if not self.model_fields_set:
            raise ValueError("matches nothing; hint: write any_exercise: true if every exercise is meant")
        return self


class Weeks(Written):
    """Whole weeks since the day of the flag: from the first day of week `from` to the last one before `under`."""

    since: Annotated[int, Field(ge=0, le=520, alias="from")] = 0
    under: int | None = Field(default=None, ge=1, le=520)


class When(Written):
    """For which facts of the flag; a key left out fits any."""

    status: Annotated[tuple[Id, ...], Listed] = ()
    level: Annotated[tuple[Id, ...], Listed] = ()
    weeks_since: Weeks | None = None
    together: Annotated[tuple[Id, ...], Listed] = ()  # flags that must be there as well


class Instead(Written):
    """What a rule changes so that the exercise can be given.

    `exercise` takes its place; `things` gives way thing by thing; `latex_free` swaps what holds the material named;
    `also` is needed besides; `set_up` says to the clinician what the patient's sentences say.
    """

    exercise: Id | None = None
    things: dict[Id, Id] = Field(default_factory=dict)
    latex_free: bool = False
    also: Annotated[tuple[Id, ...], Listed] = ()
    set_up: Line | None = None


class Rule(Written):
    """`flag: everyone` needs no flag. `patient` may hold {side} and {percent}.

    `scope: program` fires once for the whole plan, if any exercise fits. Only such a rule may say nothing to the
    patient: it is for the clinician then. A clinic's rule may take the place of a built-in timeline (`replaces` and
    `protocol`), or soften a built-in rule (`loosens` and `because`); every report tells so.
    """

    id: RuleId
    flag: Id
    when: When = When.model_construct()
    match: Match
    scope: Literal["exercise", "program"] = "exercise"
    severity: Severity
    instead: Instead | None = None
    lead: Annotated[str, Field(max_length=40)] = ""
    patient: Annotated[tuple[Line, ...], Listed] = ()
    reason: Line
    source: Line
    review: Review
    expires: Day | None = None
    replaces: RuleId | None = None
    protocol: Line | None = None
    loosens: RuleId | None = None
    because: Line | None = None

    @model_validator(mode="after")
    def whole(self) -> Rule:
        silent = self.scope == "program" and self.severity == "caution"
        if not self.patient and not silent:
            raise ValueError(
                "has no sentence for the patient; hint: only a caution about the whole program may lack it"
            )
        if self.severity == "modify" and self.instead is None:
            raise ValueError("modifies and does not say into what; hint: add 'instead', with at least a set_up")
        plan_wide = self.match.exercises_over, self.match.session_minutes_over
        if self.scope == "exercise" and any(limit is not None for limit in plan_wide):
            raise ValueError("looks at the whole program; hint: add 'scope: program'")
        if (self.replaces is None) != (self.protocol is None):
            raise ValueError("should have both 'replaces' and 'protocol', or neither")
        if (self.loosens is None) != (self.because is None):
            raise ValueError("should have both 'loosens' and 'because', or neither")
        return self


class Rules(Written):
    rules: Annotated[tuple[Rule, ...], Listed]
