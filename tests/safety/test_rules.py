"""Each rule fires on what it is about, and stays quiet as soon as one thing is otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from handouts.plan.safety import Extent
from tests.plan import MONDAY
from tests.safety import FLAGS, RULES, SIDED, fact, fired, keys, patient, task

DAY = timedelta(days=1)
MISSES = [(name, key) for name, rule in RULES.items() for key in keys(rule)]
FLAGGED = [name for name, rule in RULES.items() if rule.flag != "everyone"]
TIMED = [name for name, rule in RULES.items() if rule.when.weeks_since]
LATE = [name for name in TIMED if (span := RULES[name].when.weeks_since) and span.since]
ENDING = [name for name in TIMED if (span := RULES[name].when.weeks_since) and span.under]
BY_STATUS = [name for name in FLAGGED if RULES[name].when.status]
BY_LEVEL = [name for name in FLAGGED if RULES[name].when.level]
ONE_SIDED = [
    name
    for name in FLAGGED
    if "side" in FLAGS[RULES[name].flag].facts and RULES[name].match.model_fields_set & set(SIDED)
]


def test_there_are_rules_for_every_flag_and_every_flag_has_a_rule() -> None:
    assert {rule.flag for rule in RULES.values()} == {*FLAGS, "everyone"}
    assert len(RULES) > 150


@pytest.mark.parametrize("name", RULES)
def test_a_rule_fires_on_what_it_is_about(name: str) -> None:
    rule = RULES[name]
    assert fired(rule, task(rule), patient(rule))


@pytest.mark.parametrize(("name", "key"), MISSES, ids=[f"{name}-{key}" for name, key in MISSES])
def test_a_rule_stays_quiet_when_one_property_is_otherwise(name: str, key: str) -> None:
    rule = RULES[name]
    assert not fired(rule, task(rule, key), patient(rule))


@pytest.mark.parametrize("name", FLAGGED)
def test_a_rule_stays_quiet_without_its_flag(name: str) -> None:
    rule = RULES[name]
    first, *others = patient(rule)
    assert not fired(rule, task(rule), tuple(others))
    assert not others or not fired(rule, task(rule), (first,))


@pytest.mark.parametrize("name", ONE_SIDED)
def test_a_rule_about_one_limb_lets_the_other_work(name: str) -> None:
    rule = RULES[name]
    spared = replace(fact(rule), side="left")
    made = task(rule)
    assert not fired(rule, made, (spared,))
    assert fired(rule, replace(made, side="each"), (spared,))
    assert fired(rule, made, (replace(spared, side="both"),))


@pytest.mark.parametrize("name", BY_STATUS)
def test_a_rule_stays_quiet_with_a_status_it_does_not_name(name: str) -> None:
    rule = RULES[name]
    for status in set(FLAGS[rule.flag].status) - set(rule.when.status):
        assert not fired(rule, task(rule), (replace(fact(rule), status=status, percent=100),))


@pytest.mark.parametrize("name", BY_LEVEL)
def test_a_rule_stays_quiet_with_a_level_it_does_not_name(name: str) -> None:
    rule = RULES[name]
    for level in set(FLAGS[rule.flag].level) - set(rule.when.level):
        assert not fired(rule, task(rule), (replace(fact(rule), level=level),))


def on(name: str, weeks: int, days: int = 0) -> tuple[object, ...]:
    return (replace(fact(RULES[name]), on=MONDAY - timedelta(weeks=weeks) - days * DAY),)


@pytest.mark.parametrize("name", LATE)
def test_a_rule_waits_for_its_first_week_to_the_day(name: str) -> None:
    rule = RULES[name]
    since = rule.when.weeks_since.since  # type: ignore[union-attr]
    assert not fired(rule, task(rule), on(name, since, -1))  # type: ignore[arg-type]
    assert fired(rule, task(rule), on(name, since))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ENDING)
def test_a_rule_ends_with_its_last_week_to_the_day(name: str) -> None:
    rule = RULES[name]
    under: int = rule.when.weeks_since.under  # type: ignore[union-attr, assignment]
    assert fired(rule, task(rule), on(name, under, -1))  # type: ignore[arg-type]
    assert not fired(rule, task(rule), on(name, under))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.match.exercises_over is not None])
def test_a_rule_about_the_number_of_exercises_counts_them(name: str) -> None:
    rule = RULES[name]
    limit: int = rule.match.exercises_over  # type: ignore[assignment]
    assert not fired(rule, task(rule), patient(rule), Extent(limit, 99))
    assert fired(rule, task(rule), patient(rule), Extent(limit + 1, 1))


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.match.session_minutes_over is not None])
def test_a_rule_about_the_length_of_a_session_counts_its_minutes(name: str) -> None:
    rule = RULES[name]
    limit: int = rule.match.session_minutes_over  # type: ignore[assignment]
    assert not fired(rule, task(rule), patient(rule), Extent(99, limit))
    assert fired(rule, task(rule), patient(rule), Extent(1, limit + 1))


def test_a_day_in_the_week_of_an_operation_counts_as_week_0() -> None:
    assert fired(RULES["ACH-1"], task(RULES["ACH-1"]), (replace(fact(RULES["ACH-1"]), on=MONDAY),))
    assert date.fromisoformat("2026-11-02") == MONDAY
