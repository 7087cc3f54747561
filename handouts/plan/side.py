"""Which side works: from the exercise, the patient and what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from handouts.intake.exercise import Exercise

Working = Literal["left", "right", "each", "both", "whole-body"]


def settle(exercise: Exercise, asked: str | None, affected: str | None) -> Working | None:
    """The working side, or None if `asked` makes no sense for the exercise.

    'each' is one side after the other; 'both' is both at once. A one-sided exercise for both sides becomes 'each',
    and so does one with no side known: the page then says so, and no side is guessed.
    """
    if exercise.sides == "whole-body":
        return "whole-body" if asked in (None, "both") else None
    if exercise.sides == "together":
        return "both" if asked in (None, "both") else None
    wanted = asked or affected or "each"
    return "each" if wanted in ("each", "both") else wanted  # type: ignore[return-value]


def count(side: Working) -> int:
    """How often the dose is done: once, or once for each side."""
    return 2 if side == "each" else 1


def works(side: Working) -> tuple[str, ...]:
    """The sides that do the work, for rules that look at one leg."""
    return (side,) if side in ("left", "right") else ("left", "right")
