"""What a PDF says about itself: document information, XMP (PDF/UA-1 and PDF/A-2a) and colour space."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFInfo

from handouts.page.structure import text

if TYPE_CHECKING:
    import datetime as dt

# PDF/A-2 (6.6.2.3.3) wants every property outside its own list described; pdfuaid:part is the only one here
_PDFUA_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{subject}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
{schema}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""
_SUBJECT = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>\n'


class About(Struct, frozen=True):
    """What may be said about a document. There is no author: a handout names people on the page, never in metadata."""

    title: str
    language: str
    creator: str
    day: dt.date
    subject: str = ""


class Info(PDFInfo):
    """The document information dictionary, with nothing in it that nobody said; dated midnight UTC."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self.title, self.creator, self.subject, self.author = about.title, about.creator, about.subject, ""
        self._moment = f"D:{about.day:%Y%m%d}000000Z"

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        rows = [
            ("Title", self.title),
            ("Subject", self.subject),
            ("Creator", self.creator),
            ("Producer", self.producer),
        ]
        rows += [("CreationDate", self._moment), ("ModDate", self._moment)]
        return b"<< %s >>" % b" ".join(b"/%s %s" % (key.encode("ascii"), text(value)) for key, value in rows if value)


def xmp(about: About) -> bytes:
    packet = _XMP.format(
        title=escape(about.title),
        subject=_SUBJECT.format(escape(about.subject)) if about.subject else "",
        language=escape(about.language),
        creator=escape(about.creator),
        producer=escape(str(PDFInfo.producer)),
        moment=f"{about.day:%Y-%m-%d}T00:00:00Z",
        schema=_PDFUA_SCHEMA,
    )
    return packet.encode("utf-8")


@cache
def srgb() -> bytes:
    """The ICC profile of sRGB; kept as a file so that its bytes hang on no library's version."""
    return Path(__file__).with_name("srgb.icc").read_bytes()
