"""The list of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from handouts.cli import audit, batch, brand, check, draw, exercises, init, make, programs, show

app = typer.Typer(
    name="handouts",
    help="Home-exercise handouts: a patient and some exercises in, an illustrated PDF out. Offline and free.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from handouts import __version__

        typer.echo(f"handouts {__version__}")
        raise typer.Exit


@app.callback()
def handouts(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Home-exercise handouts: a patient and some exercises in, an illustrated PDF out. Offline and free."""


app.command("make")(make.make)
app.command("batch")(batch.batch)
app.command("exercises")(exercises.exercises)
app.command("show")(show.show)
app.command("programs")(programs.programs)
app.command("check")(check.check)
app.command("audit")(audit.audit)
app.command("draw")(draw.draw)
app.command("init")(init.init)
app.add_typer(brand.app, name="brand")
