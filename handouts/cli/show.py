"""`handouts show`: one exercise in full, as the clinician judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import options, say
from handouts.intake.problems import Place, Problem, WrongCommand, meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.intake.exercise import Exercise, Limb


def show(
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="Its id; 'handouts exercises' lists them.")],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """Show an exercise: its steps, doses, safety properties and sources.

    Example: handouts show heel-raise
    """
    catalog = options.catalog(clinic)
    found = catalog.exercise(exercise)
    if found is None:
        hint = meant(exercise, catalog.names("exercises"), "'handouts exercises' lists them")
        raise WrongCommand([Problem(Place("EXERCISE"), f"there is no exercise '{exercise}'", hint)])
    if json:
        say.as_json({"id": exercise, **found.model_dump(mode="json")})
        return
    for line in _told(found):
        say.result(line)


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
