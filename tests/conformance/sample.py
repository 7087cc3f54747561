"""A small document with one of everything that the tagged canvas can do."""

from __future__ import annotations

import datetime as dt

from handouts.page import fonts
from handouts.page.tagged import Canvas

DAY = dt.date(2026, 11, 21)
LETTER = (612.0, 792.0)


def blank(title: str = "Home exercise program") -> Canvas:
    return Canvas(LETTER, title=title, language="en-US", creator="Handouts", subject="Three exercises", day=DAY)


def sample() -> bytes:
    canvas, faces = blank(), fonts.register()
    _furniture(canvas, 1)
    canvas.bookmark("Your exercises", 0, 750)
    with canvas.element("H1"):
        canvas.words(72, 720, "Your exercises", faces.bold, 24)
    with canvas.element("Sect"):
        with canvas.element("P"):
            canvas.words(72, 690, "Do these numbers", faces.regular, 11, more=True)
            canvas.words(72, 676, "of sets ", faces.regular, 11)
            with canvas.element("Span"):
                canvas.words(120, 676, "slowly", faces.semibold, 11)
            canvas.words(160, 676, " — finally 2 × 12.", faces.regular, 11)
        _list(canvas, faces)
    _table(canvas, faces)
    _figure(canvas)
    with canvas.element("H2"):
        canvas.words(72, 300, "Contact", faces.bold, 16)
    with canvas.element("P"):
        canvas.words(72, 280, "Call ", faces.regular, 11)
        with canvas.link("tel:+15550100", (95, 277, 150, 290), "Call the clinic: 555-0100"):
            canvas.words(95, 280, "555-0100", faces.regular, 11)
        canvas.words(150, 280, " and ask,", faces.regular, 11, more=True)
        canvas.showPage()
        _furniture(canvas, 2)
        canvas.words(72, 720, "even late.", faces.regular, 11)
    return canvas.finish()


def _furniture(canvas: Canvas, page: int) -> None:
    canvas.setFillColorRGB(0.9, 0.95, 1)
    canvas.rect(0, 770, 612, 22, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    with canvas.artifact("Footer"):
        canvas.words(72, 30, f"Page {page} of 2", fonts.register().regular, 8, tracking=0.3)


def _list(canvas: Canvas, faces: fonts.Faces) -> None:
    with canvas.element("L", numbering="Decimal"):
        with canvas.element("LI"):
            with canvas.element("Lbl"):
                canvas.words(72, 650, "1.", faces.regular, 11)
            with canvas.element("LBody"):
                with canvas.element("P"):
                    canvas.words(90, 650, "Stand tall.", faces.regular, 11)
                with canvas.element("L", numbering="Disc"), canvas.element("LI"):
                    with canvas.element("Lbl"):
                        canvas.words(90, 636, "•", faces.regular, 11)
                    with canvas.element("LBody"):
                        canvas.words(100, 636, "Hold a chair.", faces.regular, 11)
        with canvas.element("LI"):
            with canvas.element("Lbl"):
                canvas.words(72, 620, "2.", faces.regular, 11)
            with canvas.element("LBody"):
                canvas.words(90, 620, "Rise.", faces.regular, 11)


def _table(canvas: Canvas, faces: fonts.Faces) -> None:
    with canvas.element("Table"):
        canvas.line(72, 590, 300, 590)
        with canvas.element("TR"):
            for column, text in enumerate(("Exercise", "Mon", "Tue")):
                with canvas.element("TH", scope="Column"):
                    canvas.words(72 + 80 * column, 580, text, faces.semibold, 11)
        with canvas.element("TR"):
            with canvas.element("TH", scope="Row"):
                canvas.words(72, 560, "Heel raise", faces.regular, 11)
            with canvas.element("TD", columns=2):
                canvas.words(152, 560, "2 × 12", faces.regular, 11)


def _figure(canvas: Canvas) -> None:
    canvas.beginForm("heel", 0, 0, 100, 100)
    canvas.setFillAlpha(0.5)
    canvas.circle(50, 50, 40, stroke=0, fill=1)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(72, 400)
    with canvas.element("Figure", alt="A person on tiptoe.", bbox=(0, 0, 100, 100)):
        canvas.doForm("heel")
        canvas.saveState()
        canvas.line(0, 0, 100, 0)
        canvas.restoreState()
    canvas.restoreState()
