"""Each built-in rule fires where it should, and stays quiet right beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.plan.dose import merged
from handouts.plan.match import Task
from handouts.plan.safety import Book, Known, judge
from tests.plan import MONDAY, catalog, one

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise
    from handouts.plan.safety import Hit
    from handouts.plan.side import Working


def hits(name: str, side: Working, *known: Known) -> tuple[Hit, ...]:
    exercise = catalog().exercise(name)
    assert exercise is not None
    return judged(exercise, side, known)


def judged(
    exercise: Exercise, side: Working, known: tuple[Known, ...], things: Mapping[str, Thing] | None = None
) -> tuple[Hit, ...]:
    task = Task(exercise, side, merged([("catalog", exercise.dose.standard.given())]))
    return judge(task, known, Book(catalog().rules(), things or catalog().things(), MONDAY))


def leg(status: str, side: str = "right", percent: int | None = None) -> Known:
    return Known("weight-bearing", side, status, percent)


def arm(status: str) -> Known:
    return Known("arm-weight-bearing", "right", status)


LATEX, FALLS, FLOOR, KNEEL = (
    Known(flag) for flag in ("latex-allergy", "fall-risk", "cannot-get-up-from-floor", "cannot-kneel")
)
NUMB, CHILD, NOBODY = Known("diabetic-neuropathy"), Known("child-at-home"), Known("none-of-these")
Case = tuple[str, str, Known]
# rule: (a hit, a near miss)
RULES: dict[str, tuple[Case, Case]] = {
    "WB-1": (("heel-raise", "both", leg("none")), ("ankle-circles", "right", leg("none"))),
    "WB-2": (("heel-raise", "both", leg("touch")), ("toe-taps", "both", leg("none"))),
    "WB-2B": (("towel-scrunch", "right", leg("touch")), ("ankle-circles", "right", leg("touch"))),
    "WB-3": (("heel-raise", "both", leg("partial", percent=49)), ("heel-raise", "both", leg("partial", percent=50))),
    "WB-3B": (
        ("heel-raise", "both", leg("partial", percent=50)),
        ("ankle-circles", "right", leg("partial", percent=50)),
    ),
    "WB-4": (("single-leg-stance", "right", leg("as-tolerated")), ("heel-raise", "both", leg("as-tolerated"))),
    "WB-5": (("calf-stretch-wall", "left", arm("none")), ("heel-raise", "both", arm("none"))),
    "WB-5B": (("heel-raise", "both", arm("none")), ("towel-scrunch", "right", arm("none"))),
    "WB-5C": (("calf-stretch-wall", "left", arm("as-tolerated")), ("heel-raise", "both", arm("as-tolerated"))),
    "LAT-1": (("band-inversion", "left", LATEX), ("ball-roll", "left", LATEX)),
    "BAND-0": (("band-inversion", "left", NOBODY), ("towel-scrunch", "left", NOBODY)),
    "FALL-1": (("single-leg-stance-eyes-closed", "left", FALLS), ("single-leg-stance", "left", FALLS)),
    "FALL-1B": (("single-leg-stance-foam", "left", FALLS), ("single-leg-stance", "left", FALLS)),
    "FALL-2": (("single-leg-stance", "left", FALLS), ("heel-raise", "both", FALLS)),
    "FALL-2B": (("heel-drop-step", "both", FALLS), ("heel-raise", "both", FALLS)),
    "FALL-2C": (("toe-walk", "whole-body", FALLS), ("heel-raise", "both", FALLS)),
    "FALL-3": (("calf-stretch-towel", "left", FALLS), ("towel-scrunch", "left", FALLS)),
    "FALL-3B": (("foot-kneel", "whole-body", FALLS), ("calf-stretch-towel", "left", FALLS)),
    "FLOOR-1": (("calf-stretch-towel", "left", FLOOR), ("towel-scrunch", "left", FLOOR)),
    "FLOOR-1B": (("bear-squat-to-down-dog", "whole-body", FLOOR), ("calf-stretch-towel", "left", FLOOR)),
    "KNEEL-1": (("shin-stretch-kneel", "left", KNEEL), ("calf-stretch-lunge", "left", KNEEL)),
    "DM-1": (("toe-flexion-step", "left", NUMB), ("heel-raise", "both", NUMB)),
    "DM-1B": (("heel-raise", "both", NUMB), ("toe-taps", "both", NUMB)),
    "DM-2": (("towel-scrunch", "left", NUMB), ("toe-taps", "both", NUMB)),
    "DM-3": (("ankle-circles", "left", NUMB), ("ankle-circles", "left", FALLS)),
    "CHILD-1": (("marble-pickup", "left", CHILD), ("towel-scrunch", "left", CHILD)),
    "CHILD-1B": (("band-eversion", "left", CHILD), ("marble-pickup", "left", CHILD)),
}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_fires_where_it_should_and_not_right_beside_it(rule: str) -> None:
    (name, side, known), (beside, other, fact) = RULES[rule]
    assert rule in {hit.rule for hit in hits(name, side, known)}  # type: ignore[arg-type]
    assert rule not in {hit.rule for hit in hits(beside, other, fact)}  # type: ignore[arg-type]


@pytest.mark.parametrize(("free", "fires"), [(True, True), (False, False)])
def test_upright_work_with_no_hand_to_hold_on_is_refused_where_falls_are_feared(free: bool, fires: bool) -> None:
    exercise = catalog().exercise("heel-raise")
    assert exercise is not None
    around = exercise.environment.model_copy(update={"hands_free": free})
    bare = exercise.model_copy(update={"environment": around})
    found = judged(bare, "both", (FALLS,))
    assert ("FALL-1C" in {hit.rule for hit in found}) == fires


# One leg may bear no weight. exercise, working side, limited side → refused?
LEGS = [
    ("single-leg-stance", "left", "right", False),  # the right leg hangs in the air
    ("single-leg-stance", "right", "right", True),
    ("single-leg-stance", "each", "right", True),  # its turn comes
    ("single-leg-stance", "left", "both", True),
    ("single-leg-heel-raise", "left", "right", False),
    ("heel-raise-eccentric", "left", "right", True),  # it goes up on both
    ("heel-raise", "both", "right", True),
    ("calf-stretch-wall", "left", "right", True),  # the front leg stands
    ("toe-walk", "whole-body", "left", True),
    ("ankle-circles", "right", "right", False),
    ("ankle-circles", "left", "right", True),  # the other foot rests on the floor
    ("calf-stretch-towel", "right", "right", False),
    ("calf-stretch-towel", "left", "right", False),
    ("towel-scrunch", "right", "right", True),
]


@pytest.mark.parametrize(("name", "side", "limited", "refused"), LEGS)
def test_the_load_on_the_limited_leg_is_what_counts(name: str, side: Working, limited: str, refused: bool) -> None:
    found = hits(name, side, leg("none", limited))
    assert ("WB-1" in {hit.rule for hit in found}) == refused


def test_weight_as_tolerated_says_nothing_of_a_leg_that_hangs_free() -> None:
    assert hits("single-leg-stance", "left", leg("as-tolerated", "right")) == ()
    assert [hit.rule for hit in hits("single-leg-stance", "each", leg("as-tolerated", "right"))] == ["WB-4"]


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("right", "Do not put any weight on your right leg."),
        ("left", "Do not put any weight on your left leg."),
        ("both", "Do not put any weight on either leg."),
    ],
)
def test_a_sentence_names_the_limited_side(side: str, said: str) -> None:
    assert hits("heel-raise", "both", leg("none", side))[0].patient == (said,)


def test_a_percent_is_said_as_it_was_given() -> None:
    assert hits("heel-raise", "both", leg("partial", "left", 50))[0].patient == (
        "Put no more than 50% of your weight on your left leg.",
    )


def test_the_most_severe_comes_first() -> None:
    found = hits("single-leg-stance-foam", "left", FALLS, leg("as-tolerated", "left"))
    order = ["contraindicated", "modify", "caution"]
    ranks = [order.index(hit.severity) for hit in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_a_latex_band_gives_way_to_one_without_and_nothing_else_changes() -> None:
    swapped, kept = one("band-inversion", "latex").exercises[0], one("band-inversion").exercises[0]
    assert kept.equipment == ("band", "chair", "door")
    assert swapped.equipment == ("band-latex-free", "chair", "door")
    assert swapped.dose == kept.dose


def test_a_latex_thing_with_nothing_to_take_its_place_is_refused() -> None:
    exercise = catalog().exercise("ball-roll")
    assert exercise is not None
    things = catalog().things()
    ball = things["massage-ball"].model_copy(update={"material": ("latex",)})
    found = judged(exercise, "left", (LATEX,), {**things, "massage-ball": ball})
    assert [(hit.rule, hit.severity) for hit in found] == [("LAT-1", "contraindicated")]


def test_who_should_not_be_on_the_floor_gets_the_bed() -> None:
    assert one("calf-stretch-towel", "falls", side="left").exercises[0].equipment == ("towel", "bed")
    assert one("calf-stretch-towel", side="left").exercises[0].equipment == ("towel", "bed-or-mat")


def test_feet_that_feel_little_wear_shoes_where_bare_feet_would_do() -> None:
    assert one("heel-raise").exercises[0].footwear == "either"
    assert one("heel-raise", "neuropathy").exercises[0].footwear == "shoes"
    assert one("towel-scrunch", "neuropathy", side="left").exercises[0].footwear == "barefoot"
