"""One exercise's card in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.words import phrases
from handouts.words.document import Card, Labelled, Panel, Picture
from handouts.words.readability import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise
    from handouts.plan.dose import Dose
    from handouts.plan.plan import Plan, Planned
    from handouts.words.environment import Voice
    from handouts.words.phrases import Filler

UPRIGHT = frozenset({"standing", "single-leg", "tandem", "step", "walking"})
_UNSAID = ("catalog", "the tool")  # a tempo or an effort of theirs is in the steps already, or of no account


def card(
    each: Planned, plan: Plan, voice: Voice, things: Mapping[str, Thing], drawn: Callable[[str], tuple[str, ...]]
) -> Card:
    fill = phrases.Filler(voice, each)
    picture = pictured(each.id, each.exercise, voice, drawn, mirrored=each.side == "left")
    return Card(
        number=each.number,
        name=each.exercise.name,
        side=phrases.side(voice, each, short=False),
        dose=phrases.cells(voice, each.dose),
        picture=picture,
        no_picture="" if picture else voice.label("no_picture"),
        steps=(*fill.steps(each.exercise.steps), *_last_steps(each, plan, voice)),
        care=_care(each, voice, fill),
        facts=_facts(each, voice, fill, things),
        note=_note(each, plan, voice),
        short=fill.text(each.exercise.short),
        amount=phrases.amount(voice, each.dose, each_side=each.side == "each"),
        help=voice.label("more_help").replace("{name}", each.exercise.name),
    )


def pictured(  # noqa: PLR0913
    name: str,
    exercise: Exercise,
    voice: Voice,
    drawn: Callable[[str], tuple[str, ...]],
    *,
    mirrored: bool,
    photo: str = "photo",
) -> Picture | None:
    """The panels that are there, or a clinic's own photo, told by the sentence `photo`."""
    name = exercise.picture or name
    there = drawn(name)
    panels = tuple(Panel(panel.id, panel.caption, panel.alt) for panel in exercise.panels if panel.id in there)
    if not panels and there:
        panels = (Panel(there[0], "", voice.say(photo, exercise=exercise.name)),)
    return Picture(name, mirrored, panels) if panels else None


def _last_steps(each: Planned, plan: Plan, voice: Voice) -> tuple[str, ...]:
    """What the dose adds: a tempo that somebody chose, the rest, the other side, the weeks."""
    dose = each.dose
    found = []
    told = any("{up}" in step for step in each.exercise.steps)
    if not told and _asked_for(dose, "tempo"):
        up, down = phrases.seconds(voice, dose.tempo.up), phrases.seconds(voice, dose.tempo.down)
        found.append(voice.say("tempo", up=up, down=down))
    other_side = each.side == "each"
    if dose.sets > 1 or other_side:
        rest = phrases.seconds(voice, dose.rest_seconds) if dose.sets > 1 and dose.rest_seconds else ""
        if rest or other_side:
            found.append(voice.say("rest", other_side=other_side, sets=dose.sets, rest=rest))
    if dose.weeks and len({other.dose.weeks for other in plan.exercises}) > 1:
        found.append(voice.say("weeks", weeks=dose.weeks))
    return tuple(found)


def _asked_for(dose: Dose, key: str) -> bool:
    """Somebody chose this value: the program, the clinic or the therapist."""
    return getattr(dose, key) is not None and not dose.origin(key).startswith(_UNSAID)


def _care(each: Planned, voice: Voice, fill: Filler) -> Labelled | None:
    """Warnings of the rules first, the most severe at the top; then the general ones. No sentence twice."""
    said = [line for hit in each.hits for line in hit.patient]
    said += [fill.text(caution) for caution in each.exercise.cautions]
    if each.dose.pain_ceiling is not None:
        said.append(voice.say("pain-ceiling", limit=each.dose.pain_ceiling))
    unique = " ".join(dict.fromkeys(sentence for text in said for sentence in sentences(text)))
    return Labelled(voice.label("care"), unique) if unique else None


def _facts(each: Planned, voice: Voice, fill: Filler, things: Mapping[str, Thing]) -> tuple[Labelled, ...]:
    exercise = each.exercise
    need = voice.say(
        "you-need",
        things=[_thing(name, each, voice, things) for name in each.equipment],
        footwear=each.footwear,
        shoes="shoes" in each.equipment,
        standing=bool(UPRIGHT & set(exercise.positions)),
    )
    feel = fill.text(exercise.feel)
    if _asked_for(each.dose, "effort"):
        feel = f"{feel} {voice.say('effort', effort=each.dose.effort)}"
    easy = voice.say("too-easy-next", name=each.too_easy) if each.too_easy else fill.text(exercise.too_easy.say)
    hard = voice.say("too-hard-next", name=each.too_hard) if each.too_hard else fill.text(exercise.too_hard.say)
    watch = fill.text(exercise.watch)
    found = (("you_need", need), ("feel", feel), ("watch", watch), ("too_easy", easy), ("too_hard", hard))
    return tuple(Labelled(voice.label(key), text) for key, text in found if text)


def _thing(name: str, each: Planned, voice: Voice, things: Mapping[str, Thing]) -> str:
    """'a latex-free stretch band', with its colour where one is given."""
    phrase = things[name].phrase
    colour = phrases.band(voice, each.dose)
    if colour and name.startswith("band"):
        article, _, rest = phrase.partition(" ")
        return f"{article} {colour} {rest}"
    return phrase


def _note(each: Planned, plan: Plan, voice: Voice) -> Labelled | None:
    if not each.note:
        return None
    who = plan.profile.clinician
    return Labelled(voice.say("note-from", clinician=who.name if who else ""), each.note)
