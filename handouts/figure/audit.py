"""Everything that is wrong with a scene's file, its figure and its picture, each with the line that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.figure import studio
from handouts.intake import yaml
from handouts.intake.places import shown
from handouts.intake.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handouts.intake.yaml import Tree


def scene(path: Path, images: Path) -> list[Problem]:
    """Raises NeedsFixing if the file is no scene, ValueError if it names what is not there."""
    return located(path, studio.checked(path, images))


def located(path: Path, lines: Iterable[str]) -> list[Problem]:
    """Complaints begin with the pose or the panel that they are about."""
    tree = yaml.load(path, shown(path))
    return [Problem(_place(tree, line), line) for line in lines]


def named(path: Path, said: str) -> Problem:
    """What stops the drawing names a word in quotes: that word's line."""
    quoted = re.search(r"'([^']+)'", said)
    tree = yaml.load(path, shown(path))
    nodes = (node for node in tree.root.walk() if quoted and node.value == quoted[1])
    at = next(nodes, None)
    return Problem(Place(tree.file, at.line, at.column) if at else Place(tree.file), said)


def _place(tree: Tree, line: str) -> Place:
    """Of the pose, the panel or the word that a complaint begins with; in a base scene it has no line here."""
    words = line.split(": ")
    name = words[1] if words[0].startswith("as ") else words[0]
    if name in (tree.value.get("poses") or {}):
        return tree.place(("poses", name))
    for index, panel in enumerate(tree.value.get("panels") or []):
        if isinstance(panel, dict) and panel.get("id") == name:
            return tree.place(("panels", index))
    return tree.place((name,), key=True) if name in tree.value else Place(tree.file)
