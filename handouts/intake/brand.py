"""A clinic's own look and defaults: `templates/brands/<name>/brand.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from handouts.intake.dose import WrittenDose
from handouts.intake.exercise import Bounds
from handouts.intake.figure import Figure, Skin
from handouts.intake.model import Id, Line, Listed, Written

Section = Literal["hero", "glance", "before", "stop", "log", "pain", "prompts", "notes"]
FooterText = Literal["patient", "date", "page"]
SECTIONS: tuple[Section, ...] = ("hero", "glance", "before", "stop", "log", "pain", "prompts", "notes")

Text = Annotated[str, Field(max_length=60)]
Phone = Annotated[str, Field(max_length=30)]
Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]
_GUIDE_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"^0-\d/\d-\d/\d-10$", "examples": ["0-3/4-5/6-10"]})
FontFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.(ttf|TTF)$")]


def _sections(value: tuple[str, ...]) -> tuple[str, ...]:
    if "stop" not in value:
        raise ValueError(
            "leaves out 'stop': it tells the patient when to call, so no handout goes without it; hint: add it"
        )
    twice = next((name for name in value if value.count(name) > 1), None)
    if twice:
        raise ValueError(f"names {twice} twice")
    return value


def stretches(written: str) -> tuple[tuple[int, int], ...]:
    """'0-2/3-5/6-10' as pairs of numbers. ValueError: they do not share out 0 to 10 in three."""
    pairs = re.fullmatch(r"(0)-(\d)/(\d)-(\d)/(\d)-(10)", written)
    a, b, c, d, e, f = map(int, pairs.groups()) if pairs else (0,) * 6
    if not (a <= b < c <= d < e and (c, e) == (b + 1, d + 1)):
        raise ValueError("should be three stretches that share out 0 to 10, like 0-2/3-5/6-10 or 0-3/4-5/6-10")
    return (a, b), (c, d), (e, f)


def _guide(written: str) -> str:
    stretches(written)
    return written


class Logo(Written):
    """A file beside brand.yaml; it is never stretched. On the right, the phone number takes the left.

    A `wordmark` says the clinic's name itself, so that the page does not set it beside it a second time.
    """

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.(svg|png|jpg|jpeg)$")]
    side: Literal["left", "right"] = "left"
    wordmark: bool = False


class BodyFont(Written):
    """A sans serif for everything that is read; without a semibold, the bold takes its place."""

    regular: FontFile
    bold: FontFile
    semibold: FontFile | None = None


class Fonts(Written):
    """TrueType files beside brand.yaml. `heading` is set at 18 points and more, so it may have serifs."""

    body: BodyFont | None = None
    heading: FontFile | None = None
    numeral: FontFile | None = None


class Person(Written):
    """Somebody who treats here: a profile needs only the name."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    credentials: Text = ""
    phone: Phone = ""


class Brand(Written):
    """Without a phone number the page leaves lines to write it on."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    second_line: Text = ""
    address: Annotated[str, Field(max_length=120)] = ""
    phone: Phone = ""
    web: Text = ""
    emergency_number: Annotated[str, Field(pattern="^[0-9]{2,6}$")] = "911"
    clinicians: Annotated[tuple[Person, ...], Listed, Field(max_length=60)] = ()
    colour: Colour = "#075c70"
    accent: Colour | None = None
    logo: Logo | None = None
    fonts: Fonts = Fonts.model_construct()
    skin: Skin = 2
    figure: Figure = Figure.model_construct()
    header: bool = True
    footer: Annotated[tuple[FooterText, ...], Listed] = ("patient", "date", "page")
    sections: Annotated[tuple[Section, ...], Listed, AfterValidator(_sections)] = SECTIONS
    layout: Id = "standard"
    paper: Literal["letter", "a4"] = "letter"
    units: Literal["kg", "lb"] | None = None
    pain_guide: Annotated[str, Field(max_length=20), AfterValidator(_guide), _GUIDE_SCHEMA] = "0-2/3-5/6-10"
    dose: WrittenDose = WrittenDose.model_construct()
    limits: Bounds = Bounds.model_construct()
    small_print: Annotated[Line, Field(max_length=160)] | None = None

    def clinician(self, name: str) -> Person | None:
        """Who of the clinic has this name, whatever its case and spacing."""
        return next((each for each in self.clinicians if _bare(each.name) == _bare(name)), None)


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()
