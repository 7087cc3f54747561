"""The worker's side: a process with a Workshop of its own makes one row after the other until nobody asks for more."""

from __future__ import annotations

import gc
import hashlib
import io
import signal
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from handouts.batch import names
from handouts.batch.discreet import discreet
from handouts.batch.job import ACCEPT, Done, Ready, Setup, Task
from handouts.batch.seal import sealed
from handouts.build import Choice, Workshop
from handouts.intake import files, model
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.intake.problems import HandoutsError, NeedsFixing, Place, Problem, UnsafePlan, WrongCommand
from handouts.intake.profile import Case, Profile
from handouts.plan.report import accepted, record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection

    from handouts.build import Handout

GARBAGE = (50_000, 20, 20)  # a handout makes much and drops little, so that looking for garbage is looking in vain
_ROOM = Path(__file__).parents[1]


def work(line: Connection, setup: Setup) -> None:
    """Ctrl-C reaches every process of a terminal; whoever gave the row decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GARBAGE)
    shop = Workshop(Catalog(places(setup.clinic)))
    try:
        line.send(Ready())
    except OSError:
        return
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):  # nobody is there any more
            return
        done = made(shop, task, setup)
        try:
            line.send(done)
        except OSError:
            for beside, _ in done.staged:
                beside.unlink(missing_ok=True)
            return


def made(shop: Workshop, task: Task, setup: Setup) -> Done:
    """One row, start to finish; its PDF stands beside its place, and is not in it yet."""
    try:
        return _made(shop, task, setup)
    except UnsafePlan as error:
        reasons = f"contradicts the patient in {len(error.problems)} way{'s' if len(error.problems) > 1 else ''}"
        place = Place(task.tree.file, task.tree.root.line)
        return Done("refused", problems=_named(task, error.problems), discreet=(Problem(place, reasons),))
    except NeedsFixing as error:
        return Done("fix", problems=error.problems, discreet=discreet(error.problems, task.tree))
    except WrongCommand as error:
        if not task.accept or any(each.place.file != ACCEPT for each in error.problems):
            return Done("failed", problems=error.problems, stop=error.code)
        told = Problem(Place(ACCEPT), "is given for what is not in the plan, or what no rule forbids")
        return Done("fix", problems=_of(task, error.problems), discreet=(told,))
    except HandoutsError as error:
        return Done("failed", problems=error.problems, stop=error.code)
    except Exception as failure:  # noqa: BLE001  a row that meets a fault of ours costs no other row
        fault = Problem(Place(task.tree.file, task.tree.root.line), f"met a fault of ours ({_told(failure)})")
        return Done("failed", problems=(fault,), discreet=(fault,))


def _made(shop: Workshop, task: Task, setup: Setup) -> Done:
    choice = Choice(setup.day, setup.brand, None, setup.paper, setup.gray, setup.layout, task.accept)
    handout = shop.planned(Case(model.check(Profile, task.tree), task.tree), choice)
    pdf = shop.pdf(handout, choice)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = len(file.pages)
    if setup.sealed:
        pdf = sealed(pdf, task.secret)
    sheet, notices = _sheet(handout, task, setup), shop.notices(handout, choice)
    written = [(names.sheet(task.file), sheet), (task.file, pdf)] if sheet else [(task.file, pdf)]
    return Done(
        "made", pages, _hash(pdf), _warnings(handout) + len(notices), len(accepted(handout.plan)),
        _hash(sheet) if sheet else "", _staged(task, setup, written), notices,
    )  # fmt: skip


def _sheet(handout: Handout, task: Task, setup: Setup) -> bytes:
    """What a clinician accepted is kept beside the handout; an older sheet would tell what is not so any more."""
    older = setup.folder is not None and (setup.folder / names.sheet(task.file)).is_file()
    return record(handout.plan, task.id).encode() if older or accepted(handout.plan) else b""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _staged(task: Task, setup: Setup, written: Iterable[tuple[str, bytes]]) -> tuple[tuple[Path, str], ...]:
    """Beside their places, by the row's number: long names that begin alike stay apart."""
    folder = setup.folder
    if folder is None:
        return ()
    return tuple((files.staged(folder / f"{task.number}.{name}", data), name) for name, data in written)


def _warnings(handout: Handout) -> int:
    hits = [hit for each in handout.plan.exercises for hit in each.hits if hit.severity != "caution"]
    return len(hits) + len(handout.plan.notices)


def _of(task: Task, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A complaint of an option, with the patient that it is about."""
    return tuple(Problem(each.place, f"{task.id}: {each.message}", each.hint) for each in problems)


def _named(task: Task, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A hint at --accept, as this command wants it."""
    option = f"{ACCEPT} {task.id}:"
    return tuple(Problem(each.place, each.message, each.hint.replace(f"{ACCEPT} ", option)) for each in problems)


def _told(failure: Exception) -> str:
    """Only the kind and the place in our own code: a message may hold what the profile says."""
    frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if str(_ROOM) in frame.filename]
    place = f"{Path(frames[-1].filename).relative_to(_ROOM)}:{frames[-1].lineno}" if frames else "unknown place"
    return f"{type(failure).__name__} in {place}"
