"""A clinic's brand, opened: its colours, faces and logo, ready to put on, and what the clinic should know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.intake.figure import PatientFigure
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.intake.profile import Clinician
from handouts.page import fonts
from handouts.page.faces import Chosen, chosen
from handouts.page.look import Palette, palette

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handouts.intake.brand import Brand
    from handouts.intake.profile import Patient, Profile
    from handouts.page.logo import Mark


class Dress(Struct, frozen=True):
    """What a brand puts on a page."""

    colours: Palette
    type: Chosen
    logo: Mark | None
    flipped: bool

    @property
    def notices(self) -> tuple[str, ...]:
        return (*self.colours.notices, *(self.logo.notices if self.logo else ()), *self.type.notices)

    def lacking(self, texts: Iterable[str], headings: Iterable[str]) -> tuple[str, ...]:
        """The characters that the clinic's own fonts cannot set: lines with them are set in the built-in face."""
        faces = self.type.faces
        body, large = ("".join(dict.fromkeys("".join(lines))) for lines in (texts, headings))
        small = (faces.regular, faces.semibold, faces.bold)
        found = ((name, fonts.missing(body if name in small else large, name)) for name in self.type.own)
        return tuple(
            f"The font {name.rpartition('-')[0]} has no {' '.join(marks)}; lines with it are set in Source Sans."
            for name, marks in found
            if marks
        )


class Wardrobe:
    """Every brand opened once, for as many handouts as are made."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, bool, bool], Dress] = {}

    def dress(self, brand: Brand, folder: Path, *, gray: bool = False, large_print: bool = False) -> Dress:
        """Raises NeedsFixing for a logo or a font that cannot be used."""
        key = (folder, gray, large_print)
        if key not in self._known:
            self._known[key] = opened(brand, folder, gray=gray, large_print=large_print)
        return self._known[key]


def opened(brand: Brand, folder: Path, *, gray: bool = False, large_print: bool = False) -> Dress:
    """Raises NeedsFixing with everything that is wrong with the logo and the fonts."""
    problems: list[Problem] = []
    mark, type_ = None, Chosen(fonts.register())
    try:
        mark = _logo(brand, folder, gray=gray)
    except NeedsFixing as error:
        problems += error.problems
    try:
        type_ = chosen(brand.fonts, folder)
    except NeedsFixing as error:
        problems += error.problems
    if problems:
        raise NeedsFixing(problems)
    colours = palette(brand.colour, brand.accent or "", gray=gray, large_print=large_print)
    return Dress(colours, type_, mark, flipped=brand.logo is not None and brand.logo.side == "right")


def known(brand: Brand, profile: Profile) -> Profile:
    """The profile with what the brand knows of its clinician; where only one person treats, it need not be said."""
    who = profile.clinician
    found = brand.clinician(who.name) if who else brand.clinicians[0] if len(brand.clinicians) == 1 else None
    if found is None:
        return profile
    written = who.model_dump(exclude_unset=True, exclude={"name"}) if who else {}
    return profile.model_copy(update={"clinician": Clinician(**(found.model_dump() | written))})


def figure(brand: Brand, patient: Patient) -> PatientFigure:
    """Whom the pictures show: what the profile leaves open, the brand says."""
    usual, own = brand.figure, patient.figure or PatientFigure.model_construct()
    return PatientFigure.model_construct(  # all of it was checked when it was read
        build=own.build or usual.build, age=own.age or usual.age, skin=own.skin or brand.skin
    )


def _logo(brand: Brand, folder: Path, *, gray: bool) -> Mark | None:
    if brand.logo is None:
        return None
    path = folder / brand.logo.file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise NeedsFixing([Problem(Place(shown(path)), "leads out of the brand's folder", "copy the logo into it")])
    from handouts.page.logo import logo  # noqa: PLC0415  Pillow is read only where a brand has a logo

    return replace(logo(path, gray=gray), says=brand.name if brand.logo.wordmark else "")
