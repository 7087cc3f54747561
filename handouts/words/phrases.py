"""Doses, sides and days as a person would say them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from handouts.intake.vocabulary import BODY_PARTS, WEEKDAYS
from handouts.plan import schedule
from handouts.words.document import DoseCell, SideMark

if TYPE_CHECKING:
    from datetime import date

    from handouts.intake.dose import Span
    from handouts.plan.dose import Dose
    from handouts.plan.plan import Planned
    from handouts.words.environment import Voice

_PARTS = {part.replace(" ", "_"): part for part in BODY_PARTS}
_BLANK = re.compile(r"(?:(your|Your) )?\{([a-z_]+)\}")


def day(voice: Voice, when: date, form: str = "date") -> str:
    """A date in the language's form: 'date', 'date-short' or 'date-long'. Its parts never break apart."""
    month = voice.label("months").split()[when.month - 1]
    weekday = voice.label("days_long").split()[when.weekday()]
    return voice.say(form, day=when.day, month=month, year=when.year, weekday=weekday).replace(" ", "\xa0")


def seconds(voice: Voice, number: int) -> str:
    return voice.say("seconds", seconds=number).replace(" ", "\xa0")


def span(voice: Voice, reps: Span) -> str:
    return voice.say("span", low=reps.low, high=reps.high)


def side(voice: Voice, each: Planned, *, short: bool) -> SideMark:
    """Tiles and words; whole-body work has neither."""
    if each.side == "whole-body":
        return SideMark(left=False, right=False, words="")
    name = "side-short" if short else "side"
    shown = voice.say(name, side=each.side, word=each.exercise.side_word)
    return SideMark(each.side != "right", each.side != "left", shown)


def band(voice: Voice, dose: Dose) -> str:
    return voice.label(f"band_{dose.band}") if dose.band else ""


def how_much(voice: Voice, dose: Dose, *, each_side: bool = False) -> str:
    """'3 sets of 10 each side, hold 2 seconds, green band'."""
    return voice.say("how-much", each_side=each_side, **_amounts(voice, dose))


def amount(voice: Voice, dose: Dose, *, each_side: bool = False) -> tuple[str, ...]:
    """How much and when, a line each: '3 sets of 10', 'Hold 2 seconds', 'Green band', 'Every day'."""
    return voice.lines("amount", each_side=each_side, when=when(voice, dose), **_amounts(voice, dose))


def _amounts(voice: Voice, dose: Dose) -> dict[str, Any]:
    return {
        "sets": dose.sets,
        "reps": span(voice, dose.reps) if dose.reps else "",
        "time": seconds(voice, dose.timed_seconds) if dose.timed_seconds else "",
        "hold": seconds(voice, dose.hold_seconds) if dose.hold_seconds else "",
        "band": band(voice, dose),
        "load": str(dose.load).replace(" ", "\xa0") if dose.load else "",
    }


def when(voice: Voice, dose: Dose) -> str:
    """'Every day', '2 times a day', 'Mon, Wed, Fri', 'Mon to Fri'."""
    days = schedule.days(dose)
    names = dict(zip(WEEKDAYS, voice.label("days_middle").split(), strict=True))
    named = [names[each] for each in days] if len(days) < 7 else []
    unbroken = len(days) > 2 and days in (WEEKDAYS[start : start + len(days)] for start in range(7))
    return voice.say("when", times=dose.times_per_day, named=named, unbroken=unbroken)


