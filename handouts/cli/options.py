"""Options that several commands share."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.intake.problems import Place, Problem, WrongCommand, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.intake.catalog import Catalog

Clinic = Annotated[
    Path | None,
    typer.Option("--clinic", metavar="DIR", help="Folder with the clinic's own catalog/, templates/ and images/."),
]


def catalog(clinic: Path | None) -> Catalog:
    """Raises WrongCommand if the folder is not there."""
    from handouts.intake.catalog import Catalog
    from handouts.intake.places import places

    if clinic is not None and not os.path.isdir(clinic):  # noqa: PTH112  Path.is_dir chokes on names that are too long
        raise WrongCommand([Problem(Place("--clinic"), f"there is no folder '{clinic}'")])
    return Catalog(places(clinic))


def day(written: str | None) -> date:
    """The handout's date: as given, or today. This is the only clock."""
    if written is None:
        return date.today()  # noqa: DTZ011  the therapist's own day
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.isoformat() != written:
        message = f"'{written}' is not a day written year-month-day"
        raise WrongCommand([Problem(Place("--date"), message, "for example 2026-11-21")])
    return found


def one_of(option: str, written: str | None, allowed: Iterable[str]) -> str | None:
    """What was written, if it is allowed. Raises WrongCommand with the nearest name."""
    known = list(allowed)
    if written is not None and written not in known:
        near = nearest(written, known)
        hint = f"did you mean '{near}'?" if near else ""
        raise WrongCommand([Problem(Place(option), f"'{written}' is not one of {', '.join(known)}", hint)])
    return written
