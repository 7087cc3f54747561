"""Everything that a clinic may have written, checked without making anything."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handouts import scenes
from handouts.build import Choice, Workshop
from handouts.intake import model, rulebook, yaml
from handouts.intake.brand import Brand
from handouts.intake.equipment import Equipment
from handouts.intake.exercise import Exercise
from handouts.intake.flags import Flags, RedFlags, Rules
from handouts.intake.layout import Layout
from handouts.intake.places import Places, shown
from handouts.intake.problems import HandoutsError, Place, Problem, meant
from handouts.intake.program import Program
from handouts.page.cast import FIGURES
from handouts.page.gallery import SUFFIXES
from handouts.plan import table as decisions
from handouts.plan.safety import Book
from handouts.words.environment import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from handouts.intake.catalog import Catalog
    from handouts.intake.model import Written

_BY_FOLDER: dict[str, type[Written]] = {
    "exercises": Exercise, "programs": Program, "rules": Rules, "layouts": Layout,
}  # fmt: skip
_BY_NAME: dict[str, type[Written]] = {
    "brand.yaml": Brand, "equipment.yaml": Equipment, "flags.yaml": Flags, "red-flags.yaml": RedFlags,
}  # fmt: skip

_UPRIGHT = frozenset({"standing", "single-leg", "tandem", "step", "walking"})


@dataclass(slots=True)
class Report:
    """What was found: `errors` stop a handout, `warnings` make it poorer."""

    files: int = 0
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)  # exercises that no rule can look at: their files have errors


def table(catalog: Catalog, day: date) -> list[str]:
    """Every exercise against every flag. Raises NeedsFixing if a file stands in the way."""
    names = catalog.names("exercises")
    exercises = {name: found for name in names if (found := catalog.exercise(name))}
    return decisions.lines(exercises, catalog.flags(), Book(catalog.rules(), catalog.things(), day))


def check(catalog: Catalog, paths: Iterable[Path], day: date) -> Report:
    """The files and folders named; with none, the catalog, the templates and the starter profiles."""
    return _Checker(catalog, day).run(list(paths))


def strays(catalog: Catalog) -> list[Problem]:
    """A clinic's own pictures whose names are misspelt: no page would ever show them."""
    known = {*catalog.names("exercises")}
    for name in tuple(known):
        with suppress(HandoutsError):  # what is wrong with the exercise is told where its file is checked
            known.add(getattr(catalog.exercise(name), "picture", None) or name)
    found = []
    for root in catalog.places.roots[:-1]:
        for path in sorted((root / "images").glob("*")):
            name, _, who = path.stem.removesuffix(".start").removesuffix(".finish").partition("@")
            if path.suffix.lower() not in SUFFIXES:
                continue
            if name not in known:
                found.append((path, f"no exercise has a picture '{name}'", meant(name, known)))
            elif who and who not in FIGURES:
                found.append((path, f"there is no figure '{who}'", meant(who, FIGURES)))
    return [Problem(Place(shown(path)), message, hint) for path, message, hint in found]


