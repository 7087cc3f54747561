"""Which exercises show a scene: the picture must agree with what their files say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.intake.exercise import Exercise


def exercises(name: str, images: Path) -> tuple[Exercise, ...]:
    """Those of the catalog beside the pictures and of the built-in one. Raises NeedsFixing if a file has errors."""
    catalog = Catalog(Places((images.parent, BUILT_IN)))
    stems = [
        stem
        for stem, path in sorted(catalog.names("exercises").items())
        if stem == name or f"picture: {name}" in path.read_text(encoding="utf-8", errors="replace")
    ]
    found = {stem: catalog.exercise(stem) for stem in stems}
    return tuple(each for stem, each in found.items() if each and (each.picture or stem) == name)
