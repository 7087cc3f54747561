"""The words that patients read are short, plain and active, and name no side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from handouts.intake.vocabulary import BODY_PARTS
from handouts.intake.yaml import load
from handouts.words.readability import measure, syllables
from tests.catalog import CATALOG, IDS, equipment, exercises, flags, programs, red_flags, rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.intake.exercise import Exercise

GRADE_MAX = 6.0
LONG_MAX = 2  # words of 3 syllables or more in one exercise
STEP_MAX, FACT_MAX, RED_FLAG_MAX = 62, 66, 29  # letters that fit the card's columns, and 1 line of the stop block
TWO_LINES = {"stroke-signs", "calf-clot"}  # these take 2 lines: no sign of theirs may be left out
JARGON = re.compile(
    r"\b(dorsi\w*|plantar\w*|inver[st]\w*|ever[st]\w*|supine|prone|supinat\w*|pronat\w*|reps?|repetitions?|eccentric\w*|"
    r"concentric\w*|isometric\w*|gastroc\w*|soleus|tibialis|intrinsic|flex(?:ion|or)?|extension|abduct\w*|adduct\w*|"
    r"bilateral|unilateral|quadruped|ambulat\w*|proprio\w*|HEP|ROM|NWB|PWB|TTWB|WBAT|BID|TID|tendon|fascia|metatars\w*)\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:is|are|be|been|being|was|were) (?:\w{2,}ed|held|done|kept|put)\b", re.IGNORECASE)
SIDES = re.compile(r"\b(left|right)\b", re.IGNORECASE)
NUMBER_WORDS = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|twice|thrice)\b", re.IGNORECASE)
VERBS = """
    Balance Bend Bring Close Curl Draw Face Go Hold Keep Knot Lay Lean Let Lift Loop Lower Kneel Point Press Pull Push
    Put Rest Rise Roll Shift Shut Sink Sit Slide Stand Start Step Take Tuck Turn Walk Write
