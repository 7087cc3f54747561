"""A batch, start to finish: survey, lock, work, record, report; it can be stopped at any moment."""

from __future__ import annotations

import hashlib
import signal
import threading
import time
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from handouts.batch import bundle, inputs, ledger, merge, names, parts, report, shelf
from handouts.batch.crew import Crew
from handouts.batch.job import ACCEPT, Done, Tally, Task
from handouts.batch.lock import locked
from handouts.intake import files
from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, HandoutsError, NeedsFixing, Place, Problem, WrongCommand, nearest
from handouts.intake.roster import roster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handouts.batch.job import Job, Teller
    from handouts.batch.ledger import Ledger
    from handouts.batch.names import Item
    from handouts.intake.roster import Entry, Roster

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
    accepted = _accepted(job, items)
    shelf.apart(job, items)
    if source.notice:
        teller.note(source.notice)
    batch = Batch(job, teller, source, items, accepted)
    teller.started(len(batch.span))
    if job.setup.folder is None:
        batch.work(None)
    else:
        shelf.foreign(job)
        with locked(job.setup.folder) as still:
            shelf.swept(job)
            shelf.reachable(job)
            with closing(ledger.opened(job.setup.folder, resume=job.resume)) as book:
                batch.still = still
                batch.written(book, job.setup.folder)
    return batch.tally


def _accepted(job: Job, items: list[Item]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What is accepted for each id. Raises WrongCommand for an id that the roster does not have."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, exercise, reason in job.accept:
        found[name] = (*found.get(name, ()), (exercise, reason))
    there = {item.id for item in items} if found else set()
    if odd := [name for name in found if name not in there]:
        near = nearest(odd[0], there)
        hint = f"did you mean '{near}'?" if near else ""
        raise WrongCommand([Problem(Place(ACCEPT), f"there is no patient '{odd[0]}' in the roster", hint)])
    return found


class Batch:
    """The state of one run."""

    def __init__(
        self, job: Job, teller: Teller, source: Roster, items: list[Item],
        accepted: dict[str, tuple[tuple[str, str], ...]] | None = None,
    ) -> None:  # fmt: skip
        self.job, self.teller, self.source, self.items = job, teller, source, items
        self.accepted = accepted or {}
        self.span = parts.span(len(items), job.part)
        self.tally = Tally(waiting=len(self.span))
        self.versions = inputs.versions(job.setup.clinic)
        self.crew = Crew(job.setup, min(job.jobs, len(self.span)), job.timeout_seconds)
        self.bad: dict[int, Done] = {}  # rows without an id that the ledger could know them by
        self.still: Callable[[], None] = lambda: None
        self.next_report = 0.0

    def written(self, book: Ledger, folder: Path) -> None:
        """Work with a folder: however it ends, the report is brought up to date if that is possible."""
        stray = shelf.earlier(folder, self.ours)
        parts.taken(book, folder, self.job.takes, self.ours)
        self.reported(book, folder)
        try:
            self.work(book)
        except BaseException:
            with suppress(HandoutsError):
                self.still()
                shelf.swept(self.job)
                self.reported(book, folder)
            raise
        self.reported(book, folder)
        if self.tally.waiting:
            raise Stopped(self.tally)
        if stray := [*stray, *self.outdated(book, folder)]:
            self.teller.note(shelf.told(stray))
        self.finished(folder)
        book.done()

    @property
    def ours(self) -> list[Item]:
        return self.items[self.span.start : self.span.stop]

    def outdated(self, book: Ledger, folder: Path) -> Iterator[str]:
        """Files of rows that were made once and are not any more: somebody might take them for new."""
        for item, row in zip(self.ours, self.rows(book), strict=True):
            if item.file and row["outcome"] != "made" and (folder / item.file).exists():
                yield item.file

    def finished(self, folder: Path) -> None:
        """What is made of all the files together."""
        if self.job.merge and self.tally.made:
            rows = report.manifest_rows(folder / report.MANIFEST)
            merge.merged(((str(row["id"]), folder / str(row["path"])) for row in rows), self.job.merge)
        elif self.job.merge:
            self.teller.note("nothing was made, so nothing is merged")
        if self.job.zip:
            bundle.zipped(self.packed(folder), self.job.zip, self.job.setup.day)

    def packed(self, folder: Path) -> Iterator[Path]:
        for row in report.manifest_rows(folder / report.MANIFEST):
            yield folder / str(row["path"])
            if row.get("sheet"):
                yield folder / names.sheet(str(row["path"]))
        yield from (folder / report.REPORT, folder / report.MANIFEST)

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
            if number not in self.span:
                continue
            if problems := (item.problem,) if item.problem else entry.problems:
                self.settle(book, item, Done("fix", problems=problems, discreet=problems), None, number)
                continue
            assert entry.tree is not None  # noqa: S101  it has no problems
            accept = self.accepted.get(entry.id, ())
            digest = inputs.digest(entry, accept, setup, self.versions)
            if book and self.job.resume and self.kept(book, item, digest):
                continue
            yield Task(number, entry.tree, entry.id, item.file, digest, entry.secret, accept)

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
        sheet = (names.sheet(item.file), row["sheet"]) if row.get("sheet") else (item.file, row["sha256"])
        if not all(_is(folder / name, digest) for name, digest in ((item.file, row["sha256"]), sheet)):
            return False
        if row["row"] != item.row:
            book.record({**row, "row": item.row})
        self.tally.kept += 1
        self.counted(Done("made", warnings=row["warnings"], accepted=row.get("accepted", 0)))
        return True

    def settle(self, book: Ledger | None, item: Item, done: Done, task: Task | None, number: int = 0) -> None:
        """Put the file in its place, then write the row down: a line in the journal is always true."""
        folder = self.job.setup.folder
        if done.stop:
            raise _ERRORS.get(done.stop, HandoutsError)(done.problems)
        if book and folder:
            self.still()
            done = self.placed(done, folder)
            if task:
                book.record(report.record(item, done, task.inputs))
            else:
                self.bad[number] = done
        self.counted(done)
        if book and folder and time.monotonic() >= self.next_report:
            with suppress(CannotWrite):  # somebody looks at it in Excel: the journal knows, and the end tries again
                self.reported(book, folder)

    def placed(self, done: Done, folder: Path) -> Done:
        """What waits takes its place; where a file cannot be replaced, one row is lost and not the night."""
        try:
            for beside, name in done.staged:
                files.place(beside, folder / name)
        except CannotWrite as error:
            for beside, _ in done.staged:
                beside.unlink(missing_ok=True)
            self.still()
            return Done("fix", problems=error.problems, discreet=error.problems)
        return done

    def counted(self, done: Done) -> None:
        self.tally.count(done)
        self.teller.row(self.tally, done)

    def reported(self, book: Ledger, folder: Path) -> None:
        begun = time.monotonic()
        report.write(folder, self.rows(book), self.job, self.versions)
        cost = time.monotonic() - begun
        self.next_report = begun + max(_REPORT_SECONDS, _REPORT_SHARE * cost)

    def rows(self, book: Ledger) -> Iterator[dict[str, Any]]:
        for number in self.span:
            item, bad = self.items[number], self.bad.get(number)
            known = None if bad or item.problem or not item.id else book.find(item.id)
            yield known or report.record(item, bad or Done("waiting"))


def _is(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


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
