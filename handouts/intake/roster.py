"""Many patients: a folder of profiles, a YAML or JSON list, or a table; read row by row, however many there are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from handouts.intake import chunks, columns, sheet, workbook, yaml
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.intake.profile import Profile
from handouts.intake.yaml import Node, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BYTES_MAX, ROWS_MAX = 200_000_000, 250_000  # 100,000 rows take about 30 MB
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
PASSWORD_MAX = 127  # bytes that AES-256 in PDF looks at (ISO 32000-2, 7.6.4.3)
_TABLES, _LISTS, _JSON = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls"}, {".yaml", ".yml"}, {".json"}
_PROFILES = {".yaml", ".yml", ".json"}
_TOLD = 3  # names of files that are told one by one
_ID_HINT = "use letters, digits, '-' and '_', at most 64, as in A-1023"


class Member(Profile):
    """A profile in a list of patients: `id` names its files and its line in the report."""

    id: Annotated[str, Field(pattern=f"^{ID.pattern}$")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A patient of the roster, or what is wrong with their row; `id` is '' where there is none that can be used.

    `row` is the row that Excel shows, or counts patients from 1; `place` is where the id stands.
    """

    row: int
    id: str
    place: Place
    tree: Tree | None = None
    problems: tuple[Problem, ...] = ()
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Roster:
    """`entries` reads everything, each time anew; `heads` reads only as much as the ids need."""

    entries: Callable[[], Iterator[Entry]]
    heads: Callable[[], Iterator[Entry]]
    notice: str = ""


def roster(path: Path, secret: str | None = None) -> Roster:
    """`secret` names the column of passwords. Raises NeedsFixing if the file as such cannot be a roster."""
    name = shown(path)
    if path.is_dir():
        return _folder(path, name, secret)
    _bounded(path, name)
    kind = path.suffix.lower()
    if kind in _TABLES:
        notice = _remark(path, name)
        read: Callable[[], Iterator[Entry]] = partial(_table, path, name, secret)
    elif kind in _LISTS | _JSON:
        cut = chunks.objects if kind in _JSON else chunks.listed
        notice, read = "", partial(_list, cut, path, name, secret)
    else:
        raise _no(name, "is no kind of roster", "name a folder of profiles, or a .csv, .xlsx, .yaml or .json file")
    bounded = partial(_counted, read, name)
    return Roster(bounded, bounded, notice)


def _bounded(path: Path, name: str) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise _no(name, "there is no such file or folder", "check the spelling and the folder") from None
    except OSError as error:
        raise _no(name, f"could not be read: {(error.strerror or 'read error').lower()}") from None
    if not path.is_file():
        raise _no(name, "is neither a file nor a folder")
    if size > BYTES_MAX:
        raise _no(name, f"is larger than {BYTES_MAX // 1_000_000} MB; 100,000 patients take about 30", "split it")
    if size == 0:
        raise _no(name, "is empty")


def _remark(path: Path, name: str) -> str:
    """What the manager should know of how a table is read."""
    if _starts(path, workbook.ZIP):
        remarks = workbook.remarks(path, name)
        return f"{name}: {'; '.join(remarks)}" if remarks else ""
    if not _starts(path, workbook.OLD) and sheet.encoding(path, name) == "cp1252":
        return f"{name}: read as Windows text (cp1252), for it is not UTF-8; look at one page's accents"
    return ""


