"""`handouts show`: one exercise in full, as the clinician judges it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads it from the signature
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from handouts.cli import options, say
from handouts.intake.problems import Place, Problem, WrongCommand, meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.intake.catalog import Catalog
    from handouts.intake.exercise import Exercise, Limb
    from handouts.intake.places import Places


def show(
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="Its id; 'handouts exercises' lists them.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Its picture: .png, .svg or .pdf.")
    ] = None,
    gray: Annotated[bool, typer.Option("--gray", help="The picture without colour.")] = False,
    figure: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who is in the picture: woman, man, older-woman or older-man.")
    ] = None,
    skin: Annotated[int, typer.Option(min=1, max=6, help="Their skin, 1 (fair) to 6 (deep).")] = 2,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """Show an exercise: its steps, doses, safety properties and sources; or write its picture.

    Example: handouts show heel-raise -o heel-raise.png
    """
    catalog = options.catalog(clinic)
    found = catalog.exercise(exercise)
    if found is None:
        hint = meant(exercise, catalog.names("exercises"), "'handouts exercises' lists them")
        raise WrongCommand([Problem(Place("EXERCISE"), f"there is no exercise '{exercise}'", hint)])
    if output is not None:
        _picture(catalog, exercise, found, output, Seen(figure, skin, gray))
        return
    if json:
        say.as_json({"id": exercise, **found.model_dump(mode="json")})
        return
    for line in _told(found):
        say.result(line)


class Seen(NamedTuple):
    """Who is in the picture, and in what colours."""

    figure: str | None
    skin: int
    gray: bool


def _picture(catalog: Catalog, name: str, exercise: Exercise, output: Path, seen: Seen) -> None:
    options.one_of("-o", output.suffix.lower(), (".png", ".svg", ".pdf"))
    from handouts.intake.files import write
    from handouts.page import cast, look, still, svg

    options.one_of("--figure", seen.figure, cast.FIGURES)
    stem, older = exercise.picture or name, str(seen.figure).startswith("older-")
    path = _file(catalog.places, stem, seen.figure)
    if path is None:
        raise WrongCommand([Problem(Place("EXERCISE"), f"there is no drawn picture of '{name}'")])
    data = path.read_bytes()
    if output.suffix.lower() != ".svg":
        picture = svg.read(data)
        roles = look.art(look.palette("#075c70", gray=seen.gray), seen.skin, older=older)
        alts = {panel.id: panel.alt for panel in exercise.panels}
        told = [alts.get(panel.id, exercise.name) for panel in picture.panels]
        pdf = output.suffix.lower() == ".pdf"
        data = still.pdf(picture, roles, told, exercise.name, options.day(None)) if pdf else still.png(picture, roles)
    write(output, data)
    say.result(str(output))


def _file(places: Places, stem: str, figure: str | None) -> Path | None:
    """The drawing of that figure, or where there is none the picture as it is."""
    names = (f"{stem}@{figure}.svg", f"{stem}.svg") if figure else (f"{stem}.svg",)
    paths = (root / "images" / name for root in places.roots for name in names)
    return next((path for path in paths if path.is_file()), None)


def _told(exercise: Exercise) -> Iterator[str]:
    yield exercise.name
    yield f"  {exercise.clinical_name}; {exercise.kind}; {', '.join(exercise.regions)}; review: {exercise.review}"
    yield from _part("Why", (exercise.why,))
    yield from _part("Steps", (f"{number}. {step}" for number, step in enumerate(exercise.steps, 1)))
    yield from _part("Feel", (exercise.feel,))
    yield from _part("Watch", (exercise.watch,))
    yield from _part("Take care", exercise.cautions)
    easy, hard = exercise.too_easy, exercise.too_hard
    yield from _part("Too easy", (easy.say, *([f"then {easy.then}"] if easy.then else [])))
    yield from _part("Too hard", (hard.say, *([f"then {hard.then}"] if hard.then else [])))
    for level in ("start", "standard", "strong"):
        given = getattr(exercise.dose, level).given()
        yield from _part(f"Dose, {level}", (", ".join(f"{key} {value}" for key, value in given.items()),))
    yield from _part("Positions", (", ".join(exercise.positions),))
    bearing = exercise.weight_bearing
    limbs = (("working leg", bearing.working_leg), ("other leg", bearing.other_leg), ("arms", bearing.arms))
    yield from _part("Weight bearing", (f"{name}: {_limb(limb)}" for name, limb in limbs))
    moves = (
        f"{move.joint} {move.motion}, {move.range} range, {move.mode}, {move.limb} limb" for move in exercise.movements
    )
    yield from _part("Movements", moves)
    yield from _part("Equipment", (", ".join(exercise.equipment) or "none",))
    around = {**exercise.environment.model_dump(), **exercise.hazards.model_dump()}
    yield from _part("Setting", (f"{key.replace('_', ' ')}: {str(value).lower()}" for key, value in around.items()))
    yield from _part("Sources", (f"{key}: {value}" for key, value in exercise.source.items()))


def _part(name: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"  {(name if index == 0 else '').ljust(16)}{line}"


def _limb(limb: Limb) -> str:
    return f"{limb.level}, about {limb.percent} % of body weight"
