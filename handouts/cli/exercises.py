"""`handouts exercises`: find what there is, as a list or as an illustrated book."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads it from the signature
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from handouts.cli import options, say
from handouts.intake.problems import CannotWrite, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.book import Wish
    from handouts.intake.catalog import Catalog
    from handouts.intake.exercise import Exercise

Opt = typer.Option


def exercises(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to look for.")] = None,
    region: Annotated[str | None, Opt(help="foot, ankle, calf, …")] = None,
    equipment: Annotated[str | None, Opt(help="What it needs: band, towel, chair, …")] = None,
    position: Annotated[str | None, Opt(help="standing, sitting, kneeling, …")] = None,
    json: Annotated[bool, Opt("--json", help="As JSON.")] = False,
    book: Annotated[
        Path | None, Opt("--book", metavar="FILE.pdf", help="As an illustrated book: one PDF for the clinic's shelf.")
    ] = None,
    brand: Annotated[str | None, Opt(help="Brand of the book; default: default.")] = None,
    paper: Annotated[str | None, Opt(help="Paper of the book: letter or a4; default: the brand's.")] = None,
    date: Annotated[str | None, Opt(metavar="YYYY-MM-DD", help="Date of the book; default: today.")] = None,
    gray: Annotated[bool, Opt("--gray", help="The book for a black-and-white printer.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """List exercises, or make a book of them.

    Example: handouts exercises calf --position standing

    Example: handouts exercises --book catalog.pdf --brand harbor-street
    """
    from handouts.intake.vocabulary import Position, Region

    options.one_of("--region", region, get_args(Region))
    options.one_of("--position", position, get_args(Position))
    options.one_of("--paper", paper, ("letter", "a4"))
    _together(book, json=json, given={"--brand": brand, "--paper": paper, "--date": date, "--gray": gray})
    catalog = options.catalog(clinic)
    if equipment is not None and not any(equipment.lower() in name for name in catalog.things()):
        options.one_of("--equipment", equipment, sorted(catalog.things()))
    found = {}
    for name in sorted(catalog.names("exercises")):
        exercise = catalog.exercise(name)
        if exercise and _fits(name, exercise, words or [], region, equipment, position):
            found[name] = exercise
    if book is not None:
        from handouts.book import Wish as Wished

        asked = tuple(dict.fromkeys((*(words or []), *filter(None, (region, equipment, position)))))
        _book(book, catalog, found, Wished(options.day(date), brand, paper, gray, asked))
    elif json:
        say.as_json([{"id": name, **exercise.model_dump(mode="json")} for name, exercise in found.items()])
    elif found:
        say.table(
            ("ID", "NAME", "REGION", "NEEDS"),
            [(name, each.name, ", ".join(each.regions), ", ".join(each.equipment)) for name, each in found.items()],
        )
    else:
        say.aside("no exercise fits; 'handouts exercises' without words lists them all")


def _together(book: Path | None, *, json: bool, given: Mapping[str, object]) -> None:
    """Raises WrongCommand for options that make no sense together, before anything is read."""
    problems = []
    if book is None:
        hint = "add --book FILE.pdf, or leave it out"
        problems += [Problem(Place(option), "is for a book", hint) for option, value in given.items() if value]
    elif json:
        problems.append(Problem(Place("--json"), "a book is a PDF, not JSON", "leave out --json or --book"))
    elif book.suffix.lower() != ".pdf":
        named = bool(book.name) and not book.name.startswith(".")
        hint = f"for example {book.with_suffix('.pdf') if named else 'catalog.pdf'}"
        problems.append(Problem(Place("--book"), f"'{book}' should end in .pdf", hint))
    if problems:
        raise WrongCommand(problems)


def _book(target: Path, catalog: Catalog, found: Mapping[str, Exercise], wish: Wish) -> None:
    from handouts import book
    from handouts.build import Workshop
    from handouts.intake.files import write

    workshop = Workshop(catalog)
    shelf = book.composed(workshop, found, wish)
    for notice in book.notices(workshop, shelf, wish):
        say.aside(f"{target}: notice: {notice}")
    data = book.pdf(workshop, shelf, wish)
    try:
        write(target, data)
    except CannotWrite as error:  # whose hints speak of -o
        said = [Problem(each.place, each.message, each.hint.replace("-o", "--book")) for each in error.problems]
        raise CannotWrite(said) from None
    say.result(str(target))


def _fits(
    name: str, exercise: Exercise, words: list[str], region: str | None, equipment: str | None, position: str | None
) -> bool:
    text = " ".join(
        (name, exercise.name, exercise.clinical_name, exercise.kind, *exercise.regions, *exercise.equipment)
    )
    return (
        all(word.lower() in text.lower() for word in words)
        and (region is None or region in exercise.regions)
        and (equipment is None or any(equipment.lower() in each for each in exercise.equipment))
        and (position is None or position in exercise.positions)
    )
