"""The name of every row's file, known and compared before anything is written."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from datetime import date

    from handouts.intake.roster import Entry, Roster

BYTES_MAX = 200
_FIELDS = {"id", "row", "date", "program", "name"}
_IN_TREE = {"program", "name"}  # known only when the profile is read
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in "0123456789¹²³")}
OURS = ("report.csv", "manifest.json")
SHEET = ".clinician.txt"
_PLAIN = re.compile(r"[^\w.@+=-]")


_OWN = "give every patient an id of their own"
_ALIKE = "names that differ only in case are one on Windows"


@dataclass(slots=True)
class Item:
    """A row to come: its id ('' if it has none), its file, and what is already known to be wrong with it."""

    row: int
    id: str
    file: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A checked pattern like '{id}-{date}'."""

    text: str
    day: date

    @property
    def deep(self) -> bool:
        """Whether more than the id has to be read to know the name."""
        return any(field in _IN_TREE for field in _fields(self.text))

    def file(self, entry: Entry) -> str:
        profile = entry.tree.value if entry.tree else None
        patient = profile.get("patient") if isinstance(profile, dict) else None
        values = {
            "id": entry.id,
            "row": entry.row,
            "date": self.day.isoformat(),
            "program": _word(profile, "program"),
            "name": _word(patient, "name"),
        }
        return f"{self.text.format(**values)}.pdf"


def pattern(text: str, day: date) -> Pattern:
    """Raises WrongCommand for a pattern that cannot name files, or would name them all the same."""
    known = ", ".join(f"{{{field}}}" for field in sorted(_FIELDS))
    text = text.removesuffix(".pdf")
    try:
        fields = _fields(text)
    except ValueError:
        raise _wrong("has a brace too many or too few", f"known: {known}") from None
    if odd := [field for field in fields if field not in _FIELDS]:
        raise _wrong(f"has the field '{odd[0]}', which there is not", f"known: {known}")
    if not {"id", "row", "name"} & set(fields):
        raise _wrong("would give every file the same name", "put {id} into it")
    bare = re.sub(r"\{\w+\}", "", text)
    if _PLAIN.search(bare) or text.startswith("."):
        raise _wrong("has signs that not every computer allows in file names", "use letters, digits, '-' and '_'")
    return Pattern(text, day)


def _fields(text: str) -> list[str]:
    found = []
    for _, field, form, conversion in string.Formatter().parse(text):
        if field is not None:
            if form or conversion:
                raise ValueError(field)
            found.append(field)
    return found


def _wrong(message: str, hint: str) -> WrongCommand:
    return WrongCommand([Problem(Place("--name"), message, hint)])


def _word(value: object, key: str) -> str:
    text = value.get(key) if isinstance(value, dict) else None
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", str(text or ""))).strip("-")[:60]


def sheet(file: str) -> str:
    """The name of the clinician's sheet, beside the handout."""
    return file.removesuffix(".pdf") + SHEET


def bare(file: str) -> str:
    """What Windows and macOS know a name by: they take A1.pdf and a1.pdf for one, however its accents are written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold())


def survey(roster: Roster, pattern: Pattern) -> list[Item]:
    """Every row with its file. Raises NeedsFixing for an empty roster; rows that clash are each told of it."""
    items: list[Item] = []
    twins: dict[int, int] = {}
    files: dict[str, int] = {}
    ids: dict[str, int] = {}
    alike = pattern.text == "{id}"  # then the ids would only take room once more
    for number, entry in enumerate(roster.entries() if pattern.deep else roster.heads()):
        item = Item(entry.row, entry.id, pattern.file(entry) if entry.id else "")
        items.append(item)
        if not entry.id:
            continue
        item.problem = _unfit(item.file, entry.place)
        firsts = {files.setdefault(bare(item.file), number), *([] if alike else [ids.setdefault(entry.id, number)])}
        for first in firsts - {number}:
            twins[number] = first
            twins.setdefault(first, number)
    if not items:
        raise NeedsFixing([Problem(Place("ROSTER"), "there is no patient in it")])
    if twins:
        _clashing(items, twins, roster)
    return items


def _unfit(file: str, place: Place) -> Problem | None:
    if file.startswith("."):
        return Problem(place, "gives no file name", "put {id} into --name")
    if bare(file).removesuffix(".pdf").split(".")[0] in _DEVICES or bare(file) in OURS:
        return Problem(place, "gives a file name that Windows keeps for itself", "change the id")
    if len(file.encode()) > BYTES_MAX:
        return Problem(place, "gives a file name that is too long", "change the id, or --name")
    return None


def _clashing(items: list[Item], twins: dict[int, int], roster: Roster) -> None:
    """Which of the two is right only a person can say: neither is made. Their places are read once more."""
    for number, entry in enumerate(roster.heads()):
        if number in twins:
            item, twin = items[number], items[twins[number]]
            same = item.id == twin.id
            how = "is given twice" if same else "gives the same file name as another"
            what = f"the id {item.id} {how}; see row {twin.row}"
            item.problem = item.problem or Problem(entry.place, what, _OWN if same else _ALIKE)
