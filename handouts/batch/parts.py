"""A roster split over machines: which rows are ours, and what other machines have made of the others."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from handouts.batch import names, report
from handouts.intake import files
from handouts.intake.places import shown
from handouts.intake.problems import Place, Problem, WrongCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from handouts.batch.ledger import Ledger
    from handouts.batch.names import Item

PARTS_MAX = 1_000


def part(text: str) -> tuple[int, int]:
    """'2/4' → (2, 4). Raises WrongCommand."""
    match = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", text)
    if match is None or not int(match[1]) <= int(match[2]) <= PARTS_MAX:
        hint = "write 2/4 for the second of four"
        raise WrongCommand([Problem(Place("--part"), f"'{text}' is no part of a roster", hint)])
    return int(match[1]), int(match[2])


def span(count: int, part: tuple[int, int]) -> range:
    """Numbers of the rows that belong to a part: they follow each other, and the parts differ by one row at most."""
    nth, parts = part
    return range(count * (nth - 1) // parts, count * nth // parts)


def taken(book: Ledger, folder: Path, sources: Iterable[Path], items: Iterable[Item]) -> None:
    """Copies what other folders hold of rows that this one lacks; whether it fits is looked at as for any `--resume`.

    Raises WrongCommand for a folder that no batch was made in, and CannotWrite.
    """
    known = {item.id: item for item in items if item.id and not item.problem}
    for source in sources:
        for row in _rows(source):
            item = known.get(str(row["id"]))
            if item and row["path"] == item.file and not book.find(item.id) and _copied(row, source, folder):
                book.record(row)


def _rows(source: Path) -> Iterator[dict[str, Any]]:
    path = source / report.MANIFEST
    if not path.is_file():
        message = f"there is no {report.MANIFEST} in {shown(source)}"
        raise WrongCommand([Problem(Place("--from"), message, "name the folder of a batch")])
    return report.manifest_rows(path)


def _copied(row: dict[str, Any], source: Path, folder: Path) -> bool:
    """The clinician's sheet first, as ever. What is not what the manifest says is left where it is."""
    name = str(row["path"])
    wanted = ([(names.sheet(name), row["sheet"])] if row.get("sheet") else []) + [(name, row["sha256"])]
    found = []
    for each, digest in wanted:
        try:
            data = (source / each).read_bytes()
        except OSError:
            return False
        if hashlib.sha256(data).hexdigest() != digest:
            return False
        found.append((each, data))
    for each, data in found:
        files.write(folder / each, data)
    return True
