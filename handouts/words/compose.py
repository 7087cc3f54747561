"""A `Plan` becomes a `Document`: which sentences, in which order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handouts.intake.brand import stretches
from handouts.intake.profile import initials
from handouts.words import phrases
from handouts.words.back import back, phone
from handouts.words.card import card
from handouts.words.document import (
    Before,
    Check,
    Document,
    Glance,
    GlanceRow,
    Labelled,
    Letterhead,
    Notes,
    Running,
    Stop,
    Tier,
)  # fmt: skip
from handouts.words.readability import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handouts.intake.brand import Brand
    from handouts.intake.equipment import Thing
    from handouts.intake.flags import RedFlag
    from handouts.plan.plan import Plan
    from handouts.words.environment import Voice

LINES_PER_TIER = 5
PAIN_LIMIT, USUAL_LIMIT = "pain-over-limit", 5  # the red flag that the catalog words for the usual pain guide
NO_GUIDE = "pain-is-no-guide"  # in `unless` of a red flag: every flag that says so
REGIONS_NAMED = 2  # a sentence with more is a list
_SEVERE_FIRST = ("contraindicated", "modify", "caution")
_STANDING = frozenset({"standing", "single-leg", "tandem", "step", "walking"})


def compose(
    plan: Plan, brand: Brand, voice: Voice, things: Mapping[str, Thing], drawn: Callable[[str], tuple[str, ...]]
) -> Document:
    """`drawn` tells which panels there are of a picture."""
    profile = plan.profile
    visit = phrases.day(voice, profile.next_visit) if profile.next_visit else ""
    log, pain, prompts, contact = back(plan, brand, voice)
    cards = tuple(card(each, plan, voice, things, drawn) for each in plan.exercises)
    say = voice.label
    bring = phrases.day(voice, profile.next_visit, "date-short") if profile.next_visit else ""
    return Document(
        language=voice.language,
        day=plan.day,
        title=say("title"),
        letterhead=_letterhead(plan, brand, voice),
        byline=voice.say("byline", patient=profile.patient.name, date=phrases.day(voice, plan.day), visit=visit),
        message=_message(plan, voice),
        reasons=_reasons(plan, voice),
        glance=_glance(plan, voice),
        before=Before(say("before"), _checks(plan, voice, general="before" in brand.sections)),
        stop=Stop(say("stop"), _tiers(plan, brand, voice, visit)),
        cards=cards,
        notes=Notes(say("notes"), voice.say("notes-hint", visit=bring)),
        log=log,
        pain=pain,
        prompts=prompts,
        closing=plan.program.closing if plan.program else (),
        contact=contact if {"log", "pain", "prompts"} & set(brand.sections) else (),
        running=_running(plan, brand, voice),
        small_print=brand.small_print or "",
        imprint=" · ".join(filter(None, (brand.address, brand.web))),
        sections=_sections(brand.sections),
    )


def _letterhead(plan: Plan, brand: Brand, voice: Voice) -> Letterhead:
    who = plan.profile.clinician
    named = ", ".join(filter(None, (who.name, who.credentials))) if who else ""
    return Letterhead(brand.name or voice.label("clinic"), brand.second_line, phone(plan, brand), named)


def _running(plan: Plan, brand: Brand, voice: Voice) -> Running:
    return Running(
        voice.say("whose", patient=initials(plan.profile.patient.name)) if "patient" in brand.footer else "",
        phrases.day(voice, plan.day) if "date" in brand.footer else "",
        voice.label("page") if "page" in brand.footer else "",
        brand.header,
    )


def _sections(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The brand's, and room for the patient's own warnings before the stop block: no brand switches those off."""
    at = wanted.index("stop")
    return wanted if "before" in wanted else (*wanted[:at], "before", *wanted[at:])


def _message(plan: Plan, voice: Voice) -> tuple[str, ...]:
    effort = plan.effort
    weeks = {each.dose.weeks for each in plan.exercises}
    return voice.lines(
        "message",
        exercises=len(plan.exercises),
        times=effort.times_per_day,
        days=len(effort.days) if effort.days else None,
        minutes=effort.minutes_per_session,
        minutes_per_day=effort.minutes_per_day,
        weeks=weeks.pop() if len(weeks) == 1 else None,
    )


def _reasons(plan: Plan, voice: Voice) -> tuple[Labelled, ...]:
    goals = plan.profile.goals
    found = [Labelled(voice.label("why"), _why(plan, voice))]
    if goals:
        label = voice.label("goal" if len(goals) == 1 else "goals")
        ended = [goal if goal[-1] in ".!?" else f"{goal}." for goal in goals]
        found.append(Labelled(label, " ".join(ended)))
    return tuple(found)


