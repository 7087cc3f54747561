"""What is known of the patient, checked: flags with their facts, and the things at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake.catalog import flag_hint, flag_id, thing_id
from handouts.intake.problems import meant
from handouts.plan.safety import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handouts.intake.equipment import Thing
    from handouts.intake.flags import Flag
    from handouts.intake.profile import PatientFlag
    from handouts.plan.findings import Findings, Loc


def known(written: Iterable[PatientFlag], flags: Mapping[str, Flag], findings: Findings) -> tuple[Known, ...]:
    """Unknown flags, missing facts and facts out of place are complaints: nothing is guessed."""
    found = []
    for index, each in enumerate(written):
        loc = ("patient", "flags", index)
        name = flag_id(each.flag, dict(flags))
        if name is None:
            findings.complain(loc, f"there is no flag '{each.flag}'", flag_hint(each.flag, dict(flags)))
            continue
        _facts(each, name, flags[name], loc, findings)
        found.append(Known(name, each.side, each.status, each.percent))
    return tuple(found)


def _facts(each: PatientFlag, name: str, flag: Flag, loc: Loc, findings: Findings) -> None:
    lacking = [fact for fact in flag.facts if getattr(each, fact) is None]
    if each.status in flag.percent_when and each.percent is None:
        lacking.append("percent")
    if lacking:
        example = ", ".join(f"{fact}: …" for fact in dict.fromkeys((*flag.facts, *lacking)))
        findings.complain(
            loc, f"the flag {name} also needs {' and '.join(lacking)}", f"write {{flag: {name}, {example}}}"
        )
    if each.status is not None and flag.status and each.status not in flag.status:
        allowed = ", ".join(flag.status)
        findings.complain((*loc, "status"), f"the flag {name} has no status '{each.status}'", f"allowed: {allowed}")
    taken = {*flag.facts, "percent"} if each.status in flag.percent_when else {*flag.facts}
    for fact in ("side", "on", "level", "status", "percent"):
        if getattr(each, fact) is not None and fact not in taken:
            when = f" with status {each.status}" if fact == "percent" and flag.percent_when else ""
            findings.complain((*loc, fact), f"the flag {name} takes no {fact}{when}", "remove it")


def owned(listed: tuple[str, ...] | None, things: Mapping[str, Thing], findings: Findings) -> frozenset[str] | None:
    """The things at home; None if the profile does not say, and then anything is."""
    if listed is None:
        return None
    found = set()
    for index, written in enumerate(listed):
        name = thing_id(written, dict(things))
        if name is None:
            findings.complain(
                ("patient", "equipment", index), f"there is no equipment '{written}'", meant(written, things)
            )
        else:
            found.add(name)
    return frozenset(found)
