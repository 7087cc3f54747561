"""Laws of a benchmark: each is told as it is found, and one that is broken fails the command."""

from __future__ import annotations

BROKEN: list[str] = []


def law(text: str, *, held: bool) -> None:
    print(f"{'holds ' if held else 'BROKEN'}  {text}", flush=True)
    if not held:
        BROKEN.append(text)
