"""Problems as they may stand in a file that stays: what the row says of the patient is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.intake.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.intake.yaml import Tree

_QUOTED = re.compile(r"'[^']*'")
_GUESSES = ("did you", "allowed", "known")
_INSTEAD = re.compile(r", not [^,;]*$")


def discreet(problems: Iterable[Problem], tree: Tree | None) -> tuple[Problem, ...]:
    """The same places and complaints without any value of the row, and without guesses at what was meant."""
    typed = {str(node.value) for node in tree.root.walk() if node.value is not None} if tree else set()
    words = sorted({word for text in typed for word in (text, *text.split())} - {""}, key=len, reverse=True)
    secret = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)) if words else None

    def masked(text: str) -> str:
        text = _INSTEAD.sub("", _QUOTED.sub("'…'", text))
        return secret.sub("…", text) if secret else text

    return tuple(
        Problem(each.place, masked(each.message), "" if each.hint.startswith(_GUESSES) else masked(each.hint))
        for each in problems
    )
