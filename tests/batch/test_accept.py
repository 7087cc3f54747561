"""`batch --accept ID:EXERCISE="why"`: one patient's exercise against a rule, with the reason kept beside the PDF."""

import pytest

from handouts.batch import names
from handouts.cli import accept as accepting
from handouts.intake.problems import WrongCommand
from tests.batch.ward import HEAD, row
from tests.cli.desk import DAY

UNSAFE = "r1,Quill,left,weight-bearing side=left status=none,,heel-raise\n"
TWIN = UNSAFE.replace("r1", "r2")
WHY = "the surgeon cleared it by phone"
ACCEPT = (("r1", "heel-raise", WHY),)


def test_it_is_made_for_that_patient_alone_and_counted(ward):
    tally = ward.run(ward.put(HEAD + UNSAFE + TWIN + row("a")), accept=ACCEPT)
    assert (tally.made, tally.refused, tally.accepted) == (2, 1, 1)
    assert set(ward.pdfs()) == {"r1.pdf", "a.pdf"}
    assert [line["accepted"] for line in ward.report()] == ["1", "0", "0"]
    assert [line["accepted"] for line in ward.manifest()["rows"]] == [1, 0, 0]


def test_the_reason_stands_in_the_sheet_and_in_nothing_else_that_stays(ward):
    ward.run(ward.put(HEAD + UNSAFE + row("a")), accept=ACCEPT, zip=ward.home / "all.zip")
    holding = [name for name in ward.files() if WHY.encode() in (ward.home / "out" / name).read_bytes()]
    assert holding == ["r1.clinician.txt"]
    assert ward.manifest()["rows"][0]["sheet"] == ward.files()["r1.clinician.txt"]


def test_the_sheet_and_the_handout_are_those_that_make_writes(ward, desk):
    ward.run(ward.put(HEAD + UNSAFE), accept=ACCEPT)
    flag = "{flag: weight-bearing, side: left, status: none}"
    text = f"patient: {{name: Quill, side: left, flags: [{flag}]}}\nexercises: [heel-raise]\n"
    desk.put("r1.yaml", text)
    ran = desk.run("make", "r1.yaml", "-o", "r1.pdf", "--accept", f"heel-raise={WHY}", "--date", DAY)
    assert ran.code == 0, ran.err
    for name in ("r1.pdf", "r1.clinician.txt"):
        assert (desk.folder / name).read_bytes() == (ward.home / "out" / name).read_bytes()
    assert names.sheet("r1.pdf") == accepting.sheet(desk.folder / "r1.pdf").name


@pytest.mark.slow
def test_a_new_reason_makes_that_row_again_and_no_other(ward):
    listing = ward.put(HEAD + UNSAFE + row("a"))
    ward.run(listing, accept=ACCEPT)
    again = ward.run(listing, accept=ACCEPT, resume=True)
    other = ward.run(listing, accept=(("r1", "heel-raise", "another"),), resume=True)
    without = ward.run(listing, resume=True)
    assert [(each.made, each.kept, each.refused) for each in (again, other, without)] == [
        (2, 2, 0),
        (2, 1, 0),
        (1, 1, 1),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["r1.clinician.txt", "r1.pdf"])
def test_a_lost_sheet_or_handout_is_made_again(ward, name):
    listing = ward.put(HEAD + UNSAFE)
    ward.run(listing, accept=ACCEPT)
    before = ward.files()
    (ward.home / "out" / name).unlink()
    assert ward.run(listing, accept=ACCEPT, resume=True).kept == 0
    assert ward.files() == before


@pytest.mark.slow
def test_an_older_sheet_is_not_left_to_tell_what_is_not_so(ward):
    ward.run(ward.put(HEAD + UNSAFE), accept=ACCEPT)
    ward.run(ward.put(HEAD + row("r1")))
    sheet = (ward.home / "out" / "r1.clinician.txt").read_text(encoding="utf-8")
    assert "Nothing was accepted" in sheet
    assert WHY not in sheet


def test_what_no_rule_forbids_costs_that_row_and_says_why(ward):
    tally = ward.run(ward.put(HEAD + UNSAFE + row("a")), accept=(*ACCEPT, ("a", "heel-raise", WHY)))
    assert (tally.made, tally.fix) == (1, 1)
    assert any(text.startswith("--accept: a: ") for text in ward.watcher.problems)
    assert "heel-raise" not in ward.report()[1]["reason"]


def test_an_id_that_is_not_there_is_told_before_anything_is_made(ward):
    with pytest.raises(WrongCommand, match=r"there is no patient 'r11' in the roster\n.*'r1'"):
        ward.run(ward.put(HEAD + UNSAFE), accept=(("r11", "heel-raise", WHY),))
    assert not (ward.home / "out").exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("heel-raise=why", "heel-raise names no patient with an exercise"),
        ("heel-raise=why", 'hint: write --accept A-1023:heel-raise="why"'),
        ("r1:=why", "r1 names no patient with an exercise"),
        ("r1:heel-raise", "r1:heel-raise has no reason"),
        ("=why", "names no exercise"),
    ],
)  # fmt: skip
def test_a_reason_without_patient_exercise_or_text_is_refused(desk, option, said):
    desk.put("monday.csv", HEAD + UNSAFE)
    ran = desk.run("batch", "monday.csv", "-o", "monday", "--accept", option)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert not (desk.folder / "monday").exists()


def test_the_hint_of_a_refusal_can_be_typed_as_it_stands(desk):
    desk.put("monday.csv", HEAD + UNSAFE)
    ran = desk.run("batch", "monday.csv", "-o", "monday", "--date", DAY, "--jobs", "1")
    assert (ran.code, '--accept r1:heel-raise="why"' in ran.err) == (4, True)
    ran = desk.run("batch", "monday.csv", "-o", "monday", "--date", DAY, "--jobs", "1", "--accept", "r1:heel-raise=why")
    assert (ran.code, "1 accepted against a rule" in ran.err) == (0, True)
