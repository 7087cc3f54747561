"""pydantic's complaints in plain words, without ever repeating what is private."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handouts.intake.problems import Problem, meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from handouts.intake.yaml import Tree

Loc = tuple[str | int, ...]

PRIVATE = frozenset({"name", "goals", "note", "phone", "credentials"})  # keys whose values no message may repeat
SHOWN_MAX = 40
_KEY = re.compile(r"[\w.<>~-]{1,40}")  # what may be a key with a typing error; anything else may be a private sentence

_MAP = ("should be a map of keys", "write 'key: value' lines, indented below it")
_LIST = ("should be a list", "start each item on its own line with '- '")
_TYPES = {
    "string_type": ("should be text", "put it in quotes if it is meant as text"),
    "int_type": ("should be a whole number", ""),
    "int_parsing": ("should be a whole number", ""),
    "int_from_float": ("should be a whole number", ""),
    "float_type": ("should be a number", ""),
    "bool_type": ("should be true or false", ""),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _MAP,
    "model_attributes_type": _MAP,
    "dict_type": _MAP,
}
_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}
_LENGTHS = {
    "string_too_short": ("at least", "min_length"),
    "string_too_long": ("at most", "max_length"),
    "too_short": ("at least", "min_length"),
    "too_long": ("at most", "max_length"),
}
_SHAPES = {  # a part of a pattern that only this kind of value has → what it should look like
    "[A-Z]{2}": ("should be a language code like en or pt-BR", ""),
    "[0-9]{2,6}": ("should be a telephone number of 2 to 6 digits, in quotes", ""),
    "fA-F": ("should be a colour like #075c70", "put it in quotes: '#' starts a comment"),
    "svg|png": ("should be the name of an svg, png or jpg file beside it, without a folder", ""),
    "ttf|TTF": ("should be the name of a TrueType file (.ttf) beside it, without a folder", ""),
    "A-Za-z0-9][": ("should be letters, digits, - and _, and start with a letter or digit", ""),
    "[A-Z]+": ("should be an id like WB-2, in capitals, digits and hyphens", ""),
    "[a-z0-9]+": ("should be a name in lower-case letters, digits and single hyphens", ""),
    r"\S": ("should be one line of text with no blank at its ends", ""),
}


def told(error: ErrorDetails, tree: Tree, model: type[BaseModel]) -> Problem:
    """One of pydantic's errors as a Problem at its line and column."""
    loc, kind, value = error["loc"], error["type"], error.get("input")
    if kind == "extra_forbidden":
        known = _keys(model, loc[:-1])
        return Problem(tree.place(loc, key=True), f"{dotted(loc)} is not a key that can stand here", _like(loc, known))
    if kind == "missing":
        return Problem(tree.place(loc), f"{dotted(loc)} is missing", "add it; a starter file shows how")
    place, where = tree.place(loc), dotted(loc) or "the file"
    if value is None and kind in _TYPES:
        return Problem(place, f"{where} {_TYPES[kind][0]}, and is empty", "fill it in, or take the key out")
    said, hint = _said(error, value)
    private = bool(PRIVATE.intersection(map(str, loc)))
    return Problem(place, f"{where} {said}{_instead(kind, said, value, private=private)}", hint)


def dotted(loc: Loc) -> str:
    """'exercises.0.dose'; a key that nobody meant as a key is not repeated, for it may be somebody's name."""
    return ".".join(str(step) if _KEY.fullmatch(str(step)) else "…" for step in loc)


def _said(error: ErrorDetails, value: Any) -> tuple[str, str]:
    kind, ctx = error["type"], error.get("ctx", {})
    if kind in _TYPES:
        said, hint = _TYPES[kind]
        return said, "take the quotes away" if "number" in said and _numeric(value) else hint
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return f"should be {words} {ctx[name]}", ""
    if kind in _LENGTHS:
        words, name = _LENGTHS[kind]
        unit = "letter" if isinstance(value, str) else "item"
        has = f", and has {len(value)}" if words == "at most" else ""
        return f"should have {words} {ctx[name]} {unit}{'' if ctx[name] == 1 else 's'}{has}", ""
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", ctx["expected"])
        hint = meant(str(value), known)
        return f"should be one of {', '.join(known)}", hint if hint.startswith("did") else ""
    if kind == "string_pattern_mismatch":
        fitting = (words for part, words in _SHAPES.items() if part in ctx["pattern"])
        return next(fitting, ("is not written as it should be", "compare with a starter file"))
    if kind == "value_error":
        said, _, hint = str(ctx["error"]).partition("; hint: ")
        return said, hint
    return "is not right", "compare with a starter file"


def _instead(kind: str, said: str, value: Any, *, private: bool) -> str:
    """', not 200': the value itself where one is expected and it is nobody's secret, else what kind of thing it is."""
    if kind in _LENGTHS or not said.startswith("should"):
        return ""
    if isinstance(value, (dict, list, tuple)):
        return "" if kind == "value_error" else f", not a {'map of keys' if isinstance(value, dict) else 'list'}"
    wanted = _TYPES.get(kind)
    if private or wanted in (_MAP, _LIST):
        return ", not text" if isinstance(value, str) and wanted else ""
    if isinstance(value, bool):
        return f", not {str(value).lower()}"
    text = str(value)
    text = f"{text[:SHOWN_MAX]}…" if len(text) > SHOWN_MAX else text
    return f", not '{text}'" if isinstance(value, str) else f", not {text}"


def _numeric(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[-+]?\d{1,9}(\.\d+)?", value))


def _like(loc: Loc, known: Sequence[str]) -> str:
    return meant(str(loc[-1]), known) if _KEY.fullmatch(str(loc[-1])) else f"known: {', '.join(known)}"


def _keys(model: Any, loc: Loc) -> list[str]:
    """The keys allowed at `loc`, found by walking the models' fields."""
    here: Any = model
    for step in loc:
        if isinstance(step, str) and hasattr(here, "model_fields") and step in here.model_fields:
            here = _inner(here.model_fields[step].annotation)
    return sorted(here.model_fields) if hasattr(here, "model_fields") else []


def _inner(annotation: Any) -> Any:
    """The model inside `X | None`, `tuple[X, ...]`, `dict[str, X]` and Annotated forms of them."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _inner(part)) is not None), None)
