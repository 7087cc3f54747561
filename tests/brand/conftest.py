from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handouts.build import Choice, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places

DAY = date(2026, 11, 21)
PROFILE = "patient: {name: Sam Rivera, side: right, flags: [latex-allergy]}\nexercises: [heel-raise]\n"


class Clinic:
    """A clinic's folder with one brand in it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.folder = folder / "templates" / "brands" / "ours"
        self.folder.mkdir(parents=True)
        self.profile = folder / "sam.yaml"
        self.profile.write_text(PROFILE)

    def write(self, brand: str = "name: Ours\n", **files: bytes) -> "Clinic":
        (self.folder / "brand.yaml").write_text(brand)
        for name, data in files.items():
            (self.folder / name.replace("__", ".")).write_bytes(data)
        return self

    def put(self, name: str, data: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def made(self, **choice: object):
        """The workshop, the handout and its PDF."""
        workshop = Workshop(Catalog(Places((self.root, BUILT_IN))))
        picked = Choice(DAY, brand="ours", **choice)
        handout = workshop.handout(self.profile, picked)
        return workshop, handout, workshop.pdf(handout, picked)

    def notices(self, **choice: object) -> str:
        workshop, handout, _ = self.made(**choice)
        return "\n".join(workshop.notices(handout, Choice(DAY, brand="ours", **choice)))


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


@pytest.fixture
def pixels() -> Callable:
    """A page of a PDF as a Pillow image, 72 dots an inch times `scale`."""
    import io

    import pypdfium2

    def rendered(pdf: bytes, page: int = 0, scale: float = 2.0):
        return pypdfium2.PdfDocument(io.BytesIO(pdf))[page].render(scale=scale).to_pil().convert("RGB")

    return rendered
