"""Minutes and days, worked out by hand."""

from __future__ import annotations

import pytest

from handouts.intake.dose import Span
from handouts.plan.dose import merged
from handouts.plan.schedule import days, effort
from tests.plan import plan


def dose(**keys: object) -> object:
    return merged([("x", {"reps": Span(1, 1), **keys})])


@pytest.mark.parametrize(
    ("count", "spread"),
    [
        (1, "mon"), (2, "mon thu"), (3, "mon wed fri"), (4, "mon wed fri sun"), (5, "mon tue wed thu fri"),
        (6, "mon tue wed thu fri sat"), (7, "mon tue wed thu fri sat sun"),
    ],
)  # fmt: skip
def test_days_a_week_are_spread_with_rest_between(count: int, spread: str) -> None:
    assert " ".join(days(dose(days_per_week=count))) == spread


def test_named_days_come_in_the_order_of_the_week() -> None:
    assert days(dose(on=("sun", "tue"))) == ("tue", "sun")


@pytest.mark.parametrize(
    ("doses", "seconds", "expected"),
    [
        # alike: times and days known; 100 + 50 seconds → 3 minutes
        ([{}, {}], [100, 50], (1, 7, 3, 3)),
        # twice a day: 2 minutes each time, 4 a day
        ([{"times_per_day": 2}], [120], (2, 7, 2, 4)),
        # times differ: a session holds both, a day 2 × 60 + 61 → 4 minutes
        ([{"times_per_day": 2}, {}], [60, 61], (None, 7, 3, 4)),
        # days differ: the busiest day counts, Monday with all three
        ([{"days_per_week": 3}, {"days_per_week": 2}, {}], [60, 60, 60], (1, None, 3, 3)),
        # days that never meet: the longer one
        ([{"on": ("mon",)}, {"on": ("tue",)}], [60, 600], (1, None, 10, 10)),
        # a second is a minute
        ([{}], [1], (1, 7, 1, 1)),
    ],
)
def test_effort_is_that_of_the_busiest_day(
    doses: list[dict[str, object]], seconds: list[int], expected: object
) -> None:
    found = effort([dose(**each) for each in doses], seconds)
    week = len(found.days) if found.days else None
    assert (found.times_per_day, week, found.minutes_per_session, found.minutes_per_day) == expected


def test_a_weekly_timetable_names_the_exercises_of_each_day() -> None:
    text = (
        "patient: {name: Bo}\nexercises:\n  - heel-raise\n  - {use: toe-taps, dose: {on: [tue, sat]}}\n"
        "  - {use: band-inversion, dose: {days_per_week: 3}}\n"
    )
    assert dict(plan(text).week) == {
        "mon": (1, 3), "tue": (1, 2), "wed": (1, 3), "thu": (1,), "fri": (1, 3), "sat": (1, 2), "sun": (1,),
    }  # fmt: skip


@pytest.mark.parametrize(("count", "kinds"), [(5, []), (6, ["advice"]), (8, ["advice"]), (9, ["warning"])])
def test_more_than_5_exercises_bring_advice_and_more_than_8_a_warning(count: int, kinds: list[str]) -> None:
    names = ["ankle-circles", "ankle-alphabet", "toe-taps", "heel-raise", "short-foot", "towel-scrunch", "toe-walk",
             "heel-walk", "ball-roll"]  # fmt: skip
    chosen = ", ".join(f"{{use: {name}, dose: {{sets: 1}}}}" for name in names[:count])
    found = plan(f"patient: {{name: Bo, side: left}}\nexercises: [{chosen}]\n").notices
    assert [notice.kind for notice in found if "exercises:" in notice.text] == kinds


def test_a_long_session_and_an_unusual_dose_are_told_but_never_changed() -> None:
    found = plan("patient: {name: Bo}\nexercises: [{use: heel-raise, dose: {sets: 9, reps: 40}}]\n")
    said = " | ".join(notice.text for notice in found.notices)
    assert "sets should be 1 to 5, not 9" in said
    assert "reps should be 5 to 30, not 40" in said
    assert "over 20 few keep it up. (TIME-1)" in said
    assert (found.exercises[0].dose.sets, found.exercises[0].dose.reps) == (9, Span(40, 40))
