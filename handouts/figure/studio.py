"""From a scene's file to its pictures' files, one for each figure, and what is wrong with any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.figure import alike, checks, panel, read, svg, uses
from handouts.figure.stage import Models
from handouts.intake.files import write

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from handouts.figure.scene import Scene


def cast(it: Scene) -> dict[str, Scene]:
    """The stem of each file → the scene as that figure does it, the scene's own figure first."""
    others = {f"{it.id}@{name}": it.model_copy(update={"figure": name, "also": ()}) for name in it.also}
    return {it.id: it, **others}


def drawn(it: Scene, models: Models | None = None) -> str:
    """The SVG's text."""
    return svg.text(it.title, panel.pictures(it, models), it.figure)


def made(path: Path) -> dict[str, str]:
    """The stem of each of a scene's pictures → its text."""
    return {stem: drawn(it) for stem, it in cast(read.load(path)).items()}


def built(path: Path, images: Path) -> str:
    """Write the pictures of one scene, each whole or not at all; returns where, a line for each."""
    return "\n".join(str(placed(images, stem, text)) for stem, text in made(path).items())


def placed(images: Path, stem: str, text: str) -> Path:
    target = images / f"{stem}.svg"
    write(target, text.encode("utf-8"))
    return target


def checked(path: Path, images: Path) -> list[str]:
    """Complaints about a scene's bodies and their committed pictures."""
    told, there = [], cast(read.load(path))
    posed = Models(there[path.stem]).bodies
    shown_by = uses.exercises(path.stem, images)
    for stem, it in there.items():
        models = Models(it)
        found = [*checks.bones(it, models), *checks.skin(it, models), *checks.setup(it, shown_by, models)]
        found += alike.strayed(it, posed, models.bodies)
        found += checks.picture(it, drawn(it, models), images / f"{stem}.svg")
        told += [line if stem == it.id else f"as {it.figure}: {line}" for line in found]
    return told + strays(there, path.stem, images)


def strays(there: Container[str], name: str, images: Path) -> list[str]:
    """Pictures of a figure that the scene no longer names: nothing would draw them anew."""
    files = sorted(file for file in images.glob(f"{name}@*.svg") if file.stem not in there)
    return [f"{file.name} is there, and the scene does not name that figure (also)" for file in files]
