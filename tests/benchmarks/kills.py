"""SIGKILL at moments spread over the whole of a run, then `--resume`: the same files, byte for byte."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import lists, processes
from tests.benchmarks.laws import BROKEN, law

if TYPE_CHECKING:
    import argparse
    import subprocess

    from tests.batch.ward import Ward

JOURNAL = ".handouts-journal.jsonl"
ORPHAN_SECONDS = 10.0  # within which a worker whose parent is gone has to see it


def killed(home: Path, wanted: argparse.Namespace) -> None:
    """Every second time the whole group dies, else the parent alone; every third time the resumed run dies as well."""
    from tests.batch.ward import Ward

    ward, chance = Ward(home), random.Random(30)
    roster = ward.put(lists.listing(wanted.kill_rows))
    seconds = _calm(ward, roster)
    moments = [seconds * (at + chance.random()) / wanted.kills for at in range(wanted.kills)]
    chance.shuffle(moments)
    met, total, turn = [], 0, 0
    while moments:
        folder, options = f"out{turn}", [f"all{turn}.pdf"]
        for again in range(2 if turn % 3 == 0 else 1):
            if moments:
                process = _begin(ward, roster, folder, options[0], *(["--resume"] if again else []))
                met.append(_struck(process, home / folder, moments.pop(), group=(turn + again) % 2 == 0))
                total += 1
                _sound(ward, folder)
        process = _begin(ward, roster, folder, options[0], "--resume")
        process.communicate()
        same = process.returncode == 0 and ward.files(folder) == ward.files("calm")
        same = same and (home / options[0]).read_bytes() == (home / "all.pdf").read_bytes()
        stray = [*home.glob(".*.tmp"), *(home / folder).glob(".*.tmp")]
        if not same or stray:
            law(f"after kill {total} at {met[-1]} files the folder is as if undisturbed; {stray}", held=False)
        turn += 1
    inside = [count for count in met if 0 < count < wanted.kill_rows]
    print(f"a calm run takes {seconds:.1f} s; PDFs there at the kills: {sorted(met)}")
    law(f"{total} kills, {len(inside)} of them with some and not all PDFs made: every resumed folder and merged "
              "file is the undisturbed one, byte for byte, with no stray file", held=not BROKEN)  # fmt: skip


def _begin(ward: Ward, roster: Path, folder: str, merged: str, *options: str) -> subprocess.Popen[str]:
    return ward.begin(roster, "--merge", merged, *options, folder=folder, start_new_session=True)


def _calm(ward: Ward, roster: Path) -> float:
    begun = time.monotonic()
    process = _begin(ward, roster, "calm", "all.pdf")
    _, said = process.communicate()
    assert process.returncode == 0, said
    return time.monotonic() - begun


def _struck(process: subprocess.Popen[str], folder: Path, moment: float, *, group: bool) -> int:
    """Kill it at its moment; the number of PDFs that are there then. Orphans have to go by themselves."""
    time.sleep(moment)
    workers = processes.children(process.pid)
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    limit = time.monotonic() + ORPHAN_SECONDS
    while any(processes.alive(pid) for pid in workers):
        if time.monotonic() > limit:
            law("a worker whose parent is gone goes as well", held=False)
            break
        time.sleep(0.02)
    process.communicate()
    return len(list(folder.glob("p*.pdf")))


def _sound(ward: Ward, folder: str) -> None:
    """Right after the kill: no half PDF, no line of the journal that is not so, reports that are whole."""
    room = ward.home / folder
    if not room.exists():
        return
    calm = ward.files("calm")
    halves = [name for name, digest in ward.pdfs(folder).items() if name[0] != "." and calm[name] != digest]
    untrue = [line["path"] for line in _lines(room / JOURNAL) if calm[line["path"]] != line["sha256"]]
    untrue += [line["path"] for line in _lines(room / JOURNAL) if not (room / line["path"]).exists()]
    rows = len(ward.manifest("calm")["rows"])
    if (room / "report.csv").exists():
        with (room / "report.csv").open(encoding="utf-8-sig", newline="") as file:
            lost = len(list(csv.DictReader(file))) != rows or len(ward.manifest(folder)["rows"]) != rows
    else:
        lost = bool(ward.pdfs(folder))
    if halves or untrue or lost:
        law(f"no half PDF {halves}, no untrue line {untrue}, no lost line ({lost})", held=False)


def _lines(journal: Path) -> list[dict[str, Any]]:
    """Behind the last line end is what the kill tore."""
    lines = journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []
    return [json.loads(line) for line in lines]
