"""One handout from the command line in a fresh process, beside the bare imports that it cannot do without."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.benchmarks import clock
from tests.benchmarks.cases import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.cases import Desk

GOAL = 2.5
PROFILE = "templates/profiles/sore-ankle-runner.yaml"
COMMANDS = {
    "handouts make": ("-m", "handouts", "make", PROFILE, "--date", "2026-11-21", "-o"),
    "import reportlab.platypus, typer": ("-c", "import reportlab.platypus, typer"),
    "bare Python": ("-c", "pass"),
}


def report(desk: Desk) -> Iterator[str]:
    target = str(desk.folder / "cold.pdf")
    made, imports, bare = COMMANDS
    lines = {name: [sys.executable, *words, *([target] if name == made else [])] for name, words in COMMANDS.items()}
    times = clock.race({name: (_started(line), 1) for name, line in lines.items()}, max(desk.rounds, 5))
    ratio = times[made] / times[imports]
    yield f"COLD, one process a run: {ratio:.2f} × bare imports (goal at most {GOAL})"
    yield from clock.table(
        ("", "ms", "× imports"),
        [(name, f"{times[name] * 1000:.0f}", f"{times[name] / times[imports]:.2f}") for name in (made, imports, bare)],
    )


def _started(line: list[str]) -> Callable[[int], object]:
    return lambda _: subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
