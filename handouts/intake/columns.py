"""The columns of a table: what each heading means, and a row's cells as the profile they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from handouts.intake.problems import NeedsFixing, Place, Problem, nearest
from handouts.intake.yaml import Node

if TYPE_CHECKING:
    from handouts.intake.sheet import Row

Path = tuple[str, ...]

_HEADINGS: dict[Path, tuple[str, ...]] = {
    ("id",): (
        "id",
        "patient id",
        "row id",
        "case",
        "case id",
        "no",
        "nr",
        "number",
        "mrn",
        "patient no",
        "patient number",
        "record number",
        "chart number",
        "identifier",
    ),
    ("patient", "name"): ("name", "patient", "patient name", "full name", "name of patient", "client", "client name"),
    ("patient", "side"): ("side", "affected side", "body side", "laterality", "affected leg", "affected foot"),
    ("patient", "flags"): (
        "flags",
        "flag",
        "precautions",
        "precaution",
        "alerts",
        "alert",
        "warnings",
        "contraindications",
    ),
    ("patient", "equipment"): ("equipment", "has at home", "at home"),
    ("patient", "language"): ("language", "lang"),
    ("patient", "figure", "build"): ("figure build", "figure", "build"),
    ("patient", "figure", "age"): ("figure age",),  # not "age": that column holds years
    ("patient", "figure", "skin"): ("figure skin", "skin", "skin tone"),
    ("clinician", "name"): (
        "clinician",
        "therapist",
        "clinician name",
        "therapist name",
        "pt",
        "physical therapist",
        "physio",
        "physiotherapist",
        "provider",
    ),
    ("clinician", "credentials"): ("credentials", "clinician credentials"),
    ("clinician", "phone"): ("clinician phone", "phone"),
    ("brand",): ("brand", "clinic"),
    ("goals",): ("goals", "goal"),
    ("program",): ("program", "programme", "home program", "hep"),
    ("exercises",): ("exercises", "exercise", "home exercises"),
    ("leave_out",): ("leave out", "without", "exclude"),
    ("next_visit",): ("next visit", "next appointment", "next appt", "follow up", "return visit", "review date"),
}
MEANING = {word: path for path, words in _HEADINGS.items() for word in words}
_LISTS = {("patient", "flags"), ("patient", "equipment"), ("goals",), ("exercises",), ("leave_out",)}
_NAME = ("patient", "name")
_WORDS = {("patient", "side"), ("patient", "figure", "build"), ("patient", "figure", "age")}  # in any case
_SIDES = {"r": "right", "l": "left", "b": "both"}
_NOTHING = {"none", "-", "–"}
_FAULTS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "########"}
_DETAIL = re.compile(r'\s+([A-Za-z_]+)=("[^"]*"|\S+)')
_ITEM = re.compile(rf"([^=]*?)((?:{_DETAIL.pattern})*)\s*")
_BESIDE_DOSE = {"level", "side", "note"}


def plain(heading: str) -> str:
    """'Patient_ID:' → 'patient id'."""
    return " ".join(re.sub(r"[\s_\-:*.]+", " ", heading).split()).lower()


def known(heading: str) -> bool:
    return plain(heading) in MEANING


class Columns(Struct, frozen=True):
    """What each column holds; None is a column that is not read."""

    file: str
    paths: tuple[Path | None, ...]
    secret: int | None = None

    def node(self, row: Row) -> Node:
        """The row as a profile, every value with its row and column. Raises NeedsFixing with all that is wrong."""
        root = Node(row.number, 1, pairs={})
        if _NAME in self.paths:  # so that a name that is missing is missed in its own column
            patient = Node(row.number, self.paths.index(_NAME) + 1, pairs={})
            root.pairs = {"patient": (patient, patient)}
        problems = []
        for column, (path, cell) in enumerate(zip(self.paths, row.cells, strict=True), 1):
            if path and cell:
                if cell.lower() in _FAULTS:
                    message, hint = "holds an error of Excel's", "mend the formula, or empty the cell"
                    problems.append(Problem(Place(self.file, row.number, column), message, hint))
                else:
                    _put(root, path, _value(path, cell, row.number, column))
        if problems:
            raise NeedsFixing(problems)
        return root


def columns(heading: Row, file: str, secret: str | None) -> Columns:
    """Raises NeedsFixing for headings that mean nothing, or the same twice: a column not read is a warning lost."""
    problems: list[Problem] = []
    paths: list[Path | None] = []
    for column, cell in enumerate(heading.cells, 1):
        place = Place(file, heading.number, column)
        path = MEANING.get(plain(cell))
        aside = cell.startswith("#") or (secret is not None and plain(cell) == plain(secret))
        if path is None and cell and not aside:
            problems.append(Problem(place, "is a heading that means nothing here", _hint(cell)))
        elif path is not None and not aside and path in paths:
            problems.append(Problem(place, f"is a second column for '{'.'.join(path)}'", "keep one of the two"))
        paths.append(None if aside else path)
    whole = Place(file, heading.number, 1)
    if ("id",) not in paths:
        problems.append(Problem(whole, "there is no column 'id'", "give every row an id of its own"))
    places = [at for at, cell in enumerate(heading.cells) if secret is not None and plain(cell) == plain(secret)]
    if secret is not None and len(places) != 1:
        problems.append(Problem(whole, "there is no one column of that name for passwords", "see --password-column"))
    if problems:
        raise NeedsFixing(problems)
    return Columns(file, tuple(paths), places[0] if places else None)


def _hint(cell: str) -> str:
    near = nearest(plain(cell), MEANING)
    aside = "begin it with '#' if it should not be read"
    return f"did you mean '{near}'?" if near else aside


def _put(root: Node, path: Path, value: Node) -> None:
    node = root
    for step in path[:-1]:
        assert node.pairs is not None  # noqa: S101  made as a map just here
        if step not in node.pairs:
            node.pairs[step] = (value, Node(value.line, value.column, pairs={}))
        node = node.pairs[step][1]
    assert node.pairs is not None  # noqa: S101  the same
    node.pairs[path[-1]] = (value, value)


def _value(path: Path, cell: str, line: int, column: int) -> Node:
    if path not in _LISTS:
        word = cell.lower() if path in _WORDS else cell
        if path[-1] == "skin":
            return Node(line, column, _typed(word, listed=False))
        return Node(line, column, _SIDES.get(word, word) if path[-1] == "side" else word)
    items = [item.strip() for item in re.split(r"[;\n\r]", cell) if item.strip()]
    if len(items) == 1 and items[0].lower() in _NOTHING:
        items = []
    nodes = [_item(path, item, line, column) for item in items]
    return Node(line, column, items=nodes)


def _item(path: Path, item: str, line: int, column: int) -> Node:
    """'weight-bearing side=left percent=50' → a flag with its facts; the same for an exercise and its dose."""
    match = _ITEM.fullmatch(item) if path[-1] in {"flags", "exercises"} else None
    details = _DETAIL.findall(match[2]) if match else []
    if match is None or not details or len(dict(details)) < len(details):
        return Node(line, column, item)  # a key given twice makes no name that is known, so it is refused
    pairs: dict[str, Any] = {"flag" if path[-1] == "flags" else "use": match[1]}
    for key, text in details:
        value = _typed(text.strip('"'), listed=key == "on" and path[-1] == "exercises")
        if path[-1] == "exercises" and key not in _BESIDE_DOSE:
            pairs.setdefault("dose", {})[key] = value
        else:
            pairs[key] = value
    return node(pairs, line, column)


def _typed(text: str, *, listed: bool) -> Any:
    if listed:
        return text.split(",")
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{1,9}\.\d{1,9}", text) else text


def node(value: Any, line: int, column: int) -> Node:
    """Plain data as nodes that all stand in one cell."""
    if isinstance(value, dict):
        pairs = {key: (Node(line, column, key), node(each, line, column)) for key, each in value.items()}
        return Node(line, column, pairs=pairs)
    if isinstance(value, list):
        return Node(line, column, items=[node(each, line, column) for each in value])
    return Node(line, column, value)
