"""A dose is merged from its layers, measured in seconds, and held to bounds."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.intake.dose import Span, Tempo
from handouts.intake.exercise import Bounds
from handouts.intake.problems import NeedsFixing
from handouts.plan import dose as doses
from handouts.plan.dose import Dose, merged, outside, session_seconds
from tests.plan import brand, case, catalog, one, plan

COUNTED: dict[str, Any] = {
    "sets": 3, "reps": Span(10, 10), "hold_seconds": 2, "tempo": Tempo(2, 0, 2), "rest_seconds": 60,
    "times_per_day": 1, "days_per_week": 7, "effort": 5,
}  # fmt: skip
TOOL = "the tool's default"


def dose(**changes: Any) -> Dose:
    return merged([("catalog", {**COUNTED, **changes})])


def test_the_most_specific_layer_wins_and_each_value_remembers_its_layer() -> None:
    found = merged(
        [
            ("catalog", COUNTED),
            ("program", {"sets": 2, "reps": Span(8, 12), "hold_seconds": 5}),
            ("clinic", {"sets": 4, "days_per_week": 5, "hold_seconds": 6}),
            ("profile", {"sets": 1}),
        ]
    )
    assert (found.sets, found.origin("sets")) == (1, "profile")
    assert (found.hold_seconds, found.origin("hold_seconds")) == (6, "clinic")
    assert (found.days_per_week, found.origin("days_per_week")) == (5, "clinic")
    assert (found.reps, found.origin("reps")) == (Span(8, 12), "program")
    assert (found.rest_seconds, found.origin("rest_seconds")) == (60, "catalog")
    assert found.origin("band") == ""


def test_an_empty_dose_is_completed_by_the_tool_and_says_so() -> None:
    found = merged([("catalog", {"reps": Span(1, 1)})])
    assert (found.sets, found.rest_seconds, found.times_per_day, found.days_per_week) == (1, 30, 1, 7)
    assert {found.origin(key) for key in ("sets", "rest_seconds", "times_per_day", "days_per_week", "tempo")} == {TOOL}


def test_minutes_take_the_place_of_repetitions_with_their_hold_and_tempo() -> None:
    found = merged([("catalog", COUNTED), ("profile", {"minutes": 2})])
    assert (found.reps, found.minutes, found.seconds, found.hold_seconds) == (None, 2, None, 0)
    assert found.timed_seconds == 120


def test_repetitions_take_the_place_of_time_again() -> None:
    found = merged([("catalog", COUNTED), ("program", {"seconds": 45}), ("profile", {"reps": Span(6, 6)})])
    assert (found.reps, found.minutes, found.seconds, found.timed_seconds) == (Span(6, 6), None, None, 0)


def test_a_hold_given_with_the_time_stays() -> None:
    assert merged([("catalog", COUNTED), ("profile", {"seconds": 60, "hold_seconds": 5})]).hold_seconds == 5


def test_named_days_set_the_number_of_days_and_a_later_number_drops_the_names() -> None:
    named = merged([("catalog", COUNTED), ("program", {"on": ("mon", "thu")})])
    assert (named.on, named.days_per_week, named.origin("days_per_week")) == (("mon", "thu"), 2, "program")
    counted = merged([("program", {"on": ("mon", "thu")}), ("profile", {"days_per_week": 5})])
    assert (counted.on, counted.days_per_week) == (None, 5)


@pytest.mark.parametrize(
    ("changes", "sides", "seconds"),
    [
        # 3 × 10 × (2 + 2 + 2) + 2 × 60 + 30
        ({}, 1, 330),
        # 6 × 10 × 6 + 5 × 60 + 30
        ({}, 2, 690),
        # the pause of 4 is longer than the hold of 2: 3 × 10 × (3 + 4 + 3) + 2 × 60 + 30
        ({"tempo": Tempo(3, 4, 3)}, 1, 450),
        # 8 to 12 is 10 on average
        ({"reps": Span(8, 12)}, 1, 330),
        # 5 to 10 is 8, rounded up: 1 × 8 × (2 + 10 + 2) + 30
        ({"sets": 1, "reps": Span(5, 10), "hold_seconds": 10}, 1, 142),
        # 1 × 1 × (2 + 30 + 2) + 30
        ({"sets": 1, "reps": Span(1, 1), "hold_seconds": 30}, 1, 64),
        # no rest: 2 × 4 × 4 + 30
        ({"sets": 2, "reps": Span(4, 4), "hold_seconds": 0, "rest_seconds": 0}, 1, 62),
        # timed: 3 × 120 + 2 × 30 + 30
        ({"reps": None, "minutes": 2, "rest_seconds": 30}, 1, 450),
        # timed, both sides in turn: 2 × 45 + 1 × 15 + 30
        ({"reps": None, "sets": 1, "seconds": 45, "rest_seconds": 15}, 2, 135),
    ],
)
def test_seconds_of_a_session_equal_the_sum_by_hand(changes: dict[str, Any], sides: int, seconds: int) -> None:
    assert session_seconds(dose(**changes), sides) == seconds


@pytest.mark.parametrize(
    ("bounds", "changes", "said"),
    [
        ({"sets": (1, 4)}, {"sets": 9}, ["sets should be 1 to 4, not 9"]),
        ({"sets": (1, 4)}, {"sets": 4}, []),
        ({"reps": (8, 12)}, {"reps": Span(8, 12)}, []),
        ({"reps": (8, 12)}, {"reps": Span(6, 12)}, ["reps should be 8 to 12, not 6-12"]),
        ({"reps": (8, 12)}, {"reps": Span(10, 13)}, ["reps should be 8 to 12, not 10-13"]),
        ({"hold_seconds": (5, 60)}, {"hold_seconds": 0}, ["hold_seconds should be 5 to 60, not 0"]),
        ({"minutes": (1, 5)}, {"reps": None, "seconds": 30}, ["minutes should be 1 to 5, not 0.5"]),
        ({"minutes": (1, 5)}, {"reps": None, "minutes": 5}, []),
        ({"seconds": (30, 90)}, {"reps": None, "minutes": 2}, ["seconds should be 30 to 90, not 120"]),
        ({"seconds": (30, 90)}, {}, []),
    ],
)
def test_bounds_say_what_lies_outside(bounds: dict[str, Any], changes: dict[str, Any], said: list[str]) -> None:
    assert outside(dose(**changes), Bounds.model_validate(bounds)) == said


def test_a_resolved_dose_names_catalog_program_clinic_and_profile() -> None:
    text = (
        "patient: {name: Bo}\nprogram: foot-ankle-pain-5\n"
        "exercises: [{use: heel-raise, level: strong, dose: {sets: 5}}]\n"
    )
    found = plan(text, brand(dose={"rest_seconds": 20}))
    raise_ = next(each.dose for each in found.exercises if each.id == "heel-raise")
    assert (raise_.sets, raise_.origin("sets")) == (5, "profile")
    assert (raise_.rest_seconds, raise_.origin("rest_seconds")) == (20, "clinic default")
    assert raise_.origin("reps") == "program foot-ankle-pain-5"
    assert (raise_.tempo, raise_.origin("tempo")) == (Tempo(3, 0, 3), "catalog, level strong")


def test_a_clinic_default_never_turns_time_into_repetitions_nor_back() -> None:
    clinic = brand(dose={"reps": Span(9, 9), "hold_seconds": 3, "band": "red"})
    rolled = plan("patient: {name: Bo}\nexercises: [ball-roll, heel-raise]\n", clinic).exercises
    assert (rolled[0].dose.reps, rolled[0].dose.hold_seconds, rolled[0].dose.timed_seconds > 0) == (None, 0, True)
    assert (rolled[1].dose.reps, rolled[1].dose.hold_seconds, rolled[1].dose.band) == (Span(9, 9), 3, None)


def test_a_clinic_default_follows_the_program_that_counts_in_another_way() -> None:
    recovery = plan("patient: {name: Bo}\nprogram: sore-ankles-recovery-5\n", brand(dose={"reps": Span(9, 9)}))
    foot_kneel = next(each.dose for each in recovery.exercises if each.id == "foot-kneel")
    assert (foot_kneel.reps, foot_kneel.seconds) == (None, 60)


@pytest.mark.parametrize("name", sorted(catalog().names("programs")))
def test_every_program_resolves_as_written_for_a_patient_with_no_flags(name: str) -> None:
    program = catalog().program(name)
    found = plan(f"patient: {{name: Bo}}\nprogram: {name}\n")
    assert program is not None
    assert [each.id for each in found.exercises] == [item.use for item in program.exercises]
    for each, item in zip(found.exercises, program.exercises, strict=True):
        assert {key: getattr(each.dose, key) for key in item.dose.given() if key in doses.FIELDS} == {
            key: value for key, value in item.dose.given().items() if key in doses.FIELDS
        }


# Typed from the published articles: program, exercise → what the page must come to.
ANKLES = "sore-ankles-stretch-strength-5"
SOURCE = [
    ("foot-ankle-pain-5", "towel-scrunch", {"sets": 3, "reps": Span(10, 10), "hold_seconds": 5}),
    ("foot-ankle-pain-5", "heel-raise-toes-in", {"sets": 3, "reps": Span(10, 10)}),
    ("foot-ankle-pain-5", "heel-raise", {"sets": 3, "reps": Span(10, 10)}),
    ("foot-ankle-pain-5", "heel-raise-toes-out", {"sets": 3, "reps": Span(10, 10)}),
    ("foot-ankle-pain-5", "calf-stretch-towel", {"sets": 1, "reps": Span(3, 3), "hold_seconds": 30}),
    ("foot-ankle-strength-11", "ankle-alphabet", {"reps": Span(1, 1), "days_per_week": 2}),
    ("foot-ankle-strength-11", "single-leg-stance", {"hold_seconds": 30, "days_per_week": 2}),
    ("runner-foot-stretch-3", "ball-roll", {"times_per_day": 2}),
    ("sore-ankles-recovery-5", "foot-kneel", {"seconds": 60, "times_per_day": 2}),
    ("sore-ankles-recovery-5", "foot-edge-walk", {"reps": Span(1, 1), "times_per_day": 2}),
    (ANKLES, "calf-stretch-wall", {"reps": Span(3, 5), "hold_seconds": 30}),
    (ANKLES, "soleus-stretch-wall", {"reps": Span(3, 5), "hold_seconds": 30}),
    (ANKLES, "heel-raise-eccentric", {"sets": 3, "reps": Span(15, 15), "times_per_day": 2}),
    (ANKLES, "heel-raise-eccentric-bent", {"sets": 3, "reps": Span(15, 15), "times_per_day": 2}),
    (ANKLES, "shin-stretch-kneel", {"reps": Span(3, 5), "hold_seconds": 30}),
    (ANKLES, "single-leg-stance", {"reps": Span(5, 10)}),
    (ANKLES, "band-inversion", {"sets": 3, "reps": Span(15, 15)}),
    (ANKLES, "band-eversion", {"sets": 3, "reps": Span(15, 15)}),
]  # fmt: skip


@pytest.mark.parametrize(("program", "name", "asked"), SOURCE)
def test_a_resolved_program_keeps_the_dose_of_its_article(program: str, name: str, asked: dict[str, Any]) -> None:
    found = plan(f"patient: {{name: Bo}}\nprogram: {program}\n")
    given = next(each.dose for each in found.exercises if each.id == name)
    assert {key: getattr(given, key) for key in asked} == asked


def test_an_exercise_that_goes_on_for_a_time_takes_no_repetitions() -> None:
    with pytest.raises(NeedsFixing, match="write seconds or minutes in place of reps"):
        one("ball-roll", dose="reps: 10")


def test_a_profile_cannot_go_past_the_limits_of_its_clinic() -> None:
    text = "patient: {name: Bo}\nexercises: [{use: heel-raise, dose: {sets: 6, reps: 30}}]\n"
    with pytest.raises(NeedsFixing) as caught:
        plan(text, brand(limits={"sets": (1, 4), "reps": (5, 20)}))
    assert [problem.place.line for problem in caught.value.problems] == [2, 2]
    assert "sets should be 1 to 4, not 6" in str(caught.value)
    assert "reps should be 5 to 20, not 30" in str(caught.value)


def test_a_case_keeps_the_place_of_its_values() -> None:
    assert case("patient: {name: Bo}\nexercises: [heel-raise]\n").tree.place(("exercises", 0)).line == 2
