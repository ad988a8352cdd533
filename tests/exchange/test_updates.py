"""A newer setup program: believed by its signature, fetched by its hash, looked for when the counter is closed."""

from __future__ import annotations

import base64
import functools
import http.server
import threading
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import release as publishing
from bingliang.exchange.updates import looking
from bingliang.exchange.updates.looking import by_itself, counter_open, fetch, look, opening, publisher
from bingliang.exchange.updates.release import NOTE, SIGNATURE, fetched, latest, numbers
from bingliang.settings import Factory, Settings

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = publishing.public(KEY)
OTHER = publishing.public(Ed25519PrivateKey.from_private_bytes(bytes(32)))
SETUP = b"MZ setup program" * 1000


@pytest.fixture
def share(workspace: Path) -> Path:
    """What a publisher lays out, in a folder with an awkward name."""
    folder = workspace / "共享 #1"
    folder.mkdir()
    (folder / "bingliang-9.1.0-setup.exe").write_bytes(SETUP)
    made = publishing.write(
        folder / "bingliang-9.1.0-setup.exe", "9.1.0", KEY, day=date(2026, 12, 1), notes="更正一处。"
    )
    assert {one.name for one in made} == {NOTE, SIGNATURE}
    return folder


@pytest.fixture
def web(share: Path) -> Iterator[str]:
    """The same behind a web address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
            """Nothing on the tests' output."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(share))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_a_newer_one_is_found_and_fetched(share: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace / "数据"))
    here = Settings(updates=str(share), updates_key=f" {PUBLIC} ")
    found = look(here, here="9.0.9")
    assert found.release is not None
    assert "有新版本 9.1.0（2026-12-01 发布，本机 9.0.9），签名已核对。更正一处。" in found.sentence
    path = fetch(here, found.release)
    assert path == workspace / "数据" / "updates" / "bingliang-9.1.0-setup.exe"
    assert path.read_bytes() == SETUP
    assert not list(path.parent.glob("*.part"))
    (share / path.name).unlink()
    assert fetch(here, found.release) == path, "what is here already and right is not fetched again"


@pytest.mark.parametrize("here", ["9.1.0", "9.1", "10.0", "9.1.0.1"])
def test_the_same_or_an_older_one_is_no_update(share: Path, here: str) -> None:
    found = look(Settings(updates=str(share), updates_key=PUBLIC), here=here)
    assert found.release is None
    assert "已是最新" in found.sentence if here in ("9.1.0", "9.1") else "9.1.0" in found.sentence


def test_a_web_address_is_read_like_a_share(web: str, workspace: Path) -> None:
    release = latest(web, PUBLIC)
    assert fetched(web, release, workspace / "新").read_bytes() == SETUP
    with pytest.raises(ValueError, match="没有取到"):
        latest(web + "别处", PUBLIC)


def test_nothing_is_believed_but_the_publishers_signature(share: Path) -> None:
    with pytest.raises(ValueError, match="签名不是登记的发布者签的"):
        latest(str(share), OTHER)
    note = (share / NOTE).read_bytes()
    (share / NOTE).write_bytes(note.replace(b"9.1.0", b"9.2.0"))
    with pytest.raises(ValueError, match="签名不是登记的发布者签的"):
        latest(str(share), PUBLIC)
    (share / NOTE).write_bytes(note)
    for wrong in (b"", b"not base64 !", base64.b64encode(b"short")):
        (share / SIGNATURE).write_bytes(wrong)
        with pytest.raises(ValueError, match="签名不是登记的发布者签的"):
            latest(str(share), PUBLIC)
    (share / SIGNATURE).unlink()
    with pytest.raises(ValueError, match="读不出来"):
        latest(str(share), PUBLIC)


