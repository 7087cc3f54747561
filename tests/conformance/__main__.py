"""`python -m tests.conformance FILE…`: hold PDFs to veraPDF (ua1 and 2a) and to our own look at their structure."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.conformance import structure, verapdf


def main(names: list[str]) -> int:
    if not names:
        print("no file given")
        return 2
    bad = 0
    for name in names:
        pdf = Path(name).read_bytes()
        found = [f"{flavour} {fault}" for flavour in ("ua1", "2a") for fault in verapdf.faults(pdf, flavour)]
        found += structure.faults(pdf)
        bad += bool(found)
        print(f"{'FAIL' if found else 'PASS'} ua1 2a structure  {Path(name).name}")
        for fault in found:
            print(f"    {fault}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
