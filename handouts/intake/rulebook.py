"""The rules of every folder made one book: what a clinic adds, replaces or loosens, held against the flags."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from handouts.intake.problems import Place, Problem, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handouts.intake.flags import Flag
    from handouts.intake.rules import Rule

EVERYONE = "everyone"
_SEVERE_FIRST = ("contraindicated", "modify", "caution")


def merged(folders: Iterable[Iterable[tuple[Rule, str]]], problems: list[Problem]) -> tuple[Rule, ...]:
    """`folders` from what ships to what is most particular: each rule with the file it stands in.

    A rule gives way only to a later folder's, and only where that says so. What is wrong goes to `problems`.
    """
    book: dict[str, Rule] = {}
    for folder in folders:
        earlier = dict(book)
        for rule, file in folder:
            faults = _faults(rule, earlier, book)
            problems += [Problem(Place(file), f"{rule.id}: {said}", hint) for said, hint in faults]
            book.setdefault(rule.id, rule)
            for old in (rule.replaces, rule.loosens):
                if old in earlier:
                    book.pop(old, None)
    return tuple(book.values())


def _faults(rule: Rule, earlier: Mapping[str, Rule], book: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    if rule.id in book and rule != book[rule.id]:  # a copy of ours changes nothing
        yield f"the rule {rule.id} exists already, and says something else", "give your rule an id of its own"
    for old in filter(None, (rule.replaces, rule.loosens)):
        if old not in earlier:
            yield f"there is no rule '{old}' in an earlier folder", meant(old, earlier)
        elif earlier[old].flag != rule.flag:
            yield f"{old} is about the flag {earlier[old].flag}, and this about {rule.flag}", "name the same flag"
    if rule.replaces and rule.replaces in earlier and earlier[rule.replaces].when.weeks_since is None:
        yield f"{rule.replaces} is no timeline after surgery, so no protocol replaces it", "say 'loosens' and 'because'"
    if rule.loosens and rule.loosens in earlier and _rank(rule) < _rank(earlier[rule.loosens]):
        yield f"it is stricter than {rule.loosens}, so it loosens nothing", "leave out 'loosens' and 'because'"


def _rank(rule: Rule) -> int:
    return _SEVERE_FIRST.index(rule.severity)


def unfit(rule: Rule, flags: Mapping[str, Flag], things: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What a rule says that its flag cannot mean: such a rule would never fire, and nobody would notice."""
    there = set(things)
    for name in _named(rule):
        if name not in there:
            yield f"there is no equipment '{name}'", meant(name, there)
    if rule.flag == EVERYONE:
        if rule.when.model_fields_set or "{" in " ".join(rule.patient):
            yield "the flag 'everyone' has no facts to look at", "remove 'when' and every blank"
        return
    flag = flags.get(rule.flag)
    if flag is None:
        yield f"there is no flag '{rule.flag}'", meant(rule.flag, [*flags, EVERYONE])
        return
    for other in set(rule.when.together) - set(flags):
        yield f"there is no flag '{other}'", meant(other, flags)
    yield from _untrue(rule, flag)
    yield from _unsaid(rule, flag)


def _named(rule: Rule) -> tuple[str, ...]:
    """Things that a rule speaks of."""
    instead = rule.instead
    other = (*instead.also, *instead.things, *instead.things.values()) if instead else ()
    return (*rule.match.equipment, *other)


def _untrue(rule: Rule, flag: Flag) -> Iterator[tuple[str, str]]:
    """Facts that the rule asks for, and its flag does not have."""
    for fact, asked, allowed in (("status", rule.when.status, flag.status), ("level", rule.when.level, flag.level)):
        if odd := sorted(set(asked) - set(allowed)):
            yield f"the flag {rule.flag} has no {fact} '{odd[0]}'", f"it has: {', '.join(allowed) or 'none'}"
    if rule.when.weeks_since and "on" not in flag.facts:
        yield f"the flag {rule.flag} has no day to count weeks from", "add 'on' to its facts"
    if rule.match.movement and rule.match.movement.joint_of_flag and "level" not in flag.facts:
        yield f"the flag {rule.flag} names no part of the body", "add 'level' to its facts"


def _unsaid(rule: Rule, flag: Flag) -> Iterator[tuple[str, str]]:
    """Blanks that no fact of the flag fills."""
    said = " ".join(rule.patient)
    if "{side}" in said and "side" not in flag.facts:
        yield f"the flag {rule.flag} has no side to say", "remove {side}"
    percent = "{percent}" in said or rule.match.leg_percent_over_flag
    if percent and not (rule.when.status and set(rule.when.status) <= set(flag.percent_when)):
        yield f"the flag {rule.flag} has no percent with every status of this rule", "narrow 'when.status'"
    if "{" in said.replace("{side}", "").replace("{percent}", ""):
        yield "its sentences have a blank that is neither {side} nor {percent}", ""


def lost(old: Flag, new: Flag) -> list[str]:
    """What a flag asked for or took care of, and its new wording does not."""
    facts = [
        *(set(old.facts) - set(new.facts)),
        *(set(old.status) - set(new.status)),
        *(set(old.level) - set(new.level)),
    ]
    cares = [key for key in ("pain_is_no_guide", "wears_shoes") if getattr(old, key) and not getattr(new, key)]
    return [*sorted(facts), *sorted(set(old.percent_when) - set(new.percent_when)), *cares]


def version(rules: Iterable[Rule]) -> str:
    """8 letters that change when any rule does."""
    digest = hashlib.sha256()
    for rule in rules:
        digest.update(rule.model_dump_json().encode())
    return digest.hexdigest()[:8]


def changed(rules: Iterable[Rule]) -> list[str]:
    """What a clinic replaced or loosened, for every report."""
    told = []
    for rule in rules:
        if rule.replaces:
            told.append(f"{rule.id} replaces {rule.replaces}, by protocol {rule.protocol}")
        if rule.loosens:
            told.append(f"{rule.id} loosens {rule.loosens}: {rule.because}")
    return told
