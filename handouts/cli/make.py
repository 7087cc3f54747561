"""`handouts make`: one or more profiles become PDFs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import accept as accepting
from handouts.cli import options, say
from handouts.intake.problems import CannotWrite, HandoutsError, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from handouts.build import Choice, Handout, Workshop

Opt = typer.Option


def make(
    profiles: Annotated[list[Path], typer.Argument(metavar="PROFILE", help="Patient profiles (YAML).")],
    output: Annotated[
        str | None, Opt("-o", "--output", metavar="FILE|DIR", help="Where to; default output/<profile>.pdf.")
    ] = None,
    brand: Annotated[str | None, Opt(help="Brand, whatever the profile says.")] = None,
    layout: Annotated[
        str | None, Opt(help="standard, large-print, compact, one-per-page, summary, log, or your own.")
    ] = None,
    paper: Annotated[str | None, Opt(help="letter or a4; default: the brand's.")] = None,
    language: Annotated[str | None, Opt(help="Language of the page; default: the profile's, then en.")] = None,
    date: Annotated[str | None, Opt(metavar="YYYY-MM-DD", help="Date of the handout; default: today.")] = None,
    gray: Annotated[bool, Opt("--gray", help="For a black-and-white printer.")] = False,
    accept: Annotated[
        list[str] | None,
        Opt(
            metavar='EXERCISE="REASON"', help="Make it although a rule forbids that exercise; kept in a sheet for you."
        ),
    ] = None,
    dry_run: Annotated[bool, Opt("--dry-run", help="Print the text of the handout and write nothing.")] = False,
    explain: Annotated[bool, Opt("--explain", help="Say where every number of every dose comes from.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """Make a handout.

    Example: handouts make sam.yaml -o sam.pdf
    """
    paper = options.one_of("--paper", paper, ("letter", "a4"))
    day = options.day(date)
    catalog = options.catalog(clinic)
    targets = _targets(profiles, output)
    accepted = accepting.reasons(accept or [], len(profiles))

    from handouts.build import Choice, Workshop

    choice = Choice(day, brand, language, paper, gray, layout, accept=accepted)
    workshop = Workshop(catalog)
    codes = {0}
    for profile, target in zip(profiles, targets, strict=True):
        try:
            _one(workshop, profile, target, choice, dry_run=dry_run, explain=explain)
        except HandoutsError as error:  # the other profiles can still be made
            say.problems(error)
            codes.add(error.code)
    failed = sorted(codes - {0})
    if failed:
        raise typer.Exit(3 if 3 in failed else failed[-1])


def _one(workshop: Workshop, profile: Path, target: Path, choice: Choice, *, dry_run: bool, explain: bool) -> None:
    handout = workshop.handout(profile, choice)
    for notice in handout.plan.notices:
        say.aside(f"{profile}: {notice.kind}: {notice.text}")
    _warned(handout, profile)
    if explain:
        _explain(handout)
    if dry_run:
        from handouts.words.outline import lines

        for line in lines(handout.document):
            say.result(line.replace("\xa0", " "))
        return
    data = workshop.pdf(handout, choice)
    for text in workshop.notices(handout, choice):
        say.aside(f"{profile}: notice: {text}")
    for path in accepting.write(target, data, handout.plan, profile.stem):
        say.result(str(path))


def _warned(handout: Handout, profile: Path) -> None:
    """Rules that fired are told with their reason and source, so that the clinician can judge them."""
    from handouts.plan.report import summary

    say.aside(f"{profile}: {summary(handout.plan)}")
    for each in handout.plan.exercises:
        for hit in each.hits:
            if hit.severity != "caution":
                say.aside(f"{profile}: {each.id}: {hit.severity} ({hit.rule}): {hit.reason} [{hit.source}]")


def _explain(handout: Handout) -> None:
    for each in handout.plan.exercises:
        say.aside(f"{each.number}. {each.id}, {each.side}")
        for key, origin in each.dose.origins:
            value = getattr(each.dose, key)
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            say.aside(f"   {key.ljust(14)} {shown.ljust(8)} {origin}")


def _targets(profiles: list[Path], output: str | None) -> list[Path]:
    """Raises WrongCommand before anything is made if two handouts would get one name."""
    base = Path("output" if output is None else output)
    # not Path.is_dir, which chokes on names that are too long; and a Path forgets the slash at its end
    if output and len(profiles) == 1 and not os.path.isdir(base) and not output.endswith(("/", os.sep)):  # noqa: PTH112
        return [base]
    if os.path.isfile(base):  # noqa: PTH113
        raise CannotWrite(
            [Problem(Place(str(base)), "is a file, and a folder is needed", "choose another one with -o")]
        )
    targets = [base / f"{profile.stem}.pdf" for profile in profiles]
    if len(set(targets)) < len(targets):
        twice = next(target for target in targets if targets.count(target) > 1)
        message = f"two profiles would both be written to {twice}"
        raise WrongCommand([Problem(Place("PROFILE"), message, "rename one, or make them one by one with -o")])
    return targets
