"""One patient, start to finish: a profile's path in, a `Document` or a PDF out."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts import brands
from handouts.intake import profile
from handouts.intake.brand import stretches
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand, meant
from handouts.page import fonts, frame
from handouts.page.gallery import Gallery
from handouts.page.look import art
from handouts.page.typeset import Look, typeset
from handouts.plan import resolve as planning
from handouts.plan.resolve import resolve
from handouts.words.compose import compose
from handouts.words.environment import Voice
from handouts.words.outline import lines

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from handouts.brands import Dress
    from handouts.intake.brand import Brand
    from handouts.intake.catalog import Catalog
    from handouts.intake.figure import PatientFigure
    from handouts.intake.layout import Layout
    from handouts.intake.profile import Case
    from handouts.plan.plan import Plan
    from handouts.words.document import Document

PLAIN_CONTRAST = 4.5  # a layout that asks for more gets the colours of large print


class Choice(Struct, frozen=True):
    """What the command line may decide over the profile and the brand; None leaves it to them."""

    day: date
    brand: str | None = None
    language: str | None = None
    paper: str | None = None
    gray: bool = False
    layout: str | None = None
    accept: tuple[tuple[str, str], ...] = ()  # exercises given against a rule, each with the reason


class Handout(Struct, frozen=True):
    """A handout before it is laid out."""

    case: Case
    plan: Plan
    document: Document
    brand: Brand
    brand_folder: Path
    figure: PatientFigure


class Workshop:
    """A catalog, its voices and its pictures, kept for as many handouts as are made."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.gallery = Gallery(catalog.places)
        self.wardrobe = brands.Wardrobe()
        self._voices: dict[tuple[str, Path], Voice] = {}

    def handout(self, path: Path, choice: Choice) -> Handout:
        """Raises HandoutsError of one kind or another; writes nothing."""
        return self.planned(profile.read(path, shown(path)), choice)

    def planned(self, case: Case, choice: Choice) -> Handout:
        """The same for a profile that was read already: a row of a roster, say."""
        name = choice.brand or case.profile.brand or "default"
        place = None if choice.brand or not case.profile.brand else case.tree.place(("brand",))
        brand, folder = planning.brand_of(self.catalog, name, place)
        case = replace(case, profile=brands.known(brand, case.profile))
        plan = resolve(case, self.catalog, brand, choice.day, dict(choice.accept))
        voice = self.voice(self.language(case, choice), folder)
        figure = brands.figure(brand, case.profile.patient)
        drawn = partial(self.gallery.panels, figure=figure)
        document = compose(plan, brand, voice, self.catalog.things(), drawn)
        return Handout(case, plan, document, brand, folder, figure)

    def language(self, case: Case, choice: Choice) -> str:
        """Raises NeedsFixing or WrongCommand, by where it was written, if there are no words for it."""
        known = self.catalog.languages()
        written = choice.language or case.profile.patient.language or "en"
        if written in known:
            return written
        message, hint = f"there are no words for '{written}' yet", f"there are: {', '.join(known)}"
        if choice.language:
            raise WrongCommand([Problem(Place("--language"), message, hint)])
        raise NeedsFixing([Problem(case.tree.place(("patient", "language")), message, hint)])

    def voice(self, language: str, folder: Path) -> Voice:
        key = (language, folder)
        if key not in self._voices:
            self._voices[key] = Voice(self.catalog.places, language, folder)
        return self._voices[key]

    def pdf(self, handout: Handout, choice: Choice) -> bytes:
        """The finished file. Raises NeedsFixing if a picture or a letter cannot be set."""
        _glyphs(handout)
        return typeset(handout.document, self.look(handout, choice))

    def notices(self, handout: Handout, choice: Choice) -> tuple[str, ...]:
        """What the clinic should know of its own look."""
        dress = self.dress(handout, choice)
        document = handout.document
        headings = (document.letterhead.clinic, document.title, *(card.name for card in document.cards))
        unsaid = _unsaid(handout, self.layout(handout, choice))
        return (*dress.notices, *dress.lacking(lines(document), headings), *_units(handout), *unsaid)

    def look(self, handout: Handout, choice: Choice) -> Look:
        brand = handout.brand
        dress, layout = self.dress(handout, choice), self.layout(handout, choice)
        colours = dress.colours
        bands = {each.exercise.picture or each.id: each.dose.band or "" for each in handout.plan.exercises}
        who, gray = handout.figure, choice.gray
        person = partial(art, colours, who.skin or brand.skin, older=who.age == "older")
        hung = self.gallery.hung(lambda name: person(band=bands.get(name, "")), gray=gray, figure=who)
        styles, paper = frame.typed(layout, dress.type.faces), frame.framed(choice.paper or brand.paper, layout)
        return Look(colours, styles, paper, hung, layout, dress.logo, dress.flipped)

    def specimen(self, handout: Handout, choice: Choice, name: str) -> bytes:
        """A page that shows the handout's brand."""
        from handouts.page.specimen import About, specimen  # noqa: PLC0415  no handout needs it

        brand = handout.brand
        about = About(brand.name, brand.second_line, name, stretches(brand.pain_guide), choice.day)
        return specimen(about, self.look(handout, choice))

    def dress(self, handout: Handout, choice: Choice) -> Dress:
        large = self.layout(handout, choice).contrast > PLAIN_CONTRAST
        return self.wardrobe.dress(handout.brand, handout.brand_folder, gray=choice.gray, large_print=large)

    def layout(self, handout: Handout, choice: Choice) -> Layout:
        """Raises WrongCommand or NeedsFixing, by where it was written, if there is no such layout."""
        written = choice.layout or handout.brand.layout
        found = self.catalog.layout(written)
        if found:
            return found
        message, hint = f"there is no layout '{written}'", meant(written, self.catalog.layout_names())
        if choice.layout:
            raise WrongCommand([Problem(Place("--layout"), message, hint)])
        raise NeedsFixing([Problem(Place(shown(handout.brand_folder / "brand.yaml")), message, hint)])


def _units(handout: Handout) -> tuple[str, ...]:
    """Loads are printed as they were written; a clinic that thinks in the other unit should know."""
    units = handout.brand.units
    loads = ((each.id, each.dose.load) for each in handout.plan.exercises)
    return tuple(
        f"{name}: the load is printed as written, {load}, and this brand uses {units}."
        for name, load in loads
        if units and load and load.unit != units
    )


def _unsaid(handout: Handout, layout: Layout) -> tuple[str, ...]:
    """A page without the cards does not say what they warn of."""
    if layout.cards == "grid":
        return (f"The layout '{layout.name}' leaves out the steps: hand it out beside a handout that has them.",)
    if layout.cards != "none" or not any(card.care for card in handout.document.cards):
        return ()
    return (f"The layout '{layout.name}' leaves out steps and warnings: hand it out beside a handout that has them.",)


def _glyphs(handout: Handout) -> None:
    """Raises NeedsFixing for every character that the typeface cannot draw: it would vanish from the page."""
    regular = fonts.register().regular
    lacking = "".join(dict.fromkeys(char for line in lines(handout.document) for char in fonts.missing(line, regular)))
    problems = [
        Problem(
            handout.case.tree.holding(char),
            f"the typeface has no sign for U+{ord(char):04X} ({unicodedata.name(char, 'unnamed').lower()})",
            "write it in other letters",
        )
        for char in lacking
    ]
    if problems:
        raise NeedsFixing(problems)
