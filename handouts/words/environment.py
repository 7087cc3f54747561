"""Sentences from small templates: `say(name, **facts)` fills one of them.

Templates that a clinic wrote are code from outside: they run in Jinja's sandbox, see plain data only, and a name that
is not there is an error with the template's file and line. There is no escaping, because nothing downstream reads
markup: the page sets text as it stands.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handouts.intake import labels
from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.intake.places import Places

_MISHAPS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
LETTERS_MAX = 4000  # of one sentence or list; a page of text has fewer


class Voice:
    """One language of one clinic. `brand` is the brand's folder: its words come before all others."""

    def __init__(self, places: Places, language: str, brand: Path | None = None) -> None:
        self.places, self.language, self.brand = places, language, brand
        self.labels = labels.read(self._layers("labels.yaml"))
        if not self.labels:
            raise WrongCommand([Problem(Place("language"), f"there are no words for '{language}' yet", self._known())])
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals = {"count": self._count, "joined": self._joined}
        self._compiled: dict[str, Any] = {}

    def label(self, key: str) -> str:
        return self.labels[key]

    def say(self, name: str, /, **facts: Any) -> str:
        """One sentence, on one line."""
        return " ".join(self._render(name, facts).split())

    def lines(self, name: str, /, **facts: Any) -> tuple[str, ...]:
        """A template whose lines are separate sentences or items; empty lines drop out."""
        rendered = (" ".join(line.split()) for line in self._render(name, facts).splitlines())
        return tuple(line for line in rendered if line)

    def compiled(self, name: str) -> Any:
        """The template itself. Raises NeedsFixing with file and line if it is missing or badly formed."""
        if name not in self._compiled:
            try:
                self._compiled[name] = self._environment.get_template(name)
            except TemplateSyntaxError as error:
                place = Place(shown_file(error.filename), error.lineno, 1)
                said = lower(error.message)
                raise NeedsFixing([Problem(place, f"the template is not well formed: {said}")]) from None
            except TemplateNotFound:
                place = Place(f"templates/words/{self.language}/{name}.j2")
                raise NeedsFixing([Problem(place, "this template is missing", "copy it from another language")]) from None
        return self._compiled[name]

    # -- inside

    def _layers(self, file: str) -> list[Path]:
        found = list(self.places.layered("templates", "words", self.language, file))
        own = self.brand / "words" / file if self.brand else None
        return [*found, own] if own and own.is_file() else found

    def _known(self) -> str:
        known = {p.name for root in self.places.roots for p in root.glob("templates/words/*") if p.is_dir()}
        return f"there are: {', '.join(sorted(known))}"

    def _source(self, name: str) -> tuple[str, str, None] | None:
        layers = self._layers(f"{name}.j2")
        if not layers:
            return None
        from handouts.intake import yaml  # noqa: PLC0415  the text of a file, with the same complaints

        return yaml.content(layers[-1], shown(layers[-1])), str(layers[-1]), None

    def _render(self, name: str, facts: dict[str, Any]) -> str:
        try:
            text: str = self.compiled(name).render(facts)
        except _MISHAPS as error:
            raise NeedsFixing([_mishap(error, self._layers(f"{name}.j2")[-1])]) from None
        if len(text) > LETTERS_MAX:
            place = Place(shown(self._layers(f"{name}.j2")[-1]))
            raise NeedsFixing([Problem(place, f"the template writes more than {LETTERS_MAX} letters")])
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


def _mishap(error: Exception, path: Path) -> Problem:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    line = frames[-1].lineno or 0 if frames else 0
    what = "uses something that is not allowed" if isinstance(error, SecurityError) else "could not be filled"
    said = lower(str(error).split("\n", 1)[0][:120])
    place = Place(shown(path), line, 1 if line else 0)
    return Problem(place, f"the template {what}: {said}", "compare with the one that ships")


def shown_file(name: str | None) -> str:
    from pathlib import Path  # noqa: PLC0415  only on the way out

    return shown(Path(name)) if name else "template"


def lower(text: str | None) -> str:
    return (text or "").strip().rstrip(".").lower()
