"""Lines of text: measured, broken where a reader would breathe, and drawn.

Text is set as it stands: there is no markup anywhere, so there is nothing to escape and nothing to drop.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from handouts.page import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.page.pen import Pen

LEAD_GAP = 1.5  # a lead stands off a little from what it leads
SHRINK_STEP, NARROWEST, LEAST_SENTENCE = 4.0, 0.6, 1 / 3  # SPEC "Line breaking"


class Style(Struct, frozen=True):
    """A face at a size; `colour` is a role of the palette, `tracking` in em."""

    font: str
    size: float
    leading: float
    colour: str = "ink"
    tracking: float = 0.0

    def width(self, text: str) -> float:
        """Set width in points."""
        font = fonts.fitting(self.font, text)
        return fonts.width(text, font, self.size) + self.tracking * self.size * len(text)

    def cut(self, text: str, width: float) -> str:
        """As many whole words as fit, and at least one: for a running line, whose words stand in full elsewhere."""
        words = text.split(" ")
        fits = (" ".join(words[:count]) for count in range(len(words), 1, -1))
        return next((short for short in fits if self.width(short) <= width), words[0])

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: capitals stand in the middle of the leading."""
        return (self.leading + fonts.face(self.font).cap_height * self.size) / 2

    def coloured(self, role: str) -> Style:
        return replace(self, colour=role)

    def fitting(self, text: str) -> Style:
        """Itself, or the same in a font that has all the characters."""
        font = fonts.fitting(self.font, text)
        return self if font == self.font else replace(self, font=font)


class Piece(Struct, frozen=True):
    """Words of one style within a line, `x` points from its start."""

    x: float
    text: str
    style: Style


Line = tuple[Piece, ...]


class Text(Struct, frozen=True):
    """A broken paragraph. `height` in points is its lines' leading and nothing else."""

    lines: tuple[Line, ...]
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        return max((_end(line) for line in self.lines), default=0.0)

    def draw(self, pen: Pen, x: float, y: float, *, align: str = "left", width: float = 0.0) -> None:
        """With its top at `y`; 'right' and 'centre' align within `width`. Open an element first."""
        last = len(self.lines) - 1
        for number, line in enumerate(self.lines):
            spare = width - _end(line)
            shift = {"left": 0.0, "right": spare, "centre": spare / 2}[align]
            for index, piece in enumerate(line):
                # one paragraph, one run of text: a space joins pieces and lines, and shows nowhere
                more = index < len(line) - 1 or number < last
                pen.words(x + shift + piece.x, y + piece.style.baseline, piece.text, piece.style, more=more)
            y += self.leading


def _end(line: Line) -> float:
    return line[-1].x + line[-1].style.width(line[-1].text) if line else 0.0


class _Word(NamedTuple):
    text: str
    style: Style
    width: float
    space: float  # the width of the blank after it
    tied: bool  # never at the start of a line


@lru_cache(maxsize=4096)
def wrap(text: str, style: Style, width: float, lead: str = "", lead_style: Style | None = None) -> Text:
    """Break a paragraph into lines of at most `width` points.

    Two sentences that fit a line each stand on a line each; else the lines are balanced. A number keeps its unit, and
    a bold `lead` its first word. A word longer than the line is cut, so that nothing ever leaves its column.
    """
    words = [*_words(lead, lead_style or style, width), *_words(text, style, width)]
    if not words:
        return Text((), style.leading)
    if lead and text:
        count = len(_words(lead, lead_style or style, width))
        words[count] = words[count]._replace(tied=True)
        words[count - 1] = words[count - 1]._replace(width=words[count - 1].width + LEAD_GAP)
    rows = _by_sentence(words, width) or _balanced(words, width)
    return Text(tuple(_set(row) for row in rows), style.leading)


def one(text: str, style: Style) -> Text:
    """A single line, whatever its width."""
    return Text(((Piece(0.0, text, style),),) if text else (), style.leading)


def _words(text: str, style: Style, width: float) -> list[_Word]:
    style = style.fitting(text)
    found: list[_Word] = []
    space, tie = style.width(" "), False
    for token in text.split(" "):
        for part in _cut(token, style, width):
            found.append(_Word(part, style, style.width(part), space, tie))
            tie = False
        tie = token.isascii() and token.isdigit()
    return found


def _cut(word: str, style: Style, width: float) -> Iterator[str]:
    while word and style.width(word) > width:
        fit = next((n for n in range(len(word) - 1, 1, -1) if style.width(word[:n]) <= width), 1)
        yield word[:fit]
        word = word[fit:]
    if word:
        yield word


def _by_sentence(words: Sequence[_Word], width: float) -> list[list[_Word]] | None:
    """Two sentences on two lines, if each fits and the shorter is not a stub."""
    if _length(words) <= width:
        return None
    ends = [i for i, word in enumerate(words[:-1]) if word.text[-1] in ".!?" and not words[i + 1].tied]
    if len(ends) != 1:
        return None
    halves = [list(words[: ends[0] + 1]), list(words[ends[0] + 1 :])]
    long = sorted(_length(half) for half in halves)
    return halves if long[1] <= width and long[0] >= long[1] * LEAST_SENTENCE else None


def _balanced(words: Sequence[_Word], width: float) -> list[list[_Word]]:
    rows = _greedy(words, width)
    narrow = width - SHRINK_STEP
    while len(rows) > 1 and narrow >= width * NARROWEST:
        tighter = _greedy(words, narrow)
        if len(tighter) > len(rows) or max(map(_length, tighter)) > narrow:
            break
        rows, narrow = tighter, narrow - SHRINK_STEP
    return rows


def _greedy(words: Sequence[_Word], width: float) -> list[list[_Word]]:
    rows: list[list[_Word]] = [[]]
    used = 0.0  # the row with the blank after its last word
    for group in _groups(words, width):
        length = _length(group)
        if rows[-1] and used + length > width:
            rows.append([])
            used = 0.0
        rows[-1] += group
        used += length + group[-1].space
    return rows


def _groups(words: Sequence[_Word], width: float) -> list[list[_Word]]:
    """Words that stay together, where a line can hold them."""
    groups: list[list[_Word]] = []
    for word in words:
        if word.tied and groups and _length([*groups[-1], word]) <= width:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _length(words: Sequence[_Word]) -> float:
    if len(words) == 1:
        return words[0].width
    return sum([word.width + word.space for word in words]) - words[-1].space


def _set(row: Sequence[_Word]) -> Line:
    """Words of one style join into one piece."""
    pieces: list[Piece] = []
    x = 0.0
    for index, word in enumerate(row):
        if pieces and pieces[-1].style == word.style:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {word.text}")
        else:
            pieces.append(Piece(x, word.text, word.style))
        x += word.width + (word.space if index < len(row) - 1 else 0.0)
    return tuple(pieces)
