"""Doses, days and blanks as a person would say them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handouts.intake.dose import Load, Span
from handouts.plan.dose import merged
from handouts.words import phrases
from tests.plan import one
from tests.words import document, voice

TEN, ONE = Span(10, 10), Span(1, 1)


def dose(**keys: Any) -> Any:
    return merged([("x", {"reps": TEN} | keys if not {"minutes", "seconds"} & set(keys) else keys)])


@pytest.mark.parametrize(
    ("keys", "each_side", "said"),
    [
        ({"reps": ONE}, False, "1 time"),
        ({}, False, "10 times"),
        ({"reps": Span(8, 12)}, False, "8 to 12 times"),
        ({"sets": 3}, False, "3 sets of 10"),
        ({"sets": 2, "reps": ONE}, False, "2 sets of 1"),
        ({"sets": 3, "reps": Span(8, 12), "hold_seconds": 1}, False, "3 sets of 8 to 12, hold 1 second"),
        ({"hold_seconds": 30}, True, "10 times each side, hold 30 seconds"),
        ({"hold_seconds": 60}, False, "10 times, hold 1 minute"),
        ({"hold_seconds": 90}, False, "10 times, hold 90 seconds"),
        ({"minutes": 2}, False, "2 minutes"),
        ({"minutes": 1}, True, "1 minute each side"),
        ({"seconds": 45, "sets": 2}, False, "2 sets of 45 seconds"),
        ({"seconds": 120}, False, "2 minutes"),
        ({"band": "green", "sets": 3}, True, "3 sets of 10 each side, green band"),
        ({"load": Load(2.5, "kg")}, False, "10 times, 2.5 kg weight"),
        ({"load": Load(5.0, "lb"), "band": "red"}, False, "10 times, red band, 5 lb weight"),
    ],
)
def test_how_much(keys: dict[str, Any], each_side: bool, said: str) -> None:
    assert phrases.how_much(voice(), dose(**keys), each_side=each_side).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "Every day"),
        ({"times_per_day": 2}, "2 times a day"),
        ({"days_per_week": 1}, "Mon"),
        ({"days_per_week": 3}, "Mon, Wed, Fri"),
        ({"days_per_week": 5}, "Mon to Fri"),
        ({"on": ("sat", "sun")}, "Sat, Sun"),
        ({"on": ("fri", "sat", "sun")}, "Fri to Sun"),
        ({"times_per_day": 2, "days_per_week": 2}, "2 times a day: Mon, Thu"),
        ({"times_per_day": 3, "days_per_week": 6}, "3 times a day: Mon to Sat"),
    ],
)
def test_when(keys: dict[str, Any], said: str) -> None:
    assert phrases.when(voice(), dose(**keys)) == said


@pytest.mark.parametrize(
    ("keys", "strip"),
    [
        ({"reps": ONE, "days_per_week": 1}, "1 time | 1 time a day | 1 day a week"),
        ({"sets": 3}, "3 sets | 10 times each set | 1 time a day | 7 days a week"),
        ({"reps": Span(8, 12), "hold_seconds": 5}, "8 to 12 times | 5 second hold | 1 time a day | 7 days a week"),
        ({"hold_seconds": 120}, "10 times | 2 minute hold | 1 time a day | 7 days a week"),
        ({"minutes": 1, "times_per_day": 2}, "1 minute | 2 times a day | 7 days a week"),
        ({"seconds": 1, "sets": 2}, "2 sets | 1 second each set | 1 time a day | 7 days a week"),
        ({"seconds": 90}, "90 seconds | 1 time a day | 7 days a week"),
        ({"band": "red"}, "10 times | 1 time a day | 7 days a week | Red band"),
        ({"load": Load(2.5, "kg")}, "10 times | 1 time a day | 7 days a week | 2.5 kg weight"),
    ],
)
def test_the_dose_strip_reads_in_its_order(keys: dict[str, Any], strip: str) -> None:
    cells = phrases.cells(voice(), dose(**keys))
    assert " | ".join(" ".join(filter(None, (cell.numeral, *cell.label))) for cell in cells) == strip


def steps(name: str, side: str | None, extra: str = "") -> str:
    chosen = f"{{use: {name}" + (f", side: {side}" if side else "") + (f", dose: {{{extra}}}" if extra else "") + "}"
    return " ".join(document(f"patient: {{name: Bo}}\nexercises: [{chosen}]\n").cards[0].steps).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (
            "left",
            "Shift your weight onto your left leg. Lift your arch a little and keep it there. Lift your right foot",
        ),
        ("right", "onto your right leg. Lift your arch a little and keep it there. Lift your left foot off"),
        ("each", "onto one leg. Lift your arch a little and keep it there. Lift your other foot off"),
        (None, "onto one leg."),
    ],
)
def test_blanks_name_the_working_side_and_the_other(side: str | None, said: str) -> None:
    assert said in steps("single-leg-stance", side)


def test_toes_of_each_foot_are_the_toes_of_one_foot() -> None:
    from handouts.words.phrases import Filler

    each = one("towel-scrunch").exercises[0]
    assert Filler(voice(), each).steps(("Curl your {toes}.", "Spread your {toes}.")) == (
        "Curl the toes of one foot.",
        "Spread those toes.",
    )


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("sets: 1", "Then do the other side."),
        ("sets: 3, rest_seconds: 60", "Rest 1 minute after each set. Then do the other side."),
        ("sets: 3, rest_seconds: 0", "Do all 3 sets. Then do the other side."),
    ],
)
def test_the_last_step_of_each_side_speaks_of_rest_and_the_other_side(extra: str, said: str) -> None:
    assert steps("towel-scrunch", "each", extra).endswith(said)


def test_the_last_step_of_one_side_speaks_of_rest_only() -> None:
    assert steps("towel-scrunch", "left", "sets: 3, rest_seconds: 45").endswith(
        " Rest 45 seconds. Then do the next set."
    )
    assert not steps("towel-scrunch", "left", "sets: 1").endswith("side.")


def test_a_tempo_somebody_chose_is_said_and_a_catalog_s_is_not() -> None:
    assert "Take 4 seconds to move and 1 second to come back." in steps("towel-scrunch", "left", "tempo: 4-0-1")
    assert "to come back" not in steps("towel-scrunch", "left")


def test_no_hold_means_no_step_that_speaks_of_it() -> None:
    assert "Hold for 2 seconds." in steps("heel-raise", None)
    assert "Hold" not in steps("heel-raise", None, "hold_seconds: 0").replace("Hold on", "")


def test_the_band_is_named_by_its_colour_where_there_is_one() -> None:
    assert steps("band-inversion", "left", "band: blue").startswith("Knot the blue band.")
    assert steps("band-inversion", "left").startswith("Knot the band.")


@pytest.mark.parametrize(
    ("form", "said"),
    [("date", "2 Nov 2026"), ("date-short", "2 Nov"), ("date-long", "Monday, 2 Nov 2026")],
)
def test_dates_do_not_break_apart(form: str, said: str) -> None:
    assert phrases.day(voice(), date(2026, 11, 2), form) == said.replace(" ", "\xa0")
