"""`handouts init`: a folder for a clinic to work in."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads it from the signature
from typing import Annotated

import typer

from handouts.cli import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or one without these files.")],
    brand: Annotated[str, typer.Option(help="Short name of the clinic's brand.")] = "our-clinic",
) -> None:
    """Set up a clinic's folder: a brand, a sample patient, a sample roster and an exercise to copy.

    Example: handouts init ~/clinic
    """
    from handouts.starter import settle

    for path in settle(folder, brand):
        say.result(str(path))
    say.aside(f"read {folder / 'README.md'}")
