"""The clinic's own typefaces: opened, judged, and made ready to stand in for the built-in one."""

from __future__ import annotations

import hashlib
import re
import string
import struct
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.page import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.intake.brand import Fonts

LETTERS, DIGITS = string.ascii_letters, string.digits
MOST_BYTES = 20_000_000
SERIF_STYLES, SERIF_CLASSES = (
    range(2, 11),
    (1, 2, 3, 4, 5, 7),
)  # OpenType OS/2: panose[1] and the high byte of sFamilyClass
ALIKE_EM = 0.02
_HINT = "take another file, or take it out of 'fonts'"


class Chosen(Struct, frozen=True):
    """The names of a clinic's faces, and what it should know of them."""

    faces: fonts.Faces
    own: tuple[str, ...] = ()  # names of those that are not built in
    notices: tuple[str, ...] = ()


def chosen(written: Fonts, folder: Path) -> Chosen:
    """Raises NeedsFixing for every file that cannot be used, each with its reason."""
    built_in = fonts.register()
    maker = _Maker(folder)
    body = written.body
    regular = maker.made(body.regular, built_in.regular, LETTERS + DIGITS, sans=True) if body else built_in.regular
    bold = maker.made(body.bold, built_in.bold, LETTERS + DIGITS, sans=True) if body else built_in.bold
    middle = body.semibold or body.bold if body else ""
    semibold = maker.made(middle, built_in.semibold, LETTERS + DIGITS, sans=True) if body else built_in.semibold
    heading = maker.made(written.heading, built_in.heading, LETTERS) if written.heading else bold
    numeral = maker.made(written.numeral, built_in.numeral, DIGITS) if written.numeral else bold
    if maker.problems:
        raise NeedsFixing(maker.problems)
    notices = _alike(body.regular, regular) if body else ()
    return Chosen(fonts.Faces(regular, semibold, bold, heading, numeral), tuple(maker.names), notices)


class _Maker:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}
        self.problems: list[Problem] = []

    def made(self, file: str, spare: str, needed: str, *, sans: bool = False) -> str:
        """The name under which the font is known; the spare's if there is a problem."""
        path = self.folder / file
        try:
            name = _opened(path, self.folder)
            _judged(path.name, name, needed, sans=sans)
        except ValueError as error:
            problem = Problem(Place(shown(path)), str(error).removeprefix(f"{file}: "), _HINT)
            if problem not in self.problems:
                self.problems.append(problem)
            return spare
        fonts.spared(name, spare)
        self.names[name] = file
        return name


def _opened(path: Path, folder: Path) -> str:
    """A name that only this very file has, so that two clinics may call their fonts the same."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError("leads out of the brand's folder")
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        said = "there is no such file" if isinstance(error, FileNotFoundError) else "could not be read"
        raise ValueError(said) from None
    if not data:
        raise ValueError(f"is empty or has more than {MOST_BYTES // 1_000_000} MB")
    stem = re.sub(r"[^A-Za-z0-9]+", "-", path.stem)[:40]
    name = f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}"
    fonts.face(name, fonts.known(name) or path)
    return name


def _judged(file: str, name: str, needed: str, *, sans: bool) -> None:
    """Raises ValueError if the font is not what its place in the page asks for."""
    face: Any = fonts.font(name).face
    if "fvar" in face.table:
        raise ValueError(f"{file}: is a variable font; save one weight of it as a font of its own")
    lacking = fonts.missing(needed, name)
    if lacking:
        raise ValueError(f"{file}: has no glyph for {lacking!r}")
    if sans and _serif(face):
        raise ValueError(f"{file}: has serifs, which are hard to read at 12 points; use it as 'heading'")


def _serif(face: Any) -> bool:
    """As the font says of itself; one that says nothing is believed to be a sans."""
    if "OS/2" not in face.table:
        return False
    table = face.get_table("OS/2")
    family, style = table[32], table[33]
    return (family == 2 and style in SERIF_STYLES) or (family == 0 and table[30] in SERIF_CLASSES)


def _alike(file: str, name: str) -> tuple[str, ...]:
    """A capital I that cannot be told from a small l makes words hard to read."""
    face: Any = fonts.font(name).face
    boxes = [_box(face, mark) for mark in "Il"]
    if all(abs(a - b) <= ALIKE_EM for a, b in zip(*boxes, strict=True)):
        return (f"In {file} a capital I looks like a small l; a typeface that tells them apart is easier to read.",)
    return ()


def _box(face: Any, mark: str) -> tuple[float, float]:
    """How wide and how high a glyph is, in em."""
    start = face.get_table_pos("glyf")[0] + face.glyphPos[face.charToGlyph[ord(mark)]]
    left, bottom, right, top = struct.unpack(">4h", face.get_chunk(start + 2, 8))
    return (right - left) / face.unitsPerEm, (top - bottom) / face.unitsPerEm
