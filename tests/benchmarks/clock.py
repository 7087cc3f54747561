"""Fair timing on a shared machine: contenders take turns, and the median speaks."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Contender = tuple["Callable[[int], object]", int]  # what to do in round n; it takes part in every so-manieth round


def race(contenders: Mapping[str, Contender], rounds: int) -> dict[str, float]:
    """Median wall time of each in seconds; every one runs once beforehand, unclocked, as round 0."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for action, _ in contenders.values():
        action(0)
    for number in range(1, rounds + 1):
        for name, (action, every) in contenders.items():
            if (number - 1) % every == 0:
                start = time.perf_counter()
                action(number)
                taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in (head, *rows)
    ]
