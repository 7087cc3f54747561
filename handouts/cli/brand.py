"""`handouts brand`: a clinic's own look, made, listed and seen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import options, say
from handouts.intake.problems import NeedsFixing

if TYPE_CHECKING:
    from collections.abc import Callable

Opt = typer.Option
HELP = """The clinic's own look: name, logo, colour, typefaces, sections.

Example: handouts brand new oak-street
"""
app = typer.Typer(help=HELP, no_args_is_help=True)
SAMPLE = "templates/profiles/sore-ankle-runner.yaml"


@app.command("new")
def new(
    brand: Annotated[str, typer.Argument(metavar="NAME", help="Its short name: lower-case letters, digits, hyphens.")],
    name: Annotated[str | None, Opt(help="The clinic's name as it stands on the page.")] = None,
    second_line: Annotated[str | None, Opt(help="What stands below the name.")] = None,
    phone: Annotated[str | None, Opt(help="The number that patients call.")] = None,
    address: Annotated[str | None, Opt(help="Street and town.")] = None,
    web: Annotated[str | None, Opt(help="Web page.")] = None,
    colour: Annotated[str | None, Opt("--colour", "--color", metavar="#RRGGBB", help="The main colour.")] = None,
    logo: Annotated[Path | None, Opt(help="An SVG, PNG or JPEG file; it is copied.")] = None,
    logo_side: Annotated[str, Opt(help="left or right.")] = "left",
    paper: Annotated[str, Opt(help="letter or a4.")] = "letter",
    emergency: Annotated[str, Opt(help="The number in an emergency.")] = "911",
    clinic: options.Clinic = None,
) -> None:
    """Write templates/brands/NAME/brand.yaml into the clinic's folder, ready to use. What is there is never changed.

    Example: handouts brand new oak-street --name "Oak Street" --phone "(555) 010-0101" --colour "#2f5d34"
    """
    from handouts.starter import Answers, found

    ask = _asker()
    name = ask("The clinic's name", name, brand.replace("-", " ").title())
    answers = Answers(
        name=name,
        second_line=ask("A second line below it", second_line, ""),
        phone=ask("The number that patients call", phone, ""),
        address=address or "",
        web=web or "",
        colour=ask("The main colour, like #075c70", colour, "#075c70"),
        logo=_path(ask("A logo file (SVG, PNG or JPEG)", str(logo) if logo else None, "")),
        logo_side=str(options.one_of("--logo-side", logo_side, ("left", "right"))),
        paper=str(options.one_of("--paper", paper, ("letter", "a4"))),
        emergency_number=emergency,
    )
    made = found(brand, answers, clinic or Path())
    for notice in made.notices:
        say.aside(f"{made.file}: notice: {notice}")
    say.result(str(made.file))
    say.aside(f"see it: handouts brand preview {brand}; use it: brand: {brand} in a profile, or --brand {brand}")


@app.command("list")
def listed(json: Annotated[bool, Opt("--json", help="As JSON.")] = False, clinic: options.Clinic = None) -> None:
    """List the brands, the clinic's own first.

    Example: handouts brand list
    """
    catalog = options.catalog(clinic)
    rows = []
    for name in catalog.brand_names():
        try:
            found = catalog.brand(name)
        except NeedsFixing as error:
            rows.append((name, "needs fixing", "", str(error.problems[0].place)))
            continue
        if found:
            brand, folder = found
            rows.append((name, f"{brand.name} {brand.second_line}".strip(), brand.colour, str(folder)))
    if json:
        say.as_json([dict(zip(("id", "name", "colour", "folder"), row, strict=True)) for row in rows])
        return
    say.table(("NAME", "CLINIC", "COLOUR", "FOLDER"), rows)


@app.command("preview")
def preview(
    brand: Annotated[str, typer.Argument(metavar="NAME", help="'handouts brand list' lists them.")],
    output: Annotated[
        Path | None, Opt("-o", "--output", metavar="FILE", help="Default: output/brand-NAME.pdf.")
    ] = None,
    date: Annotated[str | None, Opt(metavar="YYYY-MM-DD", help="Date of the sample; default: today.")] = None,
    gray: Annotated[bool, Opt("--gray", help="For a black-and-white printer.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """Make a page that shows the brand's logo, colours, type and signs, and beside it a sample handout.

    Example: handouts brand preview harbor-street -o preview.pdf
    """
    from handouts.build import Choice, Workshop
    from handouts.intake.files import write
    from handouts.intake.places import BUILT_IN

    target = output or Path("output") / f"brand-{brand}.pdf"
    choice = Choice(options.day(date), brand=brand, gray=gray)
    workshop = Workshop(options.catalog(clinic))
    handout = workshop.handout(BUILT_IN / SAMPLE, choice)
    pages = {target: workshop.specimen(handout, choice, brand), _beside(target): workshop.pdf(handout, choice)}
    for notice in workshop.notices(handout, choice):
        say.aside(f"{brand}: notice: {notice}")
    for path, data in pages.items():
        write(path, data)
        say.result(str(path))


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.stem}-handout{target.suffix}")


def _path(written: str) -> Path | None:
    return Path(written.strip("\"' ")).expanduser() if written else None


def _asker() -> Callable[[str, str | None, str], str]:
    """Asks on a terminal what no option said; elsewhere, what is left open stays as it is."""
    asked = sys.stdin is not None and sys.stdin.isatty()

    def ask(question: str, given: str | None, otherwise: str) -> str:
        if given is not None:
            return given
        return str(typer.prompt(question, default=otherwise, err=True)) if asked else otherwise

    return ask
