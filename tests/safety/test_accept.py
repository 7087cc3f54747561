"""What is forbidden needs a reason; a rule may put another exercise in its place; a stop stops everything."""

from __future__ import annotations

import re

import pytest

from handouts.intake.brand import Brand
from handouts.intake.problems import NeedsFixing, UnsafePlan, WrongCommand
from handouts.plan import report
from handouts.plan.plan import Plan
from handouts.plan.resolve import resolve
from tests.plan import MONDAY, case, catalog, plan

NWB = "{flag: NWB, side: right, status: none}"
TEXT = f"patient: {{name: Zebulon Quill, side: right, flags: [{NWB}]}}\nexercises: [heel-raise, ankle-circles]\n"
WHY = "The surgeon allows it in the pool"


def accepted(text: str, **reasons: str) -> Plan:
    given = {name.replace("_", "-"): reason for name, reason in reasons.items()}
    return resolve(case(text), catalog(), Brand(name="C"), MONDAY, given)


def test_an_accepted_exercise_is_planned_and_the_patient_still_gets_the_sentence() -> None:
    with pytest.raises(UnsafePlan, match="--accept heel-raise"):
        accepted(TEXT)
    found = accepted(TEXT, heel_raise=WHY)
    hit = found.exercises[0].hits[0]
    assert (hit.rule, hit.severity, hit.accepted) == ("WB-1", "contraindicated", WHY)
    assert hit.patient == ("Do not put any weight on your right leg.",)


def test_the_clinicians_sheet_keeps_rule_reason_and_day_and_no_name() -> None:
    found = accepted(TEXT, heel_raise=WHY)
    sheet = report.record(found, "p-17")
    for word in ("heel-raise", "WB-1", WHY, "2026-11-02", "p-17", found.rules):
        assert word in sheet
    assert "Zebulon" not in sheet
    assert "Quill" not in sheet
    assert "overrid" not in sheet.lower()


@pytest.mark.parametrize(
    ("reasons", "said"),
    [({"toe_taps": "x", "heel_raise": "x"}, "'toe-taps' is not among the exercises"),
     ({"ankle_circles": "x", "heel_raise": "x"}, "no rule forbids ankle-circles")],
)  # fmt: skip
def test_accepting_what_is_not_forbidden_or_not_there_is_an_error(reasons: dict[str, str], said: str) -> None:
    with pytest.raises(WrongCommand, match=said):
        accepted(TEXT, **reasons)


def test_one_accepted_exercise_opens_no_door_for_another() -> None:
    with pytest.raises(UnsafePlan, match="toe-taps is not for this patient"):
        accepted(TEXT.replace("ankle-circles", "toe-taps"), heel_raise=WHY)


STOPS = [
    ("suspected-dvt", "DVT-1"),
    ("unstable-heart", "CV-1"),
    ("pregnancy-complication", "PREG-3"),
    ("fever", "INF-1"),
]


@pytest.mark.parametrize(("flag", "rule"), STOPS)
def test_a_stop_refuses_the_whole_program_once_and_nothing_accepts_it(flag: str, rule: str) -> None:
    text = f"patient: {{name: Bo, flags: [latex, {flag}]}}\nexercises: [ankle-circles, toe-taps]\n"
    with pytest.raises(UnsafePlan) as caught:
        plan(text)
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == 1
    assert said[0].startswith("p.yaml:1:")
    assert f"no exercise at all for this patient now ({rule})" in said[0]
    with pytest.raises(UnsafePlan):
        accepted(text, ankle_circles=WHY)


def test_all_reasons_come_at_once_the_stop_among_them() -> None:
    with pytest.raises(UnsafePlan) as caught:
        plan(TEXT.replace(f"[{NWB}]", f"[{NWB}, fever]"))
    assert ["WB-1" in str(problem) or "INF-1" in str(problem) for problem in caught.value.problems] == [True, True]


DROP = "patient: {name: Bo, flags: [{flag: insertional-achilles, side: right}]}\nexercises: ["


def test_another_exercise_takes_the_place_and_what_was_to_be_said_is_said() -> None:
    found = plan(f"{DROP}{{use: heel-drop-step, note: Slowly., dose: {{sets: 5}}}}]\n")
    each = found.exercises[0]
    assert (each.id, each.asked, each.number, each.note) == ("heel-raise", "heel-drop-step", 1, "Slowly.")
    assert "Do heel raises on the floor, not off a step." in {line for hit in each.hits for line in hit.patient}
    assert each.dose.origin("sets") == "catalog, level standard"
    assert any("heel-drop-step gives way to heel-raise (ACH-4)" in notice.text for notice in found.notices)


def test_the_one_that_takes_the_place_is_judged_like_any_other() -> None:
    limit = "{flag: weight-bearing, side: right, status: partial, percent: 30}"
    text = f"{DROP}heel-drop-step]\n".replace("[{flag", f"[{limit}, {{flag")
    with pytest.raises(UnsafePlan, match=r"heel-drop-step is not for this patient \(WB-3\)"):
        plan(text)
    found = accepted(text.replace("30", "50"))
    assert [hit.rule for hit in found.exercises[0].hits] == ["ACH-4", "WB-3B"]


def test_a_place_that_is_taken_already_is_refused() -> None:
    with pytest.raises(UnsafePlan, match="is there already"):
        plan(f"{DROP}heel-drop-step, heel-raise]\n")


@pytest.mark.parametrize(
    ("flag", "said"),
    [("{flag: achilles-repair, side: right}", "also needs on"),
     ("{flag: achilles-repair, on: 2026-10-01}", "also needs side"),
     ("{flag: achilles-repair, side: right, on: 2026-11-03}", "after the day of the handout"),
     ("{flag: pregnancy}", "also needs level"),
     ("{flag: pregnancy, level: fourth}", "has no level 'fourth'"),
     ("{flag: hip-replacement, side: left, status: front}", "has no status 'front'"),
     ("achiles repair", "did you mean 'achilles-repair'"),
     ("{flag: osteoporosis, status: no-fracture, level: hip}", "takes no level")],
)  # fmt: skip
def test_a_slip_in_a_flag_is_told_with_its_place(flag: str, said: str) -> None:
    with pytest.raises(NeedsFixing, match=said) as caught:
        plan(f"patient: {{name: Bo, flags: [{flag}]}}\nexercises: [ankle-circles]\n")
    assert str(caught.value).startswith("p.yaml:1:")


@pytest.mark.parametrize(
    ("flags", "guide"),
    [("latex", True), ("neuropathy", False), ("{flag: achilles-repair, side: right, on: 2025-01-01}", False),
     ("{flag: fracture, side: right, level: wrist, status: healing}", False), ("falls", True)],
)  # fmt: skip
def test_pain_guides_only_who_feels_it_and_has_no_repair_to_protect(flags: str, guide: bool) -> None:
    assert plan(f"patient: {{name: Bo, flags: [{flags}]}}\nexercises: [ankle-circles]\n").pain_guides is guide


def test_a_flag_that_met_no_rule_is_told_and_never_called_good_news() -> None:
    found = plan("patient: {name: Bo, flags: [vertigo, latex]}\nexercises: [band-inversion]\n")
    assert report.unmet(found) == ("vertigo",)
    said = "\n".join((report.summary(found), *report.lines(found)))
    assert "flag that met no rule: vertigo" in said
    assert not re.search(r"\bsafe\b", said)
    assert report.NOT_A_CLEARANCE in said
