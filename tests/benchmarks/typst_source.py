# ruff: noqa: E501  (lines of another language do not break where Python's would)
"""A Document as Typst: what a careful author would write for the same page, tagged and with alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.setting import TIER_HUES, tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.words.document import Card, DoseCell, SideMark
    from tests.benchmarks.setting import Setting, Shown

ALIASES = {"box": "box-line", "rule": "rule-hue"}  # names that Typst has other uses for
HEAD = """\
#set document(title: {title}, date: none)
#set text(font: "Source Sans Pro", size: 12pt, lang: {language}, fill: ink)
#set par(leading: 3.6pt, spacing: 3.6pt)
#set page(width: {width}pt, height: {height}pt, margin: (x: 48pt, top: 56pt, bottom: 50pt),
  header: context if here().page() > 1 [#text(weight: 600, {clinic}) #h(1fr) #text(weight: 600, {phone})],
  footer: context [#text(fill: ink-2)[#{whose} #h(1fr) #{date}] #h(1fr) #text(weight: 600)[Page
    #here().page() of #counter(page).final().first()]])
#set heading(outlined: true, bookmarked: true)
#show heading.where(level: 1): set text(size: 30pt, weight: 700)
#show heading.where(level: 2): set text(size: 18pt, weight: 700)
#show heading.where(level: 3): set text(size: 12pt, weight: 700)
#show heading: set block(above: 14pt, below: 8pt)
#set list(marker: text(fill: brand-text)[•])
#set enum(spacing: 7pt)
#set table(stroke: none, inset: (x: 3pt, y: 4pt), align: left)
#let rule = pdf.artifact(line(length: 100%, stroke: 1.5pt + brand-text))
#let label(body) = text(weight: 700, fill: brand-text, body)
#let numeral(body) = text(size: 30pt, weight: 700, fill: brand-text, body)
#let tile(letter, lit) = box(width: 15pt, height: 15pt, radius: 3.5pt, fill: if lit {{ brand-text }} else {{ white }},
  stroke: 1pt + if lit {{ brand-text }} else {{ box-line }}, align(center + horizon, text(weight: 700,
  fill: if lit {{ white }} else {{ ink-2 }}, letter)))
#let tick-box = box(width: 14pt, height: 14pt, radius: 2.6pt, stroke: 1pt + box-line)
#let write = line(length: 100%, stroke: .75pt + box-line)
"""


def source(setting: Setting) -> str:
    return "\n".join(_parts(setting))


def _parts(setting: Setting) -> Iterator[str]:
    document = setting.document
    yield "".join(f'#let {ALIASES.get(role, role)} = rgb("{hue}")\n' for role, hue in setting.hues.items())
    yield HEAD.format(
        title=_s(document.title), language=_s(document.language.split("-")[0]), width=setting.sheet.width,
        height=setting.sheet.height, clinic=_s(document.letterhead.clinic), phone=_s(document.letterhead.phone),
        whose=_s(document.running.whose), date=_s(document.running.date),
    )  # fmt: skip
    yield from _opening(setting)
    yield from _glance(setting)
    yield from _before(setting)
    yield from _stop(setting)
    for card in document.cards:
        yield from _card(card, setting.shots[card.number])
    yield from _log(setting)
    yield from _back(setting)


def _opening(setting: Setting) -> Iterator[str]:
    document = setting.document
    head = document.letterhead
    yield f"#text(size: 18pt, weight: 700, {_s(head.clinic)}) #h(1fr) #text(weight: 600, {_s(head.phone)})\n"
    yield f"#text(fill: ink-2, {_s(head.second_line)}) #h(1fr) #text(fill: ink-2, {_s(head.clinician)})\n"
    yield "#grid(columns: (1fr, auto), column-gutter: 20pt, ["
    yield f"= #{_s(document.title)}\n\n#text(fill: ink-2, {_s(document.byline)})\n"
    yield from (f"\n#text(size: 18pt, weight: 600, fill: brand-text, {_s(line)})\n" for line in document.message)
    yield from (f"\n#text(weight: 600, {_s(each.label)}) #{_s(each.text)}\n" for each in document.reasons)
    large = f'image("{setting.hero}", height: 176pt)' if setting.hero else "[]"
    yield f"], pdf.artifact({large}))"


def _side(mark: SideMark) -> str:
    lit = " ".join(f'#tile("{letter}", {str(on).lower()})' for letter, on in tiles(mark))
    return f"{f'#pdf.artifact[{lit}] ' if lit else ''}#{_s(mark.words)}"


def _glance(setting: Setting) -> Iterator[str]:
    glance = setting.document.glance
    yield f"== #{_s(glance.heading)}\n#table(columns: (auto, auto, auto, 1fr, auto),"
    head = ", ".join(f"text(fill: ink-2, {_s(column)})" for column in glance.columns)
    yield f"table.header({head}), table.hline(stroke: 1.5pt + brand-text),"
    for row in glance.rows:
        cells = f"label[{row.number}], text(weight: 600, {_s(row.name)}), [{_side(row.side)}]"
        yield f"{cells}, {_s(row.how_much)}, {_s(row.when)}, table.hline(stroke: .75pt + rule-hue),"
    yield ")"


def _before(setting: Setting) -> Iterator[str]:
    before = setting.document.before
    if before.checks:
        yield f"== #{_s(before.heading)}\n#columns(3, gutter: 18pt)["
        yield from (f"- #strong({_s(check.lead)}) #{_s(check.text)}" for check in before.checks)
        yield "]"


def _stop(setting: Setting) -> Iterator[str]:
    stop = setting.document.stop
    yield f"== #{_s(stop.heading)}\n#grid(columns: (1fr, 1fr, 1fr), column-gutter: 18pt,"
    for tier in stop.tiers:
        hue = TIER_HUES[tier.kind]
        lines = "\n".join(f"- #{_s(line)}" for line in tier.lines)
        answer = f"#text(size: 18pt, weight: 700, {_s(tier.answer)})" if tier.answer else "#pdf.artifact(write)"
        yield f"[#pdf.artifact(line(length: 100%, stroke: 2.5pt + {hue}))\n"
        yield f"=== #text(fill: {hue}, {_s(tier.label)})\n{answer}\n\n{lines}\n],"
    yield ")"


def _dose(cell: DoseCell) -> str:
    mark = f"#numeral({_s(cell.numeral)})" if cell.numeral else "#pdf.artifact[#tick-box]"
    return f"[- {mark} #text(weight: 600, {_s(' '.join(cell.label))})]"


def _card(card: Card, shots: tuple[Shown, ...]) -> Iterator[str]:
    yield f"#block(breakable: false, width: 100%)[#rule\n== #text(fill: brand-text)[{card.number}] #{_s(card.name)}\n"
    yield f"{_side(card.side)}\n"
    cells = ", ".join(map(_dose, card.dose))
    yield "#block(fill: tint, radius: 8pt, inset: 8pt, width: 100%)[#set list(marker: none, indent: 0pt, body-indent: 0pt)"
    yield f"\n#grid(columns: {len(card.dose)}, column-gutter: 1fr, align: horizon, {cells})]\n"
    yield "#grid(columns: (245pt, 1fr), column-gutter: 22pt, ["
    if shots:
        images = ", ".join(f'image("{s.file}", width: {s.width:.2f}pt, alt: {_s(s.alt)})' for s in shots)
        captions = ", ".join(f"text(weight: 600, {_s(shot.caption)})" for shot in shots)
        yield f"#grid(columns: {len(shots)}, column-gutter: 1fr, row-gutter: 4pt, align: bottom + center, {images}, {captions})"
    else:
        yield f"#block(width: 100%, height: 76pt, stroke: .75pt + box-line, radius: 8pt, inset: 12pt, {_s(card.no_picture)})"
    yield "], ["
    yield from (f"+ #{_s(step)}" for step in card.steps)
    if card.care:
        yield f"\n#text(weight: 700, fill: caution, {_s(card.care.label)}) #{_s(card.care.text)}"
    yield "])\n#grid(columns: (1fr, 1fr, 1fr), column-gutter: 18pt, row-gutter: 7pt,"
    for fact in (*card.facts, *((card.note,) if card.note else ())):
        yield f"[#label({_s(fact.label)})\n\n#{_s(fact.text)}],"
    yield ")]"


def _log(setting: Setting) -> Iterator[str]:
    log = setting.document.log
    yield f"#pagebreak()\n== #text(size: 30pt, {_s(log.title)})\n#{_s(log.instruction)}\n"
    yield "#table(columns: (150pt,) + (1fr,) * 14, inset: (x: 1pt, y: 5pt), align: (x, y) => if x == 0 { left } else { center },"
    weeks = ", ".join(f"table.cell(colspan: 7, align: left, label({_s(week)}))" for week in log.weeks)
    days = ", ".join(f"[#{_s(day.letters)}\\ #strong({_s(day.number)})]" for day in log.days)
    yield f"table.header(table.cell(rowspan: 2, {_s(log.dates)}), {weeks}, {days}), table.hline(stroke: 1.5pt + brand-text),"
    for row in log.rows:
        boxes = ", ".join("pdf.artifact[" + "#tick-box " * ticks + "]" if ticks else "[–]" for ticks in row.ticks)
        yield f"[#label[{row.number}] #text(weight: 600, {_s(row.name)})], {boxes}, table.hline(stroke: .75pt + rule-hue),"
    if log.pain:
        yield f"strong({_s(log.pain)}), {', '.join(['pdf.artifact(write)'] * 14)}"
    yield ")"


def _back(setting: Setting) -> Iterator[str]:
    document = setting.document
    if document.pain:
        yield f"=== #text(size: 18pt, {_s(document.pain.heading)})"
        spans = ", ".join(f"{zone.high - zone.low + 1}fr" for zone in document.pain.zones)
        yield f"#grid(columns: ({spans}), column-gutter: 3pt, row-gutter: 6pt,"
        for zone, colours in zip(document.pain.zones, setting.colours.zones, strict=True):
            numbers = " #h(1fr) ".join(map(str, range(zone.low, zone.high + 1)))
            style = f'fill: rgb("{colours.fill}"), stroke: 1pt + rgb("{colours.outline}"), radius: 6pt, inset: 6pt'
            yield f'block(width: 100%, {style})[#set text(weight: 700, fill: rgb("{colours.text}")); {numbers}],'
        yield from (f"[#text(size: 18pt, weight: 700, {_s(z.word)})\n\n#{_s(z.text)}]," for z in document.pain.zones)
        yield ")"
    yield f"=== #text(size: 18pt, {_s(document.prompts.heading)})\n#grid(columns: (1fr, 1fr, 1fr), column-gutter: 18pt,"
    yield from (
        f"[#text(weight: 600, {_s(text)})\n#pdf.artifact([#v(20pt)#write])]," for text in document.prompts.questions
    )
    yield ")"
    yield from (f"#{_s(text)}\n" for text in document.closing)
    yield "#block(fill: tint, radius: 8pt, inset: 14pt, width: 100%, grid(columns: (1fr, 1fr),"
    for line in document.contact:
        answer = (
            f"#text(size: 18pt, weight: 700, fill: brand-text, {_s(line.text)})"
            if line.text
            else "#pdf.artifact(write)"
        )
        yield f"[#{_s(line.label)}\n\n{answer}],"
    yield "))"
    if document.small_print:
        yield f"#{_s(document.small_print)}"


def _s(text: str) -> str:
    """A string literal of Typst's."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
