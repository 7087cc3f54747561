"""Do scenes side by side, one process a core: results in order, complaints as data, and Ctrl-C ends it at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from handouts.figure import audit, studio
from handouts.intake.problems import HandoutsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from handouts.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a scene: the text of each of its pictures, or what is wrong."""

    path: Path
    pictures: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def draw(path: Path) -> Done:
    return _told(path, lambda: Done(path, tuple(studio.made(path).items())))


def check(path: Path, images: Path) -> Done:
    return _told(path, lambda: Done(path, problems=tuple(audit.scene(path, images))))


def drawn(paths: Iterable[Path]) -> Iterator[Done]:
    return _each(draw, list(paths))


def checked(paths: Iterable[Path], images: Path) -> Iterator[Done]:
    return _each(partial(check, images=images), list(paths))


def _told(path: Path, work: Callable[[], Done]) -> Done:
    """A scene that cannot be drawn is a result too: the others go on."""
    try:
        return work()
    except HandoutsError as error:
        return Done(path, problems=error.problems)
    except (ValueError, KeyError) as error:  # a place or a muscle that is not there
        said = f"there is no place {error}" if isinstance(error, KeyError) else str(error)
        return Done(path, problems=(audit.named(path, said),))


def _each(work: Callable[[Path], Done], paths: list[Path]) -> Iterator[Done]:
    count = min(len(paths), os.cpu_count() or 1)
    if count < 2:
        yield from map(work, paths)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        try:
            for waiting in [pool.submit(work, path) for path in paths]:
                yield waiting.result()
        except BaseException:  # Ctrl-C, or nobody wants the rest: nothing is half written, as only the parent writes
            for child in multiprocessing.active_children():
                child.terminate()
            raise
