"""Complaints as data: where, what, and what to do about it; and the one family of exceptions."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Place(Struct, frozen=True):
    """A spot in a file; line and column count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(Struct, frozen=True):
    """One complaint; a hint is there only if the reader can act on it."""

    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.place}: {self.message}{hint}"


class HandoutsError(Exception):
    """Everything the tool says no to; `code` is the exit code that scripts rely on."""

    code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class WrongCommand(HandoutsError):
    """The command line asks for something that does not exist."""

    code = 2


class NeedsFixing(HandoutsError):
    """A file that someone wrote has to change first."""

    code = 3


class UnsafePlan(HandoutsError):
    """The plan contradicts what is known of the patient; nothing is made."""

    code = 4


class CannotWrite(HandoutsError):
    """The result could not be put where it was wanted."""

    code = 5


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, or ''."""
    names = list(known)
    bare = word.strip("“”‘’\"' ").lower().replace("_", "-").replace(" ", "-")
    if bare in names:
        return bare
    begun = [name for name in names if len(bare) > 2 and name.startswith((f"{bare}_", f"{bare}-"))]
    if len(begun) == 1:  # 'hold' for 'hold_seconds'
        return begun[0]
    close = get_close_matches(word, names, 1, 0.6) or get_close_matches(bare, names, 1, 0.6)
    return close[0] if close else ""


def meant(word: str, known: Iterable[str], listing: str = "") -> str:
    """A hint for a name that is not known: the nearest one, else where to find the list."""
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f"did you mean '{near}'?"
    if listing:
        return listing
    return f"known: {', '.join(names)}" if 0 < len(names) <= 30 else ""
