"""隔离区: reads a package that strangers have made, without believing a word of it and without writing any of it to disk.

The file is first copied into a folder of this user alone, so that it cannot change while it is looked at. The central
directory is compared with the local headers, every entry is unpacked in memory with its bytes counted, and nothing is
named by the names in it. Each refusal is one sentence (TRUST: the first fault is enough, the whole package goes back).
"""

from __future__ import annotations

import os
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

MOST_ENTRIES = 500
MOST_PACKAGE = 210 << 20
MOST_TOTAL = 200 << 20
MOST_ENTRY = 100 << 20
MOST_RATIO = 100
RATIO_FROM = 1 << 20
"""Below this size a high ratio is no bomb: a scanned blank page packs well."""
MOST_NAME = 120

_CHUNK = 1 << 16
_MOST_DIRECTORY = 1 << 20
_EOCD, _LOCAL = b"PK\x05\x06", b"PK\x03\x04"
_EOCD_SIZE, _LOCAL_SIZE = 22, 30
_MANY = 0xFFFF
"""What a ZIP64 archive writes here."""
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8, _STREAMED = 0x800, 0x8
_WRONG_SIGNS = frozenset('/\\:*?"<>|')
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{word}{n}" for word in ("COM", "LPT") for n in range(1, 10))})


class Unfit(ValueError):
    """不收的包: one sentence that says what is wrong with it and what the sender has to do."""


@dataclass(frozen=True, slots=True)
class Piece:
    """包里的一个文件: `name` is only ever compared with the manifest and shown."""

    name: str
    size: int
    at: int
    packed: int
    method: int
    crc: int


class Package:
    """包: its pieces, looked through and not yet unpacked."""

    def __init__(self, file: IO[bytes], pieces: dict[str, Piece]) -> None:
        """Made by `opened`."""
        self._file = file
        self.pieces = pieces

    def read(self, name: str) -> bytes:
        """解开一个文件 in memory, its bytes counted while they come; Unfit when they are not what was declared."""
        piece = self.pieces[name]
        self._file.seek(piece.at)
        packed = self._file.read(piece.packed)
        data = packed if piece.method == zipfile.ZIP_STORED else _inflated(piece, packed)
        if len(data) != piece.size or zlib.crc32(data) != piece.crc:
            _unfit(f"“{piece.name}”的内容与包里登记的大小或者校验值不符，包已损坏或者被改动，请报送单位重新打包")
        return data


def _inflated(piece: Piece, packed: bytes) -> bytes:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacking.decompress(packed, piece.size + 1)
        rest = unpacking.unconsumed_tail
        if len(data) > piece.size or (rest and unpacking.decompress(rest, 1)):
            _unfit(f"“{piece.name}”解开后比登记的大，是有意伪造的大小，不能收")
    except zlib.error as error:
        raise Unfit(f"“{piece.name}”解不开，包已损坏，请报送单位重新打包。") from error
    if not unpacking.eof or unpacking.unused_data:
        _unfit(f"“{piece.name}”解不开或者后面夹带了别的内容，请报送单位重新打包")
    return data


def _unfit(words: str) -> NoReturn:
    raise Unfit(f"{words}。")


@contextmanager
def opened(path: Path, quarantine: Path) -> Iterator[Package]:
    """放进隔离区打开: a copy of the file in `quarantine`, gone when it is done. Unfit in one sentence."""
    quarantine.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=quarantine) as copy:
        size = _copied(path, copy)
        yield Package(copy, _pieces(copy, size))


def _copied(path: Path, copy: IO[bytes]) -> int:
    size = 0
    if path.is_symlink():
        _unfit(f"“{path.name}”是链接，不是文件本身，不能收")
    with os.fdopen(os.open(path, os.O_RDONLY | _no_follow()), "rb") as source:
        if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
            _unfit(f"“{path.name}”不是普通文件（链接或者设备），不能收")
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > MOST_PACKAGE:
                _unfit(f"“{path.name}”超过 {MOST_PACKAGE >> 20} MB，请报送单位分几次报送")
            copy.write(chunk)
    return size


