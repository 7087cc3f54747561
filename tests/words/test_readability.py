"""The measure itself, and everything a patient reads held against it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handouts.words.outline import lines
from handouts.words.readability import measure, sentences, syllables, words
from tests.plan import catalog
from tests.words import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.words.document import Document

SPOKEN = """
    toe 1 heels 1 knee 1 calf 1 makes 1 raised 1 pressed 1 turned 1 used 1 eyes 1 shoes 1 straight 1 whole 1 worse 1
    bruise 1 times 1
    ankle 2 ankles 2 muscle 2 lifted 2 rested 2 edges 2 reaches 2 bruises 2 into 2 slowly 2 minute 2 balance 2 towel 2
    breathing 2 every 2 someone 2 movement 2 careful 2 going 2 trying 2 seeing 2 people 2 because 2 little 2 pieces 2
    surface 2 needed 2 quiet 2 sideways 2 homework 2 region 2 swollen 2 question 2 numbness 2
    exercise 3 therapist 3 physical 3 carefully 3 idea 3 area 3 surfaces 3 appointment 3 continue 3 therapy 3
    exercises 4 emergency 4 diabetes 4 dorsiflexion 4 repetition 4 extremity 4
"""
SYLLABLES = re.findall(r"(\w+) (\d)", SPOKEN)
GRADE_MAX, WORDS_MAX = 6.0, 15
# Words of 3 syllables and more that a patient may meet, each because nothing shorter says it.
LONG = {"exercise", "exercises", "fingertips", "physical", "therapist", "therapy"}


@pytest.mark.parametrize(("word", "count"), SYLLABLES)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: str) -> None:
    assert syllables(word) == int(count)


def test_the_word_list_is_long_enough_to_mean_something() -> None:
    assert len(dict(SYLLABLES)) >= 60


def test_the_grade_is_that_of_the_formula_by_hand() -> None:
    # 2 sentences, 8 words, 8 syllables
    assert measure(["Sit down on a chair. Lift your heels."]).grade == pytest.approx(0.39 * 4 + 11.8 * 8 / 8 - 15.59)
    hard = measure(["Maintain dorsiflexion of the affected extremity throughout the repetition."])
    assert (hard.sentences, hard.words, hard.longest) == (1, 9, 9)
    assert hard.grade > 12


def test_smog_counts_long_words_in_30_sentences() -> None:
    # 2 long words in 1 sentence: 1.043 × √60 + 3.1291
    assert measure(["Your therapist and your exercise."]).smog == pytest.approx(1.043 * 60**0.5 + 3.1291)
    assert measure(["Sit down."]).smog == pytest.approx(3.1291)
    assert measure([]).grade == measure([]).smog == 0


def test_sentences_and_words_are_told_apart() -> None:
    assert sentences("Rest. Then go on? Yes!  Now.") == ["Rest.", "Then go on?", "Yes!", "Now."]
    assert sentences("Put 2.5 kg on.") == ["Put 2.5 kg on."]
    assert words("Don't pick-up 2 marbles.") == ["Don't", "pick", "up", "2", "marbles"]


def parts(made: Document) -> Iterator[tuple[str, list[str]]]:
    """The document in the pieces that are read in one go; names of clinic and patient are not ours to grade."""
    yield "opening", [*made.message, *(reason.text for reason in made.reasons)]
    yield "table", [row.name for row in made.glance.rows] + [row.how_much for row in made.glance.rows]
    yield "before", [f"{check.lead} {check.text}" for check in made.before.checks]
    yield "stop", [line for tier in made.stop.tiers for line in tier.lines]
    for card in made.cards:
        care = [card.care.text] if card.care else []
        yield card.name, [*card.steps, *care, *(fact.text for fact in card.facts)]
        if card.picture:
            yield f"{card.name}, picture", [panel.alt for panel in card.picture.panels]
    pain = [zone.text for zone in made.pain.zones] if made.pain else []
    yield "last page", [made.log.instruction, *pain, *made.prompts.questions, *made.closing, made.notes.hint]


PROGRAMS = sorted(catalog().names("programs"))


@pytest.mark.parametrize("side", ["left", "both"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_everything_a_patient_reads_is_grade_6_or_below(program: str, side: str) -> None:
    made = document(f"patient: {{name: Bo, side: {side}}}\nprogram: {program}\n")
    for name, texts in parts(made):
        reading = measure(texts)
        assert reading.grade <= GRADE_MAX, (name, reading)
    everything = measure(text for _, texts in parts(made) for text in texts)
    assert everything.smog <= 8


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_line_of_a_program_has_a_sentence_over_15_words_or_a_long_word_beyond_the_few(program: str) -> None:
    made = document(f"patient: {{name: Bo, side: left}}\nprogram: {program}\n")
    for line in lines(made):
        reading = measure([line.replace("\xa0", " ")])
        assert reading.longest <= WORDS_MAX, line
    texts = [text for name, texts in parts(made) if "picture" not in name for text in texts]
    long = {word.lower() for word in measure(texts).long_words}
    assert long <= LONG | set(map(str.lower, _named(made))), long


def _named(made: Document) -> set[str]:
    """Words of the exercises' own names."""
    return {word for card in made.cards for word in re.findall(r"[A-Za-z]+", card.name)}
