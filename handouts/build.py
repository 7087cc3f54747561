"""One patient, start to finish: a profile's path in, a `Document` or a PDF out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.intake import profile
from handouts.intake.places import shown
from handouts.plan import resolve as planning
from handouts.plan.resolve import resolve
from handouts.words.compose import compose
from handouts.words.environment import Voice

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from handouts.intake.brand import Brand
    from handouts.intake.catalog import Catalog
    from handouts.plan.plan import Plan
    from handouts.words.document import Document


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line may decide over the profile and the brand; None leaves it to them."""

    day: date
    brand: str | None = None
    language: str | None = None
    paper: str | None = None
    gray: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout before it is laid out."""

    plan: Plan
    document: Document
    brand: Brand
    brand_folder: Path


class Workshop:
    """A catalog, its voices and its pictures, kept for as many handouts as are made."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._voices: dict[tuple[str, Path], Voice] = {}

    def handout(self, path: Path, choice: Choice) -> Handout:
        """Raises HandoutsError of one kind or another; writes nothing."""
        case = profile.read(path, shown(path))
        name = choice.brand or case.profile.brand or "default"
        place = None if choice.brand or not case.profile.brand else case.tree.place(("brand",))
        brand, folder = planning.brand_of(self.catalog, name, place)
        plan = resolve(case, self.catalog, brand, choice.day)
        voice = self.voice(choice.language or case.profile.patient.language or "en", folder)
        document = compose(plan, brand, voice, self.catalog.things(), self.drawn)
        return Handout(plan, document, brand, folder)

    def voice(self, language: str, folder: Path) -> Voice:
        key = (language, folder)
        if key not in self._voices:
            self._voices[key] = Voice(self.catalog.places, language, folder)
        return self._voices[key]

    def drawn(self, name: str) -> bool:
        """Whether there is a picture or a photo for an exercise."""
        return any(self.catalog.places.find("images", f"{name}{suffix}") for suffix in SUFFIXES)


SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
