"""The command line: options in, exit code out; the only room that prints, and the only one that catches."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper


def main() -> None:
    """Run a command; every ending is one of the exit codes of DESIGN's contract, and no traceback reaches a user."""
    gc.set_threshold(
        50_000, 20, 20
    )  # a handout makes much and drops little: looking for garbage is a tenth of the time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no other package looks at a patient
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal shows '?' and the work goes on
    from handouts.cli import app, say

    try:
        app.app(prog_name="handouts")
    except say.FAILURES as failure:
        sys.exit(say.failed(failure))
