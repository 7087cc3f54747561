"""Sentences from small templates: `say(name, **facts)` fills one of them.

Templates that a clinic wrote are code from outside: they run in a sandbox, see plain data only, and a name that is
not there is an error with the template's file and line. There is no escaping, because nothing downstream reads markup:
the page sets text as it stands.
"""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from handouts.intake import labels, yaml
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand
from handouts.words.sandbox import LETTERS_MAX, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from handouts.intake.places import Places

_BLANKS = re.compile("[ \\t\\r\\n]+")
_MISHAPS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError)


class Voice:
    """One language of one clinic. `brand` is the brand's folder: its words come before all others."""

    def __init__(self, places: Places, language: str, brand: Path | None = None) -> None:
        self.places, self.language, self.brand = places, language, brand
        self.labels = labels.read(self._layers("labels.yaml"))
        if not self.labels:
            raise WrongCommand([Problem(Place("language"), f"there are no words for '{language}' yet", self._known())])
        self._sandbox = Sandbox({"count": self._count, "joined": self._joined})
        self._compiled: dict[str, tuple[Template, Path]] = {}

    def label(self, key: str) -> str:
        return self.labels[key]

    def say(self, name: str, /, **facts: Any) -> str:
        """One sentence, on one line."""
        return _tidy(self._render(name, facts))

    def lines(self, name: str, /, **facts: Any) -> tuple[str, ...]:
        """A template whose lines are separate sentences or items; empty lines drop out."""
        rendered = map(_tidy, self._render(name, facts).splitlines())
        return tuple(line for line in rendered if line)

    def compiled(self, name: str) -> tuple[Template, Path]:
        """The template and its file. Raises NeedsFixing with file and line if it is missing or badly formed."""
        if name not in self._compiled:
            layers = self._layers(f"{name}.j2")
            if not layers:
                place = Place(f"templates/words/{self.language}/{name}.j2")
                hint = "copy it from another language"
                raise NeedsFixing([Problem(place, "this template is missing", hint)])
            path = layers[-1]
            source = yaml.content(path, shown(path))  # the text of a file, with the same complaints
            try:
                self._compiled[name] = self._sandbox.compiled(source, name, str(path)), path
            except (TemplateSyntaxError, RecursionError) as error:
                line = getattr(error, "lineno", 0)
                said = lower(getattr(error, "message", "it is nested too deep"))
                place = Place(shown(path), line, 1 if line else 0)
                raise NeedsFixing([Problem(place, f"the template is not well formed: {said}")]) from None
        return self._compiled[name]

    # -- inside

    def _layers(self, file: str) -> list[Path]:
        found = list(self.places.layered("templates", "words", self.language, file))
        own = self.brand / "words" / file if self.brand else None
        return [*found, own] if own and own.is_file() else found

    def _known(self) -> str:
        known = {p.name for root in self.places.roots for p in root.glob("templates/words/*") if p.is_dir()}
        return f"there are: {', '.join(sorted(known))}"

    def _render(self, name: str, facts: dict[str, Any]) -> str:
        """Raises NeedsFixing if a name is missing, something is not allowed, or the text does not end."""
        template, path = self.compiled(name)
        text = ""
        try:
            for part in template.generate(facts):
                text += part
                if len(text) > LETTERS_MAX:
                    break
        except _MISHAPS as error:
            raise NeedsFixing([_mishap(error, path)]) from None
        if len(text) > LETTERS_MAX:
            raise NeedsFixing([Problem(Place(shown(path)), f"the template writes more than {LETTERS_MAX} letters")])
        return text

    @staticmethod
    def _count(number: int, one: str, many: str) -> str:
        return f"{number} {one if number == 1 else many}"

    def _joined(self, items: list[str]) -> str:
        """'a', 'a and b', 'a, b, and c'."""
        word = self.labels["and"]
        if len(items) < 3:
            return f" {word} ".join(items)
        return f"{', '.join(items[:-1])}, {word} {items[-1]}"


def _tidy(text: str) -> str:
    """On one line with single blanks; what must not break apart ('5 Dec') keeps its own kind of blank."""
    return _BLANKS.sub(" ", text).strip(" ")


def _mishap(error: Exception, path: Path) -> Problem:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    line = frames[-1].lineno or 0 if frames else 0
    what = "uses something that is not allowed" if isinstance(error, SecurityError) else "could not be filled"
    said = lower(str(error).split("\n", 1)[0][:120])
    place = Place(shown(path), line, 1 if line else 0)
    return Problem(place, f"the template {what}: {said}", "compare with the one that ships")


def lower(text: str | None) -> str:
    return (text or "").strip().rstrip(".").lower()
