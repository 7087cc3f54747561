"""The exercises, equipment, flags, rules and red flags that ship: complete, consistent and honest."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any, get_args

import pytest

from handouts.intake.places import BUILT_IN
from handouts.intake.vocabulary import Region
from tests.catalog import IDS, equipment, exercises, flags, programs, red_flags, rules

if TYPE_CHECKING:
    from handouts.intake.exercise import Bounds, Exercise

ASKED = """
    towel-scrunch heel-raise heel-raise-toes-in heel-raise-toes-out calf-stretch-towel toe-taps toe-walk heel-walk
    ankle-alphabet marble-pickup band-dorsiflexion band-plantarflexion band-inversion band-eversion single-leg-stance
    single-leg-stance-eyes-closed single-leg-stance-foam heel-drop-step short-foot ball-roll bear-squat-to-down-dog
    toe-flexion-step single-leg-heel-raise calf-stretch-lunge ankle-circles foot-edge-walk foot-kneel
    calf-stretch-wall soleus-stretch-wall heel-raise-eccentric heel-raise-eccentric-bent shin-stretch-kneel
    seated-heel-raise
"""

# Typed by hand from what a person does in each exercise, not from the files.
# positions; weight through working leg, other leg, arms; footwear; True properties
BALANCE = ("single-leg",)
SAFETY: dict[str, tuple[tuple[str, ...], tuple[str, str, str], str, set[str]]] = {
    "towel-scrunch": (("sitting",), ("touch", "touch", "none"), "barefoot", {"hands_free"}),
    "heel-raise": (("standing",), ("full", "full", "touch"), "either", set()),
    "calf-stretch-towel": (("long-sitting",), ("none", "none", "none"), "either", {"hands_free", "floor_transfer"}),
    "calf-stretch-wall": (("standing",), ("full", "full", "partial"), "either", set()),
    "toe-walk": (("walking",), ("full", "full", "touch"), "either", set()),
    "heel-walk": (("walking",), ("full", "full", "touch"), "shoes", set()),
    "ankle-alphabet": (("sitting",), ("none", "touch", "none"), "either", {"hands_free"}),
    "marble-pickup": (("sitting",), ("touch", "touch", "none"), "barefoot", {"hands_free", "small_parts"}),
    "band-plantarflexion": (("long-sitting",), ("none", "none", "none"), "either", {"hands_free", "floor_transfer"}),
    "band-inversion": (("sitting",), ("touch", "touch", "none"), "either", {"hands_free"}),
    "single-leg-stance": (BALANCE, ("full", "none", "touch"), "either", set()),
    "single-leg-stance-eyes-closed": (BALANCE, ("full", "none", "touch"), "either", {"eyes_closed"}),
    "single-leg-stance-foam": (BALANCE, ("full", "none", "touch"), "either", {"unstable_surface"}),
    "heel-drop-step": (("standing", "step"), ("full", "full", "touch"), "shoes", set()),
    "toe-flexion-step": (("standing", "step"), ("full", "full", "touch"), "barefoot", set()),
    "bear-squat-to-down-dog": (
        ("quadruped", "head-down"), ("partial", "partial", "full"), "barefoot", {"floor_transfer"},
    ),
    "foot-kneel": (("kneeling",), ("full", "full", "touch"), "either", {"floor_transfer"}),
    "shin-stretch-kneel": (("half-kneeling", "kneeling"), ("full", "partial", "touch"), "either", {"floor_transfer"}),
    "single-leg-heel-raise": (("standing", "single-leg"), ("full", "none", "touch"), "either", set()),
    "heel-raise-eccentric": (("standing", "single-leg"), ("full", "full", "touch"), "either", set()),
    "foot-edge-walk": (("walking",), ("full", "full", "touch"), "either", set()),
}  # fmt: skip
UPRIGHT = {"standing", "single-leg", "tandem", "step", "walking"}


def test_every_exercise_of_the_five_programs_is_there() -> None:
    assert set(IDS) >= set(ASKED.split())


@pytest.mark.parametrize("name", sorted(SAFETY))
def test_safety_properties_are_what_the_body_does(name: str) -> None:
    exercise = exercises()[name]
    bearing, around = exercise.weight_bearing, exercise.environment
    levels = (bearing.working_leg.level, bearing.other_leg.level, bearing.arms.level)
    true = {key for key in type(around).model_fields if getattr(around, key) is True}
    true |= {"small_parts"} if exercise.hazards.small_parts else set()
    assert (exercise.positions, levels, around.footwear, true) == SAFETY[name]


@pytest.mark.parametrize("name", IDS)
def test_on_one_leg_the_other_bears_nothing_or_starts_on_two(name: str) -> None:
    exercise = exercises()[name]
    if "single-leg" in exercise.positions:
        assert exercise.weight_bearing.working_leg.percent == 100
        assert exercise.weight_bearing.other_leg.level == "none" or "eccentric" in name


@pytest.mark.parametrize("name", IDS)
def test_upright_work_always_has_something_firm_to_hold(name: str) -> None:
    exercise = exercises()[name]
    if UPRIGHT & set(exercise.positions):
        assert not exercise.environment.hands_free
        assert {"counter", "wall", "rail"} & set(exercise.equipment)
        assert any(word in " ".join(exercise.steps) for word in ("counter", "wall", "rail"))


@pytest.mark.parametrize("name", IDS)
def test_equipment_exists_and_the_words_agree_with_it(name: str) -> None:
    exercise = exercises()[name]
    assert set(exercise.equipment) <= set(equipment().things)
    said = " ".join(exercise.steps).lower()
    for word in ("chair", "counter", "wall", "step ", "mat", "towel", "door", "marble", "bowl"):
        if f"a {word}" in said:
            assert any(word.strip() in thing for thing in exercise.equipment), word
    assert ("{band}" in said) == ("band" in exercise.equipment)


@pytest.mark.parametrize("name", IDS)
def test_doses_lie_within_the_ranges_and_do_not_get_easier(name: str) -> None:
    exercise = exercises()[name]
    levels = [exercise.dose.start, exercise.dose.standard, exercise.dose.strong]
    for level in levels:
        assert outside(level.given(), exercise.ranges) == []
    efforts = [level.effort for level in levels]
    assert efforts == sorted(efforts, key=lambda effort: effort or 0)


def outside(dose: dict[str, Any], ranges: Bounds) -> list[str]:
    """The fields of a dose that lie outside the range of the exercise."""
    wrong = []
    for key, value in dose.items():
        pair = getattr(ranges, key, None)
        low, high = (value.low, value.high) if key == "reps" else (value, value)
        if pair and not pair[0] <= low <= high <= pair[1]:
            wrong.append(key)
    return wrong


def test_the_exercises_to_move_to_exist_and_never_go_round_in_a_circle() -> None:
    harder: dict[str, set[str]] = {name: set() for name in IDS}
    for name, exercise in exercises().items():
        if up := exercise.too_easy.then:
            harder[name].add(up)
        if down := exercise.too_hard.then:
            harder[down].add(name)
    order = tuple(TopologicalSorter(harder).static_order())
    assert set(order) == set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_easier_never_means_more_weight_on_the_leg(name: str) -> None:
    exercise = exercises()[name]
    if name == "soleus-stretch-wall" or not exercise.too_hard.then:
        return
    easier = exercises()[exercise.too_hard.then]
    assert easier.weight_bearing.working_leg.percent <= exercise.weight_bearing.working_leg.percent + 10


@pytest.mark.parametrize("name", IDS)
def test_panels_come_in_order_and_show_the_finish(name: str) -> None:
    order = ("setup", "start", "start-2", "middle", "finish", "finish-2")
    shown = [panel.id for panel in exercises()[name].panels]
    assert shown == sorted(shown, key=order.index)
    assert {"start", "finish"} <= set(shown)


def test_a_latex_thing_names_what_takes_its_place() -> None:
    things = equipment().things
    for thing in things.values():
        if "latex" in thing.material:
            assert thing.instead_for_latex is not None
            assert "latex" not in things[thing.instead_for_latex].material
        else:
            assert thing.instead_for_latex is None


def test_rules_name_only_what_exists_and_have_their_own_ids() -> None:
    every = [rule for file in rules().values() for rule in file.rules]
    assert len({rule.id for rule in every}) == len(every)
    for rule in every:
        assert set(rule.match.equipment) <= set(equipment().things)
        if rule.flag != "everyone":
            flag = flags().flags[rule.flag]
            assert set(rule.when.status) <= set(flag.status)
            assert set(rule.when.level) <= set(flag.level)
            said = " ".join(rule.patient)
            assert "{side}" not in said or "side" in flag.facts
            assert "{percent}" not in said or set(rule.when.status) <= set(flag.percent_when)


@pytest.mark.parametrize("rule", ["WB-1", "WB-2", "WB-3", "WB-4", "WB-5", "LAT-1", "BAND-0", "FALL-1", "FALL-2",
                                  "FALL-3", "FLOOR-1", "KNEEL-1", "DM-1", "DM-2", "DM-3", "CHILD-1"])  # fmt: skip
def test_the_first_rules_are_all_there_and_meet_an_exercise(rule: str) -> None:
    found = next(one for file in rules().values() for one in file.rules if one.id == rule)
    assert any(meets(exercise, found.match.model_dump(exclude_defaults=True)) for exercise in exercises().values())


def meets(exercise: Exercise, match: dict[str, Any]) -> bool:
    """A plain reading of a rule's match, only for this test."""
    bearing, around = exercise.weight_bearing, exercise.environment
    materials = {kind for thing in exercise.equipment for kind in equipment().things[thing].material}
    has: dict[str, Any] = {
        "any_exercise": True, "leg_percent_over_flag": bearing.working_leg.percent > 30,
        "positions": set(exercise.positions), "leg_bearing": {bearing.working_leg.level},
        "arm_bearing": {bearing.arms.level}, "material": materials, "equipment": set(exercise.equipment),
        "barefoot": around.footwear == "barefoot", "small_parts": exercise.hazards.small_parts,
        "eyes_closed": around.eyes_closed, "unstable_surface": around.unstable_surface,
        "hands_free": around.hands_free, "floor_transfer": around.floor_transfer,
    }  # fmt: skip
    return all(has[key] & set(want) if isinstance(want, tuple) else has[key] == want for key, want in match.items())


