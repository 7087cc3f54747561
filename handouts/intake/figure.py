"""Whom the pictures show: somebody like the patient, where such a figure is drawn."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.intake.model import Written

Skin = Annotated[int, Field(ge=1, le=6)]  # 1 (fair) to 6 (deep); the tones are in page/look.py


class Figure(Written):
    """What is left open is for the brand or the picture to say."""

    build: Literal["woman", "man"] | None = None
    age: Literal["younger", "older"] | None = None


class PatientFigure(Figure):
    """A figure in a skin tone; the tone holds for every picture of the handout."""

    skin: Skin | None = None
