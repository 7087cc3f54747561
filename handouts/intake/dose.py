"""A dose as people write it: any of the fields of FITT-VP, each within bounds that typing errors break.

The bounds catch slips of the finger (a hold of 3000 seconds), not bold prescriptions; a clinic narrows them in its
brand. FITT-VP: frequency, intensity, time, type, volume, progression (ACSM's Guidelines for Exercise Testing and
Prescription); the numbers here are common practice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from handouts.intake.model import Id, Listed, Written
from handouts.intake.vocabulary import Band, Side, Weekday


@dataclass(frozen=True, slots=True)
class Span:
    """A number of repetitions, or a range of it: 10, or 8 to 12."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds up, in the middle, and down again."""

    up: int
    pause: int
    down: int

    def __str__(self) -> str:
        return f"{self.up}-{self.pause}-{self.down}"


@dataclass(frozen=True, slots=True)
class Load:
    """A weight in the unit in which it was written: 'kg' or 'lb'."""

    amount: float
    unit: str

    def __str__(self) -> str:
        return f"{self.amount:g} {self.unit}"


def _span(value: Any) -> Any:
    if isinstance(value, Span):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        low = high = value
    elif isinstance(value, str) and (match := re.fullmatch(r"(\d{1,4}) ?(?:-|–|to) ?(\d{1,4})", value)):
        low, high = int(match[1]), int(match[2])
    else:
        raise ValueError("should be a number like 10 or a range like 8-12")
    if not 1 <= low <= high <= 100:
        raise ValueError("should be from 1 to 100, the smaller number first")
    return Span(low, high)


def _tempo(value: Any) -> Any:
    if isinstance(value, Tempo):
        return value
    if isinstance(value, str) and (match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{1,2})", value)):
        return Tempo(*map(int, match.groups()))
    raise ValueError("should be three numbers of seconds like 3-1-3: up, pause, down")


def _load(value: Any) -> Any:
    if isinstance(value, Load):
        return value
    if isinstance(value, str) and (match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?) ?(kg|lb)", value)):
        amount = float(match[1])
        if 0 < amount <= 200:
            return Load(amount, match[2])
    raise ValueError("should be a weight with its unit, like 5 lb or 2.5 kg, and at most 200")


def _text(pattern: str, *, number: bool = False) -> WithJsonSchema:
    text = {"type": "string", "pattern": pattern}
    return WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 100}, text]} if number else text)


Reps = Annotated[Span, BeforeValidator(_span), _text(r"^\d+-\d+$", number=True)]
TempoText = Annotated[Tempo, BeforeValidator(_tempo), _text(r"^\d+-\d+-\d+$")]
LoadText = Annotated[Load, BeforeValidator(_load), _text(r"^\d+(\.\d+)? ?(kg|lb)$")]


def _whole(low: int, high: int) -> Any:
    return Field(default=None, ge=low, le=high)


class WrittenDose(Written):
    """Every field may be left out; `plan` completes it."""

    sets: int | None = _whole(1, 10)
    reps: Reps | None = None
    hold_seconds: int | None = _whole(0, 600)
    seconds: int | None = _whole(1, 3600)
    minutes: int | None = _whole(1, 120)
    rest_seconds: int | None = _whole(0, 600)
    tempo: TempoText | None = None
    times_per_day: int | None = _whole(1, 10)
    days_per_week: int | None = _whole(1, 7)
    on: Annotated[tuple[Weekday, ...], Listed, Field(min_length=1, max_length=7)] | None = None
    weeks: int | None = _whole(1, 52)
    band: Band | None = None
    load: LoadText | None = None
    effort: int | None = _whole(0, 10)
    pain_ceiling: int | None = _whole(0, 10)

    @model_validator(mode="after")
    def one_way_to_count(self) -> WrittenDose:
        ways = [key for key in ("reps", "seconds", "minutes") if getattr(self, key) is not None]
        if len(ways) > 1:
            raise ValueError(f"should count in one way, and has {' and '.join(ways)}; hint: keep one of them")
        if self.on is not None and self.days_per_week is not None and len(self.on) != self.days_per_week:
            raise ValueError("names other days in 'on' than 'days_per_week' counts; hint: leave out days_per_week")
        if self.on is not None and len(set(self.on)) != len(self.on):
            raise ValueError("names a day twice in 'on'")
        return self

    def given(self) -> dict[str, Any]:
        """The fields that were written, in the order of the vocabulary."""
        return {key: getattr(self, key) for key in type(self).model_fields if key in self.model_fields_set}


class SidedDose(WrittenDose):
    """In a profile or program a dose may also name the side, and the exercise to move to."""

    side: Side | None = None
    too_easy: Id | None = None
    too_hard: Id | None = None


DOSE_FIELDS: tuple[str, ...] = tuple(WrittenDose.model_fields)
