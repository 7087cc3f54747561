"""What a handout depends on, as hashes of content: with the same inputs, `--resume` does not make it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from handouts import __version__
from handouts.intake.places import places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handouts.batch.job import Setup
    from handouts.intake.roster import Entry

_FOLDERS = ("catalog", "templates", "images")
_NO_INPUT = ("images/scenes", "templates/profiles")
_LIBRARIES = ("reportlab", "font-source-sans-pro", "pikepdf")
_ROUNDS = 20_000  # so that a hash in the manifest is no quick way to guess a password


@dataclass(frozen=True, slots=True)
class Versions:
    """Of all that is no patient's: the files of the catalog, templates and pictures; the rules alone; the tool."""

    catalog: str
    rules: str
    tool: str


def versions(clinic: Path | None) -> Versions:
    everything, rules = hashlib.sha256(), hashlib.sha256()
    for root in places(clinic).roots:
        for folder in _FOLDERS:
            for path in sorted(each for each in (root / folder).rglob("*") if each.is_file()):
                name = path.relative_to(root).as_posix()
                if not name.startswith(_NO_INPUT):
                    line = f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
                    everything.update(line)
                    if name.startswith("catalog/rules/"):
                        rules.update(line)
    libraries = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    return Versions(everything.hexdigest(), rules.hexdigest(), f"handouts {__version__} ({libraries})")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def digest(entry: Entry, accept: Iterable[tuple[str, str]], setup: Setup, known: Versions) -> str:
    """Of one row: its profile, what is accepted for it, the options and everything in `known`."""
    secret, profile = entry.secret, entry.tree and entry.tree.value
    key = hashlib.pbkdf2_hmac("sha256", secret.encode(), b"handouts", _ROUNDS).hex() if secret else ""
    options = (setup.day.isoformat(), setup.brand, setup.paper, setup.gray, setup.sealed, setup.layout)
    whole = (profile, key, options, tuple(accept), known.catalog, known.tool)
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()
