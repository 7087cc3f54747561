"""A clinic's own scenes, checked as far as what is installed can: words always, bodies and pictures with numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake.problems import HandoutsError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def problems(paths: Iterable[Path]) -> tuple[list[Problem], list[Problem]]:
    """What stops a picture from being right, and what was not looked at."""
    scenes = list(paths)
    try:
        from handouts.figure import crew  # noqa: PLC0415  heavy, and not everybody has it
    except ModuleNotFoundError as error:
        message = f"the bodies and pictures of {len(scenes)} scenes were not checked: {error.name} is not installed"
        hint = "install it: python -m pip install 'handouts[figure]'"
        return _worded(scenes), [Problem(Place("images/scenes"), message, hint)]
    by_folder: dict[Path, list[Path]] = {}
    for path in scenes:
        by_folder.setdefault(path.parent.parent, []).append(path)
    found = [done.problems for images, some in by_folder.items() for done in crew.checked(some, images)]
    return [problem for some in found for problem in some], []


def _worded(scenes: list[Path]) -> list[Problem]:
    from handouts.figure import read  # noqa: PLC0415  needs no numpy, but handouts never look at scenes

    out: list[Problem] = []
    for path in scenes:
        try:
            read.load(path)
        except HandoutsError as error:
            out += error.problems
    return out
