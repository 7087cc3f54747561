"""A ward for the tests: rosters to write, batches to run in this process or in one that may be killed."""

import csv
import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.batch.job import Job, Setup
from handouts.batch.run import run

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 21)
PROGRAM = "runner-foot-stretch-3"
HEAD = "id,name,side,flags,program,exercises\n"
LEFT_OVER = {".handouts.lock"}


def row(name: str, patient: str = "Quill Marrowby", flags: str = "") -> str:
    return f"{name},{patient},left,{flags},{PROGRAM},\n"


def rows(count: int) -> str:
    return HEAD + "".join(row(f"p{number:03d}") for number in range(count))


@dataclass
class Watcher:
    """What a batch told."""

    total: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def started(self, total):
        self.total = total

    def row(self, _tally, done):
        self.problems += map(str, done.problems)
        self.notices += done.notices

    def note(self, text):
        self.notes.append(text)


@dataclass
class Ward:
    home: Path
    watcher: Watcher = field(default_factory=Watcher)

    def put(self, text: str, name: str = "roster.csv") -> Path:
        path = self.home / name
        path.write_text(text, encoding="utf-8")
        return path

    def job(self, roster: Path, folder: str | None = "out", **options) -> Job:
        setup = Setup(DAY, folder=self.home / folder if folder else None, sealed="secret" in options)
        return replace(Job(roster, setup), **options)

    def run(self, roster: Path, folder: str | None = "out", **options):
        self.watcher = Watcher()
        return run(self.job(roster, folder, **options), self.watcher)

    def begin(self, roster: Path, *options: str, folder: str = "out", **settings) -> subprocess.Popen:
        """The command, in a process of its own."""
        command = [sys.executable, "-m", "handouts", "batch", str(roster), "-o", folder, "--date", str(DAY)]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([*command, "--jobs", "2", *options], cwd=self.home, env=env, **pipes, **settings)

    def report(self, folder: str = "out") -> list[dict[str, str]]:
        with (self.home / folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def manifest(self, folder: str = "out") -> dict:
        return json.loads((self.home / folder / "manifest.json").read_text(encoding="utf-8"))

    def files(self, folder: str = "out") -> dict[str, str]:
        """Every file with the hash of its bytes."""
        found = sorted((self.home / folder).iterdir())
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

    def pdfs(self, folder: str = "out") -> dict[str, str]:
        return {name: digest for name, digest in self.files(folder).items() if name.endswith(".pdf")}
