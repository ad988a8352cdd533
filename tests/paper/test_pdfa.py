"""PDF/A-2b, rule by rule: what ISO 19005-2 asks of a file beyond what tests/paper/test_archival.py reads, of every paper.

No validator of 2b can be had from the registries; each test here names the clause that it holds the files to.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

from bingliang.paper.compose import compose
from bingliang.paper.form import Form
from tests.paper.conftest import FORMS, long_facts

RARE = "欧阳㛃䶮㸆𠅤𬭬（虚构）"
WIDTH_APART = 1.0
"""Thousandths of the em that a width may differ from the one in the font (6.2.11.5)."""


@pytest.fixture
def pdf(form: Form) -> bytes:
    """The longest copy of a paper, with signs from every face and the mark of an exercise under the text."""
    return longest(form.key)


@cache
def longest(key: str) -> bytes:
    facts = long_facts(FORMS[key])
    facts["handler"]["name"] = RARE
    return compose(FORMS[key], facts, watermark="示范数据").pdf


@pytest.fixture
def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def every_object(reader: pypdf.PdfReader) -> Iterator[Any]:
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]  # a number of the file
        yield reader.get_object(number)


def test_the_head_and_the_trailer_are_those_of_an_archive(pdf: bytes, reader: pypdf.PdfReader) -> None:
    """6.1.2: version, then a comment of four bytes above 127; 6.1.3: an identifier of two parts, no key, one end."""
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf)
    trailer: Any = reader.trailer
    assert "/Encrypt" not in trailer
    assert len(trailer["/ID"]) == 2
    assert all(trailer["/ID"])
    assert pdf.count(b"%%EOF") == 1
    assert pdf.count(b"startxref") == 1


def test_the_two_places_of_the_dates_agree(reader: pypdf.PdfReader) -> None:
    """6.6.4 with 6.6.2.3: what Info says, the metadata say too, to the second and with the zone."""
    info: Any = reader.metadata
    xmp: Any = reader.xmp_metadata
    packet = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()  # type: ignore[index]  # dictionaries
    assert re.match(r'<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>', packet)
    assert packet.endswith('<?xpacket end="r"?>')
    for key, word in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        told = re.search(rf"<{word}>(.+?)</{word}>", packet)
        assert told is not None
        held = re.fullmatch(r"D:(\d{14})([+-]\d\d)'(\d\d)'", info[key])
        assert held is not None, info[key]
        assert datetime.fromisoformat(told[1]) == datetime.strptime(f"{held[1]}{held[2]}{held[3]}", "%Y%m%d%H%M%S%z")
    assert xmp.xmp_creator_tool == info.creator
    assert xmp.pdf_keywords == info["/Keywords"]
    assert xmp.dc_description == {"x-default": info.subject}


def test_nothing_in_it_runs_plays_hides_or_is_another_file(reader: pypdf.PdfReader) -> None:
    """6.1.7 to 6.1.12, 6.5, 6.8, 6.9, 6.11: no LZW, no outer stream, no action, script, form, layer, attachment."""
    root: Any = reader.trailer["/Root"]
    for key in ("/OpenAction", "/AA", "/Names", "/AcroForm", "/OCProperties", "/AF", "/Requirements", "/Perms"):
        assert key not in root
    for held in every_object(reader):
        if not isinstance(held, dict):
            continue
        filters = held.get("/Filter", [])
        assert set([filters] if isinstance(filters, str) else filters) <= {"/FlateDecode", "/ASCII85Decode"}
        for key in ("/F", "/FFilter", "/FDecodeParms", "/JS", "/A", "/EmbeddedFiles", "/PresSteps", "/Annots", "/Group",
                    "/SMask", "/BM", "/OC"):  # fmt: skip
            assert key not in held or held.get("/Type") == "/Font", (key, held)
    for page in reader.pages:
        assert 3 <= float(page.mediabox.width) <= 14_400
        assert 3 <= float(page.mediabox.height) <= 14_400
        resources: Any = page["/Resources"]
        assert "/XObject" not in resources
        assert "/Pattern" not in resources


def test_one_output_intent_speaks_for_the_colours(reader: pypdf.PdfReader) -> None:
    """6.2.3: one GTS_PDFA1 with a profile of three parts; 6.2.4.3: only grey and what that profile explains."""
    root: Any = reader.trailer["/Root"]
    (intent,) = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert intent.get_object()["/OutputConditionIdentifier"]
    profile = intent.get_object()["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data()[12:20] == b"mntrRGB "
    assert profile.get_data()[36:40] == b"acsp"


def test_every_sign_comes_from_a_face_in_the_file_as_wide_as_the_file_says(reader: pypdf.PdfReader) -> None:
    """6.2.11: embedded, the right kind, each sign there (never .notdef), the widths those of the face, each one readable."""
    checked: set[str] = set()
    for page in reader.pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary
        for name, codes in shown(page, reader).items():
            font = fonts[name].get_object()
            of_face = face(font)
            assert codes, name
            wrong = [code for code in codes if fault(font, of_face, code)]
            assert wrong == [], (font["/BaseFont"], wrong)
            checked.add(font["/BaseFont"])
    assert any("Serif" in name for name in checked)


def shown(page: pypdf.PageObject, reader: pypdf.PdfReader) -> dict[str, set[int]]:
    """The codes that each font of a page shows."""
    codes: dict[str, set[int]] = {}
    name = ""
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"Tf":
            name = operands[0]
        elif operator == b"Tj":
            text = operands[0]
            codes.setdefault(name, set()).update(text.original_bytes)
        else:
            assert operator not in (b"TJ", b"'", b'"', b"Do", b"sh", b"gs", b"BI", b"K", b"k", b"SCN", b"scn")
    return codes


def face(font: Mapping[str, Any]) -> TTFont:
    """The face as it lies in the file: a symbolic TrueType subset with one table of codes and no other encoding."""
    described = font["/FontDescriptor"].get_object()
    assert font["/Subtype"] == "/TrueType"
    assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", font["/BaseFont"])
    assert font["/BaseFont"] == described["/FontName"]
    assert described["/Flags"] & 4, "symbolic"
    assert not described["/Flags"] & 32
    assert "/Encoding" not in font
    data = described["/FontFile2"].get_object()
    assert data["/Length1"] == len(data.get_data())
    found = TTFont(io.BytesIO(data.get_data()))
    tables = found["cmap"].tables
    assert len(tables) == 1 or any((table.platformID, table.platEncID) == (3, 0) for table in tables)
    return found


def fault(font: Mapping[str, Any], of_face: TTFont, code: int) -> str:
    """What is wrong with one code; empty for nothing."""
    glyph = of_face["cmap"].tables[0].cmap.get(code)
    if glyph is None or of_face.getGlyphID(glyph) == 0:
        return "no sign"
    wide = of_face["hmtx"][glyph][0] * 1000 / of_face["head"].unitsPerEm
    if abs(font["/Widths"][code - font["/FirstChar"]] - wide) > WIDTH_APART:
        return "another width"
    readable = font["/ToUnicode"].get_object().get_data()
    return "" if re.search(rb"<%02X> <(?!0+>)([0-9A-F]{4}){1,2}>" % code, readable) else "unreadable"
