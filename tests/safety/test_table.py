"""The decision table, exercise by flag, reviewed as text: any change to a rule or a property shows as a difference.

After a change that is meant: `python -m tests.safety.test_table` writes it anew; read the difference before committing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from handouts.plan.table import lines
from tests.plan import catalog
from tests.safety import FLAGS, RULES, book

FILE = Path(__file__).with_name("decision-table.txt")
HEAD = "Exercise by flag: C contraindicated, M modify, W caution, each with the rule. What meets no rule has no line.\n"


@cache
def table() -> str:
    names = catalog().names("exercises")
    exercises = {name: found for name in names if (found := catalog().exercise(name))}
    return HEAD + "\n" + "\n".join(lines(exercises, catalog().flags(), book())) + "\n"


def test_the_decision_table_is_the_one_that_was_reviewed() -> None:
    assert table().splitlines() == FILE.read_text(encoding="utf-8").splitlines()


def test_the_table_names_only_rules_and_flags_that_exist() -> None:
    text = FILE.read_text(encoding="utf-8").removeprefix(HEAD)
    assert set(re.findall(r"\b[CMW] ([A-Z][A-Z0-9-]+)", text)) <= set(RULES)
    assert set(re.findall(r"^  ([a-z-]+)", text, re.MULTILINE)) <= {*FLAGS, "everyone"}


# Read off the draft, by hand: exercise, flag and state → what it says
BY_HAND = [
    ("heel-raise", "weight-bearing [none]", "C WB-1"),
    ("heel-raise", "achilles-repair [week 0]", "C ACH-1C"),
    ("calf-stretch-wall", "achilles-repair [week 6]", "C ACH-2"),
    ("single-leg-heel-raise", "achilles-repair [week 6]", "C ACH-2B"),
    ("heel-drop-step", "insertional-achilles", "M ACH-4"),
    ("ankle-circles", "ankle-sprain [week 0]", "M ANK-1"),
    ("ankle-circles", "ankle-fusion [week 0]", "C ANK-2"),
    ("heel-raise-toes-in", "hip-replacement [posterior-precautions, lateral-precautions]", "C THA-PB"),
    ("heel-raise-toes-out", "hip-replacement [anterior-precautions]", "C THA-A"),
    ("calf-stretch-lunge", "hip-replacement [anterior-precautions]", "C THA-A"),
    ("foot-kneel", "knee-replacement [week 0]", "C TKA-1"),
    ("foot-kneel", "knee-replacement [week 12]", "W TKA-1B"),
    ("bear-squat-to-down-dog", "vertigo", "C VEST-1B"),
    ("bear-squat-to-down-dog", "no-straining", "C ABD-1B W ABD-1D"),
    ("bear-squat-to-down-dog", "neck-instability", "C CX-1B"),
    ("single-leg-stance-eyes-closed", "vestibular-loss", "M VEST-2"),
    ("single-leg-stance-foam", "fall-risk", "C FALL-1B M FALL-2"),
    ("towel-scrunch", "diabetic-neuropathy", "M DM-2 W DM-3"),
    ("toe-flexion-step", "diabetic-neuropathy", "C DM-1 W DM-1B W DM-3"),
    ("band-inversion", "latex-allergy", "M LAT-1"),
    ("band-inversion", "spina-bifida", "M LAT-2"),
    ("band-inversion", "high-blood-pressure [uncontrolled]", "C BP-1 W BP-2D"),
    ("ball-roll", "blood-thinner", "W AC-1 W AC-1B"),
    ("marble-pickup", "child-at-home", "W CHILD-1"),
    ("calf-stretch-towel", "irritable-nerve", "M NEU-1 M NEU-1B"),
    ("heel-raise", "confirmed-dvt [not-yet-treated]", "C DVT-2"),
]


@pytest.mark.parametrize(("exercise", "flag", "said"), BY_HAND)
def test_what_the_draft_says_of_an_exercise_stands_in_the_table(exercise: str, flag: str, said: str) -> None:
    rows = table().split(f"\n{exercise}\n")[1].split("\n\n")[0].splitlines()
    assert f"  {flag}: {said}" in rows


MISSED = [
    ("calf-stretch-towel", "cannot-kneel"),
    ("ankle-circles", "fall-risk"),
    ("heel-raise", "insertional-achilles"),
    ("towel-scrunch", "achilles-repair"),
    ("heel-raise", "cannot-get-up-from-floor"),
    ("heel-raise", "pregnancy"),
    ("toe-taps", "child-at-home"),
    ("heel-raise", "vertigo"),
    ("heel-raise", "sternotomy"),
]


@pytest.mark.parametrize(("exercise", "flag"), MISSED)
def test_what_the_draft_does_not_mind_has_no_row(exercise: str, flag: str) -> None:
    rows = table().split(f"\n{exercise}\n")[1].split("\n\n")[0].splitlines()
    assert not [row for row in rows if row.startswith((f"  {flag}:", f"  {flag} ["))]


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
