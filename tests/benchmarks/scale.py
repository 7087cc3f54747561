"""Memory, processes and curves: what a batch costs as rosters, catalogs and cores grow."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import clock, growth, lists, processes
from tests.benchmarks.laws import law

if TYPE_CHECKING:
    import argparse

    from handouts.batch.job import Done, Tally
    from tests.batch.ward import Ward

FEW, PAIR_ROWS, PAIR_ROUNDS = 500, 600, 3
MEMORY_MAX, PAIR_MIN, GROWTH_MAX = 1.1, 1.8, 1.1


def memory(home: Path, wanted: argparse.Namespace) -> None:
    """The sum of the peaks of parent and workers, for few and for many rows."""
    from tests.batch.ward import Ward

    ward, sums = Ward(home), []
    for count in (FEW, wanted.many):
        roster = ward.put(lists.listing(count), f"{count}.csv")
        before = time.monotonic()
        process = ward.begin(roster, "--jobs", str(os.cpu_count()), folder=f"out{count}")
        peaks: dict[int, int] = {}
        while process.poll() is None:
            for pid in (process.pid, *processes.children(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0), processes.peak_kb(pid))
            time.sleep(0.05)
        assert process.returncode == 0, process.communicate()
        parent, jobs = peaks.pop(process.pid) / 1e3, os.cpu_count() or 1
        workers = [max(peaks.values()) / 1e3] * jobs  # no more than that at once, though they take turns
        sums.append(parent + sum(workers))
        told = " + ".join(f"{each:.0f}" for each in (parent, *workers))
        print(
            f"{count} rows: {told} = {sums[-1]:.0f} MB; {count / (time.monotonic() - before):.1f} a second", flush=True
        )
    ratio = sums[1] / sums[0]
    law(f"peak memory at {wanted.many} is {ratio:.3f} of that at {FEW}, at most {MEMORY_MAX}", held=ratio <= MEMORY_MAX)


class Clock:
    """When each row was done, from the first one on: starting a process is no row's cost."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def started(self, total: int) -> None:
        pass

    def row(self, _tally: Tally, _done: Done) -> None:
        self.times.append(time.perf_counter())

    def note(self, text: str) -> None:
        pass

    @property
    def ms(self) -> float:
        """Of one row, from the tenth of them on."""
        first = len(self.times) // 10
        return (self.times[-1] - self.times[first]) * 1000 / (len(self.times) - 1 - first)


def _timed(ward: Ward, rows: int, jobs: int, folder: str) -> float:
    from handouts.batch.run import run

    watch = Clock()
    run(ward.job(ward.put(lists.listing(rows), f"{rows}.csv"), folder, jobs=jobs), watch)
    return watch.ms


def pair(home: Path, wanted: argparse.Namespace) -> None:
    """One process and two take turns; the medians speak."""
    from tests.batch.ward import Ward

    taken: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(PAIR_ROUNDS):
        for jobs, times in taken.items():
            times.append(_timed(Ward(home), PAIR_ROWS, jobs, f"out{jobs}-{turn}"))
    one, two = (statistics.median(times) for times in taken.values())
    print(f"one process: {one:.1f} ms a handout; two: {two:.1f} ms; {3_600_000 / two:,.0f} an hour")
    law(f"two processes are {one / two:.2f} times one, at least {PAIR_MIN}", held=one / two >= PAIR_MIN)


def curves(home: Path, wanted: argparse.Namespace) -> None:
    """A handout costs the same in a large catalog and in a long roster."""
    from tests.batch.ward import Ward

    table, ratio = growth.catalog(home)
    print("\n".join(table))
    law(f"a handout of the largest catalog costs {ratio:.2f} of that of the smallest, at most {GROWTH_MAX}",
              held=ratio <= GROWTH_MAX)  # fmt: skip
    counts = (wanted.rows // 100, wanted.rows // 10, wanted.rows)
    times = [_timed(Ward(home), count, os.cpu_count() or 1, f"out{count}") for count in counts]
    least = min(times[:-1])
    rows = [(f"{count} rows", f"{ms:.1f}", f"{ms / least:.2f}") for count, ms in zip(counts, times, strict=True)]
    print("\n".join(clock.table(("", "ms a handout", "× the cheapest"), rows)))
    law(f"a handout of the longest roster costs {times[-1] / least:.2f} of that of a shorter one, at most {GROWTH_MAX}",
        held=times[-1] <= GROWTH_MAX * least)  # fmt: skip
