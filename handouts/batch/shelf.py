"""What lies in the folder of a batch, and where its other files go: looked at before and after the work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.batch import names, report
from handouts.batch.ledger import FILE as JOURNAL
from handouts.batch.lock import FILE as LOCK
from handouts.intake import files
from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handouts.batch.job import Job
    from handouts.batch.names import Item

_LEFT_OVER = re.compile(r"\.[^/]+\.\d+\.tmp")
_TOLD = 3  # names of files that are told one by one


def apart(job: Job, items: Iterable[Item]) -> None:
    """Raises WrongCommand if what is made of all rows would take the place of another file of this batch."""
    targets = _targets(job)
    if job.merge and job.setup.sealed:
        hint = "make it without --password-column, and keep it where the printer is"
        raise WrongCommand([Problem(Place("--merge"), "one file of many patients can have no password of each", hint)])
    taken = {*map(names.bare, (*names.OURS, JOURNAL, LOCK))}
    for option, path in targets:
        inside = job.setup.folder and path.parent.resolve() == job.setup.folder.resolve()
        if inside and (names.bare(path.name) in taken or any(_same(path.name, item) for item in items)):
            raise WrongCommand([Problem(Place(option), f"{path.name} is the name of another file of this batch")])
        if path.resolve() in {job.roster.resolve(), *(each.resolve() for _, each in targets if each is not path)}:
            raise WrongCommand([Problem(Place(option), f"{path.name} is named twice in this command")])


def _same(name: str, item: Item) -> bool:
    return names.bare(name) in {names.bare(item.file), names.bare(names.sheet(item.file))}


def _targets(job: Job) -> list[tuple[str, Path]]:
    return [(option, path) for option, path in (("--merge", job.merge), ("--zip", job.zip)) if path]


def foreign(job: Job) -> None:
    """Raises CannotWrite for a report or manifest that is somebody else's: it would be written over."""
    folder = job.setup.folder
    if folder is None or (folder / LOCK).exists():
        return
    for name, start in zip(names.OURS, report.STARTS, strict=True):
        if _begins(folder / name) not in {None, start}:
            what, hint = "is of something else, and would be written over", "choose another folder with -o"
            raise CannotWrite([Problem(Place(shown(folder / name)), what, hint)])


def _begins(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(report.START_BYTES)


def reachable(job: Job) -> None:
    """Raises CannotWrite now for a file that could not be written at the end of the night."""
    for option, path in _targets(job):
        if path.is_dir():
            raise CannotWrite([Problem(Place(shown(path)), f"is a folder, and {option} needs the name of a file")])
        trial = path.with_name(f".{path.name[:60]}.0.tmp")
        files.write(trial, b"")
        trial.unlink(missing_ok=True)


def swept(job: Job) -> None:
    """What a killed run left half written."""
    left = [] if job.setup.folder is None else list(job.setup.folder.glob(".*.tmp"))
    for path in (each.resolve() for _, each in _targets(job)):
        left += [each for each in path.parent.glob(".*.tmp") if each.name.startswith(f".{path.name[:60]}.")]
    for each in left:
        if _LEFT_OVER.fullmatch(each.name):
            each.unlink(missing_ok=True)


def earlier(folder: Path, items: Iterable[Item]) -> list[str]:
    """Files that an earlier batch made here and that no row of this one names."""
    path = folder / report.MANIFEST
    if not path.exists():
        return []
    ours = {item.file for item in items}
    named = (str(row["path"]) for row in report.manifest_rows(path))
    return [name for name in named if name not in ours and (folder / name).exists()]


def told(stray: list[str]) -> str:
    """That they are there: somebody might hand them out."""
    some = ", ".join(stray[:_TOLD]) + (", …" if len(stray) > _TOLD else "")
    if len(stray) == 1:
        return f"1 file of an earlier batch stays in the folder, and is in no report: {some}"
    return f"{len(stray)} files of an earlier batch stay in the folder, and are in no report: {some}"
