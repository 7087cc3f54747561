"""Two laws over random patients: left and right are alike, and a flag never takes a warning away."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.intake.problems import NeedsFixing, UnsafePlan
from tests.plan import MONDAY, catalog, plan

if TYPE_CHECKING:
    from handouts.plan.plan import Plan

NAMES = sorted(catalog().names("exercises"))
MIRROR = {"left": "right", "right": "left"}
SIDES = st.sampled_from(("left", "right", "both"))


def written(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """The flag with every fact it needs, drawn from what it allows."""
    flag = catalog().flags()[name]
    facts: dict[str, st.SearchStrategy[Any]] = {"flag": st.just(name)}
    if "side" in flag.facts:
        facts["side"] = SIDES
    if "on" in flag.facts:
        facts["on"] = st.integers(0, 400).map(lambda days: str(MONDAY - timedelta(days=days)))
    for fact, allowed in (("status", flag.status), ("level", flag.level)):
        if allowed:
            facts[fact] = st.sampled_from(allowed)
    whole = st.fixed_dictionaries(facts)
    if not flag.percent_when:
        return whole
    return st.tuples(whole, st.integers(0, 100)).map(
        lambda pair: {**pair[0], "percent": pair[1]} if pair[0]["status"] in flag.percent_when else pair[0]
    )


FLAGS = st.one_of([written(name) for name in catalog().flags()])
PATIENTS = st.fixed_dictionaries(
    {
        "side": st.none() | SIDES,
        "flags": st.lists(FLAGS, max_size=4),
        "exercises": st.lists(
            st.tuples(st.sampled_from(NAMES), st.none() | SIDES | st.just("each")), min_size=1, max_size=4,
            unique_by=lambda pair: pair[0],
        ),
    }
)  # fmt: skip


def shown(value: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {item}" for key, item in value.items()) + "}"


def text(patient: dict[str, Any]) -> str:
    side = f", side: {patient['side']}" if patient["side"] else ""
    flags = ", ".join(map(shown, patient["flags"]))
    chosen = ", ".join(shown({"use": name, **({"side": side} if side else {})}) for name, side in patient["exercises"])
    return f"patient: {{name: Bo{side}, flags: [{flags}]}}\nexercises: [{chosen}]\n"


def outcome(patient: dict[str, Any]) -> Any:
    """The plan as plain data, or the reasons against it."""
    try:
        return seen(plan(text(patient)))
    except (UnsafePlan, NeedsFixing) as error:
        return type(error).__name__, [problem.message for problem in error.problems]


def seen(found: Plan) -> Any:
    return [
        (each.id, each.side, each.dose, each.equipment, each.footwear, each.session_seconds,
         [(hit.rule, hit.severity, hit.patient) for hit in each.hits])
        for each in found.exercises
    ]  # fmt: skip


def swapped(value: Any) -> Any:
    """Left for right everywhere, in ids of sides and in sentences."""
    if isinstance(value, dict):
        return {key: swapped(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(swapped, value))
    if isinstance(value, str):
        return re.sub(r"\b(left|right)\b", lambda side: MIRROR[side[0]], value)
    return value


@given(PATIENTS)
@settings(max_examples=120, deadline=None)
def test_left_and_right_swapped_everywhere_gives_the_mirrored_outcome(patient: dict[str, Any]) -> None:
    assert outcome(swapped(patient)) == swapped(outcome(patient))


@given(PATIENTS, FLAGS)
@settings(max_examples=120, deadline=None)
def test_one_more_flag_never_means_fewer_warnings(patient: dict[str, Any], flag: dict[str, Any]) -> None:
    more = {**patient, "flags": [*patient["flags"], flag]}
    before, after = warnings(patient), warnings(more)
    assert after is None or (before is not None and before <= after)


def warnings(patient: dict[str, Any]) -> set[tuple[str, str]] | None:
    """Exercise and sentence of every warning; None if the plan is refused, which warns most of all."""
    try:
        found = plan(text(patient))
    except UnsafePlan:
        return None
    except NeedsFixing:
        return set()
    said = {(each.asked or each.id, line) for each in found.exercises for hit in each.hits for line in hit.patient}
    return said | {("", line) for hit in found.overall for line in hit.patient}
