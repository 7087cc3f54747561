"""A password on a PDF: AES-256 (ISO 32000-2, revision 6), with assistive technology let in."""

from __future__ import annotations

import io
import re
import secrets

import pikepdf

_PDFA = re.compile(rb"<pdfaid:(part|conformance)>[^<]*</pdfaid:\1>")


def sealed(pdf: bytes, password: str) -> bytes:
    """Whoever has the password may do everything. PDF/A forbids encryption, so the file no longer says it is that."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        metadata = file.Root.Metadata.read_bytes()
        file.Root.Metadata.write(_PDFA.sub(b"", metadata))
        owner = secrets.token_urlsafe(32)  # without one, qpdf would let everybody in
        everything = pikepdf.Permissions(
            accessibility=True, extract=True, modify_annotation=True, modify_assembly=True, modify_form=True,
            modify_other=True, print_lowres=True, print_highres=True,
        )  # fmt: skip
        seal = pikepdf.Encryption(owner=owner, user=password, R=6, aes=True, metadata=True, allow=everything)
        file.save(target, encryption=seal, linearize=False)
    return target.getvalue()
