"""A clinic adds rules, puts its surgeon's protocol in the place of a timeline, and loosens only with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from handouts.check import check
from handouts.intake.brand import Brand
from handouts.intake.catalog import Catalog
from handouts.intake.places import Places
from handouts.intake.problems import NeedsFixing, UnsafePlan
from handouts.plan import report
from handouts.plan.resolve import resolve
from tests.plan import MONDAY, ROOT, case
from tests.safety import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.plan.plan import Plan

TAIL = "    reason: Ours.\n    source: common practice\n    review: draft\n"
SAID = "    patient: [Go slowly.]\n"


def clinic(folder: Path, rule: str) -> Catalog:
    file = folder / "catalog" / "rules" / "own.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(f"rules:\n  - {rule}{TAIL}", encoding="utf-8")
    return Catalog(Places((folder, ROOT)))


def made(catalog: Catalog, flag: str, exercise: str = "calf-stretch-towel") -> Plan:
    text = f"patient: {{name: Bo, side: right, flags: [{flag}]}}\nexercises: [{exercise}]\n"
    return resolve(case(text), catalog, Brand(name="C"), MONDAY)


WEEK_7 = "{flag: achilles-repair, side: right, on: 2026-09-14}"
PROTOCOL = (
    "id: SMITH-2\n    flag: achilles-repair\n    replaces: ACH-2\n    protocol: Smith 2025\n"
    "    when: {weeks_since: {from: 4, under: 7}}\n    match: {movement: {joint: [ankle], mode: [stretch]}}\n"
    f"    severity: contraindicated\n{SAID}"
)
LOOSE = (
    "id: OURS-1\n    flag: cannot-kneel\n    loosens: KNEEL-1\n    because: We teach kneeling on a thick cushion.\n"
    f"    match: {{positions: [kneeling]}}\n    severity: caution\n{SAID}"
)
ADDED = "id: OURS-2\n    flag: vertigo\n    match: {any_exercise: true}\n    severity: contraindicated\n" + SAID


def test_a_clinics_rule_is_added_to_ours(tmp_path: Path) -> None:
    ours = clinic(tmp_path, ADDED)
    assert {rule.id for rule in ours.rules()} == {*RULES, "OURS-2"}
    with pytest.raises(UnsafePlan, match="OURS-2"):
        made(ours, "vertigo")


def test_a_protocol_takes_the_place_of_a_timeline_and_every_report_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnsafePlan, match="ACH-2"):
        made(Catalog(Places((ROOT,))), WEEK_7)
    ours = clinic(tmp_path, PROTOCOL)
    found = made(ours, WEEK_7)
    assert any("SMITH-2 replaces ACH-2, by protocol Smith 2025" in notice.text for notice in found.notices)
    assert "SMITH-2 replaces ACH-2" in report.record(found, "p")
    with pytest.raises(UnsafePlan, match="SMITH-2"):
        made(ours, WEEK_7.replace("09-14", "09-15"))


def test_loosening_gives_a_reason_and_every_report_says_so(tmp_path: Path) -> None:
    found = made(clinic(tmp_path, LOOSE), "cannot-kneel", "foot-kneel")
    assert [hit.rule for hit in found.exercises[0].hits] == ["OURS-1"]
    for told in (report.data(found)["notices"][0]["text"], report.record(found, "p")):
        assert "OURS-1 loosens KNEEL-1: We teach kneeling on a thick cushion." in told


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (LOOSE.replace("    because: We teach kneeling on a thick cushion.\n", ""), "both 'loosens' and 'because'"),
        (PROTOCOL.replace("    protocol: Smith 2025\n", ""), "both 'replaces' and 'protocol'"),
        (PROTOCOL.replace("ACH-2", "ACH-9"), "there is no rule 'ACH-9'"),
        (PROTOCOL.replace("ACH-2", "WB-1"), "WB-1 is about the flag weight-bearing"),
        (LOOSE.replace("loosens", "replaces").replace("because", "protocol"), "is no timeline after surgery"),
        (ADDED.replace("vertigo", "vertgo"), "there is no flag 'vertgo'"),
        (ADDED.replace("OURS-2", "WB-1"), "the rule WB-1 exists already"),
        (ADDED.replace("match", "when: {status: [bad]}\n    match"), "the flag vertigo has no status 'bad'"),
        (ADDED.replace("match", "when: {weeks_since: {under: 6}}\n    match"), "has no day to count weeks from"),
        (ADDED.replace("Go slowly.", "'Mind your {side} leg.'"), "has no side to say"),
        (ADDED.replace("Go slowly.", "'Mind your {knee}.'"), "neither {side} nor {percent}"),
        (ADDED.replace("any_exercise: true", "equipment: [hammock]"), "there is no equipment 'hammock'"),
        (ADDED.replace("any_exercise: true", "movement: {joint_of_flag: true}"), "names no part of the body"),
        (ADDED.replace("contraindicated", "modify"), "does not say into what"),
        (ADDED.replace(SAID, ""), "has no sentence for the patient"),
        (ADDED.replace("any_exercise: true", "exercises_over: 3"), "looks at the whole program"),
        (ADDED.replace("any_exercise: true", "positions: [floating]"), "positions"),
    ],
)  # fmt: skip
def test_a_rule_that_could_never_fire_or_hides_something_is_refused(tmp_path: Path, rule: str, said: str) -> None:
    ours = clinic(tmp_path, rule)
    with pytest.raises(NeedsFixing) as caught:
        ours.rules()
    assert said in str(caught.value)
    found = check(ours, [tmp_path], MONDAY)
    assert any(said in problem.message or said in problem.hint for problem in found.errors)


def test_an_expired_rule_is_told_and_still_holds(tmp_path: Path) -> None:
    ours = clinic(tmp_path, ADDED.replace("    match", "    expires: 2026-11-01\n    match"))
    warned = check(ours, [tmp_path], MONDAY).warnings
    assert any("OURS-2 expired on 2026-11-01; it still holds" in problem.message for problem in warned)
    assert not check(ours, [tmp_path], date(2026, 11, 1)).warnings
    with pytest.raises(UnsafePlan, match="OURS-2"):
        made(ours, "vertigo")


def test_check_tells_what_is_loosened_and_what_cannot_be_judged(tmp_path: Path) -> None:
    ours = clinic(tmp_path, LOOSE)
    text = (ROOT / "catalog/exercises/toe-taps.yaml").read_text(encoding="utf-8")
    lacking = tmp_path / "catalog" / "exercises" / "our-taps.yaml"
    lacking.parent.mkdir()
    lacking.write_text(text.replace("  head_turns: false\n", ""), encoding="utf-8")
    found = check(ours, [tmp_path / "catalog"], MONDAY)
    assert found.unjudged == ["our-taps"]
    assert any("environment.head_turns is missing" in problem.message for problem in found.errors)
    assert any("OURS-1 loosens KNEEL-1" in problem.message for problem in found.warnings)


@pytest.mark.parametrize(
    ("lost", "said"),
    [(("    facts: [side, status]\n    status: [none, touch, partial, as-tolerated, full]\n"
      "    percent_when: [partial]\n"), "side"),
     ("    percent_when: [partial]\n", "partial")],
)  # fmt: skip
def test_a_clinic_cannot_make_a_flag_ask_for_less(tmp_path: Path, lost: str, said: str) -> None:
    text = (ROOT / "catalog/flags.yaml").read_text(encoding="utf-8")
    assert lost in text
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "flags.yaml").write_text(text.replace(lost, "", 1), encoding="utf-8")
    with pytest.raises(NeedsFixing, match=f"the flag weight-bearing is built in, and this one lacks .*{said}"):
        Catalog(Places((tmp_path, ROOT))).flags()


def test_a_clinic_cannot_bring_back_the_pain_guide_where_pain_is_none(tmp_path: Path) -> None:
    text = (ROOT / "catalog/flags.yaml").read_text(encoding="utf-8")
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "flags.yaml").write_text(
        text.replace("    pain_is_no_guide: true\n", "", 1), encoding="utf-8"
    )
    with pytest.raises(NeedsFixing, match="diabetic-neuropathy is built in, and this one lacks pain_is_no_guide"):
        Catalog(Places((tmp_path, ROOT))).flags()
