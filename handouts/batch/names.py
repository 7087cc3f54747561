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
OURS = {"report.csv", "manifest.json"}
SHEET = ".clinician.txt"
_PLAIN = re.compile(r"[^\w.@+=-]")


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
    first: dict[str, int] = {}
    for entry in roster.entries() if pattern.deep else roster.heads():
        file = pattern.file(entry) if entry.id else ""
        item = Item(entry.row, entry.id, file)
        items.append(item)
        if not entry.id:
            continue
        plain = bare(file)
        if file.startswith("."):
            item.problem = Problem(entry.place, "gives no file name", "put {id} into --name")
        elif plain.removesuffix(".pdf").split(".")[0] in _DEVICES or plain in OURS:
            item.problem = Problem(entry.place, "gives a file name that Windows keeps for itself", "change the id")
        elif len(file.encode()) > BYTES_MAX:
            item.problem = Problem(entry.place, "gives a file name that is too long", "change the id, or --name")
        elif plain in first:
            _clash(item, items[first[plain]], entry)
        else:
            first[plain] = len(items) - 1
    if not items:
        raise NeedsFixing([Problem(Place("ROSTER"), "there is no patient in it")])
    return items


def _clash(item: Item, other: Item, entry: Entry) -> None:
    """Which of the two is right only a person can say: neither is made."""
    for each, twin in ((item, other), (other, item)):
        same = item.id == other.id
        how = "is given twice" if same else "gives the same file name as another"
        place = entry.place if each is item else Place(entry.place.file, *_where(entry, other))
        what = f"the id {each.id} {how}; see row {twin.row}"
        hint = "give every patient an id of their own" if same else "names that differ only in case are one on Windows"
        each.problem = each.problem or Problem(place, what, hint)


def _where(entry: Entry, other: Item) -> tuple[int, int]:
    """Where the other id stands: in a table the row is known, in a list the file as a whole has to do."""
    return (other.row, entry.place.column) if entry.place.line == entry.row else (0, 0)
