"""The five ready-made programs say what their sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.catalog import exercises, programs
from tests.catalog.test_exercises import outside

if TYPE_CHECKING:
    from handouts.intake.program import Item

# Typed from the published articles. What the article leaves open is not in here.
DAILY_3_BY_10 = {"sets": 3, "reps": "10"}
STRETCH = {"hold_seconds": 30, "reps": "3-5", "side": "each"}
SLOW_LOWER = {"sets": 3, "reps": "15", "times_per_day": 2}
BAND = {"sets": 3, "reps": "15", "side": "each"}
WEEKLY = {"days_per_week": 2}
RUN = {"times_per_day": 2}
Rows = list[tuple[str, dict[str, Any]]]

PAIN: Rows = [
    ("towel-scrunch", {"hold_seconds": 5, "reps": "10", "sets": 3, "times_per_day": 1}),
    ("heel-raise-toes-in", DAILY_3_BY_10),
    ("heel-raise", DAILY_3_BY_10),
    ("heel-raise-toes-out", DAILY_3_BY_10),
    ("calf-stretch-towel", {"hold_seconds": 30, "reps": "3", "side": "each"}),
]
STRENGTH: Rows = [
    ("toe-taps", {**WEEKLY, "sets": 3, "hold_seconds": 3}),
    ("toe-walk", {**WEEKLY, "minutes": 2}),
    ("heel-walk", {**WEEKLY, "minutes": 2}),
    ("heel-raise", {**WEEKLY, "sets": 3, "hold_seconds": 3}),
    ("ankle-alphabet", {**WEEKLY, "reps": "1"}),
    ("marble-pickup", WEEKLY),
    ("band-dorsiflexion", WEEKLY),
    ("band-plantarflexion", WEEKLY),
    ("band-inversion", WEEKLY),
    ("band-eversion", WEEKLY),
    ("towel-scrunch", WEEKLY),
    ("single-leg-stance", {**WEEKLY, "hold_seconds": 30}),
    ("heel-drop-step", WEEKLY),
    ("short-foot", WEEKLY),
]
STRETCHES: Rows = [
    ("ball-roll", {"times_per_day": 2}),
    ("bear-squat-to-down-dog", {}),
    ("toe-flexion-step", {}),
]
RECOVERY: Rows = [
    ("heel-raise", RUN),
    ("calf-stretch-lunge", RUN),
    ("ankle-circles", RUN),
    ("band-dorsiflexion", RUN),
    ("band-plantarflexion", RUN),
    ("band-inversion", RUN),
    ("band-eversion", RUN),
    ("foot-edge-walk", {**RUN, "reps": "1"}),
    ("foot-kneel", {**RUN, "seconds": 60}),
]
SORE: Rows = [
    ("calf-stretch-wall", STRETCH),
    ("soleus-stretch-wall", STRETCH),
    ("heel-raise-eccentric", SLOW_LOWER),
    ("heel-raise-eccentric-bent", SLOW_LOWER),
    ("shin-stretch-kneel", STRETCH),
    ("single-leg-stance", {"reps": "5-10"}),
    ("band-inversion", BAND),
    ("band-eversion", BAND),
]
FIVE = ["foot-ankle-pain-5", "foot-ankle-strength-11", "runner-foot-stretch-3", "sore-ankles-recovery-5",
        "sore-ankles-stretch-strength-5"]  # fmt: skip


def printed(item: Item, keys: dict[str, Any]) -> dict[str, Any]:
    """The dose after the level of the catalog has filled what the program leaves open."""
    whole = getattr(exercises()[item.use].dose, item.level).given() | item.dose.given()
    return {key: str(whole[key]) if key == "reps" else whole[key] for key in keys}


def compare(name: str, rows: Rows) -> None:
    items = programs()[name].exercises
    assert [item.use for item in items] == [use for use, _ in rows]
    for item, (_, dose) in zip(items, rows, strict=True):
        assert printed(item, dose) == dose, item.use


def test_foot_ankle_pain_5_equals_its_source() -> None:
    compare("foot-ankle-pain-5", PAIN)
    assert "physical therapist" in programs()["foot-ankle-pain-5"].closing[0]


def test_foot_ankle_strength_11_equals_its_source() -> None:
    compare("foot-ankle-strength-11", STRENGTH)


def test_runner_foot_stretch_3_equals_its_source() -> None:
    compare("runner-foot-stretch-3", STRETCHES)


def test_sore_ankles_recovery_5_equals_its_source() -> None:
    compare("sore-ankles-recovery-5", RECOVERY)
    program = programs()["sore-ankles-recovery-5"]
    assert "only after rest" in program.before[0]
    assert [item.use for item in program.exercises if item.optional] == ["calf-stretch-lunge"]


def test_sore_ankles_stretch_strength_5_equals_its_source() -> None:
    compare("sore-ankles-stretch-strength-5", SORE)
    assert any("doctor" in line for line in programs()["sore-ankles-stretch-strength-5"].closing)


def test_the_five_programs_and_no_other_ship() -> None:
    assert sorted(programs()) == FIVE


def test_progressions_are_reached_by_making_an_exercise_harder() -> None:
    def chain(name: str) -> list[str]:
        then = exercises()[name].too_easy.then
        return [name, *chain(then)] if then else [name]

    assert chain("single-leg-stance")[1:] == ["single-leg-stance-eyes-closed", "single-leg-stance-foam"]
    assert "single-leg-heel-raise" in chain("heel-raise")
    assert "ankle-alphabet" in chain("ankle-circles")


@pytest.mark.parametrize("name", FIVE)
def test_every_dose_of_a_program_lies_within_the_range_of_its_exercise(name: str) -> None:
    for item in programs()[name].exercises:
        assert outside(item.dose.given(), exercises()[item.use].ranges) == [], item.use


@pytest.mark.parametrize("name", FIVE)
def test_a_dose_counts_the_way_its_exercise_counts(name: str) -> None:
    for item in programs()[name].exercises:
        ways = {"reps", "seconds", "minutes"}
        assert ways & set(item.dose.given()) <= ways & set(exercises()[item.use].dose.standard.given()), item.use
