"""`python tests/benchmarks/night.py`: a night's work, and whether its laws hold. Needs nothing but the test group.

mixed: 5,000 rows with 150 bad ones. killed: 30 kills spread over a run. memory: 500 and 10,000 handouts.
pair: two processes against one. curves: the cost of a handout by catalog and by roster.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    sys.path[0] = str(ROOT)  # was this folder
    os.environ["PYTHONPATH"] = str(ROOT)  # for the processes that look at many files
    from tests.benchmarks import kills, laws, scale

    parts = {"mixed": mixed, "killed": kills.killed, "memory": scale.memory, "pair": scale.pair, "curves": scale.curves}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], help="all, if none is named")
    parser.add_argument("--rows", type=int, default=5_000, help="of mixed, and of the longest roster of curves")
    parser.add_argument("--many", type=int, default=10_000, help="of memory, which compares it with 500")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--kill-rows", type=int, default=300)
    parser.add_argument("--checked", type=int, default=50, help="how many of the PDFs veraPDF looks at")
    wanted = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    for name in wanted.parts or parts:
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{name.upper()}", flush=True)
            parts[name](Path(folder), wanted)
    sys.exit(bool(laws.BROKEN))


def mixed(home: Path, wanted: argparse.Namespace) -> None:
    """Every good row made and conforming, every bad one in the report, and sums that add up."""
    from tests.batch.ward import Ward
    from tests.benchmarks import lists
    from tests.benchmarks.laws import law

    ward = Ward(home)
    text, fine, bad = lists.mixed(wanted.rows)
    begun = time.monotonic()
    tally = ward.run(ward.put(text), jobs=os.cpu_count() or 1, merge=home / "all.pdf", zip=home / "all.zip")
    seconds = time.monotonic() - begun
    report, counts = ward.report(), ward.manifest()["counts"]
    print(f"{counts} in {seconds:.0f} s, merged and zipped too: {fine / seconds:.1f} a second")
    ways = Counter(slip for slip, _ in bad.values())
    told = {(int(line["row"]), line["outcome"]) for line in report if line["reason"]}
    said = {number: [each for each in ward.watcher.problems if f"roster.csv:{number}:" in each] for number in bad}
    law(
        f"{len(bad)} bad rows in {len(ways)} ways: each is in the report with a reason",
        held={number for number, outcome in told if outcome == "fix"} == set(bad),
    )
    law(
        "each reason is that of its slip",
        held=all(any(bad[number][1] in each for each in said[number]) for number in bad),
    )
    law(
        f"{fine} good rows: each has its PDF and no other file is there",
        held=set(ward.pdfs()) == {f"p{number:05d}.pdf" for number in range(fine)},
    )
    law("the sums of tally, report and manifest agree",
        held=(tally.made, tally.fix, tally.total) == (fine, len(bad), fine + len(bad)) == (
            counts["made"], counts["fix"], counts["rows"]) and len(report) == fine + len(bad))  # fmt: skip
    law(
        "every hash in the manifest is that of its file",
        held={row["path"]: row["sha256"] for row in ward.manifest()["rows"] if row["path"]} == ward.pdfs(),
    )
    conforming(ward.home, sorted((home / "out").glob("*.pdf")), wanted.checked)


def conforming(home: Path, paths: list[Path], checked: int) -> None:
    """All are looked at by our own eyes, some by veraPDF; the merged file by both, as far as it fits into memory."""
    from handouts.batch.merge import merged
    from tests.benchmarks.laws import law
    from tests.conformance import verapdf

    with get_context("spawn").Pool(os.cpu_count()) as pool:
        whole = pool.apply_async(looked, (home / "all.pdf",))
        faults = [name for name, found in pool.imap_unordered(looked, paths, 50) if found]
        whole_faults = whole.get()[1]
    law(f"tags, order and nesting of {len(paths)} PDFs: {len(faults)} at fault", held=not faults)
    size = (home / "all.pdf").stat().st_size / 1e6
    law(f"the same of the one merged file of {size:.0f} MB: {len(whole_faults)} faults", held=not whole_faults)
    chosen = sorted(random.Random(1).sample(paths, min(checked, len(paths))))
    faults = [path.name for path in chosen for kind in ("ua1", "2a") if verapdf.faults(path.read_bytes(), kind)]
    law(f"veraPDF, PDF/UA-1 and PDF/A-2a: {len(chosen)} looked at, {len(faults)} at fault", held=not faults)
    merged([(path.stem, path) for path in chosen], home / "some.pdf")
    found = [fault for kind in ("ua1", "2a") for fault in verapdf.faults((home / "some.pdf").read_bytes(), kind)]
    law(f"veraPDF on one merged file of those {len(chosen)}: {len(found)} faults", held=not found)


def looked(path: Path) -> tuple[str, list[str]]:
    """Our own check of the structure; a merged file's parent tree is a tree, which that check wants flat."""
    import io

    import pikepdf

    from tests.conformance import structure

    pdf = path.read_bytes()
    with pikepdf.open(path) as file:
        tree = file.Root.StructTreeRoot
        if "/Kids" in tree.ParentTree:
            rows = [entry for leaf in tree.ParentTree.Kids for entry in leaf.Nums]
            tree.ParentTree = file.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(rows)))
            flat = io.BytesIO()
            file.save(flat)
            pdf = flat.getvalue()
    return path.name, structure.faults(pdf)


if __name__ == "__main__":
    main()
