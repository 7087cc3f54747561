"""What is known of a patient that matters for safety: `catalog/flags.yaml` and `catalog/rules/*.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from handouts.intake.exercise import Sentence
from handouts.intake.model import Id, Line, Listed, Written
from handouts.intake.vocabulary import (
    Bearing,
    Fact,
    Joint,
    Mode,
    Motion,
    Position,
    Range,
    Review,
    Severity,
    Tier,
)  # fmt: skip


class Flag(Written):
    """`facts` must all be given with the flag; a missing one is an error, never a guess."""

    name: Line
    plain: Line
    synonyms: Annotated[tuple[Line, ...], Listed] = ()
    facts: Annotated[tuple[Fact, ...], Listed] = ()
    status: Annotated[tuple[Id, ...], Listed] = ()
    percent_when: Annotated[tuple[Id, ...], Listed] = ()
    source: Line
    review: Review

    @model_validator(mode="after")
    def consistent(self) -> Flag:
        if ("status" in self.facts) != bool(self.status):
            raise ValueError("should list 'status' among its facts exactly if it lists the statuses allowed")
        if odd := sorted(set(self.percent_when) - set(self.status)):
            raise ValueError(f"needs a percent for {', '.join(odd)}, which is no status of it")
        return self


class Flags(Written):
    flags: dict[Id, Flag]


class MovementMatch(Written):
    """Every key given must fit; a key left out fits anything."""

    joint: Joint | None = None
    motion: Annotated[tuple[Motion, ...], Listed] = ()
    range: Annotated[tuple[Range, ...], Listed] = ()
    mode: Annotated[tuple[Mode, ...], Listed] = ()


class Match(Written):
    """What about an exercise the rule looks at; every key given must fit (any of a list)."""

    any_exercise: bool = False
    positions: Annotated[tuple[Position, ...], Listed] = ()
    leg_bearing: Annotated[tuple[Bearing, ...], Listed] = ()
    leg_percent_over: int | None = None
    leg_percent_over_flag: bool = False
    arm_bearing: Annotated[tuple[Bearing, ...], Listed] = ()
    material: Annotated[tuple[Id, ...], Listed] = ()
    equipment: Annotated[tuple[Id, ...], Listed] = ()
    movement: MovementMatch | None = None
    barefoot: bool | None = None
    eyes_closed: bool | None = None
    unstable_surface: bool | None = None
    hands_free: bool | None = None
    floor_transfer: bool | None = None
    small_parts: bool | None = None

    @model_validator(mode="after")
    def something(self) -> Match:
        if not self.model_fields_set:
            raise ValueError("matches nothing; hint: write any_exercise: true if every exercise is meant")
        return self


class When(Written):
    status: Annotated[tuple[Id, ...], Listed] = ()


class Rule(Written):
    """`flag: everyone` needs no flag. `patient` may hold {side} and {percent}."""

    id: Annotated[str, Field(pattern=r"^[A-Z]+(-[A-Z0-9]+)*$", max_length=20)]
    flag: Id
    when: When = When()
    match: Match
    severity: Severity
    lead: Annotated[str, Field(max_length=40)] = ""
    patient: Annotated[tuple[Line, ...], Listed, Field(min_length=1)]
    reason: Line
    source: Line
    review: Review


class Rules(Written):
    rules: Annotated[tuple[Rule, ...], Listed]


class RedFlag(Written):
    """A reason to stop and call. `about` is a region, an equipment or flag id, or 'everyone'."""

    id: Id
    tier: Tier
    words: Sentence
    about: Annotated[tuple[Id, ...], Listed, Field(min_length=1)]
    rank: int = Field(ge=1, le=99)
    source: Line
    review: Review


class RedFlags(Written):
    red_flags: Annotated[tuple[RedFlag, ...], Listed]