def _why(plan: Plan, voice: Voice) -> str:
    """The program's reason, a single exercise's own, or one that fits all: from what they do and where."""
    if plan.program:
        return voice.say("why", why=plan.program.why)
    if len(plan.exercises) == 1:
        return voice.say("why", why=plan.exercises[0].exercise.why)
    kinds = Counter(each.exercise.kind for each in plan.exercises)
    regions = Counter(region for each in plan.exercises for region in each.exercise.regions)
    mostly = [region for region, _ in regions.most_common(REGIONS_NAMED)]
    return voice.say("why", why="", kinds=[kind for kind, _ in kinds.most_common()], regions=mostly)


def _glance(plan: Plan, voice: Voice) -> Glance:
    names = ("number", "exercise", "side", "how_much", "when")
    number, exercise, side, how_much, when = (voice.label(f"column_{name}") for name in names)
    rows = tuple(
        GlanceRow(
            each.number,
            each.exercise.name,
            phrases.side(voice, each, short=True),
            phrases.how_much(voice, each.dose, each_side=each.side == "each"),
            phrases.when(voice, each.dose),
        )
        for each in plan.exercises
    )
    return Glance(voice.label("glance"), (number, exercise, side, how_much, when), rows)


def _checks(plan: Plan, voice: Voice, *, general: bool) -> tuple[Check, ...]:
    """What to see to before starting; without the `general` advice, only what is about this patient."""
    if not general:
        return _warnings(plan)
    positions = {position for each in plan.exercises for position in each.exercise.positions}
    said = voice.lines(
        "before",
        standing=bool(positions & _STANDING),
        counter=any("counter" in each.equipment for each in plan.exercises),
        chair=any("chair" in each.equipment for each in plan.exercises),
        barefoot=any(each.footwear == "barefoot" for each in plan.exercises),
    )
    own = plan.program.before if plan.program else ()
    return (*(Check(warns=False, lead="", text=text) for text in (*said, *own)), *_warnings(plan))


def _warnings(plan: Plan) -> tuple[Check, ...]:
    """What is true of the whole program, in full; then one line for each lead: its most severe hit's first sentence,
    none twice. All of those stand on the cards.
    """
    found = {
        hit.rule: Check(warns=True, lead=hit.lead, text=" ".join(hit.patient)) for hit in plan.overall if hit.patient
    }
    hits = (hit for each in plan.exercises for hit in each.hits)
    for hit in sorted(hits, key=lambda hit: (_SEVERE_FIRST.index(hit.severity), hit.rule)):
        text = sentences(hit.patient[0])[0]
        if hit.lead and hit.lead not in found and text not in (check.text for check in found.values()):
            found[hit.lead] = Check(warns=True, lead=hit.lead, text=text)
    return tuple(found.values())


def _tiers(plan: Plan, brand: Brand, voice: Voice, visit: str) -> tuple[Tier, ...]:
    answers = {
        "emergency": voice.say("answer-emergency", number=brand.emergency_number),
        "today": voice.say("answer-today", phone=phone(plan, brand)),
        "next-visit": voice.say("answer-next-visit", visit=visit),
    }
    about = _about(plan)
    flags = {fact.flag for fact in plan.known} | (set() if plan.pain_guides else {NO_GUIDE})
    lines = tuple(_agreed(line, brand, voice) for line in plan.red_flags)
    return tuple(
        Tier(kind, voice.label(f"tier_{kind.replace('-', '_')}"), answer, _fitting(lines, kind, about, flags))
        for kind, answer in answers.items()
    )


def _agreed(line: RedFlag, brand: Brand, voice: Voice) -> RedFlag:
    """The line that names a limit of pain names the one of the clinic's pain guide."""
    limit = stretches(brand.pain_guide)[1][1]
    if line.id != PAIN_LIMIT or limit == USUAL_LIMIT:
        return line
    return line.model_copy(update={"words": voice.say("pain-over", limit=limit)})


def _about(plan: Plan) -> set[str]:
    """What this plan is about, for choosing red flags: regions, things in use, and the patient's flags."""
    things = {name for each in plan.exercises for name in each.equipment}
    return {"everyone", *plan.regions, *things, *(fact.flag for fact in plan.known)}


def _fitting(red_flags: tuple[RedFlag, ...], kind: str, about: set[str], flags: set[str]) -> tuple[str, ...]:
    """The lines of a tier that fit, by rank. What is about this patient is never cut.

    The rest gives way, but for its first line: a clot in the calf is everybody's.
    """
    fitting = [
        line for line in red_flags if line.tier == kind and about & set(line.about) and not flags & set(line.unless)
    ]
    own = [line for line in fitting if flags & set(line.about)]
    rest = [line for line in fitting if line not in own][: max(LINES_PER_TIER - len(own), 1)]
    return tuple(line.words for line in fitting if line in own or line in rest)