def cells(voice: Voice, dose: Dose) -> tuple[DoseCell, ...]:
    """The dose strip, in its fixed order: sets, times, hold, a day, days a week, band."""
    say = voice.label
    found = []
    if dose.sets > 1:
        found.append(DoseCell(str(dose.sets), (say("cell_sets"),)))
    if dose.reps:
        numeral = f" {say('cell_to')} ".join(map(str, dict.fromkeys((dose.reps.low, dose.reps.high))))
        times = say("cell_time") if numeral == "1" else say("cell_times")
        found.append(DoseCell(numeral, (times, say("cell_each_set")) if dose.sets > 1 else (times,)))
    if dose.timed_seconds:
        found.append(_timed(voice, dose))
    if dose.hold_seconds:
        found.append(_hold(voice, dose.hold_seconds))
    a_day = say("cell_time") if dose.times_per_day == 1 else say("cell_times")
    found.append(DoseCell(str(dose.times_per_day), (a_day, say("cell_a_day")), rhythm=True))
    days = say("cell_day") if dose.days_per_week == 1 else say("cell_days")
    found.append(DoseCell(str(dose.days_per_week), (days, say("cell_a_week")), rhythm=True))
    if dose.band:
        found.append(DoseCell("", (band(voice, dose).capitalize(), say("cell_band")), dose.band))
    if dose.load:
        found.append(DoseCell(f"{dose.load.amount:g}", (dose.load.unit, say("cell_weight"))))
    return tuple(found)


def _timed(voice: Voice, dose: Dose) -> DoseCell:
    whole = dose.timed_seconds % 60 == 0
    number = dose.timed_seconds // 60 if whole else dose.timed_seconds
    one, many = ("cell_minute", "cell_minutes") if whole else ("cell_second", "cell_seconds")
    unit = voice.label(one if number == 1 else many)
    return DoseCell(str(number), (unit, voice.label("cell_each_set")) if dose.sets > 1 else (unit,))


def _hold(voice: Voice, hold: int) -> DoseCell:
    """'30 second hold', '2 minute hold'."""
    if hold >= 60 and hold % 60 == 0:
        return DoseCell(str(hold // 60), (voice.label("cell_minute"), voice.label("cell_hold")))
    return DoseCell(str(hold), (voice.label("cell_second"), voice.label("cell_hold")))


class Filler:
    """Fills the blanks of one exercise's sentences. In `steps` the first part named on 'each' side is 'one …'."""

    def __init__(self, voice: Voice, each: Planned) -> None:
        self.voice, self.each, self.named = voice, each, False
        dose = each.dose
        self.facts = {
            "hold": seconds(voice, dose.hold_seconds),
            "time": seconds(voice, dose.timed_seconds),
            "up": seconds(voice, dose.tempo.up),
            "down": seconds(voice, dose.tempo.down),
            "band": voice.say("band", colour=band(voice, dose)),
        }

    def steps(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The steps, without those that speak of a hold when there is none."""
        self.named = False
        kept = [text for text in texts if self.each.dose.hold_seconds or "{hold}" not in text]
        return tuple(self._fill(text, in_steps=True) for text in kept)

    def text(self, text: str) -> str:
        return self._fill(text, in_steps=False)

    def _fill(self, text: str, *, in_steps: bool) -> str:
        def put(match: re.Match[str]) -> str:
            your, blank = match.groups()
            said = self.facts.get(blank)
            if said is not None:
                return f"{your} {said}" if your else said
            said = self._part(blank, in_steps=in_steps)
            if your is None:
                return said.removeprefix("your ")
            return said[0].upper() + said[1:] if your == "Your" else said

        return _BLANK.sub(put, text)

    def _part(self, blank: str, *, in_steps: bool) -> str:
        other = blank.startswith("other_")
        part = _PARTS.get(blank.removeprefix("other_"), "side")
        side = self.each.side
        if side in ("left", "right"):
            which = {"left": "right", "right": "left"}[side] if other else side
            return self.voice.say("part-known", side=self.voice.label(which), part=part)
        if side != "each" or not in_steps:
            return self.voice.say("part-other" if other else "part-plain", part=part)
        if other:
            return self.voice.say("part-other", part=part)
        name = "part-later" if self.named else "part-first"
        self.named = True
        return self.voice.say(name, part=part)


def week(first: date, count: int = 14) -> tuple[date, ...]:
    return tuple(first + timedelta(days=offset) for offset in range(count))
