"""`handouts audit`: every rule that fired, every flag that met none, how hard it reads, and what it leaves untold."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads it from the signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli import accept as accepting
from handouts.cli import options, say

if TYPE_CHECKING:
    from handouts.build import Handout


def audit(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="A patient profile (YAML).")],
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Date of the handout; default: today.")] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar='EXERCISE="REASON"', help="Look at it as if that exercise were given all the same."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    clinic: options.Clinic = None,
) -> None:
    """Say what was checked against the patient, exercise by exercise; writes nothing.

    Example: handouts audit sam.yaml
    """
    day = options.day(date)
    catalog = options.catalog(clinic)
    accepted = accepting.reasons(accept or [], 1)

    from handouts.build import Choice, Workshop
    from handouts.plan import report

    handout = Workshop(catalog).handout(profile, Choice(day, accept=accepted))
    reading, told = _reading(handout), _cert(handout)
    if as_json:
        say.as_json({**report.data(handout.plan), "reading": reading, "cert": told})
        return
    for line in report.lines(handout.plan):
        say.result(line)
    say.result(
        f"reads at grade {reading['grade']} (Flesch-Kincaid), SMOG {reading['smog']}; "
        f"the longest sentence has {reading['longest_sentence']} words"
    )
    say.result(f"CERT: {told['told']} of {told['of']} items")
    for lack in told["untold"]:
        say.result(f"   untold: {lack}")


def _reading(handout: Handout) -> dict[str, Any]:
    """Only what is read as sentences: steps, care, facts and notes, and what stands before and after them."""
    from handouts.words.readability import measure

    document = handout.document
    texts = [*document.message, *(reason.text for reason in document.reasons)]
    texts += [check.text for check in document.before.checks]
    for card in document.cards:
        texts += [*card.steps, *(fact.text for fact in card.facts)]
        texts += [part.text for part in (card.care, card.note) if part]
    found = measure(texts)
    return {"grade": round(found.grade, 1), "smog": round(found.smog, 1), "longest_sentence": found.longest}


def _cert(handout: Handout) -> dict[str, Any]:
    from handouts.plan.cert import items

    found = items(handout.plan, handout.brand)
    untold = [f"{name}: add {how}" for name, told, how in found if not told]
    return {"told": len(found) - len(untold), "of": len(found), "untold": untold}
