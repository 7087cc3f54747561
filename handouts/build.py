"""One patient, start to finish: a profile's path in, a `Document` or a PDF out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.intake import profile
from handouts.intake.places import shown
from handouts.page.gallery import Gallery
from handouts.page.look import art, palette
from handouts.page.styles import sheet, standard
from handouts.page.typeset import Look, typeset
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
        self.gallery = Gallery(catalog.places)
        self._voices: dict[tuple[str, Path], Voice] = {}

    def handout(self, path: Path, choice: Choice) -> Handout:
        """Raises HandoutsError of one kind or another; writes nothing."""
        case = profile.read(path, shown(path))
        name = choice.brand or case.profile.brand or "default"
        place = None if choice.brand or not case.profile.brand else case.tree.place(("brand",))
        brand, folder = planning.brand_of(self.catalog, name, place)
        plan = resolve(case, self.catalog, brand, choice.day)
        voice = self.voice(choice.language or case.profile.patient.language or "en", folder)
        document = compose(plan, brand, voice, self.catalog.things(), self.gallery.panels)
        return Handout(plan, document, brand, folder)

    def voice(self, language: str, folder: Path) -> Voice:
        key = (language, folder)
        if key not in self._voices:
            self._voices[key] = Voice(self.catalog.places, language, folder)
        return self._voices[key]

    def pdf(self, handout: Handout, choice: Choice) -> bytes:
        """The finished file. Raises NeedsFixing if a picture or a letter cannot be set."""
        return typeset(handout.document, self.look(handout, choice))

    def look(self, handout: Handout, choice: Choice) -> Look:
        brand = handout.brand
        colours = palette(brand.colour, gray=choice.gray)
        bands = {each.id: each.dose.band or "" for each in handout.plan.exercises}
        hung = self.gallery.hung(lambda: art(colours, brand.skin), gray=choice.gray)
        return Look(colours, standard(), sheet(choice.paper or brand.paper), hung)
