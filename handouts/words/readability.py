"""How hard a text is to read: grades by two formulas, sentence lengths and long words."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 3  # syllables from which a word counts as long: McLaughlin 1969
_IRREGULAR = {
    "area": 3, "being": 2, "clothes": 1, "create": 2, "diabetes": 4, "diet": 2, "doing": 2, "evening": 2,
    "every": 2, "eye": 1, "eyes": 1, "going": 2, "homework": 2, "idea": 3, "lie": 1, "people": 2, "poem": 2, "quiet": 2,
    "science": 2, "shoe": 1, "shoes": 1, "sideways": 2, "someone": 2, "something": 2, "sometimes": 2, "toe": 1,
    "toes": 1,
}  # fmt: skip
_SPLIT = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:['’][A-Za-z]+)?")


def sentences(text: str) -> list[str]:
    return [part for part in _SPLIT.split(text.strip()) if part]


def words(text: str) -> list[str]:
    """Words and numerals; 'pick-up' is two, as it is read."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Vowel groups, without silent ends (makes, raised) and with spoken ones (edges, ankles); a numeral counts 1."""
    bare = re.sub(r"[^a-z]", "", word.lower().replace("’", "'").removesuffix("'s"))
    if bare in _IRREGULAR:
        return _IRREGULAR[bare]
    bare = re.sub(r"(?<=[^aeiouy])les?$", "el", bare)  # ankle, ankles
    bare = re.sub(r"(?<!ch)(?<!sh)(?<=[^aeioscgxz])es$|(?<=[^aeioutd])ed$|(?<=[^aeiou])e$", "", bare)
    bare = re.sub(r"(?<=[^aeiou])e(?=(?:ment|ful|fully|less|ly|ness)s?$)", "", bare)  # movement, careful
    bare = re.sub(r"(?<=[eiuy])ing$", "xing", bare)  # seeing, trying: two vowels, two beats
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


class Reading(Struct, frozen=True):
    """What was counted in a text."""

    sentences: int
    words: int
    syllables: int
    long_words: tuple[str, ...]
    longest: int  # words of the longest sentence

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom, Navy report 8-75, 1975."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """SMOG grade: McLaughlin, Journal of Reading, 1969. It was made for 30 sentences; with fewer it wavers."""
        return 1.043 * sqrt(len(self.long_words) * 30 / self.sentences) + 3.1291 if self.sentences else 0.0


def measure(texts: Iterable[str]) -> Reading:
    """Each text is at least one sentence, with or without its full stop."""
    parts = [words(part) for text in texts for part in sentences(text)]
    parts = [part for part in parts if part]
    every = [word for part in parts for word in part]
    counts = [syllables(word) for word in every]
    long = tuple(word for word, count in zip(every, counts, strict=True) if count >= LONG)
    return Reading(len(parts), len(every), sum(counts), long, max(map(len, parts), default=0))
