"""A clinic's own look and defaults: `templates/brands/<name>/brand.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.intake.dose import WrittenDose
from handouts.intake.exercise import Bounds
from handouts.intake.model import Line, Written

Text = Annotated[str, Field(max_length=60)]


class Logo(Written):
    """A file beside brand.yaml; it is never stretched."""

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.(svg|png|jpg|jpeg)$")]


class Brand(Written):
    """Without a phone number the page leaves lines to write it on."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    second_line: Text = ""
    phone: Annotated[str, Field(max_length=30)] = ""
    web: Text = ""
    address: Annotated[str, Field(max_length=120)] = ""
    emergency_number: Annotated[str, Field(pattern="^[0-9]{2,6}$")] = "911"
    colour: Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")] = "#075c70"
    logo: Logo | None = None
    paper: Literal["letter", "a4"] = "letter"
    skin: int = Field(default=2, ge=1, le=6)
    dose: WrittenDose = WrittenDose()
    limits: Bounds = Bounds()
    small_print: Annotated[Line, Field(max_length=160)] | None = None
