"""No warning is lost or doubled between the rules and the card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from handouts.intake.problems import HandoutsError
from handouts.words.compose import compose
from handouts.words.readability import sentences
from tests.plan import catalog, plan
from tests.plan.test_laws import PATIENTS, text
from tests.words import CLINIC, PANELS, voice

if TYPE_CHECKING:
    from handouts.plan.plan import Plan


@given(PATIENTS)
@settings(max_examples=80, deadline=None)
def test_every_sentence_of_every_rule_stands_once_on_the_card_of_its_exercise(patient: dict[str, Any]) -> None:
    try:
        found: Plan = plan(text(patient), CLINIC)
    except HandoutsError:
        return  # nothing is made
    made = compose(found, CLINIC, voice(), catalog().things(), lambda _: PANELS)
    assert len(made.cards) == len(found.exercises)
    for each, card in zip(found.exercises, made.cards, strict=True):
        said = sentences(card.care.text) if card.care else []
        assert len(said) == len(set(said))
        told = [sentence for hit in each.hits for line in hit.patient for sentence in sentences(line)]
        assert said[: len(dict.fromkeys(told))] == list(dict.fromkeys(told))
        assert (card.number, card.name) == (each.number, each.exercise.name)
