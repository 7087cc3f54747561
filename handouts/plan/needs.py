"""What an exercise needs at this patient's home: things, and what to wear."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise
    from handouts.intake.vocabulary import Footwear
    from handouts.plan.safety import Hit, Known


def equipment(
    exercise: Exercise, hits: Iterable[Hit], owned: frozenset[str] | None, things: Mapping[str, Thing]
) -> tuple[str, ...]:
    """What is needed: as the rules change it, and of two kinds of band the one at home."""
    fired = tuple(hits)
    swaps = dict(swap for hit in fired for swap in hit.swaps)
    for name in exercise.equipment:
        instead = things[name].instead_for_latex
        if owned is not None and name not in owned and instead in owned:
            swaps.setdefault(name, instead)
    also = (name for hit in fired for name in hit.also)
    return tuple(dict.fromkeys((*(swaps.get(name, name) for name in exercise.equipment), *also)))


def footwear(exercise: Exercise, known: Iterable[Known]) -> Footwear:
    """Where bare feet or shoes would do, feet that feel little wear shoes."""
    worn = exercise.environment.footwear
    return "shoes" if worn == "either" and any(fact.wears_shoes for fact in known) else worn
