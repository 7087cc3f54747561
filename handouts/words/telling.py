"""The text of a layout in its reading order, part by part: what is shown where there is less room, or more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.words.outline import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handouts.words.document import Card, Document


def told(document: Document, parts: Iterable[str]) -> Iterator[str]:
    """`parts` are names of sections, or of one exercise's with its number: 'glance', 'do 3'. KeyError: no such part."""
    for part in parts:
        name, _, number = part.partition(" ")
        if number:
            yield from CARDS[name](document.cards[int(number) - 1])
        else:
            yield from (PARTS | SECTIONS)[name](document)


def _title(document: Document) -> Iterator[str]:
    yield document.title
    yield document.byline
    yield from document.message


def _letterhead(document: Document) -> Iterator[str]:
    head = document.letterhead
    yield from filter(None, (head.clinic, head.second_line, head.phone, head.clinician))


def _running(document: Document) -> Iterator[str]:
    head = document.letterhead
    yield f"{head.clinic} {head.second_line}".strip()
    yield from filter(None, (head.phone,))


def _reasons(document: Document) -> Iterator[str]:
    yield from (f"{reason.label} {reason.text}" for reason in document.reasons)


def _warnings(document: Document) -> Iterator[str]:
    yield from (f"{check.lead} {check.text}".strip() for check in document.before.checks if check.warns)


def _glance_list(document: Document) -> Iterator[str]:
    yield document.glance.heading
    for row in document.glance.rows:
        yield from filter(None, (str(row.number), row.name, row.side.words, row.how_much, row.when))


def _stop_brief(document: Document) -> Iterator[str]:
    for tier in document.stop.tiers:
        yield from filter(None, (tier.label, tier.answer, *tier.lines))


def _log_by_week(document: Document) -> Iterator[str]:
    log = document.log
    yield from (log.title, log.instruction, log.dates)
    for index, week in enumerate(log.weeks):
        yield week
        yield from (f"{day.letters} {day.number}" for day in log.days[7 * index : 7 * index + 7])
        yield from (f"{row.number} {row.name}" for row in log.rows)
        yield from filter(None, (log.pain,))


def _closing(document: Document) -> Iterator[str]:
    yield from filter(None, (*document.closing, document.imprint, document.small_print))


def _contact(document: Document) -> Iterator[str]:
    for line in document.contact:
        yield from filter(None, (line.label, line.text))


def _head(card: Card) -> Iterator[str]:
    yield f"{card.number} {card.name}"
    yield from filter(None, (card.side.words,))


def _do(card: Card, *, careful: bool = False) -> Iterator[str]:
    """One exercise with its help; `careful`: the warning stands above the steps."""
    care = [f"{card.care.label} {card.care.text}"] if card.care else []
    steps = [f"{number} {step}" for number, step in enumerate(card.steps, 1)]
    yield from _head(card)
    yield from (" ".join(filter(None, (cell.numeral, *cell.label))) for cell in card.dose)
    yield from filter(None, (panel.caption for panel in card.picture.panels) if card.picture else (card.no_picture,))
    yield from (*care, *steps) if careful else (*steps, *care)
    facts = (*card.facts, *((card.note,) if card.note else ()))
    if facts:
        yield f"{card.number} {card.help}"
    for fact in facts:
        yield from (fact.label, fact.text)


def _careful(card: Card) -> Iterator[str]:
    return _do(card, careful=True)


def _row(card: Card, *, wide: bool = False) -> Iterator[str]:
    """One exercise in a row: all in a breath, and every warning; `wide`: they stand below the dose."""
    more = [card.care.text] if card.care else []
    more += [f"{card.note.label} {card.note.text}"] if card.note else []
    dose = filter(None, (card.side.words, *card.amount))
    yield from (f"{card.number} {card.name}", card.short)
    yield from (*dose, *more) if wide else (*more, *dose)


def _wide(card: Card) -> Iterator[str]:
    return _row(card, wide=True)


def _cell(card: Card) -> Iterator[str]:
    yield from _head(card)
    yield from card.amount
    yield from filter(None, (card.care.text if card.care else "",))


SECTIONS: dict[str, Callable[[Document], Iterator[str]]] = {
    "running": _running, "letterhead": _letterhead, "title": _title, "reasons": _reasons, "warnings": _warnings,
    "glance-list": _glance_list, "stop-brief": _stop_brief, "log-by-week": _log_by_week,
    "closing": _closing, "contact": _contact,
}  # fmt: skip
CARDS: dict[str, Callable[[Card], Iterator[str]]] = {
    "do": _do, "careful": _careful, "row": _row, "wide": _wide, "cell": _cell,
}  # fmt: skip
