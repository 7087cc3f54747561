"""The base of everything that people write, and the translation of its complaints into plain words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError, WithJsonSchema

from handouts.intake.problems import NeedsFixing, Problem, meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.intake.yaml import Tree

M = TypeVar("M", bound="Written")
Loc = tuple[str | int, ...]

PRIVATE = frozenset({"name", "goals", "note", "phone"})  # keys whose values no message may repeat


class Written(BaseModel):
    """Something a person types: unknown keys are refused, nothing is coerced, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _day(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if isinstance(value, date):
        return value
    message = "should be a day that exists, written year-month-day like 2026-12-05"
    raise ValueError(message)


Listed = BeforeValidator(_listed)  # YAML gives lists; frozen values hold tuples
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^\S([^\n]*\S)?$")]


def check(model: type[M], tree: Tree) -> M:
    """The tree as a `model`. Raises NeedsFixing with every problem, each at its line and column."""
    try:
        return model.model_validate(tree.value)
    except ValidationError as error:
        raise NeedsFixing(_problem(item, tree, model) for item in error.errors(include_url=False)) from None


def _problem(error: Any, tree: Tree, model: type[BaseModel]) -> Problem:
    loc: Loc = error["loc"]
    kind: str = error["type"]
    if kind == "extra_forbidden":
        known = _keys(model, loc[:-1])
        message = f"{dotted(loc)} is not a key that can stand here"
        return Problem(tree.place(loc, key=True), message, meant(str(loc[-1]), known))
    if kind == "missing":
        return Problem(tree.place(loc), f"{dotted(loc)} is missing", "add it; a starter profile shows how")
    said, hint = _said(kind, error.get("ctx", {}), error.get("input"), error["msg"])
    shown = "" if PRIVATE.intersection(map(str, loc)) else _shown(error.get("input"))
    if kind in ("value_error", "assertion_error"):
        shown = ""
    return Problem(tree.place(loc), f"{dotted(loc) or 'the file'} {said}{shown}", hint)


def dotted(loc: Loc) -> str:
    return ".".join(map(str, loc))


def _shown(value: Any) -> str:
    if isinstance(value, (dict, list, tuple)):
        return ", not " + ("a map of keys" if isinstance(value, dict) else "a list")
    if value is None:
        return ", not empty"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f", not {text[:40] + '…' if len(text) > 40 else text}"


_TYPES = {
    "string_type": ("should be text", "put it in quotes if it is meant as text"),
    "int_type": ("should be a whole number", ""),
    "int_parsing": ("should be a whole number", ""),
    "int_from_float": ("should be a whole number", ""),
    "float_type": ("should be a number", ""),
    "bool_type": ("should be true or false", ""),
    "tuple_type": ("should be a list", "start each item on its own line with '- '"),
    "list_type": ("should be a list", "start each item on its own line with '- '"),
    "model_type": ("should be a map of keys", "write 'key: value' lines, indented below it"),
    "model_attributes_type": ("should be a map of keys", "write 'key: value' lines, indented below it"),
    "dict_type": ("should be a map of keys", "write 'key: value' lines, indented below it"),
}
_BOUNDS = {
    "greater_than_equal": ("should be at least {}", "ge"),
    "less_than_equal": ("should be at most {}", "le"),
    "greater_than": ("should be more than {}", "gt"),
    "less_than": ("should be less than {}", "lt"),
    "string_too_short": ("should have at least {} letter", "min_length"),
    "string_too_long": ("should have at most {} letters", "max_length"),
    "too_short": ("should have at least {} item", "min_length"),
    "too_long": ("should have at most {} items", "max_length"),
}


def _said(kind: str, ctx: dict[str, Any], value: Any, message: str) -> tuple[str, str]:
    if kind in _TYPES:
        return _TYPES[kind]
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return words.format(ctx[name]), ""
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", ctx["expected"])
        return f"should be one of {', '.join(known)}", _like(value, known)
    if kind == "string_pattern_mismatch":
        if "a-z0-9" in ctx["pattern"]:
            return "should be a name in lower-case letters, digits and single hyphens", ""
        return "should be one line of text with no blank at its ends", ""
    if kind in ("value_error", "assertion_error"):
        said, _, hint = str(ctx.get("error", message)).partition("; hint: ")
        return said, hint
    return f"is not right: {message.lower()}", ""


def _like(value: Any, known: Sequence[str]) -> str:
    if value is True or value is False:
        return "write the word itself"
    hint = meant(str(value), known)
    return hint if hint.startswith("did") else ""


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
    for part in getattr(annotation, "__args__", ()):
        found = _inner(part)
        if found is not None:
            return found
    return None
