"""A batch, start to finish: survey, lock, work, record, report; it can be stopped at any moment."""

from __future__ import annotations

import hashlib
import re
import signal
import threading
import time
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from handouts.batch import bundle, inputs, ledger, merge, names, report
from handouts.batch.crew import Crew
from handouts.batch.job import Done, Tally, Task
from handouts.batch.lock import locked
from handouts.intake import files
from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, HandoutsError, NeedsFixing, Place, Problem, WrongCommand
from handouts.intake.roster import roster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handouts.batch.job import Job, Teller
    from handouts.batch.ledger import Ledger
    from handouts.batch.names import Item
    from handouts.intake.roster import Entry, Roster

_LEFT_OVER = re.compile(r"\.[^/]+\.\d+\.tmp")
_REPORT_SECONDS, _REPORT_SHARE = 1.0, 50  # the report is written at most each second, and costs at most 2 %
_ERRORS: dict[int, type[HandoutsError]] = {2: WrongCommand, 5: CannotWrite}


class Stopped(Exception):  # it is no error: somebody pressed Ctrl-C
    """What was running is finished and recorded; `tally.waiting` rows remain."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally


def run(job: Job, teller: Teller) -> Tally:
    """Raises HandoutsError for what stops the whole batch, and Stopped after Ctrl-C."""
    pattern = names.pattern(job.pattern, job.setup.day)
    source = roster(job.roster, job.secret)
    items = names.survey(source, pattern)
    _apart(job, items)
    if source.notice:
        teller.note(source.notice)
    batch = Batch(job, teller, source, items)
    teller.started(len(items))
    if job.setup.folder is None:
        batch.work(None)
    else:
        with locked(job.setup.folder) as still:
            _swept(job.setup.folder)
            with closing(ledger.opened(job.setup.folder, resume=job.resume)) as book:
                batch.still = still
                batch.written(book, job.setup.folder)
    return batch.tally


def _apart(job: Job, items: list[Item]) -> None:
    """Raises WrongCommand if what is made of all rows would take the place of one row's file."""
    for option, path in (("--merge", job.merge), ("--zip", job.zip)):
        if path and job.setup.folder and path.parent.resolve() == job.setup.folder.resolve():
            taken = {*(item.file.casefold() for item in items), *names.OURS}
            if path.name.casefold() in taken:
                raise WrongCommand([Problem(Place(option), f"{path.name} is the name of another file of this batch")])
    if job.merge and job.setup.sealed:
        hint = "make it without --password-column, and keep it where the printer is"
        raise WrongCommand([Problem(Place("--merge"), "one file of many patients can have no password of each", hint)])


def _swept(folder: Path) -> None:
    """What a killed run left half written."""
    for path in folder.glob(".*.tmp"):
        if _LEFT_OVER.fullmatch(path.name):
            path.unlink(missing_ok=True)


