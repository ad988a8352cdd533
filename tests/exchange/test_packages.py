"""网上申报包: a sound one is read as it was written; three hundred hostile ones are each refused in one sentence."""

from __future__ import annotations

import json
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from bingliang import settings
from bingliang.exchange.json_schema import faults, parse
from bingliang.exchange.packages import Incoming, read_package, sm3, write_package, write_status
from bingliang.exchange.quarantine import Unfit, looks_whole
from tests.exchange import hostile
from tests.filings import JPEG, PDF, Raw, laid, linked, manifest, png, sound, zipped

FORMATS = settings.factory().resources / "online"
HOSTILE = tuple(hostile.cases())


def read(path: Path, kept: list[bytes] | None = None) -> Incoming:
    store = [] if kept is None else kept

    def keep(data: bytes) -> str:
        store.append(data)
        return sm3(data)

    return read_package(path, path.parent / "隔离", FORMATS, keep)


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_sound_package_is_read_as_it_was_written(tmp_path: Path) -> None:
    held = {"营业执照.pdf": PDF, "总平面图.png": png(), "现场.JPG": JPEG}
    path = write_package(tmp_path / "包.zip", manifest(held), held)
    kept: list[bytes] = []
    found = read(path, kept)
    assert kept == list(held.values())
    assert [(one.file, one.kind, one.size) for one in found.attachments] == [
        ("营业执照.pdf", "PDF", len(PDF)), ("总平面图.png", "PNG", len(png())), ("现场.JPG", "JPEG", len(JPEG)),
    ]  # fmt: skip
    assert found.manifest["number"] == "HN2026121700001"
    assert files(tmp_path) == {path}, "nothing is left behind in quarantine"


def test_the_same_content_is_the_same_filing_however_it_is_packed(tmp_path: Path) -> None:
    one = read(laid(tmp_path, zipped(sound()), "一.zip"))
    stored = [Raw(each.name, each.data, method=0) for each in sound()]
    other = read(laid(tmp_path, zipped(stored[::-1]), "二.zip"))
    assert one.sm3 == other.sm3


def test_names_written_by_windows_in_china_are_read(tmp_path: Path) -> None:
    text, scan = sound()
    raw = Raw("营业执照.pdf".encode("gbk"), scan.data, flags=0)
    assert read(laid(tmp_path, zipped([text, raw]))).attachments[0].file == "营业执照.pdf"


def test_a_pdf_with_a_script_is_taken_and_marked(tmp_path: Path) -> None:
    live = PDF.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(x)>>/AA<</O<</S/Launch>>>>")
    assert read(laid(tmp_path, zipped(sound({"图.pdf": live})))).attachments[0].notes == ("脚本", "打开程序的动作")


def test_there_are_three_hundred_hostile_packages_and_no_two_are_alike() -> None:
    assert len(HOSTILE) >= 300
    assert len({data for _, data, _ in HOSTILE}) == len(HOSTILE)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In a folder of its own, so that whoever looks what was written looks at nothing else."""
    folder = tmp_path_factory.mktemp("园区") / "收"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(("name", "data", "words"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile(ground: Path, name: str, data: bytes, words: str) -> None:
    path = laid(ground, data)
    before = files(ground.parent)
    kept: list[bytes] = []
    tracemalloc.start()
    try:
        with pytest.raises(Unfit) as refused:
            read(path, kept)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    sentence = str(refused.value)
    assert words in sentence, f"{name}：{sentence}"
    assert sentence.endswith("。"), sentence
    assert sentence.count("。") == 1, sentence
    assert sentence.isprintable(), repr(sentence)
    assert kept == [], "nothing of a refused package is kept"
    assert files(ground.parent) == before, "nothing is written anywhere"
    assert peak < 300 << 20


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    real = laid(tmp_path, zipped(sound()), "真.zip")
    link = tmp_path / "链.zip"
    linked(link, real)
    with pytest.raises(Unfit, match="链接"):
        read(link)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_does_not_hold_us_up(tmp_path: Path) -> None:
    if sys.platform == "win32":
        raise NotImplementedError
    os.mkfifo(tmp_path / "管.zip")
    with pytest.raises(Unfit, match="不是普通文件"):
        read(tmp_path / "管.zip")


def test_half_a_file_does_not_look_whole(tmp_path: Path) -> None:
    whole = zipped(sound())
    assert looks_whole(laid(tmp_path, whole))
    assert not looks_whole(laid(tmp_path, whole[:-1]))
    assert not looks_whole(tmp_path / "没有.zip")


# ── the schema files ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["filing.schema.json", "status.schema.json"])
def test_every_word_of_the_schemas_is_judged(name: str) -> None:
    shape: object = json.loads((FORMATS / name).read_text("utf-8"))
    words: set[str] = set()

    def walk(one: object, *, names: bool) -> None:
        for key, value in one.items() if isinstance(one, dict) else ():
            if not names:
                words.add(key)
            if key not in ("enum", "required", "const"):
                walk(value, names=not names and key in ("properties", "$defs"))

    walk(shape, names=False)
    from bingliang.exchange.json_schema import _WORDS, NOTES

    assert words <= {*_WORDS, *NOTES, "$ref"}
    with pytest.raises(ValueError, match="不认识"):
        list(faults({}, {"oneOf": []}))


def test_a_status_package_is_judged_by_its_own_schema(tmp_path: Path) -> None:
    event = {"line": 1, "code": 16, "state": "没有", "act": "没有", "on": "2026-12-18", "at": "20261218T085000"}
    said = {
        "format": "bingliang-status", "version": 1, "source": "平台", "number": "HN0001", "filing": "网申〔2026〕0001号",
        "part": 1, "made_at": "2026-12-18T08:50:00+08:00", "events": [event],
    }  # fmt: skip
    with pytest.raises(ValueError, match="不能大于 15"):
        write_status(tmp_path / "s.zip", said, FORMATS)
    assert not (tmp_path / "s.zip").exists()
    write_status(tmp_path / "s.zip", {**said, "events": [{**event, "code": 1}]}, FORMATS)
    assert (tmp_path / "s.zip").is_file()


def test_a_faultless_value_has_no_fault() -> None:
    shape = json.loads((FORMATS / "filing.schema.json").read_text("utf-8"))
    assert list(faults(manifest({"a.pdf": PDF}), shape)) == []
    assert parse(b'{"a": [1, true, null, "\xe4\xb8\xad"]}', "x") == {"a": [1, True, None, "中"]}