def test_red_flags_speak_of_things_that_exist() -> None:
    known = {"everyone", *get_args(Region), *equipment().things, *flags().flags}
    for line in red_flags().red_flags:
        assert set(line.about) <= known
    assert len({line.id for line in red_flags().red_flags}) == len(red_flags().red_flags)


def test_the_four_emergencies_are_for_everyone_and_every_program_gets_all_three_tiers() -> None:
    lines = red_flags().red_flags
    universal = [line for line in lines if line.tier == "emergency" and line.about == ("everyone",)]
    assert len(universal) == 4
    for program in programs().values():
        about = {"everyone", *program.regions}
        for tier in ("emergency", "today", "next-visit"):
            assert any(about & set(line.about) for line in lines if line.tier == tier)


def test_a_program_fills_no_tier_with_more_than_5_lines() -> None:
    for program in programs().values():
        used = {thing for item in program.exercises for thing in exercises()[item.use].equipment}
        about = {"everyone", *program.regions, *used}
        for tier in ("emergency", "today", "next-visit"):
            assert sum(bool(about & set(line.about)) for line in red_flags().red_flags if line.tier == tier) <= 5


def test_red_flags_stand_in_order_of_rank_without_ties() -> None:
    ranks = [line.rank for line in red_flags().red_flags]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("name", IDS)
def test_a_foot_that_bears_nothing_is_never_told_to_touch_the_floor(name: str) -> None:
    exercise = exercises()[name]
    if exercise.weight_bearing.working_leg.level == "none":
        assert not {"standing", "single-leg", "step", "walking"} & set(exercise.positions)
        assert "on the floor" not in " ".join(exercise.steps)


def test_every_panel_that_is_drawn_is_described_and_the_other_way_round() -> None:
    from handouts.page import svg

    for name, exercise in exercises().items():
        drawn = svg.read((BUILT_IN / "images" / f"{exercise.picture or name}.svg").read_bytes())
        assert [panel.id for panel in exercise.panels] == [panel.id for panel in drawn.panels], name