@pytest.mark.parametrize("changed", [SETUP + b"!", SETUP[:-1], b"X" + SETUP[1:]], ids=["longer", "shorter", "other"])
def test_a_setup_program_that_was_exchanged_is_thrown_away(share: Path, workspace: Path, changed: bytes) -> None:
    release = latest(str(share), PUBLIC)
    (share / release.file).write_bytes(changed)
    with pytest.raises(ValueError, match="与公告里的大小或者 SHA-256 不符"):
        fetched(str(share), release, workspace / "新")
    assert list((workspace / "新").iterdir()) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('file = "../bingliang.exe"', "不能用"),
        ('file = "C:evil.exe"', "不能用"),
        ('file = "setup.bat"', "不能用"),
        ("size = 0", "大小或者"),
        ("size = true", "“size”"),
        ('sha256 = "short"', "大小或者"),
        ('version = "next"', "不是版本号"),
        ("notes = 1", "“notes”"),
        ("= [", "写法有误"),
    ],
)
def test_a_signed_note_that_is_none_is_said(share: Path, row: str, told: str) -> None:
    lines = (share / NOTE).read_text(encoding="utf-8").splitlines()
    name = row.partition(" = ")[0]
    kept = [line for line in lines if not line.startswith(f"{name} =")]
    text = "\n".join([*kept, row]) + "\n"
    (share / NOTE).write_text(text, encoding="utf-8", newline="\n")
    (share / SIGNATURE).write_bytes(base64.b64encode(KEY.sign(text.encode())))
    with pytest.raises(ValueError, match=told):
        latest(str(share), PUBLIC)


def test_a_note_without_end_is_no_note(share: Path) -> None:
    (share / NOTE).write_bytes(b"#" * 70_000)
    with pytest.raises(ValueError, match="太大"):
        latest(str(share), PUBLIC)


def test_an_address_that_is_none_is_said() -> None:
    with pytest.raises(ValueError, match="不认识"):
        latest("ftp://example/x", PUBLIC)


def test_without_source_or_key_nothing_is_looked_for(
    share: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "factory", lambda: Factory(workspace, workspace))
    with pytest.raises(ValueError, match="没有登记更新地址"):
        look(Settings(updates_key=PUBLIC))
    with pytest.raises(ValueError, match="没有登记发布者公钥"):
        look(Settings(updates=str(share)))
    with pytest.raises(ValueError, match="发布者公钥写得不对"):
        look(Settings(updates=str(share), updates_key="公钥"))
    (workspace / looking.KEY_FILE).write_text(PUBLIC + "\n", encoding="ascii")
    assert publisher(Settings()) == PUBLIC, "the installed program brought it"
    assert look(Settings(updates=str(share)), here="9").release is not None
    assert publisher(Settings(updates_key=OTHER)) == OTHER, "the administrator's word stands before it"


def test_versions_are_compared_by_number() -> None:
    assert numbers("1.10") > numbers("1.9.9")
    assert numbers("1.2.3rc1") == (1, 2, 3, 0)
    with pytest.raises(ValueError, match="不是版本号"):
        numbers("v1")


@pytest.mark.parametrize(
    ("hours", "span"), [("08:00-18:00", (time(8), time(18))), (" 8:30—17:00 ", (time(8, 30), time(17)))]
)
def test_opening_hours(hours: str, span: tuple[time, time]) -> None:
    assert opening(hours) == span
    assert counter_open(hours, span[0])
    assert not counter_open(hours, span[1])


@pytest.mark.parametrize("hours", ["", "8-18", "18:00-08:00", "08:00-25:00", "08:00-08:00"])
def test_opening_hours_that_are_none(hours: str) -> None:
    with pytest.raises(ValueError, match="开放时间"):
        opening(hours)
    assert not by_itself(Settings(updates="x", updates_when="after", open_hours=hours), time(23)), "rather not"


def test_by_itself_only_when_wanted_and_never_in_opening_hours() -> None:
    wanted = Settings(updates="x", updates_when="after", open_hours="08:00-18:00")
    assert by_itself(wanted, time(18))
    assert by_itself(wanted, time(7, 59))
    assert not by_itself(wanted, time(12))
    assert not by_itself(Settings(updates="x"), time(20)), "the usual is never"
    assert not by_itself(Settings(updates=" ", updates_when="after"), time(20))


def test_the_publisher_signs_only_with_a_key_of_the_right_kind(workspace: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    assert publishing.key({}) is None
    for held, good in ((KEY, True), (ec.generate_private_key(ec.SECP256R1()), False)):
        file = workspace / "key.pem"
        file.write_bytes(held.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        if good:
            found = publishing.key({publishing.NAME: str(file)})
            assert found is not None
            assert publishing.public(found) == PUBLIC
        else:
            with pytest.raises(ValueError, match="不是 Ed25519"):
                publishing.key({publishing.NAME: str(file)})
