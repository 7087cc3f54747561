"""The first files of a clinic: a brand, or a whole folder to work in. What is there already is never changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.brands import opened
from handouts.intake import model, yaml
from handouts.intake.brand import Brand
from handouts.intake.files import write
from handouts.intake.places import BUILT_IN, shown
from handouts.intake.problems import CannotWrite, NeedsFixing, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STARTER = BUILT_IN / "templates" / "starter"
COPIED = "calf-stretch-wall"  # the exercise that the example of an own one is a copy of
_COPY = """\
# An exercise of your own: copy this file, give it a new name, and change what is in it. The file's name is its id.
# A photo goes to images/<id>.jpg, or two to images/<id>.start.jpg and <id>.finish.jpg; then take out 'picture'.
"""
_BRAND = """\
# yaml-language-server: $schema=../../../schemas/brand.schema.json
# The look of {clinic}. Change a line, then: handouts brand preview {brand}
name: {name}
second_line: {second_line}
phone: {phone}
address: {address}
web: {web}
emergency_number: {emergency_number}

# One colour is enough: panels, lines and clothes follow from it. Too light for words? Then a darker shade is used.
colour: {colour}
{logo}
paper: {paper}              # letter or a4

# Take the '#' away from what you want to change.
# clinicians:                                  # then a profile needs only the name
#   - {{name: J. Okafor, credentials: "PT, DPT", phone: (555) 010-0143}}
# layout: standard                             # or large-print, compact, one-per-page, summary, log
# skin: 2                                      # of the people in the pictures, 1 (fair) to 6 (deep)
# figure: {{build: woman, age: older}}           # who they are, where drawn; a profile's figure comes before it
# accent: "#d1431f"                            # arrows and working muscles
# fonts:                                       # TrueType files beside this one
#   heading: Our-Heading.ttf                   # may have serifs: it is set large
#   numeral: Our-Heading.ttf
#   body: {{regular: Our-Regular.ttf, bold: Our-Bold.ttf}}
# header: true                                 # clinic and phone at the top of every page
# footer: [patient, date, page]
# sections: [hero, glance, before, stop, log, pain, prompts, notes]   # 'stop' always stays
# pain_guide: 0-2/3-5/6-10                     # go / slow down / stop
# units: lb                                    # says so when a load is written in the other unit
# dose: {{times_per_day: 1, rest_seconds: 30}}   # where neither exercise, program nor profile says otherwise
# small_print: Made for you alone. Please do not share it.
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a clinic says of itself; everything but the name may be empty."""

    name: str
    second_line: str = ""
    phone: str = ""
    address: str = ""
    web: str = ""
    emergency_number: str = "911"
    colour: str = "#075c70"
    logo: Path | None = None
    logo_side: str = "left"
    paper: str = "letter"


@dataclass(frozen=True, slots=True)
class Made:
    file: Path
    notices: tuple[str, ...]


def found(brand: str, answers: Answers, clinic: Path) -> Made:
    """A new brand in the clinic's folder. Raises WrongCommand, NeedsFixing (the logo) or CannotWrite."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", brand) or len(brand) > 60:
        hint = "for example oak-street; the clinic's full name goes into --name"
        raise WrongCommand([Problem(Place("NAME"), "should be lower-case letters, digits and single hyphens", hint)])
    folder = clinic / "templates" / "brands" / brand
    mark = {folder / _logo_name(answers.logo): _logo(answers.logo)} if answers.logo else {}
    files = {folder / "brand.yaml": _written(brand, answers).encode(), **mark}
    _value(files[folder / "brand.yaml"])
    _new(files)
    file = folder / "brand.yaml"
    value = model.check(Brand, yaml.load(file, shown(file)))
    return Made(file, opened(value, folder).notices)


def settle(folder: Path, brand: str) -> tuple[Path, ...]:
    """A folder for a clinic to work in. Raises CannotWrite if one of its files is there already."""
    files = {folder / "templates/brands" / brand / "brand.yaml": _written(brand, Answers("Our clinic")).encode()}
    for path in sorted(STARTER.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace("our-clinic", brand)
            files[folder / path.relative_to(STARTER)] = text.encode()
    for path in sorted((BUILT_IN / "schemas").glob("*.json")):
        files[folder / "schemas" / path.name] = path.read_bytes()
    files[folder / "catalog/exercises/our-calf-stretch.yaml"] = _exercise().encode()
    _new(files)
    return tuple(files)


def _new(files: Mapping[Path, bytes]) -> None:
    """All of them or none."""
    there = [Problem(Place(shown(path)), "is there already, and stays as it is") for path in files if path.exists()]
    if there:
        raise CannotWrite(there)
    for path, data in files.items():
        write(path, data)


def _written(brand: str, answers: Answers) -> str:
    keys = ("name", "second_line", "phone", "address", "web", "emergency_number", "colour", "paper")
    values = {key: json.dumps(getattr(answers, key), ensure_ascii=False) for key in keys}
    logo = (
        "# logo: {file: logo.svg, side: left}           # an SVG, PNG or JPEG beside this file; side: left or right\n"
    )
    logo += "#                                              # wordmark: true, if it says the clinic's name itself"
    if answers.logo:
        logo = f"logo: {{file: {_logo_name(answers.logo)}, side: {answers.logo_side}}}"
        logo += "   # wordmark: true, if it says the clinic's name"
    return _BRAND.format(brand=brand, clinic=" ".join(answers.name.split()), logo=logo, **values)


def _value(data: bytes) -> None:
    """Raises WrongCommand for answers that no brand may have."""
    try:
        model.check(Brand, yaml.parse(data.decode(), "answers"))
    except NeedsFixing as error:
        place = Place("handouts brand new")
        raise WrongCommand(Problem(place, each.message, each.hint) for each in error.problems) from None


def _logo_name(path: Path) -> str:
    return f"logo{path.suffix.lower()}"


def _logo(path: Path) -> bytes:
    """The bytes of a file that can be used as a logo."""
    if path.suffix.lower() not in (".svg", ".png", ".jpg", ".jpeg"):
        message = f"'{path.name}' is not named .svg, .png or .jpg"
        raise WrongCommand([Problem(Place("--logo"), message, "save the logo as one of these")])
    from handouts.page.logo import logo  # noqa: PLC0415  Pillow is read only where there is a logo

    logo(path, gray=False)
    return path.read_bytes()


def _exercise() -> str:
    """A built-in exercise under a new name: complete, and true to how exercises are written today."""
    text = (BUILT_IN / "catalog" / "exercises" / f"{COPIED}.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    rest = re.sub(r"^name: .*$", "name: Our calf stretch", rest, count=1, flags=re.MULTILINE)
    rest = re.sub(r"^short_name: .*$", "short_name: Our calf stretch", rest, count=1, flags=re.MULTILINE)
    if not re.search(r"^picture:", rest, re.MULTILINE):
        rest = re.sub(r"^(short_name: .*)$", rf"\1\npicture: {COPIED}", rest, count=1, flags=re.MULTILINE)
    return f"{head}\n{_COPY}{rest}"
