"""What stays in the folder: report.csv for people and manifest.json for programs, each written whole."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, get_args

from handouts.batch.job import Outcome
from handouts.intake import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handouts.batch.inputs import Versions
    from handouts.batch.job import Done, Job
    from handouts.batch.names import Item

REPORT, MANIFEST = "report.csv", "manifest.json"
_COLUMNS = (
    "row",
    "id",
    "outcome",
    "path",
    "pages",
    "sha256",
    "warnings",
    "accepted",
    "catalog",
    "rules",
    "where",
    "reason",
    "hint",
)
_ROWS = b'"rows": [\n'
START_BYTES = 17
STARTS = (",".join(_COLUMNS[:3]).encode("utf-8-sig")[:START_BYTES], b'{\n "tool": "handouts'[:START_BYTES])


def record(item: Item, done: Done, inputs: str = "") -> dict[str, Any]:
    """One row of the manifest; nothing in it says more of a patient than their id."""
    made = done.outcome == "made"
    return {
        "row": item.row,
        "id": item.id,
        "outcome": done.outcome,
        "path": item.file if made else "",
        "pages": done.pages,
        "sha256": done.sha256,
        "warnings": done.warnings,
        "accepted": done.accepted,
        "sheet": done.sheet,
        "inputs": inputs if made else "",
        "problems": [{"where": str(each.place), "reason": each.message, "hint": each.hint} for each in done.discreet],
    }


def write(folder: Path, rows: Iterable[dict[str, Any]], job: Job, known: Versions) -> None:
    """Both files anew, row by row, so that memory stays flat. Raises CannotWrite."""
    with files.whole(folder / REPORT) as report, files.whole(folder / MANIFEST) as manifest:
        table = io.TextIOWrapper(report, encoding="utf-8-sig", newline="", write_through=True)
        lines = csv.writer(table)
        lines.writerow(_COLUMNS)
        manifest.write(_head(job, known))
        between = b""
        counts = dict.fromkeys(("rows", *get_args(Outcome)), 0)
        for row in rows:
            counts["rows"] += 1
            counts[row["outcome"]] += 1
            lines.writerow(_line(row, known))
            manifest.write(between + json.dumps(row, ensure_ascii=False).encode())
            between = b",\n"
        manifest.write(b'\n],\n"counts": ' + json.dumps(counts).encode() + b"}\n")
        table.detach()


def _head(job: Job, known: Versions) -> bytes:
    setup = job.setup
    head = {
        "tool": known.tool,
        "date": setup.day.isoformat(),
        "catalog": known.catalog,
        "rules": known.rules,
        "options": {"brand": setup.brand, "layout": setup.layout, "paper": setup.paper, "gray": setup.gray,
                    "name": job.pattern, "passwords": setup.sealed, "part": "{}/{}".format(*job.part)},
    }  # fmt: skip
    return json.dumps(head, ensure_ascii=False, indent=1).encode().removesuffix(b"\n}") + b",\n" + _ROWS


def _line(row: dict[str, Any], known: Versions) -> list[str]:
    problems = row["problems"]
    told = [" | ".join(str(each[key]) for each in problems if each[key]) for key in ("where", "reason", "hint")]
    plain = [str(row.get(key, 0)) for key in _COLUMNS[:8]]  # what an older version wrote has fewer keys
    return [*plain, known.catalog[:12], known.rules[:12], *told]


def manifest_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a manifest as `write` wrote it, one line each; anything else is passed over."""
    with path.open("rb") as file:
        for line in file:
            if line.startswith(b'{"row"'):
                try:
                    row = json.loads(line.rstrip().removesuffix(b","))
                except ValueError:
                    continue
                if row.get("id") and row.get("outcome") == "made":
                    yield row
