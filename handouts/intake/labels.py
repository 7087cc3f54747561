"""Fixed words of a language: `templates/words/<language>/labels.yaml`; a clinic's file changes single lines of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake import yaml
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Problem, meant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read(paths: Iterable[Path]) -> dict[str, str]:
    """Files from the most general to the most specific. Raises NeedsFixing for keys that no page asks for."""
    merged: dict[str, str] = {}
    problems: list[Problem] = []
    for number, path in enumerate(paths):
        tree = yaml.load(path, shown(path))
        if not isinstance(tree.value, dict):
            raise NeedsFixing([Problem(tree.place(()), "should be a map of keys, each with its words")])
        for key, value in tree.value.items():
            if not isinstance(value, str):
                problems.append(Problem(tree.place((key,)), f"{key} should be text", "put it in quotes"))
            elif number and key not in merged:
                problems.append(Problem(tree.place((key,), key=True), f"{key} is not a label", meant(key, merged)))
            else:
                merged[key] = value
    if problems:
        raise NeedsFixing(problems)
    return merged
