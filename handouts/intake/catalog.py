"""The catalog, read file by file as it is asked for, so that one handout opens only what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from handouts.intake import model, rulebook, yaml
from handouts.intake.brand import Brand
from handouts.intake.equipment import Equipment, Thing
from handouts.intake.exercise import Exercise
from handouts.intake.flags import Flag, Flags, RedFlag, RedFlags, Rule, Rules
from handouts.intake.layout import Layout
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem, nearest
from handouts.intake.program import Program

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.intake.model import Written
    from handouts.intake.places import Places

M = TypeVar("M", bound="Written")


class Catalog:
    """Reads once, remembers for the life of the process."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._read: dict[Path, Written] = {}
        self._names: dict[str, dict[str, Path]] = {}
        self._rules: tuple[Rule, ...] | None = None
        self._version: str | None = None

    def names(self, kind: str) -> dict[str, Path]:
        """Id → file of every exercise or program."""
        if kind not in self._names:
            self._names[kind] = self.places.every(f"catalog/{kind}", ".yaml")
        return self._names[kind]

    def file(self, kind: type[M], path: Path) -> M:
        """Raises NeedsFixing with everything wrong in that one file."""
        found = self._read.get(path)
        if found is None:
            found = self._read[path] = model.check(kind, yaml.load(path, shown(path)))
        assert isinstance(found, kind)  # noqa: S101  one path is only ever read as one kind
        return found

    def exercise(self, name: str) -> Exercise | None:
        path = self._path("exercises", name)
        return self.file(Exercise, path) if path else None

    def program(self, name: str) -> Program | None:
        path = self._path("programs", name)
        return self.file(Program, path) if path else None

    def _path(self, kind: str, name: str) -> Path | None:
        """One look at the disk for a name that is right: the folder is listed only to help with a wrong one."""
        if not _plain(name):
            return None
        return self.places.find("catalog", kind, f"{name}.yaml")

    def things(self) -> dict[str, Thing]:
        merged: dict[str, Thing] = {}
        for path in self.places.layered("catalog", "equipment.yaml"):
            merged.update(self.file(Equipment, path).things)
        return merged

    def flags(self) -> dict[str, Flag]:
        """A clinic words a flag anew; it asks for no fewer facts and takes no care away."""
        merged: dict[str, Flag] = {}
        problems: list[Problem] = []
        for path in self.places.layered("catalog", "flags.yaml"):
            for name, flag in self.file(Flags, path).flags.items():
                if name in merged and (lost := rulebook.lost(merged[name], flag)):
                    message = f"the flag {name} is built in, and this one lacks {', '.join(lost)}"
                    problems.append(Problem(Place(shown(path)), message, "add it, or give your flag an id of its own"))
                merged[name] = flag
        if problems:
            raise NeedsFixing(problems)
        return merged

    def rules(self) -> tuple[Rule, ...]:
        """Every rule of every folder. A built-in rule gives way only to one that says so and why."""
        if self._rules is None:
            problems: list[Problem] = []
            book = rulebook.merged(map(self._ruled, reversed(self.places.roots)), problems)
            flags, things = self.flags(), self.things()
            problems += [
                Problem(Place("catalog/rules"), f"{rule.id}: {said}", hint)
                for rule in book
                for said, hint in rulebook.unfit(rule, flags, things)
            ]
            if problems:
                raise NeedsFixing(problems)
            self._rules = book
        return self._rules

    def rules_version(self) -> str:
        """8 letters that change when any rule does."""
        if self._version is None:
            self._version = rulebook.version(self.rules())
        return self._version

    def _ruled(self, root: Path) -> list[tuple[Rule, str]]:
        paths = sorted((root / "catalog" / "rules").glob("*.yaml"))
        return [(rule, shown(path)) for path in paths for rule in self.file(Rules, path).rules]

    def red_flags(self) -> tuple[RedFlag, ...]:
        merged: dict[str, RedFlag] = {}
        for path in self.places.layered("catalog", "red-flags.yaml"):
            merged.update({line.id: line for line in self.file(RedFlags, path).red_flags})
        return tuple(sorted(merged.values(), key=lambda line: (line.rank, line.id)))

    def brand(self, name: str) -> tuple[Brand, Path] | None:
        if not _plain(name):
            return None
        path = self.places.find("templates", "brands", name, "brand.yaml")
        return (self.file(Brand, path), path.parent) if path else None

    def layout(self, name: str) -> Layout | None:
        path = self.places.find("templates", "layouts", f"{name}.yaml") if _plain(name) else None
        return self.file(Layout, path) if path else None

    def layout_names(self) -> list[str]:
        return sorted(self.places.every("templates/layouts", ".yaml"))

    def languages(self) -> list[str]:
        """Languages that there are words for."""
        return sorted({p.parent.name for root in self.places.roots for p in root.glob("templates/words/*/labels.yaml")})

    def brand_names(self) -> list[str]:
        found = {p.parent.name for root in self.places.roots for p in root.glob("templates/brands/*/brand.yaml")}
        return sorted(found)


def _plain(name: str) -> bool:
    """Whether a name can only be a name: nothing in it leads to another folder."""
    return name.isascii() and name.replace("-", "").replace("_", "").isalnum()


def flag_id(written: str, flags: dict[str, Flag]) -> str | None:
    """The id for a flag as somebody wrote it: its id or one of its synonyms, whatever the case."""
    bare = written.strip().lower()
    if bare in flags:
        return bare
    for name, flag in flags.items():
        if bare == flag.name.lower() or bare in (synonym.lower() for synonym in flag.synonyms):
            return name
    return None


def thing_id(written: str, things: dict[str, Thing]) -> str | None:
    """The same for equipment."""
    bare = written.strip().lower()
    if bare in things:
        return bare
    for name, thing in things.items():
        if bare == thing.name.lower() or bare in (synonym.lower() for synonym in thing.synonyms):
            return name
    return None


def flag_hint(written: str, flags: dict[str, Flag]) -> str:
    """The nearest flag by id or synonym."""
    spoken = {synonym.lower(): name for name, flag in flags.items() for synonym in (name, flag.name, *flag.synonyms)}
    near = nearest(written, spoken)
    return f"did you mean '{spoken[near]}'?" if near else f"known: {', '.join(sorted(flags))}"
