"""What is set: the five programs and the twelve-exercise handout, for as many different patients as are asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from handouts.build import Choice, Handout, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places

ROOT = Path(__file__).parent.parent.parent
TWELVE = ROOT / "tests/profiles/twelve.yaml"
CHOICE = Choice(dt.date(2026, 11, 21))
PROFILE = """\
patient: {{name: Ana Pereira, side: right}}
clinician: {{name: J. Okafor, credentials: "PT, DPT"}}
brand: harbor-street
program: {program}
next_visit: 2026-12-05
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files may be written, and how often things are timed."""

    folder: Path
    rounds: int

    def profiles(self) -> dict[str, str]:
        """The text of one profile a document."""
        programs = sorted(path.stem for path in (ROOT / "catalog/programs").glob("*.yaml"))
        made = {program: PROFILE.format(program=program) for program in programs}
        return made | {"twelve": TWELVE.read_text(encoding="utf-8")}

    def patients(self, name: str, count: int) -> list[Path]:
        """One profile for `count` patients, so that no contender can answer from memory."""
        paths = []
        for number in range(count):
            path = self.folder / f"{name}-{number}.yaml"
            text = self.profiles()[name].replace("Ana Pereira", f"Ana {_letters(number)}")
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return paths


def workshop(clinic: Path | None = None) -> Workshop:
    return Workshop(Catalog(places(clinic)))


def made(shop: Workshop, path: Path) -> tuple[Handout, bytes]:
    handout = shop.handout(path, CHOICE)
    return handout, shop.pdf(handout, CHOICE)


def _letters(number: int) -> str:
    """A surname of its own for every number."""
    return "P" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "reira"
