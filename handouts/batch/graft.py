"""Objects of one PDF copied into another that is written as it grows: only the place of each is remembered."""

from __future__ import annotations

import hashlib
import re
from array import array
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable

# strings are matched first, so that nothing in them is taken for a reference
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>|\b(\d+) (\d+) R\b", re.DOTALL)


class Output:
    """A PDF 1.7 file, object by object. Numbers are given out first, and written in any order."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.offsets = array("Q", [0])
        self.hash = hashlib.sha256()
        self.shared: dict[bytes, int] = {}
        self.at = 0
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, data: bytes) -> None:
        self.file.write(data)
        self.hash.update(data)
        self.at += len(data)

    def number(self) -> int:
        self.offsets.append(0)
        return len(self.offsets) - 1

    def write(self, number: int, body: bytes) -> None:
        self.offsets[number] = self.at
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        number = self.number()
        self.write(number, body)
        return number

    def finish(self, root: int) -> None:
        """The table of places; the file's id is the hash of all before it."""
        name = self.hash.hexdigest()[:32].encode()
        at, size = self.at, len(self.offsets)
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for offset in self.offsets[1:]:
            self._put(b"%010d 00000 n \n" % offset)
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /ID [ <%s> <%s> ] >>\n" % (size, root, name, name)
        self._put(trailer + b"startxref\n%d\n%%%%EOF\n" % at)


class Graft:
    """What one source gives: everything that is asked for by number, and all that it refers to."""

    def __init__(self, source: pikepdf.Pdf, output: Output) -> None:
        self.source, self.output = source, output
        self.numbers: dict[int, int] = {}
        self.waiting: list[tuple[int, pikepdf.Object]] = []

    def stands_for(self, old: pikepdf.Object, number: int) -> None:
        """References to `old` become references to an object of the output."""
        self.numbers[old.objgen[0]] = number

    def number(self, old: pikepdf.Object) -> int:
        return self._number(old.objgen[0], old)

    def body(self, old: pikepdf.Object) -> bytes:
        """An object as it is written in the output; a stream with its data."""
        if isinstance(old, pikepdf.Stream):
            head, data = self._renumbered(old.stream_dict.unparse(resolved=True)), old.read_raw_bytes()
            return b"%s\nstream\n%s\nendstream" % (head, data)
        return self._renumbered(old.unparse(resolved=True))

    def finish(self) -> None:
        while self.waiting:
            number, old = self.waiting.pop()
            self.output.write(number, self.body(old))

    def _renumbered(self, text: bytes) -> bytes:
        return _REFERENCE.sub(self._moved, text)

    def _moved(self, match: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % self._number(int(match[1])) if match[1] else match[0]

    def _number(self, old: int, known: pikepdf.Object | None = None) -> int:
        if old not in self.numbers:
            thing = self.source.get_object(old, 0) if known is None else known
            if isinstance(thing, pikepdf.Stream) and not _REFERENCE.search(_bare(thing)):
                self.numbers[old] = self._shared(thing)
            else:
                self.numbers[old] = self.output.number()
                self.waiting.append((self.numbers[old], thing))
        return self.numbers[old]

    def _shared(self, stream: pikepdf.Stream) -> int:
        """A picture, font or colour profile that another patient has too is written once."""
        body = self.body(stream)
        key = hashlib.sha256(body).digest()
        if key not in self.output.shared:
            self.output.shared[key] = self.output.add(body)
        return self.output.shared[key]


def _bare(stream: pikepdf.Stream) -> bytes:
    return _STRING.sub(b"", stream.stream_dict.unparse(resolved=True))


_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>", re.DOTALL)


def references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def text(value: str) -> bytes:
    """A text string of any letters."""
    return b"<feff%s>" % value.encode("utf-16-be").hex().encode()


def plain(value: Any) -> bytes:
    return bytes(value.unparse(resolved=True))
