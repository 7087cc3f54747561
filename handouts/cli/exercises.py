"""`handouts exercises`: find what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from handouts.cli import options, say

if TYPE_CHECKING:
    from handouts.intake.exercise import Exercise

Opt = typer.Option


def exercises(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to look for.")] = None,
    region: Annotated[str | None, Opt(help="foot, ankle, calf, …")] = None,
    equipment: Annotated[str | None, Opt(help="What it needs: band, towel, chair, …")] = None,
    position: Annotated[str | None, Opt(help="standing, sitting, kneeling, …")] = None,
    json: Annotated[bool, Opt("--json", help="As JSON.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """List exercises.

    Example: handouts exercises calf --position standing
    """
    from handouts.intake.vocabulary import Position, Region

    options.one_of("--region", region, get_args(Region))
    options.one_of("--position", position, get_args(Position))
    catalog = options.catalog(clinic)
    if equipment is not None and not any(equipment.lower() in name for name in catalog.things()):
        options.one_of("--equipment", equipment, sorted(catalog.things()))
    found = []
    for name in sorted(catalog.names("exercises")):
        exercise = catalog.exercise(name)
        if exercise and _fits(name, exercise, words or [], region, equipment, position):
            found.append((name, exercise))
    if json:
        say.as_json([{"id": name, **exercise.model_dump(mode="json")} for name, exercise in found])
    elif found:
        say.table(
            ("ID", "NAME", "REGION", "NEEDS"),
            [(name, each.name, ", ".join(each.regions), ", ".join(each.equipment)) for name, each in found],
        )
    else:
        say.aside("no exercise fits; 'handouts exercises' without words lists them all")


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
