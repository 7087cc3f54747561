"""No warning is lost on the way: the plan, the document, and the page of its exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.build import Choice, Workshop
from handouts.intake.problems import HandoutsError
from handouts.words.readability import sentences
from tests.plan import MONDAY, case, catalog
from tests.plan.test_laws import PATIENTS, text

if TYPE_CHECKING:
    from handouts.plan.plan import Plan

SHOP = Workshop(catalog())
PAPERS = st.sampled_from((None, "a4"))
# what meets many rules and stops nothing
SPOKEN = ["latex", "falls", "neuropathy", "child-at-home", "NRL", "lives-alone", "blood-thinner", "PAD", "dementia",
          "insulin", "hypermobility", "sciatica", "spina bifida", "{flag: BP, status: controlled}",
          "{flag: osteoporosis, status: no-fracture}", "{flag: NWB, side: left, status: as-tolerated}",
          "{flag: ankle-sprain, side: right, on: 2026-10-30}", "{flag: pregnant, level: third-trimester}"]  # fmt: skip
LOUD = st.fixed_dictionaries(
    {
        "flags": st.lists(st.sampled_from(SPOKEN), min_size=2, max_size=5, unique=True),
        "exercises": st.lists(
            st.sampled_from(["heel-raise", "band-inversion", "calf-stretch-towel", "towel-scrunch", "toe-walk",
                             "single-leg-stance", "ankle-circles", "calf-stretch-lunge", "heel-drop-step"]),
            min_size=1, max_size=4, unique=True,
        ),
    }
)  # fmt: skip


def flat(words: str) -> str:
    """Text as it is read, whatever its line breaks; a hyphen at a line's end is the line's."""
    return " ".join(words.replace("\xa0", " ").replace("\ufffe", "-").split())


def loud(drawn: dict[str, Any]) -> str:
    return (
        f"patient: {{name: Bo, side: right, flags: [{', '.join(drawn['flags'])}]}}\n"
        f"exercises: [{', '.join(drawn['exercises'])}]\n"
    )


def spoken(written: str, choice: Choice) -> None:
    try:
        handout = SHOP.planned(case(written), choice)
    except HandoutsError:
        return  # nothing is made
    plan = handout.plan
    cards = {card.number: card for card in handout.document.cards}
    checks = flat(" ".join(check.text for check in handout.document.before.checks))
    for hit in plan.overall:
        assert all(flat(line) in checks for line in hit.patient)
    for each in plan.exercises:
        care = cards[each.number].care
        assert all(not hit.patient or (care and flat(hit.patient[0]) in flat(care.text)) for hit in each.hits)
    pages = [flat(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(SHOP.pdf(handout, choice))]
    _printed(plan, {number: flat(card.steps[-1]) for number, card in cards.items()}, pages)


def _printed(plan: Plan, last_steps: dict[int, str], pages: list[str]) -> None:
    for hit in plan.overall:
        assert all(any(flat(part) in page for page in pages[:2]) for line in hit.patient for part in sentences(line))
    for each in plan.exercises:
        mine = [page for page in pages if each.exercise.name in page and last_steps[each.number] in page]
        for line in (part for hit in each.hits for said in hit.patient for part in sentences(said)):
            assert any(flat(line) in page for page in mine), (each.id, line)


@given(LOUD, PAPERS)
@settings(max_examples=12, deadline=None)
def test_every_warning_of_a_talkative_patient_is_printed_on_the_page_of_its_exercise(
    drawn: dict[str, Any], paper: str | None
) -> None:
    spoken(loud(drawn), Choice(MONDAY, paper=paper))


@given(PATIENTS)
@settings(max_examples=25, deadline=None)
def test_every_warning_of_any_patient_is_printed_on_the_page_of_its_exercise(patient: dict[str, Any]) -> None:
    spoken(text(patient), Choice(MONDAY))


@given(LOUD, st.sampled_from(("compact", "one-per-page", "large-print", "summary")), PAPERS)
@settings(max_examples=16, deadline=None)
def test_every_warning_stands_with_its_exercise_in_every_layout_that_shows_exercises(
    drawn: dict[str, Any], layout: str, paper: str | None
) -> None:
    """`log` shows none: it is the tick sheet alone, and says to the clinician what it leaves out."""
    choice = Choice(MONDAY, paper=paper, layout=layout)
    try:
        handout = SHOP.planned(case(loud(drawn)), choice)
    except HandoutsError:
        return
    pages = [flat(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(SHOP.pdf(handout, choice))]
    whole = " ".join(pages)
    for hit in handout.plan.overall:
        assert all(flat(part) in whole for line in hit.patient for part in sentences(line))
    for each in handout.plan.exercises:
        mine = [page for page in pages if each.exercise.name in page]
        for line in (part for hit in each.hits for said in hit.patient for part in sentences(said)):
            assert any(flat(line) in page for page in mine), (layout, each.id, line)


def test_a_talkative_patient_is_one_that_a_handout_is_made_for() -> None:
    """Else the law above would hold of nothing."""
    written = loud({"flags": ["latex", "falls", "dementia", "PAD"], "exercises": ["band-inversion", "heel-raise"]})
    handout = SHOP.planned(case(written), Choice(MONDAY))
    assert len(handout.plan.hits) >= 4
    spoken(written, Choice(MONDAY))
