"""JSON Schemas of every file kind, for editors that complete and check while typing.

`python -m handouts.intake.schema DIR` writes them; a test proves that the shipped ones are current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.intake.brand import Brand
from handouts.intake.equipment import Equipment
from handouts.intake.exercise import Exercise
from handouts.intake.flags import Flags, RedFlags, Rules
from handouts.intake.layout import Layout
from handouts.intake.places import Places, places
from handouts.intake.profile import Profile
from handouts.intake.program import Program
from handouts.intake.roster import Member

if TYPE_CHECKING:
    from handouts.intake.model import Written

KINDS: dict[str, type[Written]] = {
    "profile": Profile, "exercise": Exercise, "program": Program, "brand": Brand, "layout": Layout,
    "equipment": Equipment, "flags": Flags, "rules": Rules, "red-flags": RedFlags, "roster": Member,
}  # fmt: skip


def schemas(where: Places) -> dict[str, dict[str, Any]]:
    """Kind → schema. Names of exercises, programs and flags are offered for completion, and others allowed:
    a clinic has its own.
    """
    made = {kind: model.model_json_schema() for kind, model in KINDS.items()}
    exercises = _offered(where.every("catalog/exercises", ".yaml"))
    programs = _offered(where.every("catalog/programs", ".yaml"))
    for kind in ("profile", "roster"):
        _completed(made[kind], exercises, programs)
    for kind, name in (("profile", "Chosen"), ("program", "Item"), ("roster", "Chosen")):
        made[kind]["$defs"][name]["properties"]["use"] = {"anyOf": exercises}
    made["roster"] = {"type": "array", "items": made["roster"], "$defs": made["roster"].pop("$defs")}
    made["labels"] = {"type": "object", "additionalProperties": {"type": "string"}, "title": "Labels"}
    for kind, schema in made.items():
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = f"Handouts {kind}"
    return made


def _completed(profile: dict[str, Any], exercises: list[dict[str, Any]], programs: list[dict[str, Any]]) -> None:
    keys, kinds = profile["properties"], profile["$defs"]
    keys["program"]["anyOf"] = [*programs, {"type": "null"}]
    keys["leave_out"]["items"] = {"anyOf": exercises}
    keys["exercises"]["items"] = {"anyOf": [*exercises, {"$ref": "#/$defs/Chosen"}]}
    kinds["Patient"]["properties"]["flags"]["items"] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/PatientFlag"}]}


def _offered(names: dict[str, Path]) -> list[dict[str, Any]]:
    return [{"enum": sorted(names)}, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}]


def text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for kind, schema in schemas(places()).items():
        (folder / f"{kind}.schema.json").write_text(text(schema), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
