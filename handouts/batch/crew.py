"""The parent's side: worker processes, each with one row at a time; one that dies or hangs is replaced."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from handouts.batch.job import Done, Ready
from handouts.intake.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from multiprocessing.context import SpawnProcess

    from handouts.batch.job import Setup, Task

TRIES = 2
ROWS_A_PROCESS = 1_500  # then a new one takes over, so that nothing piles up however long the roster
LOST_MAX = 8  # rows lost one after the other: then it is no row's fault
START_SECONDS = 60.0  # to open the rooms that a worker needs, on a slow disk
_LOOK_SECONDS = 0.5


class NoWorkersError(RuntimeError):
    """Every process dies, whatever it is given: something is wrong with the installation."""


@dataclass(slots=True)
class Hand:
    """A worker process with the row that it has; `until` is when that row is given up."""

    process: SpawnProcess
    line: Connection
    task: Task | None = None
    until: float = 0.0
    ready: bool = False
    rows: int = 0

    def give(self, task: Task, seconds: float) -> None:
        self.task, self.until = task, time.monotonic() + seconds + (0 if self.ready else START_SECONDS)
        try:
            self.line.send(task)
        except OSError:  # it died while idle: its end of the line says so at the next look
            self.until = 0.0

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()


class Crew:
    """`stopping` set: nothing more is given out, and what runs is finished."""

    def __init__(self, setup: Setup, jobs: int, timeout_seconds: float) -> None:
        self.setup, self.jobs, self.timeout_seconds = setup, max(1, jobs), timeout_seconds
        self.hands: list[Hand] = []
        self.again: deque[Task] = deque()
        self.tried: dict[int, int] = {}
        self.lost = 0
        self.stopping = False

    def work(self, tasks: Iterator[Task]) -> Generator[tuple[Task, Done]]:
        """Every task with what became of it, in the order of being done. `tasks` is read as hands are free."""
        try:
            while True:
                self._busy(tasks)
                running = [hand for hand in self.hands if hand.task]
                if not running:
                    return
                for hand in self._heard(running):
                    found = self._taken(hand)
                    self._busy(tasks)
                    if found:
                        yield found
        finally:
            for hand in self.hands:
                hand.end()
                self._swept(hand)
            self.hands = []

    def _busy(self, tasks: Iterator[Task]) -> None:
        """Rows that were lost go first, while fewer than `jobs` are at work."""
        idle = [hand for hand in self.hands if hand.task is None]
        while not self.stopping and (idle or len(self.hands) < self.jobs):
            task = self.again.popleft() if self.again else next(tasks, None)
            if task is None or self.stopping:  # it may have been asked to stop while the row was read
                return
            hand = idle.pop() if idle else self._hired()
            hand.give(task, self.timeout_seconds)

    def _hired(self) -> Hand:
        """A new process, in the same way on every system: nothing of this one is copied into it."""
        from handouts.batch.worker import work  # noqa: PLC0415  opens the heavy rooms

        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.setup), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        hand = Hand(process, ours)
        self.hands.append(hand)
        return hand

    def _heard(self, running: list[Hand]) -> list[Hand]:
        """The hands that said something, died, or have taken too long."""
        now = time.monotonic()
        until = min(hand.until for hand in running)
        ready = wait([hand.line for hand in running], max(0.0, min(until - now, _LOOK_SECONDS)))
        now = time.monotonic()
        return [hand for hand in running if hand.line in ready or hand.until <= now]

    def _taken(self, hand: Hand) -> tuple[Task, Done] | None:
        task = hand.task
        assert task is not None  # noqa: S101  it was running
        try:
            done: Done | Ready | None = hand.line.recv() if hand.line.poll() else None
        except (EOFError, OSError):
            done = None
        if done is None:
            return self._mourned(hand, task)
        if isinstance(done, Ready):
            hand.ready, hand.until = True, time.monotonic() + self.timeout_seconds
            return None
        hand.task, hand.rows, self.lost = None, hand.rows + 1, 0
        if hand.rows >= ROWS_A_PROCESS:
            hand.end()
            self.hands.remove(hand)
        return task, done

    def _mourned(self, hand: Hand, task: Task) -> tuple[Task, Done] | None:
        """The row is tried once more by another process, then it is given up."""
        hand.end()
        self.hands.remove(hand)
        self._swept(hand)
        self.lost += 1
        if self.lost >= LOST_MAX:
            raise NoWorkersError(f"{self.lost} processes died one after the other")
        self.tried[task.number] = self.tried.get(task.number, 0) + 1
        if self.tried[task.number] < TRIES:
            self.again.append(task)
            return None
        message = f"the process that made it died or hung {TRIES} times"
        fault = Problem(Place(task.tree.file, task.tree.root.line), message, "run the batch again with --resume")
        return task, Done("failed", problems=(fault,), discreet=(fault,))

    def _swept(self, hand: Hand) -> None:
        """What the dead process may have left half written."""
        if self.setup.folder:
            for path in self.setup.folder.glob(f".*.{hand.process.pid}.tmp"):
                path.unlink(missing_ok=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes begun here are born deaf to Ctrl-C, so that it finds none of them half awake."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
