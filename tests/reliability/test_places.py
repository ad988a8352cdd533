"""库放在哪里: awkward names, folders and disks; what cannot be used is refused in one sentence and left as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.store.sqlite import driver
from tests.databases import AWKWARD
from tests.reliability import presses
from tests.reliability.crew import Crew
from tests.reliability.plain import Plain
from tests.reliability.test_tampering import bingliang
from tests.store.counter import opened, receive

NOBODY = 65534
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs users, mounts and limits of Linux")


def one_sentence(words: str) -> bool:
    """One Chinese sentence in one line, no traceback."""
    return words.count("\n") <= 1 and words.strip().endswith("。") and "Traceback" not in words


# ── a newer program's database ──


def test_a_database_of_a_newer_program_is_refused_by_every_command(database: str, tmp_path: Path) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
    with Plain(database) as plain:
        plain.do("UPDATE alembic_version SET version_num = '9999'")
        before = plain.ask("SELECT * FROM ledger")
    for command in (["verify"], ["rebuild"], ["anchor", "--out", str(tmp_path / "封存.json")]):
        done = bingliang(*command, "--db", database, data=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "更新版本的程序" in done.stderr
        assert one_sentence(done.stderr), done.stderr
    with Plain(database) as plain:
        assert plain.ask("SELECT * FROM ledger") == before
        assert plain.one("SELECT version_num FROM alembic_version") == "9999"


# ── names ──


@pytest.mark.parametrize(
    "name",
    ["岳阳 用户", "办件#1", "100%25 完成?", "a b  c", "单'双\"引号", "&;|$(x)", "㙍塘镇𠮷", "..", "x" * 200],
    ids=["blank", "hash", "percent", "blanks", "quotes", "shell", "rare", "dots", "long"],
)
def test_a_ledger_lies_where_the_clerk_put_it(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32":  # what no file of Windows can be called is refused, see tests/store/test_location.py
        name = name.translate(dict.fromkeys(map(ord, '?"|')))
    folder = tmp_path / (f"{name}号柜台" if name != ".." else "..台账" if sys.platform == "win32" else "..台账..")
    where = folder / f"{name[:60]}.db"
    with opened(where) as store:
        receive(store, "按键-1", "case/1")
        digest = store.blobs.put(b"%PDF")
        assert store.location.path == where
    assert where.is_file()
    assert (folder / f"{where.name}.blobs" / digest[:2]).is_dir()
    for address in (str(where), f"sqlite:///{where}"):
        with opened(address, create=False) as store:
            assert store.answer("按键-1") == {"code": "经开受〔2026〕第0001号"}
    assert sorted(path.name for path in folder.iterdir()) == [where.name, f"{where.name}.blobs"]


@linux
def test_an_account_with_a_chinese_name_and_a_blank(tmp_path: Path) -> None:
    """Its home has a blank and Chinese in it; the program finds its own folder there and works."""
    home = tmp_path / "home" / "岳阳 用户"
    home.mkdir(parents=True)
    path = os.pathsep.join(part for part in sys.path if part)
    for locale in ("C.UTF-8", "C", "POSIX"):
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": path, "LANG": locale}
        environment |= {"USER": "岳阳 用户", "LOGNAME": "岳阳 用户", "LC_ALL": locale}
        program = (
            "import sys; sys.stdout.reconfigure(encoding='utf-8')\n"
            "from bingliang.settings import default_database, writable_data_folder\n"
            "from tests.reliability import presses\n"
            "writable_data_folder(); desk = presses.counter(default_database()); presses.open_zone(desk)\n"
            f"presses.receive(desk, '来访{locale}', ['S1-10']); print(default_database())"
        )
        made = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, encoding="utf-8", env=environment, check=False
        )
        assert made.returncode == 0, made.stderr
        where = Path(made.stdout.strip())
        assert where.is_relative_to(home)
        assert where.is_file()
        done = subprocess.run(
            [sys.executable, "-m", "bingliang", "verify"],
            capture_output=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert done.stdout.startswith("台账完好")


# ── folders that cannot be written ──


def _as_nobody(line: Connection, where: str, what: str) -> None:
    if sys.platform == "win32":
        raise NotImplementedError
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        with opened(where) as store:
            if what == "write":
                receive(store, "按键-2", "case/2")
            with store.look() as look:
                line.send(("done", str(len(look.streams()))))
    except (ValueError, Refusal) as error:
        line.send(("refused", str(error)))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account of the machine may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="台账 #"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@linux
def test_a_folder_that_cannot_be_written(open_folder: Path, crew: Crew) -> None:
    where = open_folder / "台账.db"
    open_folder.chmod(0o555)
    word = crew.start(_as_nobody, str(where), "write").said()
    assert word[0] == "refused"
    assert "不能写入" in word[1]
    assert str(open_folder) in word[1]
    assert one_sentence(word[1])
    assert not where.exists()


@linux
def test_a_ledger_that_cannot_be_written(open_folder: Path, crew: Crew) -> None:
    """It was made by another account; nothing is recorded and the sentence says so."""
    where = open_folder / "台账.db"
    with opened(where) as store:
        receive(store, "按键-1", "case/1")
    where.chmod(0o444)
    open_folder.chmod(0o555)
    word = crew.start(_as_nobody, str(where), "write").said()
    assert word[0] == "refused"
    assert "不能写入" in word[1]
    assert one_sentence(word[1])
    open_folder.chmod(0o755)
    where.chmod(0o644)
    with opened(where) as store:
        assert store.answer("按键-2") is None
        assert store.verify().ok


@linux
def test_control_the_same_folder_can_be_written_by_its_owner(open_folder: Path, crew: Crew) -> None:
    where = open_folder / "台账.db"
    open_folder.chmod(0o777)
    assert crew.start(_as_nobody, str(where), "write").said() == ("done", "1")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="是文件夹，不是数据库文件"):
        opened(tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    where = tmp_path / "照片.db"
    where.write_bytes(b"\xff\xd8\xff" * 4000)
    with pytest.raises(ValueError, match="不是可用的数据库文件") as refused:
        opened(where)
    assert one_sentence(str(refused.value))
    assert where.read_bytes() == b"\xff\xd8\xff" * 4000


def test_a_torn_database_is_a_sentence(tmp_path: Path) -> None:
    """A disk has lost pages in the middle of the file."""
    where = tmp_path / "坏盘.db"
    with opened(where) as store:
        for n in range(40):
            receive(store, f"按键-{n}", f"case/{n}", title="新能源汽车零部件产业园" * 20)
    data = bytearray(where.read_bytes())
    data[4096 * 3 :] = b"\xa5" * (len(data) - 4096 * 3)
    where.write_bytes(bytes(data))
    done = bingliang("verify", "--db", str(where), data=tmp_path)
    assert done.returncode in (1, 2)
    assert one_sentence(done.stderr), done.stderr


# ── a full disk ──


def _until_full(line: Connection, where: str, limit: int) -> None:
    """A counter that receives until the disk is full; it says each press that was confirmed, then why it stopped."""
    if limit:
        if sys.platform == "win32":
            raise NotImplementedError
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with opened(where) as store:
        for n in range(100_000):
            try:
                receive(store, f"按键-{n}", f"case/{n}", title="新能源汽车零部件产业园" * 60)
            except Refusal as refusal:
                line.send(("full", n, str(refusal)))
                break
            line.send(("done", n, ""))


def _full_disk(where: Path, crew: Crew, limit: int) -> int:
    words = list(crew.start(_until_full, str(where), limit).words())
    assert [word[0] for word in words] == ["done"] * (len(words) - 1) + ["full"]
    assert "磁盘已满或写入失败" in words[-1][2]
    assert one_sentence(words[-1][2])
    return len(words) - 1


@linux
def test_a_full_disk(tmp_path: Path, crew: Crew) -> None:
    """3 MB of disk: what was confirmed is there, what was not is not, and it goes on when there is room again."""
    disk = tmp_path / "小盘"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this account may not mount a disk of 3 MB")
    try:
        where = disk / "台账.db"
        confirmed = _full_disk(where, crew, 0)
        assert confirmed > 20
        subprocess.run(["mount", "-o", "remount,size=32m", str(disk)], check=True)
        _still_whole(where, confirmed)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    print(f"\nSQLite on 3 MB: {confirmed} confirmed, {confirmed} stored, goes on after more room")


@linux
def test_a_file_that_may_not_grow(tmp_path: Path, crew: Crew) -> None:
    """The same where nothing can be mounted: a limit on the size of files."""
    where = tmp_path / "台账.db"
    confirmed = _full_disk(where, crew, 2_000_000)
    assert confirmed > 10
    _still_whole(where, confirmed)
    print(f"\nSQLite, files of at most 2 MB: {confirmed} confirmed, {confirmed} stored")


def _still_whole(where: Path, confirmed: int) -> None:
    with Plain(str(where)) as plain:
        assert plain.one("PRAGMA integrity_check") == "ok"
        assert plain.one("SELECT count(*) FROM ledger") == confirmed
    with opened(where) as store:
        receive(store, f"按键-{confirmed}", f"case/{confirmed}")
        verdict = store.verify()
        assert verdict.ok, verdict.sentence
        assert verdict.numbers == confirmed + 1


def test_the_sqlite_that_is_used_has_a_sound_journal() -> None:
    _, sound = driver()
    assert sound, "the wheel's SQLite should be one whose WAL may be used"


def test_a_desk_at_an_awkward_place(workspace: Path) -> None:
    desk = presses.counter(workspace / f"100%{AWKWARD}")
    presses.open_zone(desk)
    presses.receive(desk, "来访", ["S1-10"])
    assert desk.store.verify().ok
    desk.close()
