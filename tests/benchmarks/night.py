"""`python tests/benchmarks/night.py`: a night's work. 5,000 rows with 150 bad ones, memory and rate, 30 kills."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = sorted(path.stem for path in (ROOT / "catalog/programs").glob("*.yaml"))


def main() -> None:
    sys.path[0] = str(ROOT)  # was this folder
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--kill-rows", type=int, default=300)
    parser.add_argument("--checked", type=int, default=60, help="how many of the PDFs veraPDF looks at")
    parser.add_argument("--only", choices=["mixed", "memory", "killed"])
    wanted = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    parts = {"mixed": mixed, "memory": memory, "killed": killed}
    for name, part in parts.items():
        if wanted.only in {None, name}:
            with tempfile.TemporaryDirectory() as folder:
                part(Path(folder), wanted)


def good(number: int) -> str:
    return f"p{number:05d},Ana Quill{number},left,,{PROGRAMS[number % len(PROGRAMS)]},\n"


def roster(rows: int) -> tuple[str, int, int]:
    """3 % bad, in every way that the tests know: (text, good rows, bad rows)."""
    from tests.batch.slips import SLIPS
    from tests.batch.ward import HEAD

    slips, text, bad = list(SLIPS.values()), HEAD, 0
    for number in range(rows - rows * 3 // 100):
        text += good(number)
        if number % 33 == 0 and bad < rows * 3 // 100:
            line = slips[bad % len(slips)][0]
            for each in line.splitlines():
                name, comma, rest = each.partition(",")
                pair = name.casefold() in {"twice", "case"}  # a clash is one only with its twin
                text += f"{name}{number}{comma}{rest}\n" if pair or name.startswith("s") else f"{each}\n"
                bad += 1
    return text, rows - rows * 3 // 100, bad


def mixed(home: Path, wanted: argparse.Namespace) -> None:
    """Every good row made and conforming, every bad one in the report, and sums that add up."""
    from tests.batch.ward import Ward
    from tests.conformance import verapdf

    ward = Ward(home)
    text, fine, bad = roster(wanted.rows)
    begun = time.monotonic()
    tally = ward.run(ward.put(text), jobs=os.cpu_count() or 1, merge=home / "all.pdf")
    seconds = time.monotonic() - begun
    counts = ward.manifest()["counts"]
    reasons = sum(bool(line["reason"]) for line in ward.report() if line["outcome"] == "fix")
    print(f"{fine + bad} rows: {counts}, {reasons} with a reason; {fine / seconds:.1f} a second with merging")
    assert (tally.made, tally.fix, reasons) == (fine, bad, bad)
    assert counts["rows"] == fine + bad == counts["made"] + counts["fix"]
    chosen = random.Random(1).sample(sorted((home / "out").glob("*.pdf")), min(wanted.checked, fine))
    faults = [path.name for path in chosen for kind in ("ua1", "2a") if verapdf.faults(path.read_bytes(), kind)]
    print(f"veraPDF ua1 and 2a: {len(chosen)} looked at, {len(faults)} at fault")
    assert not faults
    size = (home / "all.pdf").stat().st_size
    apart = sum(path.stat().st_size for path in (home / "out").glob("*.pdf"))
    print(f"one file to print: {size / 1e6:.0f} MB of {apart / 1e6:.0f} MB")


def memory(home: Path, wanted: argparse.Namespace) -> None:
    """Peak memory of the parent and of a worker, for a tenth of the rows and for all of them."""
    from tests.batch.ward import HEAD, Ward

    ward = Ward(home)
    for count in (wanted.rows // 10, wanted.rows):
        listing = ward.put(HEAD + "".join(map(good, range(count))))
        before = time.monotonic()
        process = ward.begin(listing, folder=f"out{count}")
        parent = worker = 0
        while process.poll() is None:
            parent = max(parent, _peak(process.pid))
            worker = max([worker, *map(_peak, _children(process.pid))])
            time.sleep(0.2)
        rate = count / (time.monotonic() - before)
        print(f"{count} rows: parent {parent} MB, a worker {worker} MB at most; {rate:.1f} a second", flush=True)


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()))
    except OSError:
        return []


def _peak(pid: int) -> int:
    """Megabytes of memory that a process has had at most; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024 if "VmHWM:" in status else 0


def killed(home: Path, wanted: argparse.Namespace) -> None:
    """SIGKILL at random moments, then --resume: the same files, byte for byte."""
    from tests.batch.ward import HEAD, Ward

    ward, chance = Ward(home), random.Random(30)
    listing = ward.put(HEAD + "".join(map(good, range(wanted.kill_rows))))
    begun = time.monotonic()
    process = ward.begin(listing, folder="calm")
    process.communicate()
    seconds = time.monotonic() - begun
    for turn in range(wanted.kills):
        fresh = turn % 3 == 0
        process = ward.begin(listing, *([] if fresh else ["--resume"]))
        time.sleep(chance.uniform(0.5, seconds))
        process.kill()
        process.communicate()
        calm = ward.files("calm")
        halves = [name for name, digest in ward.pdfs().items() if name[0] != "." and calm[name] != digest]
        journal = home / "out" / ".handouts-journal.jsonl"
        lines = journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []
        lost = [row["path"] for row in map(json.loads, lines) if not (home / "out" / row["path"]).exists()]
        print(f"kill {turn + 1}: {len(ward.pdfs())} files, {len(lines)} lines", flush=True)
        assert not halves
        assert not lost
        if turn % 3 == 2:
            ward.begin(listing, "--resume").communicate()
            assert ward.files() == calm
    ward.begin(listing, "--resume").communicate()
    assert ward.files() == ward.files("calm")
    print(f"{wanted.kills} kills: the same {len(ward.files())} files, byte for byte")


if __name__ == "__main__":
    main()
