"""What a YAML parser's complaint means to somebody who has never heard of YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handouts.intake.problems import Place, Problem

if TYPE_CHECKING:
    from yaml import MarkedYAMLError


class _Meaning(NamedTuple):
    said: str  # a pattern in the parser's own words
    message: str
    hint: str
    opening: bool = False  # the place is where the thing begins, not where the parser gave up


_MEANINGS = (
    _Meaning(
        r"escape|hex", "a backslash in double quotes starts a code", "use 'single quotes' around text with a '\\'"
    ),
    _Meaning(r"quoted scalar", "a quote is opened and never closed", "close the quote at the end of the text", True),
    _Meaning(r"mapping values are not allowed", "a ': ' stands inside a value", 'put the value in "double quotes"'),
    _Meaning(
        r"could not find expected ':'", "a key has no ':' after it", "write 'key: value', with a blank after the colon"
    ),
    _Meaning(
        r"sequence entries are not allowed", "a '- ' stands behind a key", "start the list on the next line, indented"
    ),
    _Meaning(
        r"start any token|an alias|an anchor|a tag|a directive|tag handle|block scalar",
        "a value starts with a sign that YAML keeps for itself",
        'put the value in "double quotes"',
    ),
    _Meaning(r"flow (sequence|mapping)", "a bracket is opened and not closed", "close it, or add a comma", True),
    _Meaning(
        r"block (sequence|mapping|collection|end)|expected (key|'-'|<)|node",
        "the indentation is off near here",
        "line up the keys; two spaces for each level",
    ),
)
_INDENTED = re.compile(r"^ *(\t|\u00a0)", re.MULTILINE)
_GLUED = re.compile(r"[ -]*[a-z_]+(:)[^\s:/]")
_TABBED = re.compile(r"tab|token|block|expected|mapping values")
_QUOTED = re.compile(r"""\s*(but (found|got) )?(['"]|<).*""")  # may repeat what the file says


def meaning(error: MarkedYAMLError, text: str, name: str) -> Problem:
    """The problem in plain words, at the line and column that has to change."""
    said = f"{error.context or ''} {error.problem or ''}".lower()
    if (odd := _INDENTED.search(text)) and _TABBED.search(said):
        kind = "a tab" if odd[1] == "\t" else "a non-breaking space"
        place = Place(name, text.count("\n", 0, odd.start()) + 1, 1)
        return Problem(place, f"a line starts with {kind}", "indent with plain spaces only")
    if "mapping values" in said and (glued := _glued(error, text)):
        place = Place(name, *glued)
        return Problem(place, "a ':' has no blank after it", "write 'key: value', with a blank after the colon")
    for each in _MEANINGS:
        if re.search(each.said, said):
            return Problem(_place(error, name, opening=each.opening), each.message, each.hint)
    words = _QUOTED.sub("", error.problem or "syntax error").lower()
    return Problem(_place(error, name), f"is not readable as YAML here: {words}", "copy a starter file and compare")


def _glued(error: MarkedYAMLError, text: str) -> tuple[int, int] | None:
    """Where 'name:Sam' was written; the parser only stumbles over the line after it."""
    lines = text.splitlines()
    last = error.problem_mark.line if error.problem_mark else 0
    for number in (last, last - 1):
        if 0 <= number < len(lines) and (found := _GLUED.match(lines[number])):
            return number + 1, found.start(1) + 1
    return None


def _place(error: MarkedYAMLError, name: str, *, opening: bool = False) -> Place:
    marks = (error.context_mark, error.problem_mark) if opening else (error.problem_mark, error.context_mark)
    mark = marks[0] or marks[1]
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
