"""`handouts draw`: build pictures from scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli import options, say
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand, meant

if TYPE_CHECKING:
    from pathlib import Path


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
    crew = _crew()
    root = options.catalog(clinic).places.roots[0]
    paths = _asked(scenes or [], root)
    images = root / "images"
    problems: list[Problem] = []
    for done in crew.checked(paths, images) if check else crew.drawn(paths):
        problems += done.problems
        for stem, text in done.pictures:
            say.result(str(crew.studio.placed(images, stem, text)))
    if check:
        for problem in problems:
            say.result(str(problem))
    if problems:
        raise typer.Exit(3) if check else NeedsFixing(problems)


def _asked(names: list[str], root: Path) -> list[Path]:
    """The scenes named, or all. Raises WrongCommand before anything is drawn."""
    there = {path.stem: path for path in sorted((root / "images/scenes").glob("*.yaml"))}
    if not there:
        message = "there are no scenes in images/scenes here"
        raise WrongCommand(
            [Problem(Place(str(root)), message, "go to the folder that has them, or name it with --clinic")]
        )
    strange = [name for name in names if name not in there]
    if strange:
        raise WrongCommand(
            Problem(Place("SCENE"), f"there is no scene '{name}'", meant(name, there)) for name in strange
        )
    return [there[name] for name in dict.fromkeys(names)] or list(there.values())


def _crew() -> Any:
    """The module that draws: there only with the extra."""
    try:
        from handouts.figure import crew
    except ModuleNotFoundError as error:
        hint = "install it: python -m pip install 'handouts[figure]'"
        raise WrongCommand(
            [Problem(Place("draw"), f"drawing needs {error.name}, which is not installed", hint)]
        ) from None
    return crew
