"""`handouts draw`: build pictures from scenes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from handouts.cli import options, say
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand, meant


def draw(
    scenes: Annotated[
        list[str] | None, typer.Argument(metavar="[SCENE]…", help="Names of scenes; default: all of them.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say what is wrong with them.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """Build pictures from scenes (needs the extra 'figure').

    Example: handouts draw heel-raise
    """
    studio = _studio()
    root = options.catalog(clinic).places.roots[0]
    there = {path.stem: path for path in sorted((root / "images/scenes").glob("*.yaml"))}
    if not there:
        message = "there are no scenes in images/scenes here"
        raise WrongCommand(
            [Problem(Place(str(root)), message, "go to the folder that has them, or name it with --clinic")]
        )
    failed = False
    for name in scenes or there:
        if name not in there:
            raise WrongCommand([Problem(Place("SCENE"), f"there is no scene '{name}'", meant(name, there))])
        try:
            told = (
                studio.checked(there[name], root / "images") if check else [studio.built(there[name], root / "images")]
            )
        except ValueError as error:
            raise NeedsFixing([Problem(Place(str(there[name])), str(error))]) from None
        for line in told:
            say.result(f"{there[name]}: {line}" if check else line)
        failed |= check and bool(told)
    if failed:
        raise typer.Exit(3)


def _studio() -> Any:
    """The module that draws: there only with the extra."""
    try:
        from handouts.figure import studio
    except ModuleNotFoundError as error:
        hint = "install it: python -m pip install 'handouts[figure]'"
        raise WrongCommand(
            [Problem(Place("draw"), f"drawing needs {error.name}, which is not installed", hint)]
        ) from None
    return studio
