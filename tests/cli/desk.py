"""A therapist's desk: a folder with files, and the command line run in it as a person would."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handouts.cli import main

NOBODY = 65534
DAY = "2026-11-21"
GOOD = """\
patient:
  name: Sam Rivera
  side: right
  flags: [latex-allergy]
clinician: {name: J. Okafor, credentials: "PT, DPT"}
brand: harbor-street
goals: [Run 5 km without pain]
exercises:
  - use: heel-raise
    note: Go slow on the way down.
  - calf-stretch-towel
  - use: band-inversion
    dose: {sets: 3, reps: 15, band: green, days_per_week: 3}
next_visit: 2026-12-05
"""


def swap(old: str, new: str) -> str:
    """The good profile with one slip."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def calm(self) -> bool:
        """Nothing that a user should never see."""
        return self.code != 1 and "Traceback" not in self.err and "fault of ours" not in self.err


@dataclass(slots=True)
class Desk:
    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    made: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, content: str | bytes = GOOD) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *args: str | Path) -> Ran:
        """The whole program, in this process: what `handouts ARGS` does, with its exit code."""
        self.patch.setattr(sys, "argv", ["handouts", *map(str, args)])
        self.capture.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = self.capture.readouterr()
        return Ran(code, said.out, said.err)

    def make(self, *args: str | Path) -> Ran:
        return self.run("make", *args, "--date", DAY)

    def files(self) -> dict[str, bytes]:
        """Everything on the desk: name → content; folders end with a slash, big files count by their size."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = str(path.relative_to(self.folder))
            if path.is_dir():
                found[f"{name}/"] = b""
            elif path.is_file():
                size = path.stat().st_size
                found[name] = path.read_bytes() if size < 5_000_000 and os.access(path, os.R_OK) else b"%d" % size
        return found


@contextmanager
def nobody() -> Iterator[None]:
    """Permissions mean nothing to root, so give the rights up for a moment."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
