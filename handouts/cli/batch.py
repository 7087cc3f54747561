"""`handouts batch`: a roster of patients becomes a folder of PDFs, with a report."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path  # noqa: TC003  typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import accept as accepting
from handouts.cli import options, say
from handouts.intake.problems import HandoutsError, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from typing import Any

    from handouts.batch.job import Done, Job, Tally

Opt = typer.Option
TOLD_MAX = 1_000  # complaints on the screen; the report has them all


def batch(
    roster: Annotated[
        Path, typer.Argument(metavar="ROSTER", help="Folder of profiles, or a CSV, XLSX, YAML or JSON list.")
    ],
    output: Annotated[
        Path | None, Opt("-o", "--output", metavar="DIR", help="Folder for the PDFs and the report.")
    ] = None,
    jobs: Annotated[int | None, Opt(min=1, max=256, help="Processes; default: one a core.")] = None,
    merge: Annotated[Path | None, Opt(metavar="FILE", help="Also one PDF of all, to print on both sides.")] = None,
    archive: Annotated[Path | None, Opt("--zip", metavar="FILE", help="Also one ZIP of all.")] = None,
    resume: Annotated[bool, Opt("--resume", help="Make only what is missing or has changed.")] = False,
    check_only: Annotated[bool, Opt("--check-only", help="Look at every row, and write nothing.")] = False,
    name: Annotated[str, Opt(metavar="PATTERN", help="File names of {id}, {row}, {date}, {program}, {name}.")] = "{id}",
    password_column: Annotated[str | None, Opt(metavar="COLUMN", help="Encrypt each PDF; not PDF/A then.")] = None,
    brand: Annotated[str | None, Opt(help="Brand, whatever the profiles say.")] = None,
    layout: Annotated[
        str | None, Opt(help="standard, large-print, compact, one-per-page, summary, log, or your own.")
    ] = None,
    paper: Annotated[str | None, Opt(help="letter or a4; default: the brand's.")] = None,
    gray: Annotated[bool, Opt("--gray", help="For a black-and-white printer.")] = False,
    accept: Annotated[
        list[str] | None,
        Opt(
            metavar='ID:EXERCISE="REASON"',
            help="Make that patient's although a rule forbids the exercise; kept in a sheet for you.",
        ),
    ] = None,
    part: Annotated[str, Opt(metavar="K/N", help="Only the K-th of N parts, for several machines.")] = "1/1",
    takes: Annotated[
        list[Path] | None,
        Opt("--from", metavar="DIR", help="Take what other machines made of this roster; implies --resume."),
    ] = None,
    date: Annotated[str | None, Opt(metavar="YYYY-MM-DD", help="Date of the handouts; default: today.")] = None,
    clinic: options.Clinic = None,
) -> None:
    """Make a handout for every patient of a roster.

    Example: handouts batch monday.csv -o monday --merge monday.pdf
    """
    paper = options.one_of("--paper", paper, ("letter", "a4"))
    day = options.day(date)
    options.catalog(clinic)
    if output is None and not check_only:
        raise WrongCommand([Problem(Place("-o"), "a folder for the PDFs is needed", "add -o DIR, or --check-only")])

    from handouts.batch import parts
    from handouts.batch.job import Job, Setup

    accepted = _accepted(accept or [])
    ours = parts.part(part)
    folder = None if check_only else output
    sealed = password_column is not None
    setup = Setup(day, brand, paper, gray, clinic, folder, sealed, layout)
    merge, archive = (None, None) if check_only else (merge, archive)
    job = Job(roster, setup, jobs or _cores(), name, resume or bool(takes), password_column, merge, archive)
    raise typer.Exit(_run(replace(job, accept=accepted, part=ours, takes=tuple(takes or ()))))


def _accepted(written: list[str]) -> tuple[tuple[str, str, str], ...]:
    """As for `make`, with the id of the one patient that the reason is about. Raises WrongCommand."""
    pairs = [(*name.partition(":"), reason) for name, reason in accepting.reasons(written, 1)]
    if odd := [name for name, _, exercise, _ in pairs if not name.strip() or not exercise.strip()]:
        hint = f'write {accepting.OPTION} A-1023:{odd[0].strip() or "heel-raise"}="why"'
        message = f"{odd[0].strip() or 'it'} names no patient with an exercise"
        raise WrongCommand([Problem(Place(accepting.OPTION), message, hint)])
    return tuple((name.strip(), exercise.strip(), reason) for name, _, exercise, reason in pairs)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(job: Job) -> int:
    """The exit code; whatever ends the batch, the counts are said."""
    from handouts.batch.run import Stopped, run

    screen = Screen()
    try:
        tally = run(job, screen)
    except (Stopped, KeyboardInterrupt):
        screen.close()
        again = "" if job.setup.folder is None else "; the same command with --resume makes the rest"
        say.aside(f"stopped: {counts(screen.tally)}{again}" if screen.tally else "stopped: nothing was begun")
        return 130
    except HandoutsError as error:
        screen.close()
        say.problems(error)
        if screen.tally and job.setup.folder:
            say.aside(f"ended early: {counts(screen.tally)}; the same command with --resume makes the rest")
        return error.code
    finally:
        screen.close()
    _finished(job, tally)
    return tally.code


def _finished(job: Job, tally: Tally) -> None:
    wish = "would be made"
    say.aside(counts(tally) if job.setup.folder else f"looked at, nothing written: {counts(tally, wish)}")
    if job.setup.folder is None:
        return
    if job.setup.sealed:
        say.aside("notice: a PDF with a password is still PDF/UA, and cannot be PDF/A, which forbids encryption")
    say.result(str(job.setup.folder / "report.csv"))
    for path in (job.merge, job.zip):
        if path and tally.made:
            say.result(str(path))


def counts(tally: Tally, made: str = "made") -> str:
    """'12 rows: 9 made (4 of them before), 2 need fixing, 1 refused for safety'."""
    kept = f" ({tally.kept} of them before)" if tally.kept else ""
    parts = (
        (tally.accepted, "accepted against a rule"),
        (tally.fix, "need fixing" if tally.fix != 1 else "needs fixing"),
        (tally.refused, "refused for safety"),
        (tally.failed, "failed by a fault of ours"),
        (tally.waiting, "not begun"),
        (tally.warnings, "warnings counted in the report" if tally.warnings != 1 else "warning counted in the report"),
    )
    others = "".join(f", {count} {words}" for count, words in parts if count)
    rows = "row" if tally.total == 1 else "rows"
    return f"{tally.total} {rows}: {tally.made} {made}{kept}{others}"


class Screen:
    """Complaints as they come, above a bar that is there only if somebody is looking."""

    def __init__(self) -> None:
        self.tally: Tally | None = None
        self.bar: Any = None
        self.told: set[str] = set()
        self.begun = 0.0
        self.total = 0

    def started(self, total: int) -> None:
        from handouts.batch.job import Tally

        self.total, self.begun, self.tally = total, time.monotonic(), Tally(waiting=total)
        if sys.stderr.isatty():
            self.bar = typer.progressbar(length=total, file=sys.stderr, show_pos=True, show_eta=True)
            self.bar.__enter__()

    def row(self, tally: Tally, done: Done) -> None:
        self.tally = tally
        for problem in done.problems:
            self.say(str(problem))
        for text in done.notices:
            self.say(f"notice: {text}")
        if self.bar:
            finished = self.total - tally.waiting
            seconds = max(time.monotonic() - self.begun, 0.001)
            self.bar.label = f"{finished / seconds:.1f} a second"
            self.bar.update(finished - self.bar.pos)

    def note(self, text: str) -> None:
        self.say(text)

    def say(self, text: str) -> None:
        """The same complaint, of a file that many rows use, is said once."""
        if text in self.told or len(self.told) > TOLD_MAX:
            return
        self.told.add(text)
        if self.bar:
            typer.echo("\r\x1b[K", nl=False, err=True)  # the bar is drawn anew below
        say.aside(text if len(self.told) <= TOLD_MAX else "…; the report has all of them")

    def close(self) -> None:
        if self.bar:
            self.bar.__exit__(None, None, None)
            self.bar = None