class Batch:
    """The state of one run."""

    def __init__(self, job: Job, teller: Teller, source: Roster, items: list[Item]) -> None:
        self.job, self.teller, self.source, self.items = job, teller, source, items
        self.tally = Tally(waiting=len(items))
        self.versions = inputs.versions(job.setup.clinic)
        self.crew = Crew(job.setup, min(job.jobs, len(items)), job.timeout_seconds)
        self.bad: dict[int, Done] = {}  # rows without an id that the ledger could know them by
        self.still: Callable[[], None] = lambda: None
        self.next_report = 0.0

    def written(self, book: Ledger, folder: Path) -> None:
        """Work with a folder: however it ends, the report is brought up to date if that is possible."""
        stray = _stray(folder, {item.file for item in self.items})
        self.reported(book, folder)
        try:
            self.work(book)
        except BaseException:
            with suppress(HandoutsError):
                self.still()
                _swept(folder)
                self.reported(book, folder)
            raise
        self.reported(book, folder)
        if self.tally.waiting:
            raise Stopped(self.tally)
        if stray:
            self.teller.note(f"{stray} files of an earlier batch stay in the folder, and are in no report")
        self.finished(folder)
        book.done()

    def finished(self, folder: Path) -> None:
        """What is made of all the files together."""
        rows = [(name, folder / file) for name, file in self.made(folder)]
        if self.job.merge:
            if rows:
                merge.merged(rows, self.job.merge)
            else:
                self.teller.note("nothing was made, so nothing is merged")
        if self.job.zip:
            extra = [folder / report.REPORT, folder / report.MANIFEST]
            bundle.zipped([path for _, path in rows] + extra, self.job.zip, self.job.setup.day)

    def made(self, folder: Path) -> Iterator[tuple[str, str]]:
        for row in report.manifest_rows(folder / report.MANIFEST):
            yield str(row["id"]), str(row["path"])

    def work(self, book: Ledger | None) -> None:
        with _listening(self.crew), closing(self.crew.work(self.tasks(book))) as work:
            for task, done in work:
                self.settle(book, self.items[task.number], done, task)
        if self.tally.waiting and book is None:
            raise Stopped(self.tally)

    def tasks(self, book: Ledger | None) -> Iterator[Task]:
        """The rows that have to be made; what is settled without a worker is settled on the way."""
        setup = self.job.setup
        for number, (item, entry) in enumerate(self.paired()):
            if self.crew.stopping:
                return
            if problems := (item.problem,) if item.problem else entry.problems:
                self.settle(book, item, Done("fix", problems=problems, discreet=problems), None, number)
                continue
            assert entry.tree is not None  # noqa: S101  it has no problems
            digest = inputs.digest(entry.tree, entry.secret, setup, self.versions)
            if book and self.job.resume and self.kept(book, item, digest):
                continue
            yield Task(number, entry.tree, item.file, digest, entry.secret)

    def paired(self) -> Iterator[tuple[Item, Entry]]:
        """Raises NeedsFixing if the roster is no longer what was surveyed."""
        for item, entry in zip_longest(self.items, self.source.entries()):
            if item is None or entry is None or (item.row, item.id) != (entry.row, entry.id):
                problem = Problem(Place(shown(self.job.roster)), "changed while it was read", "run the batch again")
                raise NeedsFixing([problem])
            yield item, entry

    def kept(self, book: Ledger, item: Item, digest: str) -> bool:
        """Whether the file is there, made of the same inputs, and byte for byte what was written then."""
        row = book.find(item.id)
        folder = self.job.setup.folder
        if folder is None or not row or row["inputs"] != digest or row["path"] != item.file:
            return False
        try:
            with (folder / item.file).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != row["sha256"]:
                    return False
        except OSError:
            return False
        if row["row"] != item.row:
            book.record({**row, "row": item.row})
        self.tally.kept += 1
        self.counted(Done("made", warnings=row["warnings"]))
        return True

    def settle(self, book: Ledger | None, item: Item, done: Done, task: Task | None, number: int = 0) -> None:
        """Put the file in its place, then write the row down: a line in the journal is always true."""
        folder = self.job.setup.folder
        if done.stop:
            raise _ERRORS.get(done.stop, HandoutsError)(done.problems)
        if book and folder:
            self.still()
            if done.staged:
                files.place(done.staged, folder / item.file)
            if task:
                book.record(report.record(item.row, item.id, item.file, task.inputs, done))
            else:
                self.bad[number] = done
        self.counted(done)
        if book and folder and time.monotonic() >= self.next_report:
            self.reported(book, folder)

    def counted(self, done: Done) -> None:
        self.tally.count(done.outcome)
        self.tally.warnings += done.warnings
        self.teller.row(self.tally, done)

    def reported(self, book: Ledger, folder: Path) -> None:
        begun = time.monotonic()
        report.write(folder, self.rows(book), self.job, self.versions)
        cost = time.monotonic() - begun
        self.next_report = begun + max(_REPORT_SECONDS, _REPORT_SHARE * cost)

    def rows(self, book: Ledger) -> Iterator[dict[str, Any]]:
        for number, item in enumerate(self.items):
            if bad := self.bad.get(number):
                yield report.record(item.row, item.id, "", "", bad)
            else:
                known = None if item.problem or not item.id else book.find(item.id)
                yield known or report.waiting(item.row, item.id)


def _stray(folder: Path, files: set[str]) -> int:
    """How many files an earlier batch made here that this one does not name."""
    path = folder / report.MANIFEST
    if not path.exists():
        return 0
    named = {str(row["path"]) for row in report.manifest_rows(path)} - files
    return sum((folder / name).exists() for name in named)


@contextmanager
def _listening(crew: Crew) -> Iterator[None]:
    """The first Ctrl-C lets the running rows finish, the second stops at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        if crew.stopping:
            raise KeyboardInterrupt
        crew.stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
