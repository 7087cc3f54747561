"""What cannot be judged is an error; what contradicts the patient is refused, with every reason at once."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.intake.problems import HandoutsError, NeedsFixing, UnsafePlan
from tests.plan import one, plan

ALL_3 = "[ball-roll, bear-squat-to-down-dog, toe-flexion-step]"
HEAD = "patient: {name: Bo, side: right"


def refused(text: str, kind: type[HandoutsError]) -> list[str]:
    with pytest.raises(kind) as caught:
        plan(text)
    return [str(problem) for problem in caught.value.problems]


def test_a_refusal_gives_every_reason_with_rule_source_and_way_out() -> None:
    text = (
        f"{HEAD}, flags: [falls, {{flag: NWB, side: right, status: none}}], equipment: [chair]}}\n"
        "exercises:\n  - single-leg-stance-foam\n  - heel-raise\n  - band-inversion\n"
    )
    said = refused(text, UnsafePlan)
    assert [line.split(": ", 1)[0] for line in said] == ["p.yaml:3:5"] * 3 + ["p.yaml:4:5"] + ["p.yaml:5:5"] * 2
    assert "(FALL-1B)" in said[0]
    assert "single-leg-stance-foam is not for this patient (WB-1): " in said[1]
    assert "[UPMC patient education, Weight bearing]" in said[1]
    assert "needs a foam pad or firm cushion, which is not among the patient's equipment" in said[2]
    assert "take heel-raise out of exercises" in said[3]
    assert "or use 'ankle-circles' instead" in said[4]
    assert "needs a stretch band" in said[5]


def test_the_exercise_named_instead_is_one_that_no_rule_forbids() -> None:
    flags = "flags: [{flag: weight-bearing, side: right, status: partial, percent: 60}]"
    said = refused(f"{HEAD}, {flags}}}\nexercises: [single-leg-heel-raise]\n", UnsafePlan)
    assert "or use 'heel-raise' instead" in said[0]
    none = refused(f"{HEAD}, flags: [{{flag: NWB, side: both, status: none}}]}}\nexercises: [heel-raise]\n", UnsafePlan)
    assert "instead" not in none[0]


def test_a_program_s_exercise_is_left_out_by_leave_out() -> None:
    said = refused(f"{HEAD}, flags: [cannot-kneel]}}\nprogram: sore-ankles-recovery-5\n", UnsafePlan)
    assert "hint: leave_out: [foot-kneel]" in said[0]


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("latex-alergy", "there is no flag 'latex-alergy'\n    hint: did you mean 'latex-allergy'?"),
        ("weight-bearing", "the flag weight-bearing also needs side and status"),
        ("{flag: NWB, side: left}", "the flag weight-bearing also needs status"),
        ("{flag: PWB, side: left, status: partial}", "the flag weight-bearing also needs percent"),
        (
            "{flag: NWB, side: left, status: nothing}",
            "has no status 'nothing'\n    hint: allowed: none, touch, partial",
        ),
        ("{flag: NWB, side: left, status: none, percent: 30}", "takes no percent with status none"),
        ("{flag: latex, side: left}", "the flag latex-allergy takes no side"),
        ("{flag: latex, status: none}", "the flag latex-allergy takes no status"),
        ("{flag: latex, on: 2026-01-01}", "the flag latex-allergy takes no on"),
        ("{flag: falls, percent: 30}", "the flag fall-risk takes no percent"),
    ],
)
def test_unknown_missing_and_odd_facts_are_errors(flag: str, said: str) -> None:
    found = refused(f"{HEAD}, flags: [{flag}]}}\nexercises: [heel-raise]\n", NeedsFixing)
    assert said in found[0]
    assert found[0].startswith("p.yaml:1:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}}}\nprogram: no-such\n", "there is no program 'no-such'"),
        (f"{HEAD}}}\nexercises: [heel-rase]\n", "did you mean 'heel-raise'?"),
        (f"{HEAD}, equipment: [hammock]}}\nexercises: [heel-raise]\n", "there is no equipment 'hammock'"),
        (f"{HEAD}}}\nexercises: [heel-raise, heel-raise]\n", "heel-raise is chosen twice; it already stands in line 2"),
        (
            f"{HEAD}}}\nexercises: [ball-roll, {{use: ball-roll, side: right}}]\n",
            "ball-roll is there twice for one side",
        ),
        (
            f"{HEAD}}}\nexercises: [{{use: ball-roll, side: each}}, {{use: ball-roll, side: left}}]\n",
            "twice for one side",
        ),
        (f"{HEAD}}}\nexercises: [heel-raise]\nleave_out: [toe-taps]\n", "toe-taps is not in the program"),
        (
            f"{HEAD}}}\nprogram: foot-ankle-pain-5\nexercises: [heel-raise]\nleave_out: [heel-raise]\n",
            "heel-raise is both chosen and left out",
        ),
        (
            f"{HEAD}}}\nprogram: runner-foot-stretch-3\nleave_out: {ALL_3}\n",
            "leaves nothing to do",
        ),
        (f"{HEAD}}}\nexercises: [{{use: heel-raise, side: left}}]\n", "heel-raise works both sides at once"),
        (
            f"{HEAD}}}\nexercises: [{{use: heel-raise, dose: {{band: red}}}}]\n",
            "uses no band, so it takes no band colour",
        ),
        (f"{HEAD}}}\nexercises: [{{use: heel-raise, dose: {{too_easy: xx}}}}]\n", "there is no exercise 'xx'"),
        (f"{HEAD}}}\nexercises: [heel-raise]\nnext_visit: 2026-11-01\n", "next_visit is before the day of the handout"),
    ],
)
def test_what_makes_no_sense_has_to_be_mended(text: str, said: str) -> None:
    assert any(said in line for line in refused(text, NeedsFixing))


def test_two_sides_of_one_exercise_may_have_their_own_doses() -> None:
    both = "{use: ball-roll, side: left}, {use: ball-roll, side: right, dose: {minutes: 2}}"
    found = plan(f"{HEAD}}}\nexercises: [{both}]\n").exercises
    assert [(each.side, each.dose.timed_seconds) for each in found] == [("left", 60), ("right", 120)]


def test_all_problems_come_in_one_run() -> None:
    patient = f"{HEAD}, flags: [xx], equipment: [yy]}}"
    chosen = "exercises: [zz, {use: heel-raise, side: left}]\nnext_visit: 2020-01-01"
    assert len(refused(f"{patient}\n{chosen}\n", NeedsFixing)) == 5


def test_mending_comes_before_refusing() -> None:
    refused(f"{HEAD}, flags: [cannot-kneel, xx]}}\nexercises: [foot-kneel]\n", NeedsFixing)


@pytest.mark.parametrize("at_home", ["chair, latex-free band", "dining chair, TheraBand"])
def test_either_kind_of_band_at_home_will_do_and_the_page_names_it(at_home: str) -> None:
    found = plan(f"{HEAD}, equipment: [{at_home}]}}\nexercises: [band-inversion]\n").exercises[0].equipment
    assert found[0] == ("band-latex-free" if "free" in at_home else "band")


def test_a_latex_band_at_home_is_no_help_to_the_allergic() -> None:
    text = f"{HEAD}, flags: [latex], equipment: [chair, band]}}\nexercises: [band-inversion]\n"
    assert "needs a latex-free stretch band" in refused(text, UnsafePlan)[0]


def test_what_every_home_has_need_not_be_listed() -> None:
    assert plan(f"{HEAD}, equipment: []}}\nexercises: [heel-raise]\n").exercises[0].equipment == ("counter",)


def test_a_visit_on_the_day_itself_is_fine() -> None:
    text = f"{HEAD}}}\nexercises: [heel-raise]\nnext_visit: 2026-11-02\n"
    assert plan(text, day=date(2026, 11, 2)).profile.next_visit == date(2026, 11, 2)


def test_a_synonym_of_a_flag_is_that_flag() -> None:
    assert [fact.flag for fact in one("heel-raise", "NRL allergy", "Risk of falls").known] == [
        "latex-allergy",
        "fall-risk",
    ]
