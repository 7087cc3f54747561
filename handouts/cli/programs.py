"""`handouts programs`: the ready-made programs."""

from __future__ import annotations

from typing import Annotated

import typer

from handouts.cli import options, say


def programs(
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False, clinic: options.Clinic = None
) -> None:
    """List the ready-made programs.

    Example: handouts programs
    """
    catalog = options.catalog(clinic)
    found = [(name, catalog.program(name)) for name in sorted(catalog.names("programs"))]
    if json:
        say.as_json([{"id": name, **program.model_dump(mode="json")} for name, program in found if program])
        return
    rows = [(name, str(len(program.exercises)), program.name, program.who) for name, program in found if program]
    say.table(("ID", "EXERCISES", "NAME", "FOR"), rows)
