"""What a picture costs: read from its file, compiled for a palette and size, and again when it is known."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from handouts.page import paint, svg
from handouts.page.look import art, palette
from tests.benchmarks import cases, clock
from tests.benchmarks.cases import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.cases import Desk

SIZE_GOAL_KB = 200


def report(desk: Desk) -> Iterator[str]:
    files = [path.read_bytes() for path in sorted((ROOT / "images").glob("*.svg"))]
    read = [svg.read(data) for data in files]
    panels = [panel for picture in read for panel in picture.panels]
    roles = art(palette("#1f6f78"))
    parsed = _each(lambda: [svg.read(data) for data in files], len(files), 3)
    paint.stream.cache_clear()
    paint.compiled.cache_clear()
    compiled = _each(lambda: [paint.stream(panel, roles, 1.0) for panel in panels], len(panels), 1)
    cached = _each(lambda: [paint.stream(panel, roles, 1.0) for panel in panels[:99]], len(panels[:99]), 9)
    mean = statistics.mean(map(len, files)) / 1000
    yield f"PICTURES ({len(files)} files, {len(panels)} panels, {mean:.0f} kB a file)"
    yield from clock.table(
        ("", "ms each"),
        [
            ("file read and checked", f"{parsed:.2f}"),
            ("panel compiled for one palette and size", f"{compiled:.2f}"),
            ("panel that is known", f"{cached:.4f}"),
        ],
    )
    yield ""
    yield f"FILE SIZE (goal: five exercises below {SIZE_GOAL_KB} kB)"
    yield from _sizes(desk)


def _each(action: Callable[[], object], count: int, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) / count * 1000


def _sizes(desk: Desk) -> list[str]:
    shop = cases.workshop()
    rows = []
    for name in desk.profiles():
        handout, pdf = cases.made(shop, desk.patients(name, 1)[0])
        shown = sum(len(card.picture.panels) for card in handout.document.cards if card.picture)
        rows.append((name, str(len(handout.document.cards)), str(shown), f"{len(pdf) / 1000:.0f}"))
    return clock.table(("", "exercises", "pictures", "kB"), rows)
