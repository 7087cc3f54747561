"""The journal of a batch: one line a row, on the disk before the next one; whatever happens, it is the truth."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from handouts.batch.report import MANIFEST, manifest_rows
from handouts.intake import files
from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

FILE = ".handouts-journal.jsonl"


@dataclass(slots=True)
class Ledger:
    """Append to it; look a row up by its id. Only offsets are kept in memory."""

    path: Path
    file: BinaryIO
    offsets: dict[str, int]

    def record(self, row: dict[str, Any]) -> None:
        """On the disk when this returns. Raises CannotWrite."""
        try:
            at = self.file.seek(0, os.SEEK_END)
            self.file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            self.file.flush()
            os.fsync(self.file.fileno())
        except OSError as error:
            message = f"could not be written: {(error.strerror or '').lower()}"
            raise CannotWrite([Problem(Place(shown(self.path)), message, "make room, then --resume")]) from None
        self.offsets[str(row["id"])] = at

    def find(self, name: str) -> dict[str, Any] | None:
        at = self.offsets.get(name)
        if at is None:
            return None
        self.file.seek(at)
        found: dict[str, Any] = json.loads(self.file.readline())
        return found

    def close(self) -> None:
        self.file.close()

    def done(self) -> None:
        """Everything it knows stands in the manifest by now."""
        self.file.close()
        self.path.unlink(missing_ok=True)


def opened(folder: Path, *, resume: bool) -> Ledger:
    """With `resume`, what is known of earlier runs: the manifest, then the lines of a run that did not end."""
    path = folder / FILE
    if not resume:
        path.unlink(missing_ok=True)
    elif not path.exists() and (folder / MANIFEST).exists():
        with files.whole(path) as file:
            for row in manifest_rows(folder / MANIFEST):
                file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    try:
        file = path.open("a+b")
    except OSError as error:
        message = f"could not be written: {(error.strerror or '').lower()}"
        raise CannotWrite([Problem(Place(shown(path)), message)]) from None
    return Ledger(path, file, _offsets(file))


def _offsets(file: BinaryIO) -> dict[str, int]:
    """Where the last line of every row begins. A line that the end of a process tore is cut off."""
    offsets: dict[str, int] = {}
    at = file.seek(0)
    for line in file:
        try:
            row = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            row = None
        if not isinstance(row, dict) or "id" not in row:
            file.truncate(at)
            break
        offsets[str(row["id"])] = at
        at += len(line)
    return offsets
