"""Why an exercise cannot be given to this patient, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handouts.intake.equipment import Thing
    from handouts.plan.choice import Wanted
    from handouts.plan.findings import Findings
    from handouts.plan.safety import Hit


def contradicted(want: Wanted, hits: Iterable[Hit], easier: str | None, findings: Findings) -> None:
    """Refuses for every rule that forbids the exercise, each with its id, reason and source."""
    for hit in hits:
        if hit.severity == "contraindicated":
            message = f"{want.use} is not for this patient ({hit.rule}): {hit.reason} [{hit.source}]"
            findings.refuse(want.loc, message, _way_out(want, easier))


def lacking(
    want: Wanted,
    equipment: Iterable[str],
    owned: frozenset[str] | None,
    things: Mapping[str, Thing],
    findings: Findings,
) -> None:
    """Refuses for every thing that is not at home; `owned` None means that anything is."""
    for name in equipment:
        if owned is not None and name not in owned and not things[name].everywhere:
            message = f"{want.use} needs {things[name].phrase}, which is not among the patient's equipment"
            findings.refuse(want.loc, message, "add it to patient.equipment, or leave the exercise out")


def _way_out(want: Wanted, easier: str | None) -> str:
    instead = f", or use '{easier}' instead if it suits" if easier else ""
    out = f"leave_out: [{want.use}]" if want.item else f"take {want.use} out of exercises"
    return f"{out}{instead}"
