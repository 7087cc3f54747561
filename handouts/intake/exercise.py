"""One exercise of the catalog: `catalog/exercises/<id>.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from handouts.intake.dose import WrittenDose
from handouts.intake.model import Id, Line, Listed, Written
from handouts.intake.vocabulary import (
    BLANKS,
    Bearing,
    Footwear,
    Joint,
    Kind,
    LoadLevel,
    Mode,
    Motion,
    Position,
    Range,
    Region,
    Review,
    Sides,
    Supervision,
)  # fmt: skip

WORDS_MAX = 15  # a sentence's limit: STANDARDS 3.3
SOURCES = ("steps", "dose", "movements", "weight_bearing", "cautions")


def sentence(text: str) -> str:
    """Patient words: known blanks in braces, and no sentence longer than 15 words."""
    for blank in re.findall(r"\{([^{}]*)\}", text):
        if blank not in BLANKS:
            raise ValueError(f"has an unknown blank '{{{blank}}}'; hint: known are {', '.join(sorted(BLANKS))}")
    if re.sub(r"\{[^{}]*\}", "", text).count("{") or re.sub(r"\{[^{}]*\}", "", text).count("}"):
        raise ValueError("has a brace without its partner")
    for part in re.split(r"(?<=[.!?])\s+", text):
        if len(part.split()) > WORDS_MAX:
            raise ValueError(
                f"has a sentence of {len(part.split())} words; hint: {WORDS_MAX} at most, so split it in two"
            )
    return text


def _sentence(value: Any) -> Any:
    return sentence(value) if isinstance(value, str) else value


def _brief(text: str) -> str:
    if len(text.split()) > WORDS_MAX:
        raise ValueError(f"has {len(text.split())} words; hint: {WORDS_MAX} at most, the steps say the rest")
    return text


Sentence = Annotated[Line, BeforeValidator(_sentence)]
Brief = Annotated[str, Field(min_length=10, max_length=80), BeforeValidator(_sentence), AfterValidator(_brief)]
Short = Annotated[str, Field(min_length=1, max_length=24)]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class Limb(Written):
    """Weight through one limb: the level safety matches on, and an estimate in percent of body weight."""

    level: Bearing
    percent: int = Field(ge=0, le=150)

    @model_validator(mode="after")
    def fits(self) -> Limb:
        low, high = {"none": (0, 0), "touch": (1, 20), "partial": (1, 75), "full": (40, 150)}[self.level]
        if not low <= self.percent <= high:
            raise ValueError(f"says '{self.level}', which is {low} to {high} percent")
        return self


class WeightBearing(Written):
    working_leg: Limb
    other_leg: Limb
    arms: Limb


class Movement(Written):
    joint: Joint
    motion: Motion
    range: Range
    mode: Mode
    limb: Literal["working", "other", "both"] = "working"


class Environment(Written):
    """Every line is required: a property left out is a rule that cannot be checked."""

    footwear: Footwear
    eyes_closed: bool
    unstable_surface: bool
    hands_free: bool
    head_turns: bool
    floor_transfer: bool


class Hazards(Written):
    load: LoadLevel
    breath_hold: bool
    small_parts: bool
    supervision: Supervision


class Move(Written):
    """What to change when it is too easy or too hard, and the exercise that follows."""

    say: Sentence
    then: Id | None = None


class Levels(Written):
    start: WrittenDose
    standard: WrittenDose
    strong: WrittenDose


class Bounds(Written):
    """The sensible range of this exercise, low and high; outside it the therapist is told."""

    sets: Annotated[tuple[int, int], Listed] | None = None
    reps: Annotated[tuple[int, int], Listed] | None = None
    hold_seconds: Annotated[tuple[int, int], Listed] | None = None
    seconds: Annotated[tuple[int, int], Listed] | None = None
    minutes: Annotated[tuple[int, int], Listed] | None = None
    times_per_day: Annotated[tuple[int, int], Listed] | None = None
    days_per_week: Annotated[tuple[int, int], Listed] | None = None

    @model_validator(mode="after")
    def ordered(self) -> Bounds:
        for key in self.model_fields_set:
            pair = getattr(self, key)
            if pair and pair[0] > pair[1]:
                raise ValueError(f"has {key} the wrong way round; hint: the smaller number first")
        return self


class PanelText(Written):
    """What one panel of the picture shows: a caption on the page, and words for those who cannot see it."""

    id: Id
    caption: Annotated[str, Field(min_length=1, max_length=24)]
    alt: Annotated[str, Field(min_length=10, max_length=240)]


class Exercise(Written):
    name: Name
    short_name: Short
    clinical_name: Annotated[str, Field(min_length=1, max_length=90)]
    kind: Kind
    regions: Annotated[tuple[Region, ...], Listed, Field(min_length=1)]
    why: Sentence
    sides: Sides
    side_word: Literal["leg", "foot", "arm", "hand", "side"] = "leg"
    positions: Annotated[tuple[Position, ...], Listed, Field(min_length=1)]
    weight_bearing: WeightBearing
    movements: Annotated[tuple[Movement, ...], Listed, Field(min_length=1)]
    equipment: Annotated[tuple[Id, ...], Listed]
    environment: Environment
    hazards: Hazards
    short: Brief  # all of it in a breath, for layouts that have no room for the steps
    steps: Annotated[tuple[Sentence, ...], Listed, Field(min_length=2, max_length=5)]
    feel: Sentence
    watch: Sentence
    cautions: Annotated[tuple[Sentence, ...], Listed] = ()
    too_easy: Move
    too_hard: Move
    dose: Levels
    ranges: Bounds
    picture: Id | None = None
    panels: Annotated[tuple[PanelText, ...], Listed, Field(min_length=1, max_length=4)]
    source: dict[str, Line]
    review: Review

    @field_validator("source")
    @classmethod
    def every_clinical_field(cls, value: dict[str, str]) -> dict[str, str]:
        if lacking := [key for key in SOURCES if key not in value]:
            raise ValueError(f"should also say where {', '.join(lacking)} come from; hint: or say 'common practice'")
        if odd := [key for key in value if key not in cls.model_fields]:
            raise ValueError(f"names {', '.join(odd)}, which is no field of an exercise")
        return value

    @model_validator(mode="after")
    def complete_doses(self) -> Exercise:
        for level in ("start", "standard", "strong"):
            given = getattr(self.dose, level).given()
            need = {"sets", "rest_seconds", "times_per_day", "days_per_week"}
            if given.get("reps") is not None:
                need |= {"hold_seconds", "tempo"}
            elif given.get("seconds") is None and given.get("minutes") is None:
                need |= {"reps"}
            if lacking := sorted(key for key in need if given.get(key) is None):
                raise ValueError(f"has a dose '{level}' without {', '.join(lacking)}")
        if len({panel.id for panel in self.panels}) != len(self.panels):
            raise ValueError("describes one panel of its picture twice")
        return self
