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

BUILT_IN = len(list((ROOT / "catalog/exercises").glob("*.yaml")))
SIZES = (BUILT_IN, 100, 250, 500)  # exercises in all; a clinic adds to the built-in ones
ROSTER, MARKS = 200, (50, 100, 150, 200)
PROGRAM = "foot-ankle-pain-5"


def report(desk: Desk) -> Iterator[str]:
    yield "GROWTH with the catalog (first handout of a workshop, and the next ones)"
    yield from catalog(desk.folder, max(desk.rounds, 3))[0]
    yield ""
    yield f"GROWTH with the roster ({ROSTER} patients, all documents in turn)"
    yield from _roster(desk)


def catalog(folder: Path, rounds: int = 9) -> tuple[list[str], float]:
    """A table, and what a handout of the largest catalog costs against one of the smallest."""
    path = cases.Desk(folder, rounds).patients(PROGRAM, 1)[0]
    firsts: dict[int, list[float]] = {size: [] for size in SIZES}
    nexts: dict[int, list[float]] = {size: [] for size in SIZES}
    clinics = {size: _clinic(folder / f"clinic-{size}", size - BUILT_IN) for size in SIZES}
    cases.made(cases.workshop(clinics[BUILT_IN]), path)
    for _ in range(rounds):
        for size, clinic in clinics.items():
            shop = cases.workshop(clinic)
            firsts[size].append(_seconds(shop, path))
            nexts[size] += [_seconds(shop, path) for _ in range(3)]
    base = statistics.median(nexts[BUILT_IN])
    medians = {size: (statistics.median(firsts[size]), statistics.median(nexts[size])) for size in SIZES}
    rows = [
        (f"{size} exercises", f"{first * 1000:.1f}", f"{following * 1000:.1f}", f"{following / base:.2f}")
        for size, (first, following) in medians.items()
    ]
    table = clock.table(("", "first ms", "next ms", f"× {BUILT_IN}"), rows)
    return table, medians[SIZES[-1]][1] / base


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
