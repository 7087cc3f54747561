"""Which sentences a document has, in which order."""

from __future__ import annotations

import pytest

from handouts.words.outline import lines
from tests.words import document

HEAD = "patient: {name: Sam Rivera, side: right"
DAILY = "dose: {times_per_day: 1, days_per_week: 7}"


def made(rest: str, patient: str = "") -> object:
    return document(f"{HEAD}{patient}}}\n{rest}\n")


def chosen(*exercises: str) -> str:
    return f"exercises: [{', '.join(exercises)}]"


@pytest.mark.parametrize(
    ("exercises", "said"),
    [
        (["heel-raise"], ["Do this exercise once a day.", "It takes about 6 minutes."]),
        (["{use: heel-raise, dose: {times_per_day: 2}}"],
         ["Do this exercise 2 times a day.", "It takes about 6 minutes each time."]),
        (["{use: heel-raise, dose: {sets: 1, reps: 1, hold_seconds: 0}}"],
         ["Do this exercise once a day.", "It takes about 1 minute."]),
        (["{use: heel-raise, dose: {days_per_week: 1}}"],
         ["Do this exercise once a day, 1 day a week.", "It takes about 6 minutes."]),
        (["heel-raise", "towel-scrunch"], ["Do these 2 exercises once a day.", "It takes about 11 minutes."]),
        (["heel-raise", "{use: towel-scrunch, dose: {times_per_day: 2}}"],
         ["Do these 2 exercises. Each one says how often.", "It takes up to 16 minutes a day."]),  # 330 + 2 × 300 s
        (["heel-raise", "{use: towel-scrunch, dose: {on: [mon]}}"],
         ["Do these 2 exercises. Each one says how often.", "It takes up to 11 minutes a day."]),
        (["{use: heel-raise, dose: {weeks: 6}}"],
         ["Do this exercise once a day.", "It takes about 6 minutes.", "Keep going for 6 weeks."]),
    ],
)  # fmt: skip
def test_the_main_message(exercises: list[str], said: list[str]) -> None:
    assert list(made(chosen(*exercises)).message) == said


def test_weeks_that_differ_are_said_on_the_cards() -> None:
    found = made(chosen("{use: heel-raise, dose: {weeks: 1}}", "towel-scrunch"))
    assert found.cards[0].steps[-1] == "Do this for 1 week."
    assert not any("weeks" in line for line in found.message)


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ("program: foot-ankle-pain-5", "Strong feet and loose calves can ease foot and ankle pain."),
        (chosen("heel-raise"), "Strong calves help you walk, climb and push off."),
        (
            chosen("heel-raise", "calf-stretch-wall"),
            "Strong and flexible calves and ankles help you move with less pain.",
        ),
        (
            chosen("calf-stretch-wall", "soleus-stretch-wall"),
            "Flexible calves and ankles help you move with less pain.",
        ),
        (chosen("single-leg-stance", "single-leg-stance-foam"), "Steady ankles and feet help you move with less pain."),
    ],
)
def test_the_reason_fits_all_of_the_plan(rest: str, why: str) -> None:
    assert made(rest).reasons[0].text == why


def test_goals_are_named_and_ended_and_left_out_when_there_are_none() -> None:
    assert [reason.label for reason in made(chosen("heel-raise")).reasons] == ["Why:"]
    two = made(chosen("heel-raise") + "\ngoals: [Walk a mile, Climb stairs!]")
    assert (two.reasons[1].label, two.reasons[1].text) == ("Your goals:", "Walk a mile. Climb stairs!")


def test_without_visit_clinician_or_note_the_page_says_nothing_of_them() -> None:
    found = made(chosen("heel-raise"))
    assert found.byline.replace("\xa0", " ") == "For Sam Rivera · 2 Nov 2026"
    assert found.stop.tiers[2].answer == "next visit"
    assert found.contact[1].text == ""
    assert found.notes.hint == "Write your questions here."
    assert found.cards[0].note is None
    assert found.letterhead.clinician == ""


def test_visit_clinician_and_note_are_said_where_they_belong() -> None:
    rest = chosen("{use: heel-raise, note: Slow.}")
    found = made(rest + "\nclinician: {name: J. Okafor, credentials: PT, phone: 555 1}\nnext_visit: 2026-12-05")
    assert found.byline.endswith("Next visit 5\xa0Dec\xa02026")
    assert found.stop.tiers[1].answer == "555\xa01"
    assert found.stop.tiers[2].answer == "on 5\xa0Dec\xa02026"
    assert (found.contact[1].label, found.contact[1].text) == (
        "Your next visit with J. Okafor",
        "Saturday,\xa05\xa0Dec\xa02026",
    )
    assert found.cards[0].note is not None
    assert (found.cards[0].note.label, found.cards[0].note.text) == ("Note from J. Okafor", "Slow.")


@pytest.mark.parametrize(
    ("patient", "inside", "outside"),
    [
        ("", ["1 calf is newly swollen, warm, red or sore", "A pop in your calf or heel"], ["You fall and get hurt"]),
        (", flags: [falls]", ["1 calf is newly swollen, warm, red or sore", "You fall and get hurt"], []),
        (
            ", flags: [falls, latex, neuropathy]",
            ["1 calf is newly swollen, warm, red or sore", "Hot, red or swollen foot", "New foot blister, cut or sore",
             "You fall and get hurt", "Skin gets red, itchy or puffy"],
            ["Cold, blue, numb, weak foot"],
        ),
    ],
)  # fmt: skip
def test_reasons_to_call_follow_regions_and_flags_and_flags_are_never_cut(
    patient: str, inside: list[str], outside: list[str]
) -> None:
    today = made(chosen("toe-taps", "ankle-circles"), patient).stop.tiers[1].lines
    assert set(inside) <= set(today)
    assert not set(outside) & set(today)


