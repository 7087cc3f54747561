"""What the clinician is told of a plan: every rule that fired, every flag that met nothing, what was accepted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handouts.plan.safety import SEVERE_FIRST

if TYPE_CHECKING:
    from handouts.plan.plan import Plan, Planned
    from handouts.plan.safety import Hit

NOT_A_CLEARANCE = "Where no rule fired, no rule had anything to say; the clinician judges."


def summary(plan: Plan) -> str:
    """One line: how many rules fired of each severity, and which rules they were."""
    every = [*plan.overall, *(hit for each in plan.exercises for hit in each.hits)]
    counts = Counter(hit.severity for hit in every)
    accepted = sum(bool(hit.accepted) for hit in every)
    parts = [f"{counts[kind]} {kind}" for kind in SEVERE_FIRST if kind != "contraindicated" or counts[kind]]
    said = ", ".join(parts) + (f" ({accepted} accepted)" if accepted else "")
    return f"rules {plan.rules}: {said}; {_unmet_said(plan)}"


def _unmet_said(plan: Plan) -> str:
    if not plan.known:
        return "no flags given, so only rules for everyone were asked"
    return f"flags that met no rule: {', '.join(unmet(plan)) or 'none'}"


def unmet(plan: Plan) -> tuple[str, ...]:
    """Flags of the patient that no rule said anything about, in their order."""
    met = {hit.flag for hit in plan.hits}
    return tuple(dict.fromkeys(fact.flag for fact in plan.known if fact.flag not in met))


def data(plan: Plan) -> dict[str, Any]:
    """The audit as plain data, without the patient's name."""
    return {
        "date": plan.day.isoformat(),
        "rules": plan.rules,
        "flags": [_facts(fact) for fact in plan.known],
        "flags_without_a_rule": list(unmet(plan)),
        "program": [_told(hit) for hit in plan.overall],
        "exercises": [_exercise(each) for each in plan.exercises],
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in plan.notices],
        "note": NOT_A_CLEARANCE,
    }


def _facts(fact: Any) -> dict[str, Any]:
    told = {key: getattr(fact, key) for key in ("flag", "side", "status", "percent", "on", "level")}
    return {key: str(value) if key == "on" else value for key, value in told.items() if value is not None}


def _exercise(each: Planned) -> dict[str, Any]:
    asked = {"asked": each.asked} if each.asked else {}
    return {"number": each.number, "id": each.id, **asked, "side": each.side, "hits": [_told(hit) for hit in each.hits]}


def _told(hit: Hit) -> dict[str, Any]:
    told: dict[str, Any] = {
        "rule": hit.rule, "flag": hit.flag, "severity": hit.severity, "patient": list(hit.patient),
        "reason": hit.reason, "source": hit.source, "swaps": [list(pair) for pair in hit.swaps],
        "set_up": hit.set_up, "instead": hit.instead, "accepted": hit.accepted,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in ("", [])}


def lines(plan: Plan) -> list[str]:
    """The audit to read, exercise by exercise."""
    found = [f"rules {plan.rules}, {plan.day}"]
    found += [f"the whole program: {line}" for hit in plan.overall for line in _lines(hit)]
    for each in plan.exercises:
        swapped = f" in place of {each.asked}" if each.asked else ""
        found.append(f"{each.number}. {each.id}{swapped}, {each.side}")
        found += [f"   {line}" for hit in each.hits for line in _lines(hit)] or ["   no rule fired"]
    found += [f"flag that met no rule: {flag}" for flag in unmet(plan)]
    found += [f"{notice.kind}: {notice.text}" for notice in plan.notices]
    return [*found, NOT_A_CLEARANCE]


def _lines(hit: Hit) -> list[str]:
    changed = "; ".join(filter(None, (*(f"{old} becomes {new}" for old, new in hit.swaps), hit.set_up)))
    head = f"{hit.severity} ({hit.rule}, {hit.flag}): {hit.reason} [{hit.source}]"
    return list(filter(None, (
        head,
        f"  changed: {changed}" if changed else "",
        f"  accepted by the clinician: {hit.accepted}" if hit.accepted else "",
        f"  the patient reads: {' '.join(hit.patient)}" if hit.patient else "",
    )))  # fmt: skip


def accepted(plan: Plan) -> tuple[tuple[Planned, Hit], ...]:
    """Every forbidden exercise that is given all the same, with the rule."""
    return tuple((each, hit) for each in plan.exercises for hit in each.hits if hit.accepted)


def record(plan: Plan, stem: str) -> str:
    """The clinician's own sheet beside the PDF. It names the profile's file and never the patient."""
    taken = accepted(plan)
    head = [f"For the clinician, not for the patient. Profile {stem}, {plan.day}, rules {plan.rules}.", ""]
    none = ["Nothing was accepted against a rule."] if not taken else ["Accepted against a rule:"]
    told = [
        f"- {each.number}. {each.id}, {hit.rule}: {hit.reason} [{hit.source}]\n"
        f"  reason given on {plan.day}: {hit.accepted}"
        for each, hit in taken
    ]
    return "\n".join((*head, *none, *told, "", "Every rule that fired:", *lines(plan))) + "\n"
