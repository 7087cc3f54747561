"""Typst and WeasyPrint, warm: one compiler, one font set and one image cache for all documents."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import html_source, typst_source

if TYPE_CHECKING:
    from tests.benchmarks.setting import Setting


def fonts_folder() -> Path:
    spec = find_spec("font_source_sans_pro")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "files"


class Typst:
    """Raises ImportError if the package is missing."""

    name = "Typst ua-1"

    def __init__(self, folder: Path) -> None:
        import typst

        self.folder = folder
        faces = folder / "faces"  # the three that are used, so that no time goes to looking at others
        faces.mkdir(exist_ok=True)
        for face in html_source.FACES:
            name = f"SourceSansPro-{face}.ttf"
            (faces / name).write_bytes((fonts_folder() / name).read_bytes())
        first = folder / "empty.typ"
        first.write_text("")
        self.compiler = typst.Compiler(input=first, root=folder, font_paths=[faces], ignore_system_fonts=True)

    def ready(self, setting: Setting) -> bytes:
        return typst_source.source(setting).encode("utf-8")

    def pdf(self, source: bytes) -> bytes:
        """As bytes, one unnamed file: Typst then remembers all that did not change, four times as fast as by paths."""
        data: bytes = self.compiler.compile(input=source, format="pdf", pdf_standards=["ua-1"])
        return data


class WeasyPrint:
    """Raises ImportError if the package is missing, OSError if Pango is."""

    name = "WeasyPrint pdf/ua-1"

    def __init__(self, folder: Path) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.folder = folder
        self.weasyprint = weasyprint
        self.faces = FontConfiguration()
        self.images: dict[Any, Any] = {}
        self.sheets: dict[str, Any] = {}

    def ready(self, setting: Setting) -> tuple[str, Any]:
        css = html_source.css(setting, fonts_folder())
        if css not in self.sheets:
            self.sheets[css] = self.weasyprint.CSS(string=css, font_config=self.faces)
        return html_source.source(setting), self.sheets[css]

    def pdf(self, ready: tuple[str, Any]) -> bytes:
        html = self.weasyprint.HTML(string=ready[0], base_url=f"{self.folder}/")
        data: bytes = html.write_pdf(
            stylesheets=[ready[1]], font_config=self.faces, cache=self.images, pdf_variant="pdf/ua-1"
        )
        return data
