"""XML from strangers as a small tree with line numbers; anything that could reach out or blow up is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat  # entities need a DOCTYPE, and that is refused at its first character

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SVG = "http://www.w3.org/2000/svg"
MOST_BYTES, DEEPEST, MOST_ELEMENTS = 2_000_000, 40, 50_000


class Element(Struct):
    """`name` is bare for SVG and `namespace name` for anything else; likewise its attributes."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)


def refuse(line: int, message: str) -> NoReturn:
    raise ValueError(f"line {line}: {message}")


def tree(data: bytes) -> Element:
    """The root element; `ValueError` if it is too big, too deep, broken, or brings a DOCTYPE."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"the file has {len(data) / 1e6:.1f} MB; at most {MOST_BYTES / 1e6:.0f} MB is read")
    builder = Builder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        refuse(error.lineno, f"this is not well-formed XML ({expat.ErrorString(error.code)})")
    except (LookupError, UnicodeError):
        raise ValueError("the text encoding of this file is not known") from None
    return builder.root


class Builder:
    """Listens to the parser."""

    def __init__(self) -> None:
        self.root = Element("", 0, {})
        self.open: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST_ELEMENTS:
            refuse(line, f"more than {DEEPEST} levels or {MOST_ELEMENTS} elements are not read")
        element = Element(name.removeprefix(SVG + " "), line, dict(attributes))
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        self.open[-1].text += text

    def doctype(self, *_parts: object) -> None:
        refuse(self.parser.CurrentLineNumber, "a DOCTYPE is not allowed; delete that line")
