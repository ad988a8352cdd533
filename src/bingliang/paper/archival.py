"""长期保存: what makes a file PDF/A-2b (ISO 19005-2): metadata, a colour profile, and every stream closed as it must be.

No library of ours does it; the three things are small. The file says nothing that the same facts would not say again:
no clock, no random number.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream, PDFString

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CREATOR = "bingliang"
_PROFILE = "sRGB IEC61966-2.1"
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n ")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>2000-01-01T00:00:00+00:00</xmp:CreateDate>
<xmp:ModifyDate>2000-01-01T00:00:00+00:00</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{creator}</pdf:Producer><pdf:Keywords>{title}</pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class _Packet(PDFObject):
    """The metadata, plain and not packed: whoever looks for them finds them without knowing PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, _document: object) -> bytes:
        """写法."""
        return b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%sendstream" % (
            len(self.content),
            self.content,
        )


def declare(canvas: Canvas, title: str, author: str) -> None:
    """声明: title and author in the file's two places (they must agree), the colour profile, PDF/A-2b, the language."""
    author = author or CREATOR
    for tell in (canvas.setTitle, canvas.setSubject, canvas.setKeywords):
        tell(title)
    canvas.setAuthor(author)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    document: Any = vars(canvas)["_doc"]  # the library has no other door to the catalogue of the file
    catalogue = document.Catalog
    packet = _PACKET.format(title=escape(title), author=escape(author), creator=CREATOR)
    catalogue.Metadata = _Packet(packet.encode())
    profile = document.Reference(PDFStream(PDFDictionary({"N": 3}), srgb()))
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_PROFILE),
        "Info": PDFString(_PROFILE),
        "DestOutputProfile": profile,
    }
    catalogue.OutputIntents = PDFArray([PDFDictionary(intent)])
    catalogue.Lang = PDFString("zh-CN")
    # The library writes only the entries it knows of.
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]


def closed(pdf: bytes) -> bytes:
    """收口: a line end before every `endstream`, which the standard asks for and the library leaves out."""
    head, _, rest = pdf.rpartition(b"\nxref\n")
    table, _, trailer = rest.partition(b"trailer\n")
    starts = sorted(int(found[1]) for found in _ENTRY.finditer(table))
    whole = head + b"\n"
    out = bytearray(whole[: starts[0]])
    moved: dict[int, int] = {}
    for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
        moved[start] = len(out)
        out += re.sub(rb"endstream(?=\nendobj\s*\Z)", b"\nendstream", whole[start:end])
    place = len(out)
    table = _ENTRY.sub(lambda found: b"%010d %s n " % (moved[int(found[1])], found[2]), table)
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % place, trailer)
    return bytes(out) + b"xref\n" + table + b"trailer\n" + trailer


@cache
def srgb() -> bytes:
    """色彩特征: a display profile of sRGB (ICC version 2), written from the numbers of IEC 61966-2-1."""
    white = _xyz(0.9642, 1.0, 0.8249)  # D50, to which the primaries are adapted
    curve = b"curv" + bytes(4) + struct.pack(">I", 1024)
    curve += b"".join(struct.pack(">H", round(_linear(step / 1023) * 65535)) for step in range(1024))
    name = _PROFILE.encode() + b"\0"
    described = b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(12 + 67)
    tags = (
        (b"desc", described),
        (b"cprt", b"text" + bytes(4) + b"No copyright, use freely\0"),
        (b"wtpt", white),
        (b"rXYZ", _xyz(0.4360747, 0.2225045, 0.0139322)),
        (b"gXYZ", _xyz(0.3850649, 0.7168786, 0.0971045)),
        (b"bXYZ", _xyz(0.1430804, 0.0606169, 0.7141733)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    body, listed, known = bytearray(), bytearray(), {}
    begin = 128 + 4 + 12 * len(tags)
    for sign, data in tags:
        if data not in known:
            known[data] = begin + len(body)
            body += data + bytes(-len(data) % 4)
        listed += sign + struct.pack(">II", known[data], len(data))
    size = begin + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 * 7) + white[8:] + bytes(48)
    return head + struct.pack(">I", len(tags)) + bytes(listed) + bytes(body)


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
