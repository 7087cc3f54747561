"""What the tool says to a person: results to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from handouts.intake.problems import HandoutsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FAILURES = (Exception, KeyboardInterrupt)  # caught once, at the very top
_ROOT = Path(__file__).parent.parent


def result(line: str) -> None:
    _told(line, sys.stdout)


def aside(line: str) -> None:
    _told(line, sys.stderr)


def _told(line: str, stream: TextIO) -> None:
    """A reader that has seen enough, as `head` has, is no reason to stop working."""
    try:
        typer.echo(line, file=stream)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def problems(error: HandoutsError) -> None:
    """Every problem, each with its place; a blank line says nothing, so there is none."""
    for problem in error.problems:
        aside(str(problem))


def failed(failure: BaseException) -> int:
    """Say what happened and return the exit code."""
    if isinstance(failure, HandoutsError):
        problems(failure)
        return failure.code
    if isinstance(failure, KeyboardInterrupt):
        aside("stopped")
        return 130
    # only the place in our own code is told: the message of an error may hold what the profile says
    frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if str(_ROOT) in frame.filename]
    place = f"{Path(frames[-1].filename).relative_to(_ROOT)}:{frames[-1].lineno}" if frames else "unknown place"
    aside(f"handouts: this is a fault of ours ({type(failure).__name__} in {place}); please report it")
    return 1


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as what they hold; the last one is cut to the terminal's width when there is one."""
    lines = [tuple(heads), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    room = _columns() - sum(widths[:-1]) - 2 * (len(widths) - 1)
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line[:-1], widths[:-1], strict=True)]
        last = line[-1] if len(line[-1]) <= room else line[-1][: max(room - 1, 10)] + "…"
        result("  ".join((*cells, last)).rstrip())


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 10_000  # a file or a pipe takes lines of any length


def as_json(value: Any) -> None:
    import json

    result(json.dumps(value, ensure_ascii=False, indent=2))
