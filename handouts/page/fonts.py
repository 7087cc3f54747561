"""Typefaces: found, checked and measured here; a font file is read when its first word is set."""

from __future__ import annotations

import re
import struct
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from handouts.page.structure import Inline, Raw, packed

_FAMILY = ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold")
_UNREADABLE = (TTFError, KeyError, IndexError, ValueError, struct.error)  # all that ReportLab's parser trips over
COMMON = "".join(map(chr, range(0x20, 0x7F))) + "’“”–—…×°½"  # what nearly every handout needs
MOST_CODED = 1 << 13  # lines of text
MOST_SUBSETS = 32  # kept of each font; a document with rare letters has one of its own
_files: dict[str, Path] = {}  # name → font file; nothing is read from it yet
_spares: dict[str, str] = {}  # a clinic's own font → the built-in one for lines that it cannot set

_CMAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Faces(Struct, frozen=True):
    """Names of the text face's weights, for `words` and `width`; headings and numerals may have a face of their own."""

    regular: str
    semibold: str
    bold: str
    heading: str = _FAMILY[2]
    numeral: str = _FAMILY[2]


class Face(Struct, frozen=True):
    """The measures of a face that a layout needs, in em; `descent` is negative."""

    name: str
    ascent: float
    descent: float
    cap_height: float
    x_height: float


