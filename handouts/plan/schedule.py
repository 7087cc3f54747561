"""Minutes and days: what the patient would otherwise have to work out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.vocabulary import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.intake.vocabulary import Weekday
    from handouts.plan.dose import Dose

_SPREAD: dict[int, tuple[int, ...]] = {  # rest days lie between, as far as a week allows
    1: (0,),
    2: (0, 3),
    3: (0, 2, 4),
    4: (0, 2, 4, 6),
    5: (0, 1, 2, 3, 4),
    6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}


def days(dose: Dose) -> tuple[Weekday, ...]:
    """The weekdays of an exercise: the named ones, or as many as asked for, spread over the week."""
    if dose.on:
        return tuple(day for day in WEEKDAYS if day in dose.on)
    return tuple(WEEKDAYS[index] for index in _SPREAD[dose.days_per_week])


class Effort(Struct, frozen=True):
    """How often and how long, over the whole plan. Minutes are rounded up: nobody minds being early."""

    times_per_day: int | None  # None: it differs between exercises
    days: tuple[Weekday, ...] | None  # None: they differ
    minutes_per_session: int
    minutes_per_day: int


def effort(doses: Sequence[Dose], seconds: Sequence[int]) -> Effort:
    """`seconds` of one go at each exercise, in the order of `doses`. The busiest day counts."""
    times = {dose.times_per_day for dose in doses}
    weeks = {days(dose) for dose in doses}
    session = max(_on_day(day, doses, seconds, daily=False) for day in WEEKDAYS)
    daily = max(_on_day(day, doses, seconds, daily=True) for day in WEEKDAYS)
    return Effort(
        times.pop() if len(times) == 1 else None,
        weeks.pop() if len(weeks) == 1 else None,
        max(1, -(-session // 60)),
        max(1, -(-daily // 60)),
    )


def _on_day(day: Weekday, doses: Sequence[Dose], seconds: Sequence[int], *, daily: bool) -> int:
    done = zip(doses, seconds, strict=True)
    return sum(each * (dose.times_per_day if daily else 1) for dose, each in done if day in days(dose))
