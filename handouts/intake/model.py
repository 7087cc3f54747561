"""The base of everything that people write, and the check of a file against it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError, WithJsonSchema

from handouts.intake.problems import NeedsFixing
from handouts.intake.wording import told

if TYPE_CHECKING:
    from handouts.intake.yaml import Tree

M = TypeVar("M", bound="Written")


class Written(BaseModel):
    """Something a person types: unknown keys are refused, nothing is coerced, nothing changes afterwards."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        hide_input_in_errors=True,
        defer_build=True,  # one handout checks half of the kinds of file, so the others are never built
    )


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
        raise NeedsFixing(told(item, tree, model) for item in error.errors(include_url=False)) from None