class Font(TTFont):
    """A TrueType font that embeds a right ToUnicode map and knows which characters it can draw.

    A font does not know its documents apart: the subset of each one hangs on the document (`TTFont.state`),
    so one Font serves any number of documents.
    """

    def __init__(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            super().__init__(name, file, asciiReadable=False, shapable=False)  # a readable subset costs 16 KB a face
        face: Any = self.face
        face.name = name.encode("ascii")  # two files that call themselves the same would share one embedded font
        self.advances: dict[str, float] = {chr(code): width for code, width in face.charWidths.items()}
        self.fallback: float = face.defaultWidth
        self.drawable = frozenset(chr(code) for code, glyph in face.charToGlyph.items() if glyph)
        self.common = "".join(mark for mark in COMMON if mark in self.drawable)
        self._subsets: dict[tuple[int, ...], bytes] = {}
        self._packed: dict[tuple[int, ...], tuple[bytes, bytes, bytes]] = {}
        face.makeSubset = self._subset
        self.splitString(self.common, self)
        state: Any = self.state.pop(self)
        self._codes = {chr(code): byte for code, byte in state.assignments.items()} | {"\xa0": 0x20}
        self.coded = lru_cache(maxsize=MOST_CODED)(self._coded)

    def runs(self, text: str, doc: Any) -> list[tuple[str, str]]:
        """The resource name and the codes in hex of each stretch of text that one subset can set."""
        if doc not in self.state:
            self.splitString(self.common, doc)  # the same codes in every document, so that they can be shared
        if codes := self.coded(text):
            return [(self.getSubsetInternalName(0, doc), codes)]
        return [(self.getSubsetInternalName(at, doc), glyphs.hex()) for at, glyphs in self.splitString(text, doc)]

    def _coded(self, text: str) -> str:
        """The codes in hex, if all letters are common ones."""
        try:
            return bytes(map(self._codes.__getitem__, text)).hex()
        except KeyError:
            return ""

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        state = self.state[doc]
        super().addObjects(doc)
        for number, subset in enumerate(state.subsets):
            font = doc.idToObject["BasicFonts"].dict[f"{state.internalName}+{number}"]
            file = doc.idToObject[font.FontDescriptor.name].dict["FontFile2"]
            letters, names, widths = self._bodies(tuple(subset))
            doc.idToObject[file.name], doc.idToObject[font.ToUnicode.name] = Raw(letters), Raw(names)
            font.Widths = Inline(widths)

    def _bodies(self, subset: tuple[int, ...]) -> tuple[bytes, bytes, bytes]:
        """The font file, the ToUnicode map and the widths of a subset, written out once for all documents."""
        if subset not in self._packed:
            _trim(self._packed)
            letters = self._subset([*subset])
            entries = b"/Length1 %d " % len(letters)
            advance: Any = self.face.getCharWidth
            names = packed(unicode_map([*subset]).encode("ascii"))
            widths = b"[ %s ]" % " ".join(f"{advance(code):g}" for code in subset).encode("ascii")
            self._packed[subset] = packed(letters, entries), names, widths
        return self._packed[subset]

    def _subset(self, subset: list[int]) -> bytes:
        key = tuple(subset)
        if key not in self._subsets:
            _trim(self._subsets)
            self._subsets[key] = type(self.face).makeSubset(self.face, subset)
        return self._subsets[key]


def register() -> Faces:
    """Make the built-in text face known; cheap, and needed before its names are used."""
    for name in _FAMILY:
        if name not in _files:
            _files[name] = _folder() / f"{name}.ttf"
    return Faces(*_FAMILY)


def face(name: str, path: Path | None = None) -> Face:
    """The measures of a face; with `path`, a new face from a file. ValueError says why a file cannot be used."""
    if path is not None:
        if not re.fullmatch(r"[A-Za-z0-9-]{1,60}", name):
            raise ValueError(f"font name {name!r} may hold only letters, digits and hyphens")
        if _files.setdefault(name, path) != path:
            raise ValueError(f"font name {name!r} is taken by {_files[name].name}")
    try:
        return _measured(name)
    except ValueError:
        if path is not None:
            del _files[name]
        raise


def known(name: str) -> Path | None:
    """The file of a font that was opened before."""
    return _files.get(name)


def spared(name: str, instead: str) -> None:
    """From now on, a line that `name` cannot set is set in `instead`."""
    _spares[name] = instead


def fitting(name: str, text: str) -> str:
    """The font for a text: `name`, or the one that stands in for it."""
    instead = _spares.get(name)
    return instead if instead and missing(text, name) else name


@cache
def font(name: str) -> Font:
    """The font of a known name, read from its file. ValueError says why it cannot be used."""
    if name not in _files:
        raise ValueError(f"font {name!r} is not registered")
    path = _files[name]
    try:
        made = Font(name, path)
        reason = _refusal(made)
    except OSError as error:
        raise ValueError(f"{path.name}: cannot be read ({error.strerror})") from error
    except _UNREADABLE as error:
        raise ValueError(f"{path.name}: not a usable TrueType font ({error})") from error
    if reason:
        raise ValueError(f"{path.name}: {reason}")
    return made


def width(text: str, font: str, size: float) -> float:
    """The set width of one line, in the unit of `size`, without tracking."""
    return _em(font, text) * size


@lru_cache(maxsize=1 << 15)
def missing(text: str, font: str) -> str:
    """The characters of `text` that the font has no glyph for, each once; ReportLab would draw a box without a word."""
    return "".join(dict.fromkeys(mark for mark in text if mark not in _font(font).drawable))


def unicode_map(subset: list[int]) -> str:
    """The ToUnicode CMap of a one-byte subset: UTF-16 also beyond the BMP, at most 100 entries a block."""
    rows = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in enumerate(subset) if value
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return _CMAP.format(blocks="\n".join("\n".join([f"{len(b)} beginbfchar", *b, "endbfchar"]) for b in blocks))


_font = font  # `width` and `missing` call their argument `font` too


@lru_cache(maxsize=1 << 15)
def _em(name: str, text: str) -> float:
    known = _font(name)
    return sum(known.advances.get(mark, known.fallback) for mark in text) / 1000


@cache
def _measured(name: str) -> Face:
    inside = font(name).face
    return Face(name, inside.ascent / 1000, inside.descent / 1000, _height(inside, "H"), _height(inside, "x"))


def _trim(memory: dict[Any, Any]) -> None:
    if len(memory) >= MOST_SUBSETS:
        del memory[next(iter(memory))]  # the oldest


def _height(inside: Any, letter: str) -> float:
    """The top of a flat letter, from its outline: OS/2 tables leave it out or lie."""
    glyph = inside.charToGlyph[ord(letter)]
    start = inside.get_table_pos("glyf")[0] + inside.glyphPos[glyph]
    (top,) = struct.unpack(">h", inside.get_chunk(start + 8, 2))
    return float(top / inside.unitsPerEm)


def _refusal(made: Font) -> str:
    """Why the font may not be embedded: its licence bits (OS/2 fsType), or letters that no layout can do without."""
    face: Any = made.face
    if "OS/2" in face.table:
        (rights,) = struct.unpack(">H", face.get_table("OS/2")[8:10])
        if rights & 0x000F == 0x0002 or rights & 0x0200:
            return f"its licence forbids embedding (fsType {rights:#06x})"
        if rights & 0x0100:
            return f"its licence forbids subsetting (fsType {rights:#06x})"
    lacking = "".join(sorted(set("Hx ") - made.drawable))
    return f"has no glyph for {lacking!r}" if lacking else ""


@cache
def _folder() -> Path:
    """The font package is found and not imported: all that it does is list its files."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError("the package font-source-sans-pro is not installed")
    return Path(spec.submodule_search_locations[0]) / "files"
