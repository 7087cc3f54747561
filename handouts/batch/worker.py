"""The worker's side: a process with a Workshop of its own makes one row after the other until nobody asks for more."""

from __future__ import annotations

import hashlib
import io
import signal
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from handouts.batch.discreet import discreet
from handouts.batch.job import Done, Ready, Setup, Task
from handouts.batch.seal import sealed
from handouts.build import Choice, Workshop
from handouts.intake import files, model
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.intake.problems import HandoutsError, NeedsFixing, Place, Problem, UnsafePlan
from handouts.intake.profile import Case, Profile

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from handouts.build import Handout

_ROOM = Path(__file__).parents[1]


def work(line: Connection, setup: Setup) -> None:
    """Ctrl-C reaches every process of a terminal; whoever gave the row decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
            if done.staged:
                done.staged.unlink(missing_ok=True)
            return


def made(shop: Workshop, task: Task, setup: Setup) -> Done:
    """One row, start to finish; its PDF stands beside its place, and is not in it yet."""
    try:
        return _made(shop, task, setup)
    except UnsafePlan as error:
        reasons = f"contradicts the patient in {len(error.problems)} way{'s' if len(error.problems) > 1 else ''}"
        place = Place(task.tree.file, task.tree.root.line)
        return Done("refused", problems=error.problems, discreet=(Problem(place, reasons),))
    except NeedsFixing as error:
        return Done("fix", problems=error.problems, discreet=discreet(error.problems, task.tree))
    except HandoutsError as error:
        return Done("failed", problems=error.problems, stop=error.code)
    except Exception as failure:  # noqa: BLE001  a row that meets a fault of ours costs no other row
        fault = Problem(Place(task.tree.file, task.tree.root.line), f"met a fault of ours ({_told(failure)})")
        return Done("failed", problems=(fault,), discreet=(fault,))


def _made(shop: Workshop, task: Task, setup: Setup) -> Done:
    choice = Choice(setup.day, setup.brand, None, setup.paper, setup.gray)
    handout = shop.planned(Case(model.check(Profile, task.tree), task.tree), choice)
    pdf = shop.pdf(handout, choice)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = len(file.pages)
    if setup.sealed:
        pdf = sealed(pdf, task.secret)
    staged = files.staged(setup.folder / task.file, pdf) if setup.folder else None
    warnings = _warnings(handout) + len(shop.notices(handout, choice))
    return Done("made", pages, hashlib.sha256(pdf).hexdigest(), warnings, staged)


def _warnings(handout: Handout) -> int:
    hits = [hit for each in handout.plan.exercises for hit in each.hits if hit.severity != "caution"]
    return len(hits) + len(handout.plan.notices)


def _told(failure: Exception) -> str:
    """Only the kind and the place in our own code: a message may hold what the profile says."""
    frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if str(_ROOM) in frame.filename]
    place = f"{Path(frames[-1].filename).relative_to(_ROOM)}:{frames[-1].lineno}" if frames else "unknown place"
    return f"{type(failure).__name__} in {place}"
