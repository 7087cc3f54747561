"""Whether a handout costs more where the catalog is larger or the roster longer: time and memory."""

from __future__ import annotations

import gc
import re
import shutil
import statistics
import time
import tracemalloc
from typing import TYPE_CHECKING

from tests.benchmarks import cases, clock
from tests.benchmarks.cases import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handouts.build import Workshop
    from tests.benchmarks.cases import Desk

SIZES = (0, 100, 500)  # exercises that the clinic adds to the built-in ones
ROSTER, MARKS = 200, (50, 100, 150, 200)
PROGRAM = "foot-ankle-pain-5"


def report(desk: Desk) -> Iterator[str]:
    yield "GROWTH with the catalog (first handout of a workshop, and the next ones)"
    yield from _catalog(desk)
    yield ""
    yield f"GROWTH with the roster ({ROSTER} patients, all documents in turn)"
    yield from _roster(desk)


def _catalog(desk: Desk) -> list[str]:
    path = desk.patients(PROGRAM, 1)[0]
    firsts: dict[int, list[float]] = {size: [] for size in SIZES}
    nexts: dict[int, list[float]] = {size: [] for size in SIZES}
    clinics = {size: _clinic(desk.folder / f"clinic-{size}", size) for size in SIZES}
    cases.made(cases.workshop(clinics[0]), path)
    for _ in range(max(desk.rounds, 3)):
        for size, clinic in clinics.items():
            shop = cases.workshop(clinic)
            firsts[size].append(_seconds(shop, path))
            nexts[size] += [_seconds(shop, path) for _ in range(3)]
    rows = []
    for size in SIZES:
        first, following = statistics.median(firsts[size]), statistics.median(nexts[size])
        base = statistics.median(nexts[0])
        rows.append(
            (f"{size} more exercises", f"{first * 1000:.1f}", f"{following * 1000:.1f}", f"{following / base:.2f}")
        )
    return clock.table(("", "first ms", "next ms", "× none more"), rows)


def _seconds(shop: Workshop, path: Path) -> float:
    start = time.perf_counter()
    cases.made(shop, path)
    return time.perf_counter() - start


def _clinic(folder: Path, size: int) -> Path:
    """A clinic with exercises of its own, copies of a real one under other names."""
    exercises = folder / "catalog/exercises"
    exercises.mkdir(parents=True)
    text = (ROOT / "catalog/exercises/heel-raise.yaml").read_text(encoding="utf-8")
    images = folder / "images"
    images.mkdir()
    for number in range(size):
        mine = re.sub(r"^name: .*$", f"name: Heel raise {number}", text, flags=re.MULTILINE)
        (exercises / f"clinic-heel-raise-{number}.yaml").write_text(mine, encoding="utf-8")
        shutil.copy(ROOT / "images/heel-raise.svg", images / f"clinic-heel-raise-{number}.svg")
    return folder


def _roster(desk: Desk) -> list[str]:
    """Memory that stays, and the peak within each stretch; times are taken in a run of their own."""
    names = list(desk.profiles())
    paths = [desk.patients(names[n % len(names)], ROSTER)[n] for n in range(len(names))]
    roster = [paths[n % len(names)].with_name(f"{names[n % len(names)]}-{n}.yaml") for n in range(ROSTER)]
    times = _timed(roster)
    held = _held(roster)
    rows, before = [], 0
    for mark in MARKS:
        stretch = statistics.mean(times[before:mark])
        kept, peak = held[mark]
        rows.append((f"{before + 1}–{mark}", f"{stretch * 1000:.1f}", f"{kept / 1e6:.2f}", f"{peak / 1e6:.2f}"))
        before = mark
    return clock.table(("handouts", "ms each", "kept MB", "peak MB"), rows)


def _timed(roster: list[Path]) -> list[float]:
    shop = cases.workshop()
    for path in roster[:6]:
        cases.made(shop, path)
    return [_seconds(shop, path) for path in roster]


def _held(roster: list[Path]) -> dict[int, tuple[int, int]]:
    shop = cases.workshop()
    gc.collect()
    tracemalloc.start()
    held = {}
    for number, path in enumerate(roster, 1):
        cases.made(shop, path)
        if number in MARKS:
            _, peak = tracemalloc.get_traced_memory()
            gc.collect()
            held[number] = (tracemalloc.get_traced_memory()[0], peak)
            tracemalloc.reset_peak()
    tracemalloc.stop()
    return held
