"""What a batch is asked to do, and what it can say of one row: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from handouts.intake.problems import Problem
    from handouts.intake.yaml import Tree

ACCEPT = "--accept"
TIMEOUT_SECONDS = 120.0  # a handout takes a tenth of a second
Outcome = Literal["made", "fix", "refused", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class Setup:
    """What every row has in common."""

    day: date
    brand: str | None = None
    paper: str | None = None
    gray: bool = False
    clinic: Path | None = None
    folder: Path | None = None  # None: look at every row and write nothing
    sealed: bool = False
    layout: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """`pattern` names the files, without '.pdf'; `secret` is the column of passwords.

    `accept` gives (id, exercise, reason) for what a clinician gives against a rule; `part` is (2, 4) for the second
    of four machines; `takes` are folders whose finished files are taken over.
    """

    roster: Path
    setup: Setup
    jobs: int = 1
    pattern: str = "{id}"
    resume: bool = False
    secret: str | None = None
    merge: Path | None = None
    zip: Path | None = None
    timeout_seconds: float = TIMEOUT_SECONDS
    accept: tuple[tuple[str, str, str], ...] = ()
    part: tuple[int, int] = (1, 1)
    takes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One row for a worker; `number` is its place in the roster, from 0."""

    number: int
    tree: Tree
    id: str
    file: str
    inputs: str
    secret: str = field(default="", repr=False)
    accept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row. `problems` and `notices` are for a person's eyes, `discreet` for files that stay.

    `staged` are files that wait beside their places, each with its name, in the order in which they go there.
    """

    outcome: Outcome
    pages: int = 0
    sha256: str = ""
    warnings: int = 0
    accepted: int = 0
    sheet: str = ""  # SHA-256 of the clinician's sheet, if there is one
    staged: tuple[tuple[Path, str], ...] = ()
    notices: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    discreet: tuple[Problem, ...] = ()
    stop: int = 0  # exit code of what no other row can escape: a wrong option, a full disk


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker has opened its rooms, and begins."""


@dataclass(slots=True)
class Tally:
    """Rows by what became of them; `kept` are those of `made` that an earlier run had made."""

    made: int = 0
    kept: int = 0
    fix: int = 0
    refused: int = 0
    failed: int = 0
    waiting: int = 0
    warnings: int = 0
    accepted: int = 0

    def count(self, done: Done) -> None:
        setattr(self, done.outcome, getattr(self, done.outcome) + 1)
        self.waiting -= 1
        self.warnings += done.warnings
        self.accepted += done.accepted

    @property
    def total(self) -> int:
        return self.made + self.fix + self.refused + self.failed + self.waiting

    @property
    def code(self) -> int:
        """The exit code: a fault of ours first, then what a person can mend."""
        codes = ((self.failed, 1), (self.fix, 3), (self.refused, 4))
        return next((code for count, code in codes if count), 0)


class Teller(Protocol):
    """Whoever watches: the command line, or a test."""

    def started(self, total: int) -> None: ...

    def row(self, tally: Tally, done: Done) -> None: ...

    def note(self, text: str) -> None: ...
