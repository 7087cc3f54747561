"""Which exercises: the program's, less what is left out, plus or replaced by the profile's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.problems import meant

if TYPE_CHECKING:
    from handouts.intake.profile import Chosen, Profile
    from handouts.intake.program import Item, Program
    from handouts.plan.findings import Findings, Loc


class Wanted(Struct, frozen=True):
    """An exercise to resolve: from the program, from the profile, or from both. `loc` is where it was asked for."""

    use: str
    item: Item | None
    chosen: Chosen | None
    loc: Loc


def wanted(profile: Profile, program: Program | None, findings: Findings) -> list[Wanted]:
    """In the program's order, then the profile's own."""
    _twice(profile, findings)
    left_out = _left_out(profile, program, findings)
    chosen = list(enumerate(profile.exercises))
    used: set[int] = set()
    found = []
    for item in program.exercises if program else ():
        mine = [(index, each) for index, each in chosen if each.use == item.use]
        used.update(index for index, _ in mine)
        if item.use in left_out:
            continue
        found += [Wanted(item.use, item, each, ("exercises", index)) for index, each in mine]
        if not mine:
            found.append(Wanted(item.use, item, None, ("program",)))
    found += [Wanted(each.use, None, each, ("exercises", index)) for index, each in chosen if index not in used]
    if not found and not findings.problems:
        findings.complain(("leave_out",), "leaves nothing to do", "leave out fewer exercises")
    return found


def _twice(profile: Profile, findings: Findings) -> None:
    seen: dict[tuple[str, str | None], int] = {}
    for index, each in enumerate(profile.exercises):
        key = (each.use, each.side or each.dose.side)
        if key in seen:
            where = findings.tree.place(("exercises", seen[key])).line
            message = f"{each.use} is chosen twice; it already stands in line {where}"
            findings.complain(("exercises", index), message, "keep one, or give each its own side")
        seen.setdefault(key, index)


def _left_out(profile: Profile, program: Program | None, findings: Findings) -> set[str]:
    names = {item.use for item in program.exercises} if program else set()
    mine = {each.use for each in profile.exercises}
    unread = profile.program is not None and program is None
    for index, name in enumerate(() if unread else profile.leave_out):
        loc = ("leave_out", index)
        if name in mine:
            findings.complain(loc, f"{name} is both chosen and left out", "keep one of the two")
        elif name not in names:
            findings.complain(loc, f"{name} is not in the program, so it cannot be left out", meant(name, names))
    return set(profile.leave_out)
