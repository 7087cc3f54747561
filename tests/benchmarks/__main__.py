"""`python tests/benchmarks`: what one handout costs, cold and warm, beside public tools and beside the floor."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    sys.path[0] = str(ROOT)  # was this folder
    os.chdir(ROOT)
    from tests.benchmarks import cases, cold, growth, pictures, warm

    parts = {"cold": cold.report, "warm": warm.report, "pictures": pictures.report, "growth": growth.report}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], help="all, if none is named")
    parser.add_argument("--rounds", type=int, default=9, help="how often each thing is timed (default 9)")
    wanted = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {wanted.rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        desk = cases.Desk(Path(folder), wanted.rounds)
        for name in wanted.parts or parts:
            print()
            for line in parts[name](desk):
                print(line, flush=True)


if __name__ == "__main__":
    main()