@pytest.mark.parametrize("patient", ["", ", flags: [falls, latex, neuropathy]"])
@pytest.mark.parametrize("rest", ["program: foot-ankle-strength-11", chosen("toe-taps")])
def test_no_tier_has_more_than_5_lines_and_none_is_empty(rest: str, patient: str) -> None:
    if patient and "program" in rest:
        rest = chosen("band-eversion", "ankle-circles")
    for tier in made(rest, patient).stop.tiers:
        assert 1 <= len(tier.lines) <= 5


def test_a_band_is_a_reason_to_stop_only_where_there_is_one() -> None:
    assert "Your band is cut or worn" in made(chosen("band-eversion")).stop.tiers[2].lines
    assert "Your band is cut or worn" not in made(chosen("toe-taps")).stop.tiers[2].lines


def test_care_tells_the_rules_first_then_the_general_then_pain_and_no_sentence_twice() -> None:
    rest = chosen("{use: foot-edge-walk, dose: {pain_ceiling: 3}}")
    care = made(rest, ", flags: [falls, neuropathy]").cards[0].care
    assert care is not None
    assert care.text == (
        "Keep 1 hand on the counter. Have someone next to you. Wear shoes and socks when you stand. "
        "Check your feet before and after. Pain may not warn you. Stop if skin is red, hot, or broken. Go slowly. "
        "Stop if pain goes over 3 out of 10."
    )


def test_no_pain_at_all_is_said_plainly() -> None:
    care = made(chosen("{use: toe-taps, dose: {pain_ceiling: 0}}")).cards[0].care
    assert care is not None
    assert care.text == "Stop if it hurts."


def test_before_you_start_has_2_general_lines_at_most_then_one_for_each_lead() -> None:
    found = made(
        chosen("heel-raise", "towel-scrunch", "band-eversion"), ", flags: [latex, child-at-home]"
    ).before.checks
    assert [(check.warns, f"{check.lead} {check.text}".strip()) for check in found] == [
        (False, "Clear the floor and check that it is dry. Stand near a kitchen counter."),
        (False, "Use a sturdy chair that cannot roll."),
        (True, "Latex allergy. Use a latex-free band."),
        (True, "Small child at home. Put the band away where no child can reach it."),
    ]


def test_one_sentence_under_two_leads_is_said_once_on_page_1() -> None:
    found = made(chosen("calf-stretch-towel"), ", flags: [falls, no floor]").before.checks
    assert [check.text for check in found if check.warns] == ["Use your bed, not the floor."]


def test_feet_that_feel_little_get_no_pain_guide_and_are_told_to_wear_shoes() -> None:
    found = made(chosen("heel-raise"), ", flags: [neuropathy]")
    assert (found.pain, found.log.pain) == (None, "")
    assert "hurt" not in " ".join(found.prompts.questions)
    assert {fact.label: fact.text for fact in found.cards[0].facts}["You need"] == "A kitchen counter. Wear flat shoes."
    assert "Bare feet" not in "\n".join(lines(found))


def test_shoes_are_asked_for_once() -> None:
    text = "\n".join(lines(made(chosen("heel-walk"))))
    assert "and flat shoes that grip." in text
    assert "Wear flat shoes." not in text


@pytest.mark.parametrize("name", ["heel-raise", "ankle-circles", "band-eversion", "toe-walk"])
def test_every_card_says_what_to_do_when_it_is_too_easy_or_too_hard(name: str) -> None:
    facts = {fact.label: fact.text for fact in made(chosen(name)).cards[0].facts}
    assert facts["Too easy?"]
    assert facts["Too hard?"]


def test_a_named_next_exercise_takes_the_place_of_the_catalog_s_advice() -> None:
    rest = chosen("{use: heel-raise, dose: {too_easy: single-leg-heel-raise, too_hard: seated-heel-raise}}")
    facts = {fact.label: fact.text for fact in made(rest).cards[0].facts}
    assert facts["Too easy?"].startswith("Ask me if you can move on to: ")
    assert facts["Too hard?"] == "Ask me about an easier one: Seated heel raise."


def test_the_log_has_boxes_on_the_days_of_each_exercise() -> None:
    rest = chosen("{use: heel-raise, dose: {on: [tue]}}", "{use: toe-taps, dose: {times_per_day: 2}}")
    rows = made(rest).log.rows
    assert rows[0].ticks == (0, 1, 0, 0, 0, 0, 0) * 2
    assert rows[1].ticks == (2,) * 14


def test_reasons_to_call_that_are_about_this_patient_are_never_cut() -> None:
    """With however many flags: the general ones give way, and what is left are the patient's own."""
    from handouts.intake.flags import RedFlag
    from handouts.words.compose import LINES_PER_TIER, _fitting

    def line(number: int, about: str) -> RedFlag:
        return RedFlag(
            id=f"line-{number}", tier="today", words=f"Reason {number}", about=(about,), rank=number,
            source="common practice", review="draft",
        )  # fmt: skip

    general = [line(number, "everyone") for number in range(1, 7)]
    own = [line(number, f"flag-{number}") for number in range(10, 18)]
    flags = {f"flag-{number}" for number in range(10, 18)}
    kept = _fitting((*general, *own), "today", {"everyone", *flags}, flags)
    assert kept == ("Reason 1", *(each.words for each in own))
    few = _fitting((*general, *own[:2]), "today", {"everyone", *flags}, flags)
    assert len(few) == LINES_PER_TIER
    assert few[-2:] == ("Reason 10", "Reason 11")
