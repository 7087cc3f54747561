"""The last page in words: the log, the pain guide, what to tell, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.intake.brand import stretches
from handouts.intake.vocabulary import WEEKDAYS
from handouts.words import phrases
from handouts.words.document import Labelled, Log, LogDay, LogRow, PainGuide, Prompts, Zone

if TYPE_CHECKING:
    from datetime import date

    from handouts.intake.brand import Brand
    from handouts.plan.plan import Plan, Planned
    from handouts.words.environment import Voice

# The usual limits: Silbernagel et al. 2007, the pain-monitoring model: up to 5 of 10 is acceptable if it settles by
# the next morning. A brand may say others.
ZONES = ("go", "slow", "stop")


def back(plan: Plan, brand: Brand, voice: Voice) -> tuple[Log, PainGuide | None, Prompts, tuple[Labelled, ...]]:
    pain = plan.pain_guides
    prompts = Prompts(voice.label("prompts"), _questions(voice, pain=pain))
    guide = _guide(voice, stretches(brand.pain_guide)) if pain else None
    return _log(plan, voice, pain=pain), guide, prompts, _contact(plan, brand, voice)


def phone(plan: Plan, brand: Brand) -> str:
    """The clinician's own number, else the clinic's; it never breaks over a line."""
    who = plan.profile.clinician
    return ((who.phone if who else "") or brand.phone).replace(" ", "\xa0")


def _questions(voice: Voice, *, pain: bool) -> tuple[str, ...]:
    keys = ("prompt_easy", "prompt_hurt", "prompt_in_the_way") if pain else ("prompt_easy", "prompt_in_the_way")
    return tuple(voice.label(key) for key in keys)


def _log(plan: Plan, voice: Voice, *, pain: bool) -> Log:
    days = phrases.week(plan.day)
    short, long = voice.label("days_short").split(), voice.label("days_long").split()
    first, last = (phrases.day(voice, each, "date-short") for each in (days[0], days[-1]))
    return Log(
        title=voice.label("log"),
        instruction=voice.say("log-instruction", pain=pain),
        dates=voice.say("log-dates", first=first, last=last),
        weeks=(voice.label("week_1"), voice.label("week_2")),
        days=tuple(LogDay(short[each.weekday()], str(each.day), long[each.weekday()]) for each in days),
        rows=tuple(LogRow(each.number, each.exercise.short_name, _ticks(each, plan, days)) for each in plan.exercises),
        pain=voice.label("log_pain") if pain else "",
    )


def _ticks(each: Planned, plan: Plan, days: tuple[date, ...]) -> tuple[int, ...]:
    week = dict(plan.week)
    return tuple(each.dose.times_per_day if each.number in week[WEEKDAYS[day.weekday()]] else 0 for day in days)


def _guide(voice: Voice, limits: tuple[tuple[int, int], ...]) -> PainGuide:
    zones = tuple(
        Zone(kind, low, high, voice.label(f"pain_{kind}"), voice.say(f"pain-{kind}"))
        for kind, (low, high) in zip(ZONES, limits, strict=True)
    )
    return PainGuide(voice.label("pain"), zones)


def _contact(plan: Plan, brand: Brand, voice: Voice) -> tuple[Labelled, ...]:
    who = plan.profile.clinician
    visit = plan.profile.next_visit
    label = voice.say("visit-label", clinician=who.name if who else "")
    return (
        Labelled(voice.label("questions"), phone(plan, brand)),
        Labelled(label, phrases.day(voice, visit, "date-long") if visit else ""),
    )
