"""`handouts check`: find what is wrong before a patient is waiting."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads it from the signature
from typing import Annotated

import typer

from handouts.cli import options, say


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files or folders; default: everything there is.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    table: Annotated[
        bool, typer.Option("--table", help="Print which rule meets which exercise, flag by flag: C, M or W.")
    ] = False,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day to check profiles for.")] = None,
    clinic: options.Clinic = None,
) -> None:
    """Check profiles, brands and the catalog; writes nothing.

    Example: handouts check sam.yaml
    """
    from handouts import check as checking

    catalog, day = options.catalog(clinic), options.day(date)
    report = checking.check(catalog, paths or [], day)
    if table and not report.errors:
        for line in checking.table(catalog, day):
            say.result(line)
    for problem in report.errors:
        say.result(f"error: {problem}")
    for problem in report.warnings:
        say.result(f"warning: {problem}")
    if report.unjudged:
        say.result(f"no rule can judge these exercises until their files are mended: {', '.join(report.unjudged)}")
    say.result(f"{report.files} files checked: {len(report.errors)} errors, {len(report.warnings)} warnings")
    if report.errors or (strict and report.warnings):
        raise typer.Exit(3)
