"""`make --accept`, its sheet, the summary, `audit` and the decision table, as a therapist meets them."""

import json

import pytest

from tests.cli.desk import DAY, GOOD, swap

FLAGS = "flags: [latex-allergy]"
NWB = swap(FLAGS, "flags: [{flag: weight-bearing, side: right, status: none}, vertigo]")
WHY = "Cleared by the surgeon on the phone"
ACCEPT = [f"--accept=heel-raise={WHY}", "--accept=band-inversion=The foot rests on a stool"]
SECRETS = ("Sam", "Rivera", "Okafor", "5 km")


def test_a_forbidden_exercise_is_made_with_a_reason_and_a_sheet_beside_it(desk):
    desk.put("p-17.yaml", NWB)
    refused = desk.make("p-17.yaml")
    assert (refused.code, refused.out) == (4, "")
    assert "--accept heel-raise=" in refused.err
    made = desk.make("p-17.yaml", *ACCEPT)
    assert made.code == 0, made.err
    assert made.out.splitlines() == ["output/p-17.pdf", "output/p-17.clinician.txt"]
    sheet = desk.files()["output/p-17.clinician.txt"].decode()
    for word in ("heel-raise, WB-1", WHY, DAY, "Profile p-17", "band-inversion"):
        assert word in sheet
    assert not [secret for secret in SECRETS if secret in sheet]
    assert "(2 accepted)" in made.err
    assert "Do not put any weight on your right leg." in desk.make("p-17.yaml", *ACCEPT, "--dry-run").out
    assert WHY not in desk.make("p-17.yaml", *ACCEPT, "--dry-run").out


@pytest.mark.parametrize(
    ("args", "said"),
    [(["--accept=heel-raise"], "heel-raise has no reason"),
     (["--accept=heel-raise=  "], "heel-raise has no reason"),
     (["--accept==why"], "names no exercise"),
     (["--accept=heel-raise=a", "--accept=heel-raise=b"], "heel-raise is accepted twice"),
     (["--accept=toe-taps=a", *ACCEPT], "'toe-taps' is not among the exercises"),
     (["--accept=calf-stretch-towel=a", *ACCEPT], "no rule forbids calf-stretch-towel"),
     (["b.yaml", *ACCEPT], "is for one patient")],
)  # fmt: skip
def test_a_slip_in_accepting_is_a_wrong_command_and_nothing_is_written(desk, args, said):
    desk.put("a.yaml", NWB)
    desk.put("b.yaml")
    before = desk.files()
    ran = desk.make("a.yaml", *args)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert f"--accept: {said}" in ran.err
    assert desk.files() == before


def test_a_sheet_that_is_no_longer_true_is_written_anew(desk):
    desk.put("a.yaml", NWB)
    assert desk.make("a.yaml", *ACCEPT).code == 0
    desk.put("a.yaml", GOOD)
    made = desk.make("a.yaml")
    assert made.out.splitlines() == ["output/a.pdf", "output/a.clinician.txt"]
    assert "Nothing was accepted against a rule." in desk.files()["output/a.clinician.txt"].decode()


def test_without_acceptance_there_is_no_sheet(desk):
    desk.put("a.yaml")
    assert desk.make("a.yaml").out == "output/a.pdf\n"
    assert "output/a.clinician.txt" not in desk.files()


def test_handout_and_sheet_are_written_both_or_neither(desk):
    desk.put("a.yaml", NWB)
    desk.put("shut/deep", b"a file")
    before = desk.files()
    ran = desk.make("a.yaml", "-o", "shut/deep/a.pdf", *ACCEPT)
    assert (ran.code, ran.out) == (5, ""), ran.err
    assert desk.files() == before
    (desk.folder / "out" / "a.clinician.txt").mkdir(parents=True)
    before = desk.files()
    ran = desk.make("a.yaml", "-o", "out/a.pdf", *ACCEPT)
    assert ran.code == 5, ran.err
    assert desk.files() == before


def test_make_says_in_one_line_what_the_rules_said(desk):
    desk.put("a.yaml", swap(FLAGS, "flags: [latex-allergy, vertigo]"))
    said = desk.make("a.yaml").err
    assert "a.yaml: rules " in said
    assert ": 2 modify, 1 caution; flags that met no rule: none\n" in said
    assert "modify (LAT-1)" in said


def test_audit_tells_rules_and_flags_exercise_by_exercise_and_writes_nothing(desk):
    desk.put("a.yaml", swap(FLAGS, "flags: [latex-allergy, cannot-kneel]"))
    before = desk.files()
    ran = desk.run("audit", "a.yaml", "--date", DAY)
    assert ran.code == 0, ran.err
    assert "1. heel-raise, both\n   no rule fired\n" in ran.out
    assert "changed: band becomes band-latex-free" in ran.out
    assert "flag that met no rule: cannot-kneel" in ran.out
    assert "of 16 items" in ran.out
    assert "reads at grade" in ran.out
    assert desk.files() == before


def test_audit_as_json_holds_the_same_and_no_name(desk):
    desk.put("a.yaml")
    ran = desk.run("audit", "a.yaml", "--date", DAY, "--json")
    told = json.loads(ran.out)
    assert told["date"] == DAY
    assert [each["id"] for each in told["exercises"]] == ["heel-raise", "calf-stretch-towel", "band-inversion"]
    assert [hit["rule"] for hit in told["exercises"][2]["hits"]] == ["LAT-1", "BAND-0"]
    assert told["flags_without_a_rule"] == []
    assert told["cert"]["of"] == 16
    assert 0 < told["cert"]["told"] < 16
    assert not [secret for secret in SECRETS if secret in ran.out]


def test_audit_of_a_plan_that_is_refused_gives_the_reasons(desk):
    desk.put("a.yaml", NWB)
    ran = desk.run("audit", "a.yaml", "--date", DAY)
    assert (ran.code, ran.out) == (4, "")
    assert "(WB-1)" in ran.err
    assert "accepted by the clinician: " + WHY in desk.run("audit", "a.yaml", "--date", DAY, *ACCEPT).out


def test_check_shows_the_decision_table_and_what_cannot_be_judged(desk):
    desk.put("clinic/catalog/exercises/heel-raise.yaml", "name: Heel raise\n")
    ran = desk.run("check", "clinic", "--date", DAY, "--table")
    assert ran.code == 3
    assert "no rule can judge these exercises until their files are mended: heel-raise" in ran.out
    desk.put("a.yaml")
    table = desk.run("check", "a.yaml", "--date", DAY, "--table").out
    assert "\nheel-raise\n  weight-bearing [none]: C WB-1\n" in table
