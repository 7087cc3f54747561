"""Where things are: the clinic's own folder first, then what ships with the tool."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent.parent
BUILT_IN = _PACKAGE / "data" if (_PACKAGE / "data").is_dir() else _PACKAGE.parent


class Places(Struct, frozen=True):
    """`roots` in order, most specific first; each may hold catalog/, templates/ and images/."""

    roots: tuple[Path, ...]

    def find(self, *parts: str) -> Path | None:
        """The first file or folder of that name, or None."""
        for root in self.roots:
            path = root.joinpath(*parts)
            if _there(path):
                return path
        return None

    def every(self, folder: str, suffix: str) -> dict[str, Path]:
        """Stem → path of all files in `folder`; the most specific one of each name."""
        found: dict[str, Path] = {}
        for root in self.roots:
            for path in sorted((root / folder).glob(f"*{suffix}")):
                found.setdefault(path.name.removesuffix(suffix), path)
        return found

    def layered(self, *parts: str) -> Iterator[Path]:
        """Every file of that name, the most general one first."""
        for root in reversed(self.roots):
            path = root.joinpath(*parts)
            if _there(path):
                yield path


def _there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110  Path.exists chokes on names that are too long


def places(clinic: Path | None = None) -> Places:
    """`clinic` is the folder named on the command line; without it the current folder is looked at."""
    own = clinic if clinic is not None else Path()
    roots = [own] if own.resolve() != BUILT_IN.resolve() else []
    return Places((*roots, BUILT_IN))


def shown(path: Path) -> str:
    """How a complaint names a file: short where it can be."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
