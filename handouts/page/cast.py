"""Who does the exercise in the pictures: the figures by name, from the most to the least like the one asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.intake.figure import Figure

FIGURES = {  # the names of figures in scenes → their build and age
    "woman": ("woman", "younger"),
    "man": ("man", "younger"),
    "older-woman": ("woman", "older"),
    "older-man": ("man", "older"),
}


def order(asked: Figure, own: str) -> tuple[str, ...]:
    """Those who will do, the best first: of the same build, and if none was asked for of the same age.

    `own` is the figure that the picture was made with; among equals it goes first, for it was posed with most care.
    """
    fit = [
        name for name, (build, age) in FIGURES.items() if (build == asked.build if asked.build else age == asked.age)
    ]
    return tuple(sorted(fit, key=lambda name: (asked.age not in (None, FIGURES[name][1]), name != own)))
