"""The command line: options in, exit code out; the only room that prints, and the only one that catches."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command; every ending is one of the exit codes of DESIGN's contract, and no traceback reaches a user."""
    from handouts.cli import app, say

    try:
        app.app()
    except say.FAILURES as failure:
        sys.exit(say.failed(failure))