"""
COUNTED = {"Both", "Then"}  # "Both circles count as 1 time.", "Then draw 1 circle …"
SIDE_BLANKS = {part.replace(" ", "_") for part in BODY_PARTS}
FILL = {"hold": "5 seconds", "time": "2 minutes", "band": "green band", "up": "2 seconds", "down": "3 seconds"}


def filled(text: str) -> str:
    return re.sub(
        r"\{(\w+)\}", lambda blank: FILL.get(blank[1], blank[1].replace("other_", "").replace("_", " ")), text
    )


def words_of(exercise: Exercise) -> list[str]:
    ends = [exercise.feel, exercise.watch, exercise.too_easy.say, exercise.too_hard.say]
    return [exercise.why, *exercise.steps, *ends, *exercise.cautions]


def sentences(texts: list[str]) -> list[str]:
    return [part for text in texts for part in re.split(r"(?<=[.!?])\s+", filled(text)) if part]


def grade(texts: list[str]) -> float:
    return measure(filled(text) for text in texts).grade


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"source", "clinical_name", "reason", "synonyms"}:
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def test_the_measure_knows_hard_words_from_easy_ones() -> None:
    assert grade(["Sit down. Lift your foot."]) < 2
    assert grade(["Maintain dorsiflexion of the affected extremity throughout the repetition."]) > 12


@pytest.mark.parametrize("name", IDS)
def test_an_exercise_reads_at_grade_6_or_below(name: str) -> None:
    exercise = exercises()[name]
    assert grade(words_of(exercise)) <= GRADE_MAX
    assert grade([panel.alt for panel in exercise.panels]) <= GRADE_MAX
    long = [word for part in sentences(words_of(exercise)) for word in part.split() if syllables(word) > 2]
    assert len(long) <= LONG_MAX, long  # short sentences hide long words from the formula


@pytest.mark.parametrize("name", IDS)
def test_sentences_and_lines_are_short(name: str) -> None:
    exercise = exercises()[name]
    lengths = [len(part.split()) for part in sentences(words_of(exercise))]
    assert max(lengths) <= 12
    assert sum(lengths) / len(lengths) <= 8
    assert all(len(step) <= STEP_MAX for step in exercise.steps)
    for fact in (exercise.feel, exercise.watch, exercise.too_easy.say, exercise.too_hard.say):
        assert len(fact) <= FACT_MAX
        assert len(sentences([fact])) <= 2


@pytest.mark.parametrize("name", IDS)
def test_words_are_plain_active_and_use_digits(name: str) -> None:
    exercise = exercises()[name]
    for text in (exercise.name, *words_of(exercise)):
        assert not JARGON.search(text), text
        assert not PASSIVE.search(text), text
        assert not NUMBER_WORDS.search(text), text
    for panel in exercise.panels:
        assert not JARGON.search(panel.alt), panel.alt


@pytest.mark.parametrize("name", IDS)
def test_each_step_starts_with_what_to_do(name: str) -> None:
    for step in exercises()[name].steps:
        assert step.split()[0] in COUNTED | set(VERBS.split()), step


@pytest.mark.parametrize("path", sorted(CATALOG.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_word_of_the_catalog_names_a_side(path: Any) -> None:
    assert [text for text in strings(load(path).value) if SIDES.search(text)] == []


@pytest.mark.parametrize("name", IDS)
def test_side_blanks_follow_your_and_stand_only_where_sides_differ(name: str) -> None:
    exercise = exercises()[name]
    text = " ".join(words_of(exercise))
    for before, blank in re.findall(r"(\S*) ?\{(\w+)\}", text):
        if blank.removeprefix("other_") in SIDE_BLANKS:
            assert before == "your", text
            assert exercise.sides == "one-at-a-time"


@pytest.mark.parametrize("name", IDS)
def test_one_sided_steps_name_the_working_side_before_the_other(name: str) -> None:
    exercise = exercises()[name]
    blanks = re.findall(r"\{(\w+)\}", " ".join(exercise.steps))
    sided = [blank for blank in blanks if blank.removeprefix("other_") in SIDE_BLANKS]
    assert bool(sided) == (exercise.sides == "one-at-a-time")
    assert not (sided and sided[0].startswith("other_"))


@pytest.mark.parametrize("name", IDS)
def test_a_step_that_a_zero_hold_drops_says_nothing_else(name: str) -> None:
    exercise = exercises()[name]
    holds = [step for step in exercise.steps if "{hold}" in step]
    shortest = (exercise.ranges.hold_seconds or (0, 0))[0]
    assert all(step == "Hold for {hold}." or shortest > 0 for step in holds)
    assert bool(holds) == bool(exercise.dose.standard.hold_seconds)
    timed = exercise.dose.standard.reps is None
    assert any("{time}" in step for step in exercise.steps) == timed


@pytest.mark.parametrize("name", IDS)
def test_steps_hold_no_number_of_the_dose(name: str) -> None:
    for step in exercises()[name].steps:
        assert not re.search(r"\d+ (?:seconds?|minutes?|sets?)\b|[2-9]\d* times", step), step


def test_patient_sentences_of_rules_programs_and_red_flags_are_short_and_plain() -> None:
    said = [line for file in rules().values() for rule in file.rules for line in rule.patient]
    said += [line for program in programs().values() for line in (program.why, *program.before, *program.closing)]
    said += [flag.plain for flag in flags().flags.values()] + [thing.phrase for thing in equipment().things.values()]
    for line in said:
        assert all(len(part.split()) <= 15 for part in sentences([line])), line
        assert not JARGON.search(line), line
        assert not PASSIVE.search(line), line
        assert sum(syllables(word) > 2 for word in filled(line).split()) <= 2, line
    assert grade(said) <= GRADE_MAX


def test_red_flags_fit_on_a_line() -> None:
    for line in red_flags().red_flags:
        assert len(line.words) <= RED_FLAG_MAX * (1 + (line.id in TWO_LINES)), line.words
        assert not JARGON.search(line.words)
