"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.intake.problems import Place, Problem, WrongCommand

if TYPE_CHECKING:
    from handouts.intake.catalog import Catalog

Clinic = Annotated[
    Path | None,
    typer.Option("--clinic", metavar="DIR", help="Folder with the clinic's own catalog/, templates/ and images/."),
]


def catalog(clinic: Path | None) -> Catalog:
    """Raises WrongCommand if the folder is not there."""
    from handouts.intake.catalog import Catalog
    from handouts.intake.places import places

    if clinic is not None and not clinic.is_dir():
        raise WrongCommand([Problem(Place("--clinic"), f"there is no folder '{clinic}'")])
    return Catalog(places(clinic))


def day(written: str | None) -> date:
    """The handout's date: as given, or today. This is the only clock."""
    if written is None:
        return date.today()  # noqa: DTZ011  the therapist's own day
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = f"'{written}' is not a day written year-month-day"
        raise WrongCommand([Problem(Place("--date"), message, "for example 2026-11-21")]) from None


def one_of(option: str, written: str | None, allowed: tuple[str, ...]) -> str | None:
    if written is not None and written not in allowed:
        raise WrongCommand([Problem(Place(option), f"'{written}' is not one of {', '.join(allowed)}")])
    return written