def _starts(path: Path, *starts: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(8).startswith(starts)


def _counted(read: Callable[[], Iterator[Entry]], name: str) -> Iterator[Entry]:
    for number, entry in enumerate(read(), 1):
        if number > ROWS_MAX:
            raise _no(name, f"has more than {ROWS_MAX} rows", "split it")
        yield entry


def _folder(path: Path, name: str, secret: str | None) -> Roster:
    if secret is not None:
        raise _no(name, "is a folder of profiles, and these have no column of passwords", "use a table or a list")
    there = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    files = [each for each in there if each.suffix.lower() in _PROFILES]
    if not files:
        raise _no(name, "holds no .yaml file", "name the folder that holds the profiles")
    others = [each.name for each in there if each.suffix.lower() not in _PROFILES]
    notice = f"{name}: only .yaml files are read, and not {_some(others)}" if others else ""
    return Roster(partial(_profiles, files, whole=True), partial(_profiles, files, whole=False), notice)


def _some(names: list[str]) -> str:
    return ", ".join(names[:_TOLD]) + (f" and {len(names) - _TOLD} more" if len(names) > _TOLD else "")


def _profiles(files: list[Path], *, whole: bool) -> Iterator[Entry]:
    for row, file in enumerate(files, 1):
        place = Place(shown(file))
        if not ID.fullmatch(file.stem):
            yield Entry(row, "", place, None, (Problem(place, "has a name that cannot be an id", _ID_HINT),))
        elif whole:
            yield _tried(row, file.stem, place, partial(yaml.load, file, place.file))
        else:
            yield Entry(row, file.stem, place)


def _tried(row: int, name: str, place: Place, read: Callable[[], Tree]) -> Entry:
    try:
        return Entry(row, name, place, read())
    except NeedsFixing as error:
        return Entry(row, name, place, None, error.problems)


def _list(
    cut: Callable[[Path, str], Iterator[chunks.Chunk]], path: Path, name: str, secret: str | None
) -> Iterator[Entry]:
    try:
        for row, chunk in enumerate(cut(path, name), 1):
            yield _listed(row, chunk, name, secret)
    except UnicodeDecodeError:
        raise _no(name, "has a character that is not UTF-8", "save it as UTF-8") from None


def _listed(row: int, chunk: chunks.Chunk, name: str, secret: str | None) -> Entry:
    lines, shift, text = chunk
    place = Place(name, lines + 1, shift + 1)
    if text is None:
        hint = "compare with the patient before it"
        return Entry(row, "", place, None, (Problem(place, "cannot be read as one patient from here on", hint),))
    try:
        tree = yaml.parse(yaml.decoded(text, name), name)
    except NeedsFixing as error:
        return Entry(row, "", place, None, tuple(_moved(each, lines, shift) for each in error.problems))
    root = tree.root.items[0] if tree.root.items else tree.root
    typed = _typed_id(root, text.decode("utf-8-sig").split("\n"))
    keys = [key for node in root.walk() for key, _ in (node.pairs or {}).values()]
    for node in {id(node): node for node in (*root.walk(), *keys)}.values():  # an alias is met more than once
        node.column += shift if node.line == 1 else 0
        node.line += lines
    if root.pairs is None:
        return Entry(row, "", place, None, (Problem(place, "should be a map of keys", "write 'id: …' first"),))
    return _entry(row, root, name, secret, typed)


def _moved(problem: Problem, lines: int, shift: int) -> Problem:
    line, column = max(problem.place.line, 1), max(problem.place.column, 1)
    place = Place(problem.place.file, line + lines, column + (shift if line == 1 else 0))
    message = re.sub(r"\bline (\d+)", lambda match: f"line {int(match[1]) + lines}", problem.message)
    return Problem(place, message, problem.hint)


def _entry(row: int, root: Node, name: str, secret: str | None, text: str) -> Entry:
    """Take the id and the password out of a map: what is left is a profile."""
    pairs = dict(root.pairs or {})
    written = pairs.pop("id", (None, Node(root.line, root.column)))[1]
    hidden = pairs.pop(secret, (None, Node(root.line, root.column)))[1] if secret is not None else None
    place = Place(name, written.line, written.column)
    problems = [*_bad_id(text, place)]
    password = "" if hidden is None or hidden.value is None else str(hidden.value).strip()
    if hidden is not None:
        problems += _bad_password(password, Place(name, hidden.line, hidden.column))
    if problems:
        return Entry(row, text if ID.fullmatch(text) else "", place, None, tuple(problems))
    return Entry(row, text, place, Tree(name, Node(root.line, root.column, pairs=pairs)), (), password)


def _typed_id(root: Node, lines: list[str]) -> str:
    """The id; one like 007 or 1e5 as it was typed, for as a number it would be another."""
    written = (root.pairs or {}).get("id", (None, Node(0, 0)))[1]
    if isinstance(written.value, str):
        return written.value
    if written.value is None or written.pairs is not None or written.items is not None:
        return ""
    match = re.match(r"[\w.+-]+", lines[written.line - 1][written.column - 1 :])
    return match[0] if match else ""


def _bad_id(text: str, place: Place) -> Iterator[Problem]:
    if not text:
        yield Problem(place, "there is no id", "give every patient an id of their own, like A-1023")
    elif not ID.fullmatch(text):
        yield Problem(place, "is no id that can name a file", _ID_HINT)


def _bad_password(text: str, place: Place) -> Iterator[Problem]:
    if not text:
        yield Problem(place, "has no password", "give it one")
    elif len(text.encode()) > PASSWORD_MAX:
        yield Problem(place, f"has a password of more than {PASSWORD_MAX} bytes", "give it a shorter one")


def _table(path: Path, name: str, secret: str | None) -> Iterator[Entry]:
    rows = sheet.rows(path, name, columns.known)
    heading = next(rows, None)
    if heading is None or heading.fault:
        message, hint = (heading and heading.fault) or ("is empty", "")
        raise _no(name, message, hint)
    known = columns.columns(heading, name, secret)
    at = known.paths.index(("id",))
    for row in rows:
        if not row.blank:
            yield _row(row, known, at)


def _row(row: sheet.Row, known: columns.Columns, at: int) -> Entry:
    place = Place(known.file, row.number, at + 1)
    text = row.cells[at] if at < len(row.cells) else ""
    name = text if ID.fullmatch(text) else ""
    if row.fault:
        problem = Problem(Place(known.file, row.number, 1), *row.fault)
        return Entry(row.number, name, place, None, (problem,))
    problems = [*_bad_id(text, place)]
    password = row.cells[known.secret] if known.secret is not None else ""
    if known.secret is not None:
        problems += _bad_password(password, Place(known.file, row.number, known.secret + 1))
    try:
        root = known.node(row)
    except NeedsFixing as error:
        problems += error.problems
        root = Node(row.number, 1)
    if problems:
        return Entry(row.number, name, place, None, tuple(problems))
    pairs = {key: pair for key, pair in (root.pairs or {}).items() if key != "id"}
    tree = Tree(known.file, Node(root.line, root.column, pairs=pairs))
    return Entry(row.number, text, place, tree, (), password)


def _no(name: str, message: str, hint: str = "") -> NeedsFixing:
    return NeedsFixing([Problem(Place(name), message, hint)])
