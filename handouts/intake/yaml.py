"""YAML as people write it: plain values plus the line and column of each, with hostile files bounded.

Scalars follow the YAML 1.2 core schema (`no` is text, `1:30` is text, `010` is ten), equal keys are refused,
and so are tags and second documents: each of these has lost somebody a warning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct

from handouts.intake import syntax
from handouts.intake.problems import NeedsFixing, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BYTES_MAX = 1_000_000  # the largest honest file is a roster; profiles are 1 kB
DEPTH_MAX = 40
NODES_MAX = 60_000  # counted with aliases written out, so that an alias bomb stops early

# Control characters, separators that look like nothing, and halves of characters: none is ever typed on purpose.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INVISIBLE, _RETYPE = "has an invisible control character", "delete it and type the text again"
_FOREIGN = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or ZIP file",
    b"\x89PNG": "a picture",
    b"\xff\xd8": "a picture",
}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_HEX = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class Node(Struct):
    """A value where it was written: scalar, list of nodes, or dict of key → (key's node, node)."""

    line: int
    column: int
    value: Any = None
    size: int = 1  # nodes in it, aliases written out
    pairs: dict[str, tuple[Node, Node]] | None = None
    items: list[Node] | None = None

    def plain(self) -> Any:
        if self.pairs is not None:
            return {key: node.plain() for key, (_, node) in self.pairs.items()}
        if self.items is not None:
            return [node.plain() for node in self.items]
        return self.value

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.items or [node for _, node in (self.pairs or {}).values()]:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's content: `value` as plain data, and where each part of it stands."""

    file: str
    root: Node
    value: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", self.root.plain())

    def place(self, loc: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Where the value at `loc` stands (or its key); the nearest parent if it is not there."""
        node, at = self.root, self.root
        for step in loc:
            if node.pairs is not None and step in node.pairs:
                key_node, node = node.pairs[str(step)]
                at = key_node if key else node
            elif node.items is not None and isinstance(step, int) and step < len(node.items):
                node = at = node.items[step]
            else:
                break
        return Place(self.file, at.line, at.column)

    def holding(self, char: str) -> Place:
        """Where a character first stands; the file as a whole if it is not in it."""
        for node in self.root.walk():
            if isinstance(node.value, str) and char in node.value:
                return Place(self.file, node.line, node.column)
        return Place(self.file)


def load(path: Path, name: str | None = None) -> Tree:
    """Read one file. `name` is how complaints call it. Raises NeedsFixing with file, line and column."""
    shown = name or str(path)
    return parse(content(path, shown), shown)


def content(path: Path, name: str) -> str:
    """The text of a file, or a clear complaint about the file as such."""
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MAX + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _no(name, "there is no such file", "check the spelling and the folder") from None
    except IsADirectoryError:
        raise _no(name, "is a folder, and a file is needed", "name a file inside it") from None
    except PermissionError:
        raise _no(name, "may not be read by you", "ask for permission to read it") from None
    except OSError as error:
        raise _no(name, f"could not be read: {(error.strerror or 'read error').lower()}") from None
    if len(data) > BYTES_MAX:
        raise _no(name, f"is larger than {BYTES_MAX // 1_000_000} MB; files of this kind are a few kB")
    return decoded(data, name)


def decoded(data: bytes, name: str) -> str:
    """Bytes as the text they are meant to be. Raises NeedsFixing at the first character that nobody typed."""
    if kind := next((kind for start, kind in _FOREIGN.items() if data.startswith(start)), ""):
        raise _no(name, f"is {kind}, and a text file is needed", "name the .yaml file")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:2] == b"\0":
        raise _no(name, "is saved as UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise _no(
            name, "has a character that is not UTF-8", "save it as UTF-8, then check this line", line, column
        ) from None
    return clean(text, name)


def clean(text: str, name: str) -> str:
    """The text in one form of each letter. Raises NeedsFixing for characters that show nowhere."""
    text = unicodedata.normalize("NFC", text)
    if odd := _ODD.search(text):
        line, column = _spot(text, odd.start())
        raise _no(name, _INVISIBLE, _RETYPE, line, column)
    return text


def _spot(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _no(name: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> NeedsFixing:
    return NeedsFixing([Problem(Place(name, line, column), message, hint)])


def parse(text: str, name: str) -> Tree:
    """YAML text to a Tree. Raises NeedsFixing with every problem that can be told at once."""
    composer = _Composer(name)
    try:
        root = composer.document(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        raise NeedsFixing([syntax.meaning(error, text, name)]) from None
    except yaml.YAMLError:
        raise _no(name, "is not readable as YAML", "copy a starter file and compare") from None
    if composer.problems:
        raise NeedsFixing(composer.problems)
    return Tree(name, root)


class _Composer:
    """Events to nodes, without recursion in foreign code and with every count bounded."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}
        self.events: Iterator[Any] = iter(())

    def document(self, events: Iterator[Any]) -> Node:
        self.events = events
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            raise _no(self.name, "is empty", "copy a starter from templates/ and fill it in")
        root = self.node(next(events), 0)
        next(events)
        if not isinstance(more := next(events), yaml.StreamEndEvent):
            raise self.stop(more, "holds a second document ('---')", "keep one document in a file")
        if root.pairs is None and root.items is None and root.value is None:
            raise _no(self.name, "is empty", "copy a starter from templates/ and fill it in")
        return root

    def stop(self, event: Any, message: str, hint: str = "") -> NeedsFixing:
        mark = event.start_mark
        return _no(self.name, message, hint, mark.line + 1, mark.column + 1)

    def node(self, event: Any, depth: int) -> Node:
        if depth > DEPTH_MAX:
            raise self.stop(event, f"is nested more than {DEPTH_MAX} levels deep")
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.tag is not None:
            raise self.stop(event, "uses a tag ('!'), and tags are not allowed", "remove it, or quote the text")
        mark = event.start_mark
        node = Node(mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            node.value = self.scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.sequence(node, depth)
        else:
            self.mapping(node, depth)
        if node.size > NODES_MAX:
            raise self.stop(event, "unfolds to far too many values", "remove the aliases ('*')")
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def scalar(self, event: Any) -> Any:
        if event.implicit[0]:
            return _scalar(event.value)
        if _ODD.search(event.value):  # only an escape like "\\x07" can have brought it here
            raise self.stop(event, _INVISIBLE, _RETYPE)
        return event.value

    def alias(self, event: Any) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise self.stop(event, "a '*' name stands for nothing above it", "put text that starts with '*' in quotes")
        return node

    def sequence(self, node: Node, depth: int) -> None:
        node.items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            child = self.node(event, depth + 1)
            node.items.append(child)
            self.grow(node, child, event)

    def mapping(self, node: Node, depth: int) -> None:
        node.pairs = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.stop(event, "a key should be plain text", "quote text that has brackets or colons")
            key = self.node(event, depth + 1)
            child_event = next(self.events)
            child = self.node(child_event, depth + 1)
            self.grow(node, child, child_event)
            name = event.value
            if name in node.pairs:
                first = node.pairs[name][0].line
                place = Place(self.name, key.line, key.column)
                message = f"the key '{name}' is given twice; it already stands in line {first}"
                self.problems.append(Problem(place, message, "keep one of the two"))
            else:
                node.pairs[name] = (key, child)

    def grow(self, node: Node, child: Node, event: Any) -> None:
        node.size += child.size
        if node.size > NODES_MAX:
            raise self.stop(event, "unfolds to far too many values", "remove the aliases ('*')")


def _scalar(text: str) -> Any:
    """YAML 1.2 core schema: https://yaml.org/spec/1.2.2/#103-core-schema."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "-+.0123456789" or len(text) > 40:
        return text
    if _INT.match(text):
        return int(text)
    if _HEX.match(text):
        return int(text, 0)
    return float(text) if _FLOAT.match(text) else text