class _Checker:
    def __init__(self, catalog: Catalog, day: date) -> None:
        self.catalog, self.day = catalog, day
        self.workshop = Workshop(catalog)
        self.report = Report()
        self.ruled = False
        self.scenes: list[Path] = []

    def run(self, paths: list[Path]) -> Report:
        if not paths:
            self.report.warnings += strays(self.catalog)
        for path in paths or self.everything():
            if path.is_dir():
                self.folder(path)
            else:
                self.file(path)
        if self.ruled:
            self.book()
        if self.scenes:
            errors, unseen = scenes.problems(self.scenes)
            self.report.errors += errors
            self.report.warnings += unseen
        return self.report

    def book(self) -> None:
        """All rules together: what only shows when folders meet, and what a clinic has loosened."""
        try:
            rules = self.catalog.rules()
        except HandoutsError as error:
            told = {problem.message for problem in self.report.errors}
            self.report.errors += [problem for problem in error.problems if problem.message not in told]
            return
        for text in rulebook.changed(rules):
            self.report.warnings.append(Problem(Place("catalog/rules"), f"this clinic's rule {text}"))

    def folder(self, folder: Path) -> None:
        found = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".j2"))
        if not found:
            self.report.warnings.append(Problem(Place(shown(folder)), "there is no file to check in this folder"))
        for path in found:
            self.file(path)

    def everything(self) -> Iterator[Path]:
        for root in self.catalog.places.roots:
            for folder in ("catalog", "templates/brands", "templates/layouts", "templates/words", "templates/profiles"):
                if (root / folder).is_dir() and any((root / folder).rglob("*.yaml")):
                    yield root / folder
        for root in self.catalog.places.roots[:-1]:  # a clinic's own; ours are checked before they ship
            if any((root / "images/scenes").glob("*.yaml")):
                yield root / "images/scenes"

    def file(self, path: Path) -> None:
        self.report.files += 1
        try:
            self.one(path)
        except HandoutsError as error:
            self.report.errors += error.problems
            if path.parent.name == "exercises":
                self.report.unjudged.append(path.stem)

    def one(self, path: Path) -> None:
        kind = _BY_FOLDER.get(path.parent.name) or _BY_NAME.get(path.name)
        if path.name == "labels.yaml" or path.suffix == ".j2":
            self.words(path)
        elif path.parent.name == "scenes":
            self.scenes.append(path)
        elif kind is None:
            handout = self.workshop.handout(path, Choice(self.day))
            self.workshop.pdf(handout, Choice(self.day))
        else:
            self.written(kind, path)

    def written(self, kind: type[Written], path: Path) -> None:
        tree = yaml.load(path, shown(path))
        value = model.check(kind, tree)
        if isinstance(value, Exercise):
            self.exercise(value, path, tree)
        elif isinstance(value, Program):
            self.known(
                "exercises", [((("exercises", n, "use")), item.use) for n, item in enumerate(value.exercises)], tree
            )
        elif isinstance(value, Rules):
            self.rules(value, tree)
        elif isinstance(value, Brand):
            self.layout(value.layout, tree)
            self.workshop.voice("en", path.parent)
            for gray in (False, True):
                notices = self.workshop.wardrobe.dress(value, path.parent, gray=gray).notices
                self.report.warnings += [Problem(tree.place(()), text) for text in notices]

    def exercise(self, value: Exercise, path: Path, tree: yaml.Tree) -> None:
        named = (("too_easy", value.too_easy), ("too_hard", value.too_hard))
        self.known("exercises", [((key, "then"), move.then) for key, move in named if move.then], tree)
        things = self.catalog.things()
        for index, name in enumerate(value.equipment):
            if name not in things:
                self.error(tree.place(("equipment", index)), f"there is no equipment '{name}'", meant(name, things))
        bearing = value.weight_bearing
        if _UPRIGHT & set(value.positions) and bearing.working_leg.level == bearing.other_leg.level == "none":
            message = f"{path.stem} is upright and no leg bears weight, so no rule about weight can judge it"
            self.report.warnings.append(Problem(tree.place(("weight_bearing",)), message, "say what each leg bears"))
        panels = self.workshop.gallery.panels(value.picture or path.stem)
        if not panels:
            message = f"there is no picture for {path.stem}; the page will say so"
            self.report.warnings.append(Problem(tree.place(()), message))
        for index, panel in enumerate(value.panels):
            if panels and panel.id not in panels and panels != ("photo",):
                message = f"the picture has no panel '{panel.id}'"
                self.report.warnings.append(
                    Problem(tree.place(("panels", index)), message, f"it has {', '.join(panels)}")
                )

    def layout(self, name: str, tree: yaml.Tree) -> None:
        if self.catalog.layout(name) is None:
            hint = meant(name, self.catalog.layout_names())
            self.error(tree.place(("layout",)), f"there is no layout '{name}'", hint)

    def rules(self, value: Rules, tree: yaml.Tree) -> None:
        self.ruled = True
        flags, things = self.catalog.flags(), self.catalog.things()
        for index, rule in enumerate(value.rules):
            for said, hint in rulebook.unfit(rule, flags, things):
                self.error(tree.place(("rules", index)), f"{rule.id}: {said}", hint)
            if rule.instead and rule.instead.exercise:
                self.known("exercises", [(("rules", index, "instead"), rule.instead.exercise)], tree)
            if rule.expires and rule.expires < self.day:
                message = f"{rule.id} expired on {rule.expires}; it still holds until somebody looks at it"
                self.report.warnings.append(Problem(tree.place(("rules", index)), message, "review it, set a new day"))

    def words(self, path: Path) -> None:
        """One file of words, in its language or beside its brand, before all others of its name."""
        folder = path.resolve().parent
        branded = folder.name == "words"
        language = "en" if branded else folder.name
        places = self.catalog.places
        own = places if branded else Places((folder.parent.parent.parent, *places.roots))
        voice = Voice(own, language, folder.parent if branded else None)
        if path.suffix != ".j2":
            return
        voice.compiled(path.stem)
        asked = {each.stem for root in places.roots[-1:] for each in (root / "templates/words/en").glob("*.j2")}
        if path.stem not in asked:
            hint = meant(path.stem, asked, "look into templates/words/en for the names")
            self.report.warnings.append(Problem(Place(shown(path)), "no page asks for this template", hint))

    def known(self, kind: str, names: list[tuple[tuple[str | int, ...], str]], tree: yaml.Tree) -> None:
        there = self.catalog.names(kind)
        for loc, name in names:
            if name not in there:
                self.error(tree.place(loc), f"there is no {kind.removesuffix('s')} '{name}'", meant(name, there))

    def error(self, place: Place, message: str, hint: str = "") -> None:
        self.report.errors.append(Problem(place, message, hint))
