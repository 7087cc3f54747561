"""The last page: two weeks of boxes to tick, the pain guide, what to tell, and whom to call. SPEC §8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.text import wrap

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Text
    from handouts.words.document import Labelled, LogRow, Prompts
    from handouts.words.document import Log as LogWords
    from handouts.words.document import PainGuide as PainWords
    from handouts.words.document import Zone as ZoneWords

NAMES, WEEK_GAP, NAME_INDENT, TABLE_TOP = 150.0, 10.0, 18.0, 120.0
SIGNS = {"go": (icons.tick, "green_word"), "slow": (icons.warn, "amber_word"), "stop": (icons.stop, "red")}


class Log(Struct, frozen=True):
    """Title, instruction and the table; `row` is the height of one line of boxes."""

    words: LogWords
    styles: Styles
    sheet: Sheet
    row: float
    rank: int = 2  # of its heading

    @property
    def day(self) -> float:
        return (self.sheet.measure - NAMES - WEEK_GAP) / 14

    @property
    def box(self) -> float:
        return 16.0 if self.row >= 22 else 14.0

    @property
    def height(self) -> float:
        rows = sum(map(self.row_height, self.words.rows))
        return TABLE_TOP + rows + (self.row + 5 if self.words.pain else 0)

    def row_height(self, row: LogRow) -> float:
        """Three or four boxes a day stand in two lines."""
        return max(self.row, 30.0 if max(row.ticks) > 2 else 0.0)

    def x(self, day: int) -> float:
        return self.sheet.left + NAMES + day * self.day + (WEEK_GAP if day >= 7 else 0.0)

    def draw(self, pen: Pen, y: float) -> None:
        title, body = self.styles.title, self.styles.body
        pen.bookmark(self.words.title, 0, y)
        with pen.element(f"H{self.rank}"):
            pen.words(self.sheet.left, y + 30, self.words.title, title)
        with pen.element("P"):
            pen.words(self.sheet.left, y + 56, self.words.instruction, body)
        with pen.element("Table"):
            self.draw_head(pen, y)
            y += TABLE_TOP
            pen.rule(self.sheet.left, y, self.sheet.measure, 1.5, "brand_text")
            for row in self.words.rows:
                with pen.element("TR"):
                    self.draw_row(pen, row, y)
                y += self.row_height(row)
                pen.rule(self.sheet.left, y, self.sheet.measure, 0.75, "rule")
            if self.words.pain:
                with pen.element("TR"):
                    self.draw_pain(pen, y)
                pen.rule(self.sheet.left, y + self.row + 5, self.sheet.measure, 0.75, "rule")

    def draw_head(self, pen: Pen, y: float) -> None:
        quiet, semi, label = self.styles.quiet, self.styles.semi, self.styles.label
        with pen.element("TR"):
            with pen.element("TH", scope="Column", rows=2):
                pen.words(self.sheet.left, y + 112, self.words.dates, quiet)
            for index, week in enumerate(self.words.weeks):
                with pen.element("TH", scope="Column", columns=7):
                    pen.words(self.x(7 * index), y + 80, week, label)
        with pen.element("TR"):
            for index, day in enumerate(self.words.days):
                middle = self.x(index) + self.day / 2
                with pen.element("TH", scope="Column"):
                    pen.words(middle - quiet.width(day.letters) / 2, y + 97, day.letters, quiet, more=True)
                    pen.words(middle - semi.width(day.number) / 2, y + 112, day.number, semi)

    def draw_row(self, pen: Pen, row: LogRow, y: float) -> None:
        label, semi = self.styles.label, self.styles.semi
        height = self.row_height(row)
        base = y + height / 2 + 4
        with pen.element("TH", scope="Row"):
            pen.words(self.sheet.left, base, str(row.number), label, more=True)
            pen.words(self.sheet.left + NAME_INDENT, base, row.name, semi)
        for index, ticks in enumerate(row.ticks):
            with pen.element("TD"), pen.artifact("Layout"):
                self.boxes(pen, self.x(index) + self.day / 2, y + height / 2, ticks)

    def boxes(self, pen: Pen, x: float, y: float, ticks: int) -> None:
        """A box for each time a day, around x, y; a dash on a day off, a line to write on for five times or more."""
        if not ticks:
            pen.rule(x - 3, y, 6, 1, "rule")
        elif ticks == 1:
            icons.box(pen, x - self.box / 2, y - self.box / 2, self.box)
        elif ticks <= 4:
            size = 10.0
            top = y - size / 2 if ticks == 2 else y - size - 1
            for index in range(ticks):
                column, line = index % 2, index // 2
                lone = ticks == 3 and index == 2
                left = x - size / 2 if lone else x - size - 0.75 + column * (size + 1.5)
                icons.box(pen, left, top + line * (size + 2), size)
        else:
            pen.rule(x - 9, y + 7, 18, 0.75, "box")

    def draw_pain(self, pen: Pen, y: float) -> None:
        strong = self.styles.strong
        with pen.element("TH", scope="Row"):
            pen.words(self.sheet.left, y + (self.row + 5) / 2 + 4, self.words.pain, strong)
        for index in range(14):
            with pen.element("TD"), pen.artifact("Layout"):
                pen.rule(self.x(index) + self.day / 2 - 9, y + self.row - 3, 18, 0.75, "box")


class Pain(Struct, frozen=True):
    """The ruler from 0 to 10, and what each stretch of it means."""

    words: PainWords
    styles: Styles
    sheet: Sheet
    rank: int = 3

    @property
    def height(self) -> float:
        return 76.0 + max(self.word(zone).height + self.text(zone).height for zone in self.words.zones)

    def width(self, zone: ZoneWords) -> float:
        cell = (self.sheet.measure - 3 * (len(self.words.zones) - 1)) / 11
        return cell * (zone.high - zone.low + 1)

    def text(self, zone: ZoneWords) -> Text:
        return wrap(zone.text, self.styles.body, self.width(zone) - 8)

    def word(self, zone: ZoneWords) -> Text:
        """On two lines where a stretch is short."""
        return wrap(zone.word, self.styles.head.coloured(SIGNS[zone.kind][1]), self.width(zone) - 23)

    def draw(self, pen: Pen, y: float) -> None:
        head = self.styles.head
        pen.bookmark(self.words.heading, 1, y)
        with pen.element(f"H{self.rank}"):
            pen.words(self.sheet.left, y + head.baseline, self.words.heading, head)
        x = self.sheet.left
        for index, zone in enumerate(self.words.zones):
            self.ruler(pen, zone, index, x, y + 32)
            x += self.width(zone) + 3
        x = self.sheet.left
        for zone in self.words.zones:
            self.meaning(pen, zone, x, y + 66)
            x += self.width(zone) + 3

    def ruler(self, pen: Pen, zone: ZoneWords, index: int, x: float, y: float) -> None:
        colours = pen.colours.zones[index]
        with pen.artifact("Layout"):
            pen.panel(x, y, self.width(zone), 26, 6, fill=colours.fill, outline=colours.outline)
        count = zone.high - zone.low + 1
        cell = self.width(zone) / count
        ink = self.styles.strong.coloured("on_brand" if index == 2 else "ink")
        with pen.element("P"):
            for step in range(count):
                number = str(zone.low + step)
                left = x + step * cell + (cell - ink.width(number)) / 2
                pen.words(left, y + 17, number, ink, more=step < count - 1)

    def meaning(self, pen: Pen, zone: ZoneWords, x: float, y: float) -> None:
        sign, colour = SIGNS[zone.kind]
        with pen.artifact("Layout"):
            sign(pen, x + 8.5, y + 11, 8.5, colour)
        with pen.element("P"):
            self.word(zone).draw(pen, x + 23, y)
        with pen.element("P"):
            self.text(zone).draw(pen, x, y + 6 + self.word(zone).height)


class Questions(Struct, frozen=True):
    """Lines on which the patient writes what to tell; `lines` under each question."""

    words: Prompts
    styles: Styles
    sheet: Sheet
    lines: int
    rank: int = 3

    @property
    def height(self) -> float:
        return 44.0 + 24.0 * self.lines

    def draw(self, pen: Pen, y: float) -> None:
        head, semi = self.styles.head, self.styles.semi
        pen.bookmark(self.words.heading, 1, y)
        with pen.element(f"H{self.rank}"):
            pen.words(self.sheet.left, y + head.baseline, self.words.heading, head)
        width, starts = self.sheet.thirds()
        for question, x in zip(self.words.questions, starts, strict=False):
            with pen.element("P"):
                pen.words(x, y + 43, question, semi)
            with pen.artifact("Layout"):
                for line in range(self.lines):
                    pen.rule(x, y + 68 + 24 * line, width, 0.75, "box")


class Closing(Struct, frozen=True):
    """The program's last words, and the clinic's small print."""

    texts: tuple[str, ...]
    styles: Styles
    sheet: Sheet

    @property
    def height(self) -> float:
        return sum(wrap(text, self.styles.body, self.sheet.measure).height for text in self.texts)

    def draw(self, pen: Pen, y: float) -> None:
        for text in self.texts:
            lines = wrap(text, self.styles.body, self.sheet.measure)
            with pen.element("P"):
                lines.draw(pen, self.sheet.left, y)
            y += lines.height


class Contact(Struct, frozen=True):
    """The tinted band at the foot: a number to call and the day of the next visit, or lines for them."""

    words: tuple[Labelled, ...]
    styles: Styles
    sheet: Sheet

    @property
    def half(self) -> float:
        return self.sheet.measure / 2

    @property
    def labels(self) -> tuple[Text, ...]:
        return tuple(wrap(line.label, self.styles.body, self.half - 16) for line in self.words)

    @property
    def height(self) -> float:
        return 43.0 + max(label.height for label in self.labels)

    def draw(self, pen: Pen, y: float) -> None:
        outline = pen.colours.panel_outline
        with pen.artifact("Layout"):
            pen.panel(
                self.sheet.left, y, self.sheet.measure, self.height, 8,
                fill=None if outline else "tint", outline=outline, thickness=0.75,
            )  # fmt: skip
        for line, label, x in zip(self.words, self.labels, (16, self.half), strict=True):
            self.draw_line(pen, line, label, self.sheet.left + x, y)

    def draw_line(self, pen: Pen, line: Labelled, label: Text, x: float, y: float) -> None:
        answer = self.styles.answer.coloured("brand_text")
        foot = y + self.height - 15
        with pen.element("P"):
            label.draw(pen, x, y + 10.5)
        if line.text:
            with pen.element("P"):
                pen.words(x, foot, line.text, answer)
        else:
            with pen.artifact("Layout"):
                pen.rule(x, foot + 2, self.half - 40, 0.75, "box")
