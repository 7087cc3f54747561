"""Why an exercise cannot be given to this patient, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake.problems import Place, Problem, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handouts.intake.equipment import Thing
    from handouts.plan.choice import Wanted
    from handouts.plan.findings import Findings
    from handouts.plan.plan import Planned
    from handouts.plan.safety import Hit, Known


def contradicted(want: Wanted, hits: Iterable[Hit], easier: str | None, findings: Findings) -> None:
    """Refuses for every rule that forbids the exercise, each with its id, reason and source."""
    for hit in hits:
        if hit.severity == "contraindicated" and not hit.accepted:
            message = f"{want.use} is not for this patient ({hit.rule}): {hit.reason} [{hit.source}]"
            instead = f"; {hit.set_up}" if hit.set_up else ""
            judged = f'; if you judge otherwise: --accept {want.use}="why"'
            findings.refuse(want.loc, message, f"{_way_out(want, easier)}{instead}{judged}")


def stopped(hits: Iterable[Hit], known: Sequence[Known], findings: Findings) -> None:
    """Refuses the whole program: there is nothing to do instead, and nothing to accept."""
    for hit in hits:
        if hit.severity == "contraindicated":
            at = next((index for index, fact in enumerate(known) if fact.flag == hit.flag), 0)
            message = f"no exercise at all for this patient now ({hit.rule}): {hit.reason} [{hit.source}]"
            told = " ".join(hit.patient)
            findings.refuse(("patient", "flags", at), message, f"tell the patient: {told} No option makes this handout")


def there_already(want: Wanted, swap: Hit) -> tuple[str, str]:
    """What to say where the exercise that should take this one's place is in the plan as well."""
    message = f"{want.use} is not for this patient as it is ({swap.rule}): {swap.reason} [{swap.source}]"
    out = f"leave_out: [{want.use}]" if want.item else f"take {want.use} out of exercises"
    return message, f"{out}: '{swap.instead}', which would take its place, is there already"


def needless(accepted: Mapping[str, str], planned: Sequence[Planned], uses: Iterable[str]) -> list[Problem]:
    """Reasons given for what is not in the plan, or what no rule forbids: somebody meant something else."""
    there, found = set(uses), []
    forbidden = {each.id for each in planned if any(hit.accepted for hit in each.hits)}
    for name in accepted:
        if name not in there:
            found.append(Problem(Place("--accept"), f"'{name}' is not among the exercises", meant(name, there)))
        elif name not in forbidden:
            found.append(Problem(Place("--accept"), f"no rule forbids {name}, so there is nothing to accept"))
    return found


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
