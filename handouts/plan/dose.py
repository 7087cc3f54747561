"""One complete dose from its layers, each value remembering where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from handouts.intake.dose import Span, Tempo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handouts.intake.dose import Load
    from handouts.intake.exercise import Bounds
    from handouts.intake.vocabulary import Band, Weekday

TEMPO = Tempo(2, 0, 2)  # a slow, even movement; common practice
SET_UP_SECONDS = 30  # to get into position once for each exercise; an estimate
_DEFAULTS: dict[str, Any] = {"sets": 1, "rest_seconds": 30, "times_per_day": 1, "days_per_week": 7}


class Dose(Struct, frozen=True):
    """What to do, complete. Exactly one of `reps`, `seconds` and `minutes` is set."""

    sets: int
    reps: Span | None
    hold_seconds: int
    seconds: int | None
    minutes: int | None
    rest_seconds: int
    tempo: Tempo
    times_per_day: int
    days_per_week: int
    on: tuple[Weekday, ...] | None = None
    weeks: int | None = None
    band: Band | None = None
    load: Load | None = None
    effort: int | None = None
    pain_ceiling: int | None = None
    origins: tuple[tuple[str, str], ...] = ()

    @property
    def timed_seconds(self) -> int:
        """Seconds of one timed set; 0 if it is counted."""
        return self.seconds or (self.minutes or 0) * 60

    def origin(self, key: str) -> str:
        return dict(self.origins).get(key, "")


FIELDS = tuple(name for name in Dose.__struct_fields__ if name != "origins")


def merged(layers: Iterable[tuple[str, Mapping[str, Any]]]) -> Dose:
    """Layers from the most general to the most specific, each with its name. A later value wins.

    A layer that counts in another way (minutes instead of repetitions) replaces the way of counting as a whole.
    """
    values: dict[str, tuple[Any, str]] = {}
    for name, layer in layers:
        given = {key: value for key, value in layer.items() if value is not None}
        _make_room(values, given)
        values.update({key: (value, name) for key, value in given.items() if key in FIELDS})
    if "on" in values:
        days, name = values["on"]
        values["days_per_week"] = (len(days), name)
    for key, value in _DEFAULTS.items():
        values.setdefault(key, (value, "the tool's default"))
    values.setdefault("hold_seconds", (0, "the tool's default"))
    values.setdefault("tempo", (TEMPO, "the tool's default"))
    plain: dict[str, Any] = {key: values[key][0] if key in values else None for key in FIELDS}
    origins = tuple((key, values[key][1]) for key in FIELDS if key in values)
    return Dose(**plain, origins=origins)


def _make_room(values: dict[str, Any], given: Mapping[str, Any]) -> None:
    ways = {"reps", "seconds", "minutes"} & set(given)
    if ways:
        for key in ("reps", "seconds", "minutes"):
            values.pop(key, None)
        if "reps" not in ways:
            values.pop("hold_seconds", None)
            values.pop("tempo", None)
    if "days_per_week" in given:
        values.pop("on", None)


def rep_seconds(dose: Dose) -> int:
    """Seconds of one repetition: up, then the hold or the pause (the longer), then down."""
    return dose.tempo.up + max(dose.tempo.pause, dose.hold_seconds) + dose.tempo.down


def session_seconds(dose: Dose, sides: int) -> int:
    """Seconds of one go at an exercise on `sides` sides, rests between sets and setting up included."""
    reps = -(-(dose.reps.low + dose.reps.high) // 2) if dose.reps else 0
    one_set = dose.timed_seconds or reps * rep_seconds(dose)
    sets = dose.sets * sides
    return sets * one_set + (sets - 1) * dose.rest_seconds + SET_UP_SECONDS


def outside(dose: Dose, bounds: Bounds) -> list[str]:
    """What of the dose lies outside the bounds, as sentences' tails: 'sets should be 1 to 4, not 9'."""
    said = []
    for key in sorted(bounds.model_fields_set):
        pair, value = getattr(bounds, key), _measured(dose, key)
        if pair is None or value is None:
            continue
        low, high = (value.low, value.high) if isinstance(value, Span) else (value, value)
        if low < pair[0] or high > pair[1]:
            shown = value if isinstance(value, Span) else f"{value:g}"
            said.append(f"{key} should be {pair[0]} to {pair[1]}, not {shown}")
    return said


def _measured(dose: Dose, key: str) -> Any:
    """The value as the bounds count it: 90 seconds are 1.5 minutes."""
    if key in ("seconds", "minutes"):
        return dose.timed_seconds / (60 if key == "minutes" else 1) or None
    return getattr(dose, key)
