# ruff: noqa: E501  (lines of another language do not break where Python's would)
"""A Document as HTML and CSS: what a careful author would write for the same page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.benchmarks.setting import TIER_HUES, tiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handouts.words.document import Card, SideMark
    from tests.benchmarks.setting import Setting, Shown

CSS = """
@page { size: WIDTHpt HEIGHTpt; margin: 56pt 48pt 50pt;
  @top-left { content: string(clinic); font-weight: 600 } @top-right { content: string(phone); font-weight: 600 }
  @bottom-left { content: string(whose); color: var(--ink-2) } @bottom-center { content: string(date); color: var(--ink-2) }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-weight: 600 } }
@page :first { @top-left { content: none } @top-right { content: none } }
html { font: 12pt/15pt "Source Sans Pro"; color: var(--ink) }
body, p, h1, h2, h3, ul, ol, table { margin: 0; padding: 0 }
h1 { font: 700 30pt/36pt "Source Sans Pro" } h2, h3.large { font: 700 18pt/22pt "Source Sans Pro"; margin: 12pt 0 6pt }
h2 b, .label, .numeral { color: var(--brand-text); font-weight: 700 } .quiet { color: var(--ink-2) }
.semi { font-weight: 600 } .clinic { string-set: clinic content(); font: 700 18pt/22pt "Source Sans Pro" }
.phone { string-set: phone content(); float: right; font-weight: 600 } .clinician { float: right; clear: right }
.whose { string-set: whose content() } .date { string-set: date content() } .running { height: 0; overflow: hidden }
.message { font: 600 18pt/24pt "Source Sans Pro"; color: var(--brand-text) } .hero { float: right; height: 176pt }
table { width: 100%; border-collapse: collapse } th { text-align: left; font-weight: 600 } thead th { font-weight: 400 }
tr { border-bottom: .75pt solid var(--rule) } thead tr:last-child { border-bottom: 1.5pt solid var(--brand-text) }
td, th { padding: 4pt 3pt } .tile { display: inline-block; width: 13pt; height: 13pt; border: 1pt solid var(--box);
  border-radius: 3.5pt; text-align: center; line-height: 13pt; font-weight: 700; color: var(--ink-2) }
