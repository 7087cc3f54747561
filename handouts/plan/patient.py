"""What is known of the patient, checked: flags with their facts, and the things at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake.catalog import flag_hint, flag_id, thing_id
from handouts.intake.problems import meant
from handouts.plan.safety import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from handouts.intake.equipment import Thing
    from handouts.intake.flags import Flag
    from handouts.intake.profile import PatientFlag
    from handouts.plan.findings import Findings, Loc


def known(
    written: Iterable[PatientFlag], flags: Mapping[str, Flag], day: date, findings: Findings
) -> tuple[Known, ...]:
    """Unknown flags, missing facts and facts out of place are complaints: nothing is guessed."""
    found = []
    for index, each in enumerate(written):
        loc = ("patient", "flags", index)
        name = flag_id(each.flag, dict(flags))
        if name is None:
            findings.complain(loc, f"there is no flag '{each.flag}'", flag_hint(each.flag, dict(flags)))
            continue
        _facts(each, name, flags[name], loc, findings)
        if each.on is not None and each.on > day:
            message = f"the flag {name} is of {each.on}, after the day of the handout, {day}"
            findings.complain((*loc, "on"), message, "mend it, or say --date")
        told, flag = (each.side, each.status, each.percent, each.on, each.level), flags[name]
        found.append(Known(name, *told, flag.pain_is_no_guide, flag.wears_shoes))
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
    for fact, said, allowed in (("status", each.status, flag.status), ("level", each.level, flag.level)):
        if said is not None and allowed and said not in allowed:
            hint = f"allowed: {', '.join(allowed)}"
            findings.complain((*loc, fact), f"the flag {name} has no {fact} '{said}'", hint)
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
