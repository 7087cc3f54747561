"""From a scene's file to its picture's file, and what is wrong with either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.figure import checks, panel, read, svg
from handouts.intake.files import write

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.figure.scene import Scene


def drawn(it: Scene) -> str:
    """The SVG's text."""
    return svg.text(it.title, panel.pictures(it))


def built(path: Path, images: Path) -> str:
    """Write the picture of one scene, whole or not at all; returns where."""
    target = images / f"{path.stem}.svg"
    write(target, drawn(read.load(path)).encode("utf-8"))
    return str(target)


def checked(path: Path, images: Path) -> list[str]:
    """Complaints about a scene's body and its committed picture."""
    it = read.load(path)
    return [*checks.bones(it), *checks.skin(it), *checks.picture(it, drawn(it), images / f"{path.stem}.svg")]
