"""PDF/A-2b: what the standard asks of the file, read back with another library, and by a validator where there is one."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import ImageCms

from bingliang.paper import archival
from bingliang.paper.compose import compose
from bingliang.paper.form import Form
from bingliang.paper.vocabulary import found
from tests.paper.conftest import FORMS, long_facts

JAVA = Path("/usr/share/java")
PARTS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
"""Debian's libpdfbox2-java, libactivation-java and libjaxb-api-java; a check while developing, nothing that is shipped."""
LARGEST_PAGE = 80 * 1024
RARE = "欧阳㛃䶮㸆𠅤𬭬"


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def test_the_file_says_what_it_is_and_its_two_places_agree(form: Form) -> None:
    done = compose(form, form.sample(), watermark="示范数据")
    reader = read(done.pdf)
    root: Any = reader.trailer["/Root"]
    packet = root["/Metadata"].get_object()
    assert "/Filter" not in packet
    text = packet.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in text
    info = reader.metadata
    assert info is not None
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": form.title} == {"x-default": info.title}
    assert xmp.dc_creator == [info.author] == [str(found(form.sample(), "body.name") or "bingliang")]
    assert xmp.pdf_producer == info.producer == "bingliang"
    assert str(root["/Lang"]) == "zh-CN"
    assert reader.trailer["/ID"][0]  # type: ignore[index]  # an array


def test_every_stream_is_as_long_as_it_says_and_ends_on_a_line_of_its_own(form: Form) -> None:
    pdf = compose(form, form.sample()).pdf
    heads = list(re.finditer(rb"/Length (\d+)\b[^>]*>>\s?\nstream\n", pdf))
    assert len(heads) == len(re.findall(rb"\nendstream\nendobj\n", pdf)) > 5
    for head in heads:
        assert pdf[head.end() + int(head[1]) :].startswith(b"\nendstream\nendobj\n")
    for start in re.findall(rb"(\d{10}) 00000 n ", pdf):
        assert re.match(rb"\d+ 0 obj\n", pdf[int(start) :])
    place = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf)
    assert place is not None
    assert pdf[int(place[1]) :].startswith(b"xref\n")


def test_no_colour_but_grey_and_what_the_profile_explains_and_nothing_transparent(form: Form) -> None:
    reader = read(compose(form, form.sample(), watermark="示范数据").pdf)
    for page in reader.pages:
        assert "/Group" not in page
        resources: Any = page["/Resources"]
        assert "/ExtGState" not in resources
        contents = page.get_contents()
        assert contents is not None
        assert not re.search(rb"[\d.] (k|K|gs|sh)\s", contents.get_data())
        assert re.search(rb"\bg\s", contents.get_data())


def test_the_profile_is_one_that_a_colour_library_takes() -> None:
    root: Any = read(compose(FORMS["grant"], FORMS["grant"].sample()).pdf).trailer["/Root"]
    data = root["/OutputIntents"][0]["/DestOutputProfile"].get_data()
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    change = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    from PIL import Image

    for colour in ((0, 0, 0), (255, 255, 255), (200, 40, 90), (18, 130, 240)):
        patch: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), change)
        assert all(abs(one - other) <= 2 for one, other in zip(patch.getpixel((0, 0)), colour, strict=True))


def test_characters_beyond_the_first_plane_are_found_and_copied() -> None:
    facts = FORMS["receipt"].sample()
    facts["handler"]["name"] = RARE
    pdf = compose(FORMS["receipt"], facts).pdf
    assert RARE in "".join(read(pdf).pages[0].extract_text().split("\n"))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not on this machine")
def test_another_reader_copies_them_too(tmp_path: Path) -> None:
    facts = FORMS["receipt"].sample()
    facts["handler"]["name"] = RARE
    (tmp_path / "a.pdf").write_bytes(compose(FORMS["receipt"], facts).pdf)
    told = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    assert RARE in told.stdout.decode()


@pytest.mark.parametrize("watermark", ["", "示范数据"])
def test_no_page_is_larger_than_80_kb(form: Form, watermark: str) -> None:
    for facts in (form.sample(), long_facts(form)):
        done = compose(form, facts, watermark=watermark)
        assert len(done.pdf) <= LARGEST_PAGE * done.pages


@pytest.mark.skipif(
    not (shutil.which("java") and all((JAVA / f"{part}.jar").is_file() for part in PARTS)),
    reason="no validator on this machine",
)
def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    """PDFBox Preflight knows PDF/A-1b, which asks for all that 2b asks for; only the number of the part is changed for it."""
    for key, form in FORMS.items():
        for name, facts in ((key, form.sample()), (f"{key}-long", long_facts(form))):
            pdf = compose(form, facts, watermark="示范数据").pdf
            (tmp_path / f"{name}.pdf").write_bytes(pdf.replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<"))
    classes = ":".join(str(JAVA / f"{part}.jar") for part in PARTS)
    command = ["java", "-cp", classes, "org.apache.pdfbox.preflight.Validator_A1b", "batch", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.stdout.count("is a valid PDF/A-1b file") == 2 * len(FORMS), told.stdout[:2000] + told.stderr[:500]


def test_an_author_is_always_named() -> None:
    facts = FORMS["volume_note"].sample()
    facts.pop("body", None)
    info = read(compose(FORMS["volume_note"], facts).pdf).metadata
    assert info is not None
    assert info.author == archival.CREATOR
