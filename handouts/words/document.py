"""Everything the patient will read, in reading order, with no sizes: the waist of the hourglass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date


class Labelled(Struct, frozen=True):
    label: str
    text: str


class Letterhead(Struct, frozen=True):
    clinic: str
    second_line: str
    phone: str
    clinician: str


class SideMark(Struct, frozen=True):
    """Which tiles are lit, and the same in words; `words` is empty for whole-body work."""

    left: bool
    right: bool
    words: str

    @property
    def tiles(self) -> bool:
        return self.left or self.right


class GlanceRow(Struct, frozen=True):
    number: int
    name: str
    side: SideMark
    how_much: str
    when: str


class Glance(Struct, frozen=True):
    heading: str
    columns: tuple[str, str, str, str, str]  # number, exercise, side, how much, when
    rows: tuple[GlanceRow, ...]


class Check(Struct, frozen=True):
    """Something to see to before starting; `warns` if it is about this patient."""

    warns: bool
    lead: str
    text: str


class Before(Struct, frozen=True):
    heading: str
    checks: tuple[Check, ...]


class Tier(Struct, frozen=True):
    """`kind` is emergency, today or next-visit; an empty answer leaves a line to write on."""

    kind: str
    label: str
    answer: str
    lines: tuple[str, ...]


class Stop(Struct, frozen=True):
    heading: str
    tiers: tuple[Tier, ...]


class DoseCell(Struct, frozen=True):
    """A numeral with its label on one or two lines; a band has a colour for a numeral."""

    numeral: str
    label: tuple[str, ...]
    band: str = ""
    rhythm: bool = False  # how often, not how much


class Panel(Struct, frozen=True):
    id: str
    caption: str
    alt: str


class Picture(Struct, frozen=True):
    name: str
    mirrored: bool
    panels: tuple[Panel, ...]


class Card(Struct, frozen=True):
    """One exercise. Without a picture, `no_picture` says so."""

    number: int
    name: str
    side: SideMark
    dose: tuple[DoseCell, ...]
    picture: Picture | None
    no_picture: str
    steps: tuple[str, ...]
    care: Labelled | None
    facts: tuple[Labelled, ...]
    note: Labelled | None
    short: str  # all steps in a breath
    amount: tuple[str, ...]  # how much and when, in words, a line each
    help: str  # the heading where facts and note have a page of their own


class LogDay(Struct, frozen=True):
    letters: str
    number: str
    name: str  # in full, for those who listen


class LogRow(Struct, frozen=True):
    """`ticks` holds how many boxes each day has; 0 is a day off."""

    number: int
    name: str
    ticks: tuple[int, ...]


class Log(Struct, frozen=True):
    title: str
    instruction: str
    dates: str
    weeks: tuple[str, ...]
    days: tuple[LogDay, ...]
    rows: tuple[LogRow, ...]
    pain: str  # label of the row for pain; empty if pain is no guide


class Zone(Struct, frozen=True):
    """`kind` is go, slow or stop; numbers run from `low` to `high`."""

    kind: str
    low: int
    high: int
    word: str
    text: str


class PainGuide(Struct, frozen=True):
    heading: str
    zones: tuple[Zone, ...]


class Prompts(Struct, frozen=True):
    heading: str
    questions: tuple[str, ...]


class Notes(Struct, frozen=True):
    """A place to write, where a page has room for it."""

    heading: str
    hint: str


class Running(Struct, frozen=True):
    """What stands on every page: whose it is, and which page. `page` holds {page} and {pages}.

    What is empty is left out; `header` says whether the clinic stands at the top of every page but the first.
    """

    whose: str
    date: str
    page: str
    header: bool = True


SECTIONS = ("hero", "glance", "before", "stop", "log", "pain", "prompts", "notes")


class Document(Struct, frozen=True):
    """`sections` are those that the clinic wants, in its order; the cards always stand between 'stop' and 'log'."""

    language: str
    day: date
    title: str
    letterhead: Letterhead
    byline: str
    message: tuple[str, ...]
    reasons: tuple[Labelled, ...]
    glance: Glance
    before: Before
    stop: Stop
    cards: tuple[Card, ...]
    notes: Notes
    log: Log
    pain: PainGuide | None
    prompts: Prompts
    closing: tuple[str, ...]
    contact: tuple[Labelled, ...]
    running: Running
    small_print: str
    imprint: str = ""  # the clinic's address and web page
    sections: tuple[str, ...] = SECTIONS

    def front(self) -> tuple[str, ...]:
        """The sections of the first page, in order."""
        return tuple(name for name in self.sections if name in ("glance", "before", "stop"))

    def rear(self) -> tuple[str, ...]:
        """The sections of the last page: the log, if it is wanted, then the others in order."""
        there = ("pain", "prompts") if self.pain else ("prompts",)
        log = ("log",) if "log" in self.sections else ()
        return (*log, *(name for name in self.sections if name in there))
