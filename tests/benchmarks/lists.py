"""Rosters for a night's work: good rows of all programs, and bad ones in every way that the tests know."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = sorted(path.stem for path in (ROOT / "catalog/programs").glob("*.yaml"))
BAD_SHARE = 0.03


def good(number: int) -> str:
    return f"p{number:05d},Ana Quill{number},left,,{PROGRAMS[number % len(PROGRAMS)]},\n"


def listing(rows: int) -> str:
    from tests.batch.ward import HEAD

    return HEAD + "".join(map(good, range(rows)))


def mixed(rows: int) -> tuple[str, int, dict[int, tuple[str, str]]]:
    """3 % bad, strewn in: (text, good rows, number of each bad row with its slip and what should be said of it)."""
    from tests.batch.slips import SLIPS
    from tests.batch.ward import HEAD

    fine = rows - round(rows * BAD_SHARE)
    lines, bad, apart = [HEAD], {}, max(1, fine // (rows - fine))
    for number in range(fine):
        lines.append(good(number))
        if number % apart == 0 and len(bad) < rows - fine:
            slip, (text, said) = list(SLIPS.items())[number // apart % len(SLIPS)]
            for line in text.splitlines():
                lines.append(_own(line, number) + "\n")
                bad[len(lines)] = slip, said
    return "".join(lines), fine, bad


def _own(line: str, number: int) -> str:
    """Each time another id, as far as the slip is not in the id."""
    name, comma, rest = line.partition(",")
    pair = name.casefold() in {"twice", "case"}  # a clash is one only with its twin
    return f"{name}{number}{comma}{rest}" if pair or name.startswith("s") else line