def _no_follow() -> int:
    return getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def looks_whole(path: Path) -> bool:
    """写完了没有: the record that ends a zip is the last thing its writer writes."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _EOCD_SIZE))
            return file.read(4) == _EOCD
    except OSError:
        return False


def _pieces(file: IO[bytes], size: int) -> dict[str, Piece]:
    end = _end(file, size)
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise Unfit("包的目录读不通，不是完好的 zip，请报送单位重新打包。") from error
    if len(entries) != end:
        _unfit("包的目录与结尾登记的文件数不一致，请报送单位重新打包")
    _judge(entries)
    found: dict[str, Piece] = {}
    folded: set[str] = set()
    for entry in entries:
        name = _name(entry)
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in folded:
            _unfit(f"包里有两个名为“{name}”的文件（不分大小写），不知该看哪一个，请报送单位改名")
        folded.add(key)
        found[name] = Piece(
            name, entry.file_size, _data_at(file, entry, name), entry.compress_size, entry.compress_type, entry.CRC
        )
    _apart(file, entries, found, archive.start_dir)
    return found


def _end(file: IO[bytes], size: int) -> int:
    """How many entries the record at the very end declares: nothing may stand behind it, and no second one before."""
    file.seek(max(0, size - _EOCD_SIZE))
    last = file.read()
    if len(last) < _EOCD_SIZE or last[:4] != _EOCD or last[20:] != b"\0\0":
        _unfit("不是完好的 zip（结尾不对，或者后面夹带了别的内容），请报送单位重新打包")
    disk, start, here, total = (int.from_bytes(last[at : at + 2], "little") for at in (4, 6, 8, 10))
    if disk or start or here != total or _MANY in (here, total):
        _unfit("是分卷或者 ZIP64 的包，请报送单位打成一个普通的 zip")
    if total > MOST_ENTRIES:
        _unfit(f"包里有 {total} 个文件，超过 {MOST_ENTRIES} 个，请报送单位分几次报送")
    directory, where = (int.from_bytes(last[at : at + 4], "little") for at in (12, 16))
    if directory > _MOST_DIRECTORY:
        _unfit("包的目录大得不合理，不能收")
    if directory + where != size - _EOCD_SIZE:
        _unfit("包的目录位置不对，前面或者中间夹带了别的内容，请报送单位重新打包")
    return total


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    """逐个看登记: nothing is unpacked before all of them have passed."""
    total = 0
    for entry in entries:
        name = _shown(entry.orig_filename)
        if entry.flag_bits & _ENCRYPTED:
            _unfit(f"“{name}”加了密码，打不开，请报送单位不加密重新打包")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _unfit(f"“{name}”用了本系统不收的压缩方法，请报送单位用普通的 zip 打包")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            _unfit(f"“{name}”是链接、文件夹或者设备，不是普通文件，请报送单位重新打包")
        if entry.file_size > MOST_ENTRY:
            _unfit(f"“{name}”解开有 {entry.file_size >> 20} MB，超过 {MOST_ENTRY >> 20} MB，不能收")
        if entry.compress_type == zipfile.ZIP_STORED and entry.file_size != entry.compress_size:
            _unfit(f"“{name}”登记的两个大小不一致，请报送单位重新打包")
        if entry.file_size > max(RATIO_FROM, entry.compress_size * MOST_RATIO):
            _unfit(f"“{name}”压缩了 {MOST_RATIO} 倍以上，像是压缩炸弹，不能收")
        total += entry.file_size
        if total > MOST_TOTAL:
            _unfit(f"包解开超过 {MOST_TOTAL >> 20} MB，请报送单位分几次报送")


def _name(entry: zipfile.ZipInfo) -> str:
    """文件名: UTF-8 where the package says so, else plain ASCII or GBK, as Windows in China writes it."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "surrogateescape")
        try:
            name = raw.decode("ascii") if raw.isascii() else raw.decode("gbk")
        except UnicodeDecodeError as error:
            raise Unfit(f"“{_shown(name)}”的文件名不是 UTF-8 也不是 GBK，请报送单位改名后重新打包。") from error
    shown = _shown(name)
    if not name.strip() or name in (".", ".."):
        _unfit("包里有没有名字的文件，请报送单位重新打包")
    if len(name) > MOST_NAME:
        _unfit(f"文件名“{shown}”超过 {MOST_NAME} 个字，请报送单位改短")
    if any(sign in _WRONG_SIGNS for sign in name):
        _unfit(f"文件名“{shown}”带有路径或者不能用的符号，包里不分文件夹，请报送单位改名")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for sign in name):
        _unfit(f"文件名“{shown}”带有看不见的符号，请报送单位改名")
    if name != name.strip() or name.endswith(".") or name.split(".")[0].strip().upper() in _DEVICES:
        _unfit(f"文件名“{shown}”在 Windows 上不能用，请报送单位改名")
    return name


def _shown(name: str) -> str:
    """可以写进句子的名字: what nobody sees is left out, so that a name cannot pretend to be another."""
    seen = "".join(sign if sign.isprintable() else "□" for sign in name)
    return seen if len(seen) <= 40 else f"{seen[:36]}…"  # noqa: PLR2004 - as much as a sentence takes


def _data_at(file: IO[bytes], entry: zipfile.ZipInfo, name: str) -> int:
    """数据从哪里开始: behind the local header, which must say the same as the directory."""
    file.seek(entry.header_offset)
    head = file.read(_LOCAL_SIZE)
    if len(head) < _LOCAL_SIZE or head[:4] != _LOCAL:
        _unfit(f"“{_shown(name)}”在包里的位置不对，请报送单位重新打包")
    flags, method = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    length, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    raw = file.read(length)
    same = raw == entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "surrogateescape")
    sizes = [int.from_bytes(head[at : at + 4], "little") for at in (14, 18, 22)]
    declared = [entry.CRC, entry.compress_size, entry.file_size]
    if not (same and method == entry.compress_type and (flags ^ entry.flag_bits) & (_ENCRYPTED | _UTF8) == 0):
        _unfit(f"“{_shown(name)}”的登记前后不一致，一个文件登记了两个样子，不能收")
    if sizes != declared and not (flags & _STREAMED and set(sizes) <= {0, *declared}):
        _unfit(f"“{_shown(name)}”登记的大小前后不一致，不能收")
    return entry.header_offset + _LOCAL_SIZE + length + extra


def _apart(file: IO[bytes], entries: list[zipfile.ZipInfo], found: dict[str, Piece], directory: int) -> None:
    """互不重叠: one after the other from the first byte on, as an honest packer writes them."""
    del file
    spans = sorted(
        (entry.header_offset, piece.at + piece.packed) for entry, piece in zip(entries, found.values(), strict=True)
    )
    at = 0
    for start, until in spans:
        if start < at or start > at + 24:  # a data descriptor takes up to 24 bytes
            _unfit("包里的文件互相重叠，或者中间夹带了没有登记的内容，不能收")
        at = until
    if not at <= directory <= at + 24:
        _unfit("包里夹带了没有登记的内容，或者文件伸进了目录，不能收")
