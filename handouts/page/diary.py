"""The last pages in large print: a table for each week, the pain guide, what to tell, and whom to call."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page.column import PARAGRAPH, SECTION, Column, spaced
from handouts.page.flow import Owner, Piece, inside, kept
from handouts.page.log import SIGNS, Log, Pain
from handouts.page.text import wrap

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.text import Text
    from handouts.words.document import Labelled, LogRow, Zone

DAY, ROW, HEAD, LINE = 26.0, 24.0, 36.0, 24.0
WEEK = 7
PHONE_GAP = 6.0


class Diary(Struct, frozen=True):
    """`lines` to write on below a question."""

    column: Column
    lines: int

    @property
    def names(self) -> float:
        """The width of the names' column."""
        return self.column.sheet.measure - WEEK * DAY

    def x(self, day: int) -> float:
        return self.column.sheet.left + self.names + (day % WEEK) * DAY

    def log(self) -> list[Piece]:
        column, words = self.column, self.column.document.log
        styles = column.styles
        pieces = [replace(column.heading(words.title, styles.title, level=0), fresh=True)]
        pieces.append(replace(column.paragraph(column.wrapped(words.instruction, styles.body)), keep=True))
        pieces.append(replace(column.paragraph(column.wrapped(words.dates, styles.quiet), gap=PARAGRAPH), keep=True))
        for week in range(len(words.weeks)):
            pieces += self._week(week)
        return pieces

    def _week(self, week: int) -> list[Piece]:
        """Kept together where a page can hold it; else its days are repeated overleaf."""
        words = self.column.document.log
        head = Piece(HEAD, partial(self._days, week), SECTION if week else PARAGRAPH)
        rows = [self._row(row, week) for row in words.rows]
        if words.pain:
            rows.append(Piece(ROW + 5, self._pain))
        return kept(inside(Owner("Table"), [head, *(replace(row, head=head) for row in rows)]))

    def _days(self, week: int, pen: Pen, y: float) -> None:
        words, styles, sheet = self.column.document.log, self.column.styles, self.column.sheet
        days = words.days[week * WEEK : (week + 1) * WEEK]
        with pen.element("TR"):
            with pen.element("TH", scope="Column"):
                pen.words(sheet.left, y + 27, words.weeks[week], styles.label)
            for index, day in enumerate(days):
                middle = self.x(index) + DAY / 2
                with pen.element("TH", scope="Column"):
                    letters, number = styles.quiet, styles.strong
                    pen.words(middle - letters.width(day.letters) / 2, y + 13, day.letters, letters, more=True)
                    pen.words(middle - number.width(day.number) / 2, y + 28, day.number, number)
        pen.rule(sheet.left, y + HEAD, sheet.measure, 1.5, "brand_text")

    def _row(self, row: LogRow, week: int) -> Piece:
        styles, sheet = self.column.styles, self.column.sheet
        indent = styles.label.width(str(row.number)) + 6
        name = wrap(row.name, styles.cell, self.names - indent - 4)
        ticks = row.ticks[week * WEEK : (week + 1) * WEEK]
        height = max(ROW, name.height + 6, 32.0 if max(row.ticks) > 2 else 0.0)
        log = Log(self.column.document.log, styles, sheet, ROW)

        def paint(pen: Pen, y: float) -> None:
            with pen.element("TR"):
                with pen.element("TH", scope="Row"):
                    top = y + (height - name.height) / 2
                    pen.words(sheet.left, top + styles.cell.baseline, str(row.number), styles.label, more=True)
                    name.draw(pen, sheet.left + indent, top)
                for index, count in enumerate(ticks):
                    with pen.element("TD"), pen.artifact("Layout"):
                        log.boxes(pen, self.x(index) + DAY / 2, y + height / 2, count)
            pen.rule(sheet.left, y + height, sheet.measure, 0.75, "rule")

        return Piece(height, paint)

    def _pain(self, pen: Pen, y: float) -> None:
        words, styles, sheet = self.column.document.log, self.column.styles, self.column.sheet
        with pen.element("TR"):
            with pen.element("TH", scope="Row"):
                pen.words(sheet.left, y + (ROW + 5) / 2 + 4, words.pain, styles.cell)
            for index in range(WEEK):
                with pen.element("TD"), pen.artifact("Layout"):
                    pen.rule(self.x(index) + DAY / 2 - 9, y + ROW - 3, 18, 0.75, "box")
        pen.rule(sheet.left, y + ROW + 5, sheet.measure, 0.75, "rule")

    def pain(self) -> list[Piece]:
        """The ruler, then what each stretch of it means."""
        column, words = self.column, self.column.document.pain
        if not words:
            return []
        pain = Pain(words, column.styles, column.sheet)

        def ruler(pen: Pen, y: float) -> None:
            x = column.sheet.left
            for index, zone in enumerate(words.zones):
                pain.ruler(pen, zone, index, x, y)
                x += pain.width(zone) + 3

        meanings = [self._meaning(zone) for zone in words.zones]
        head = column.heading(words.heading, column.styles.head, "H3")
        return [head, Piece(26.0, ruler, keep=True), *spaced(meanings, PARAGRAPH)]

    def _meaning(self, zone: Zone) -> Piece:
        column, styles = self.column, self.column.styles
        sign, colour = SIGNS[zone.kind]
        word = styles.strong.coloured(colour)
        text = column.wrapped(zone.text, styles.body)

        def paint(pen: Pen, y: float) -> None:
            x = column.sheet.left
            with pen.artifact("Layout"):
                sign(pen, x + 8.5, y + word.leading / 2, 8, colour)
            with pen.element("P"):
                pen.words(x + 23, y + word.baseline, zone.word, word)
            with pen.element("P"):
                text.draw(pen, x, y + word.leading)

        return Piece(word.leading + text.height, paint)

    def prompts(self) -> list[Piece]:
        """A question with lines to write on below it stays in one piece."""
        column, words = self.column, self.column.document.prompts
        asked = [self._question(column.wrapped(question, column.styles.semi)) for question in words.questions]
        return [column.heading(words.heading, column.styles.head, "H3"), *spaced(asked, 14.0, first=0.0)]

    def _question(self, text: Text) -> Piece:
        sheet = self.column.sheet

        def paint(pen: Pen, y: float) -> None:
            with pen.element("P"):
                text.draw(pen, sheet.left, y)
            for line in range(1, self.lines + 1):
                pen.rule(sheet.left, y + text.height + LINE * line, sheet.measure, 0.75, "box")

        return Piece(text.height + LINE * self.lines, paint)

    def closing(self) -> list[Piece]:
        column, document = self.column, self.column.document
        texts = filter(None, (*document.closing, document.imprint, document.small_print))
        pieces = [column.paragraph(column.wrapped(text, column.styles.body)) for text in texts]
        return spaced(pieces, PARAGRAPH, first=SECTION)

    def contact(self) -> list[Piece]:
        """The tinted band: a number to call and the next visit, one below the other."""
        column = self.column
        rows = [self._line(line) for line in column.document.contact]
        height = sum(height for height, _ in rows) + 16

        def paint(pen: Pen, y: float) -> None:
            outline = pen.colours.panel_outline
            sheet = column.sheet
            with pen.artifact("Layout"):
                fill = None if outline else "tint"
                pen.panel(sheet.left, y, sheet.measure, height, 8, fill=fill, outline=outline, thickness=0.75)
            y += 8
            for each, draw in rows:
                draw(pen, y)
                y += each

        return [Piece(height, paint, SECTION)]

    def _line(self, line: Labelled) -> tuple[float, partial[None]]:
        styles, room = self.column.styles, self.column.sheet.measure - 24
        label = wrap(line.label, styles.body, room)
        answer = wrap(line.text, styles.answer.coloured("brand_text"), room)
        height = label.height + (answer.height if line.text else 26.0) + PHONE_GAP
        return height, partial(self._draw_line, label, answer)

    def _draw_line(self, label: Text, answer: Text, pen: Pen, y: float) -> None:
        x = self.column.sheet.left + 12
        with pen.element("P"):
            label.draw(pen, x, y)
        if answer.lines:
            with pen.element("P"):
                answer.draw(pen, x, y + label.height)
        else:
            with pen.artifact("Layout"):
                pen.rule(x, y + label.height + 22, self.column.sheet.measure - 24, 0.75, "box")