.tile.lit { background: var(--brand-text); border-color: var(--brand-text); color: #fff }
.third { float: left; width: 160pt; margin-right: 17pt } .third:nth-of-type(3n) { margin-right: 0 }
.row:after { content: ""; display: block; clear: both } ul { list-style: none } ol { padding-left: 20pt }
ol li { margin-bottom: 4pt } ol li::marker { color: var(--brand-text); font-weight: 700 }
.tier { border-top: 2.5pt solid; } .tier li, .tier p { color: var(--ink) } .answer { font: 700 18pt/22pt "Source Sans Pro" }
.write { border-bottom: .75pt solid var(--box); height: 20pt } section.card { break-inside: avoid; margin-bottom: 20pt;
  border-top: 1.5pt solid var(--brand-text) } .side { float: right; margin-top: 12pt }
.dose { background: var(--tint); border-radius: 8pt; padding: 4pt 14pt } .dose li { display: inline-block; margin-right: 24pt }
.numeral { font-size: 30pt; line-height: 32pt } .pictures { float: left; width: 245pt; margin: 10pt 22pt 0 0 }
.figure { display: inline-block; text-align: center; margin-right: 8pt; vertical-align: bottom; font-weight: 600 }
.figure img { display: block } .steps { margin: 10pt 0 0 267pt } .care b { color: var(--caution) } .facts { clear: both }
.log { break-before: page } .log h2 { font: 700 30pt/36pt "Source Sans Pro" } .log td, .log thead th { text-align: center }
.box { display: inline-block; width: 12pt; height: 12pt; border: 1pt solid var(--box); border-radius: 2.6pt }
.none { width: 221pt; border: .75pt solid var(--box); border-radius: 8pt; padding: 30pt 12pt; text-align: center }
.zone { float: left; margin-right: 3pt } .ruler { border: 1pt solid; border-radius: 6pt; padding: 5pt 2pt; font-weight: 700 }
.ruler span { display: inline-block; text-align: center } .contact { background: var(--tint); border-radius: 8pt;
  padding: 12pt 16pt } .contact div { float: left; width: 50% }
"""
FACES = {"Regular": 400, "Semibold": 600, "Bold": 700}


def css(setting: Setting, fonts: Path) -> str:
    """The style sheet of a brand and paper, which a program that stays up parses once."""
    faces = "".join(
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
        f'src: url("{(fonts / f"SourceSansPro-{name}.ttf").as_uri()}") }}\n'
        for name, weight in FACES.items()
    )
    hues = "".join(f"--{role}: {hue}; " for role, hue in setting.hues.items())
    sizes = CSS.replace("WIDTH", f"{setting.sheet.width}").replace("HEIGHT", f"{setting.sheet.height}")
    return f"{faces}:root {{ {hues}}}\n{sizes}"


def source(setting: Setting) -> str:
    document = setting.document
    body = "\n".join(_parts(setting))
    head = f'<meta charset="utf-8"><title>{escape(document.title)}</title>'
    return f'<!doctype html><html lang="{document.language}"><head>{head}</head><body>{body}</body></html>'


def _parts(setting: Setting) -> Iterator[str]:
    yield from _opening(setting)
    yield from _glance(setting)
    yield from _before(setting)
    yield from _stop(setting)
    for card in setting.document.cards:
        yield from _card(card, setting.shots[card.number])
    yield from _log(setting)
    yield from _back(setting)


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if text else ""


def _opening(setting: Setting) -> Iterator[str]:
    document = setting.document
    head = document.letterhead
    yield _p(head.phone, "phone") + _p(head.clinician, "clinician quiet") + _p(head.clinic, "clinic")
    yield _p(head.second_line, "quiet")
    if setting.hero:
        yield f'<img class="hero" alt="" src="{setting.hero}">'
    yield f"<h1>{escape(document.title)}</h1>{_p(document.byline, 'quiet')}"
    yield from (_p(line, "message") for line in document.message)
    yield from (f'<p><span class="semi">{escape(e.label)}</span> {escape(e.text)}</p>' for e in document.reasons)
    yield f'<div class="running">{_p(document.running.whose, "whose")}{_p(document.running.date, "date")}</div>'


def _side(mark: SideMark) -> str:
    lit = "".join(f'<span class="tile{" lit" if on else ""}">{letter}</span> ' for letter, on in tiles(mark))
    return f"{lit}{escape(mark.words)}"


def _glance(setting: Setting) -> Iterator[str]:
    glance = setting.document.glance
    head = "".join(f'<th scope="col" class="quiet">{escape(column)}</th>' for column in glance.columns)
    yield f"<h2>{escape(glance.heading)}</h2><table><thead><tr>{head}</tr></thead><tbody>"
    for row in glance.rows:
        rest = f"<td>{_side(row.side)}</td><td>{escape(row.how_much)}</td><td>{escape(row.when)}</td>"
        yield f'<tr><td class="label">{row.number}</td><th scope="row">{escape(row.name)}</th>{rest}</tr>'
    yield "</tbody></table>"


def _before(setting: Setting) -> Iterator[str]:
    before = setting.document.before
    if before.checks:
        yield f'<h2>{escape(before.heading)}</h2><ul class="row">'
        yield from (f'<li class="third"><b>{escape(c.lead)}</b> {escape(c.text)}</li>' for c in before.checks)
        yield "</ul>"


def _stop(setting: Setting) -> Iterator[str]:
    stop = setting.document.stop
    yield f'<h2>{escape(stop.heading)}</h2><div class="row">'
    for tier in stop.tiers:
        lines = "".join(f"<li>• {escape(line)}</li>" for line in tier.lines)
        answer = _p(tier.answer, "answer") or '<div class="write"></div>'
        hue = f"var(--{TIER_HUES[tier.kind]})"
        heading = f"<h3>{escape(tier.label)}</h3>"
        yield f'<div class="third tier" style="border-color: {hue}; color: {hue}">{heading}{answer}<ul>{lines}</ul></div>'
    yield "</div>"


def _card(card: Card, shots: tuple[Shown, ...]) -> Iterator[str]:
    yield f'<section class="card"><p class="side semi">{_side(card.side)}</p>'
    yield f'<h2><b>{card.number}</b> {escape(card.name)}</h2><ul class="dose">'
    for cell in card.dose:
        mark = f'<span class="numeral">{escape(cell.numeral)}</span>' if cell.numeral else '<span class="box"></span>'
        yield f'<li class="semi">{mark} {escape(" ".join(cell.label))}</li>'
    yield '</ul><div class="row"><div class="pictures">'
    for shot in shots:
        image = f'<img alt="{escape(shot.alt)}" src="{shot.file}" style="width: {shot.width:.2f}pt">'
        yield f'<div class="figure">{image}{_p(shot.caption)}</div>'
    yield _p("" if shots else card.no_picture, "none") + '</div><div class="steps"><ol>'
    yield from (f"<li>{escape(step)}</li>" for step in card.steps)
    yield "</ol>"
    if card.care:
        yield f'<p class="care"><b>{escape(card.care.label)}</b> {escape(card.care.text)}</p>'
    yield '</div></div><div class="facts row">'
    for fact in (*card.facts, *((card.note,) if card.note else ())):
        yield f'<div class="third">{_p(fact.label, "label")}{_p(fact.text)}</div>'
    yield "</div></section>"


def _log(setting: Setting) -> Iterator[str]:
    log = setting.document.log
    weeks = "".join(f'<th scope="col" colspan="7" class="label">{escape(week)}</th>' for week in log.weeks)
    days = "".join(f'<th scope="col">{escape(day.letters)}<br><b>{escape(day.number)}</b></th>' for day in log.days)
    yield f'<div class="log"><h2>{escape(log.title)}</h2>{_p(log.instruction)}<table><thead>'
    yield f'<tr><th scope="col" rowspan="2">{escape(log.dates)}</th>{weeks}</tr><tr>{days}</tr></thead><tbody>'
    for row in log.rows:
        boxes = "".join(f"<td>{'<span class=box></span> ' * ticks or '–'}</td>" for ticks in row.ticks)
        yield f'<tr><th scope="row"><span class="label">{row.number}</span> {escape(row.name)}</th>{boxes}</tr>'
    if log.pain:
        yield f'<tr><th scope="row">{escape(log.pain)}</th>{"<td><div class=write></div></td>" * 14}</tr>'
    yield "</tbody></table>"


def _back(setting: Setting) -> Iterator[str]:
    document = setting.document
    if document.pain:
        yield f'<h3 class="large">{escape(document.pain.heading)}</h3><div class="row">'
        for zone, colours in zip(document.pain.zones, setting.colours.zones, strict=True):
            count = zone.high - zone.low + 1
            cell = (setting.sheet.measure - 30) / 11
            numbers = "".join(f'<span style="width: {cell - 1}pt">{n}</span>' for n in range(zone.low, zone.high + 1))
            style = f"background: {colours.fill}; border-color: {colours.outline}; color: {colours.text}"
            ruler = f'<div class="ruler" style="{style}">{numbers}</div>'
            yield f'<div class="zone" style="width: {cell * count}pt">{ruler}{_p(zone.word, "answer")}{_p(zone.text)}</div>'
        yield "</div>"
    yield f'<h3 class="large">{escape(document.prompts.heading)}</h3><div class="row">'
    for question in document.prompts.questions:
        yield f'<div class="third">{_p(question, "semi")}<div class="write"></div></div>'
    yield "</div>" + "".join(map(_p, document.closing)) + '<div class="contact row">'
    for line in document.contact:
        yield f"<div>{_p(line.label)}{_p(line.text, 'answer') or '<p class=write></p>'}</div>"
    yield f"</div>{_p(document.small_print)}</div>"
