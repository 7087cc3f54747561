"""What rules say: short, plain, sourced; and no silence of theirs is ever called safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.words.readability import measure, sentences, words
from tests.plan import ROOT, catalog
from tests.safety import FLAGS, RULES

CLEARED = re.compile(
    r"\b(?:is|are|be) safe\b|\bsafe to\b|\bsafely\b|no (?:warnings?|problems?) found|all clear|no risk", re.IGNORECASE
)
SPOKEN = [*sorted((ROOT / "handouts").rglob("*.py")), *sorted((ROOT / "templates" / "words").rglob("*.*"))]


@pytest.mark.parametrize("name", RULES)
def test_a_patient_sentence_is_short_and_reads_at_grade_6(name: str) -> None:
    filled = [line.format(side="right", percent=50) for line in RULES[name].patient]
    for line in (part for text in filled for part in sentences(text)):
        assert len(words(line)) <= 15
        assert line[0].isupper()
        assert line[-1] == "."
    assert not filled or measure(filled).grade <= 6


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_source_and_is_a_draft_until_somebody_signs(name: str) -> None:
    rule = RULES[name]
    assert len(rule.source) > 8
    assert rule.review == "draft"
    assert rule.reason.endswith((".", ")."))
    assert rule.severity != "modify" or (rule.instead and rule.patient)
    assert re.fullmatch(r"(\S.*\.)?", rule.lead)


def test_no_two_flags_answer_to_one_name() -> None:
    seen: dict[str, str] = {}
    for name, flag in FLAGS.items():
        for word in {name, flag.name.lower(), *(synonym.lower() for synonym in flag.synonyms)}:
            assert seen.setdefault(word, name) == name, word


@pytest.mark.parametrize(
    ("written", "flag"),
    [("latex", "latex-allergy"), ("NRL", "latex-allergy"), ("TKA", "knee-replacement"), ("DVT", "confirmed-dvt"),
     ("suspected DVT", "suspected-dvt"), ("BPPV", "vertigo"), ("HTN", "high-blood-pressure"), ("COPD", "lung-disease")],
)  # fmt: skip
def test_a_flag_is_found_by_what_a_therapist_calls_it(written: str, flag: str) -> None:
    from handouts.intake.catalog import flag_id

    assert flag_id(written, FLAGS) == flag


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_is_said_calls_silence_safe(path: Path) -> None:
    assert not CLEARED.search(path.read_text(encoding="utf-8"))


def test_no_sentence_of_the_catalog_calls_anything_safe() -> None:
    said = [line for rule in RULES.values() for line in (*rule.patient, rule.lead, rule.reason)]
    said += [line.words for line in catalog().red_flags()]
    assert not [
        line
        for line in said
        if re.search(r"\bsafe\b", line, re.IGNORECASE) and not re.search("no safe|a safe dose", line)
    ]


def test_the_readme_counts_right() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(FLAGS)} flags" in text
    assert f"{len(RULES)} rules" in text
