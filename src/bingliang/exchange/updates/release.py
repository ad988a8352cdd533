"""更新: what a publisher lays out in a share or behind a web address, a signed note and a setup program, is read and checked.

The note says version, file, size and hashes; beside it lies its Ed25519 signature. Nothing in the folder is believed
before the signature is that of the key which this machine knows, and no file is handed on before its hash is the note's.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlsplit

from bingliang.placing import put_in_place

NOTE = "bingliang-update.toml"
SIGNATURE = f"{NOTE}.sig"
SECONDS = 20.0
MOST_NOTE, MOST_SETUP, PIECE = 64 << 10, 1 << 30, 1 << 20
KEY_BYTES = 32
_SETUP = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.(exe|msi)")
_BROKEN = (OSError, HTTPException, UnicodeError)
_URL = "%:/?#[]@!$&'()*+,;=~"
_FIELDS = {"version": str, "file": str, "size": int, "sha256": str, "sm3": str, "published": str, "notes": str}


@dataclass(frozen=True, slots=True)
class Release:
    """一版安装程序, as its signed note has it."""

    version: str
    file: str
    size: int
    sha256: str
    sm3: str
    published: str
    notes: str


def numbers(version: str) -> tuple[int, ...]:
    """版本号的各段, four of them. ValueError when it does not begin with a number."""
    found = re.match(r"\d{1,6}(\.\d{1,6}){0,3}", version)
    if found is None:
        raise ValueError(f"“{version}”不是版本号，应像 1.2.0。")
    parts = [int(part) for part in found[0].split(".")]
    return tuple(parts + [0] * (4 - len(parts)))


def key_of(text: str) -> bytes:
    """发布者公钥 of its Base64 words. ValueError for anything that is no Ed25519 key."""
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ValueError("发布者公钥写得不对：应是 44 个字符的 Base64（Ed25519），请向发布者核对。")
    return raw


def latest(source: str, key: str) -> Release:
    """读公告: the note of `source`, checked. ValueError in one sentence when there is none or it is not the publisher's."""
    known = key_of(key)
    note, signed = _read(source, NOTE), _read(source, SIGNATURE)
    _check(note, signed, known)
    return _release(note)


def fetched(source: str, release: Release, folder: Path) -> Path:
    """取安装程序 into `folder`; its bytes are checked as they come and it gets its name only when they are right.

    ValueError in one sentence when it is not the file that the note speaks of.
    """
    target = folder / release.file
    if target.is_file() and _digest(target) == release.sha256:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.{os.getpid()}.part")
    digest, size = hashlib.sha256(), 0
    try:
        with _opened(source, release.file) as coming, fresh.open("wb") as out:
            while piece := _piece(coming, source, PIECE):
                size += len(piece)
                if size > release.size:
                    break
                digest.update(piece)
                out.write(piece)
        if size != release.size or digest.hexdigest() != release.sha256:
            raise ValueError(
                f"取来的“{release.file}”与公告里的大小或者 SHA-256 不符，已删除，没有使用；请告诉管理员，安装程序可能被人换过。"
            )
        put_in_place(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    return target


def _digest(file: Path) -> str:
    with file.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()


def _check(note: bytes, signed: bytes, known: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        signature = base64.b64decode(signed.strip(), validate=True)
        Ed25519PublicKey.from_public_bytes(known).verify(signature, note)
    except (InvalidSignature, ValueError, binascii.Error) as error:
        raise ValueError(
            "更新公告的签名不是登记的发布者签的，没有采用；请告诉管理员，公告可能被人改过，或者发布者换了密钥。"
        ) from error


def _release(note: bytes) -> Release:
    try:
        table: dict[str, Any] = tomllib.loads(note.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"更新公告 {NOTE} 写法有误（{error}），请发布者重做。") from error
    for name, kind in _FIELDS.items():
        if not isinstance(table.get(name), kind) or isinstance(table.get(name), bool):
            raise ValueError(f"更新公告里“{name}”缺少或者写得不对，请发布者重做。")
    release = Release(**{name: table[name] for name in _FIELDS})
    numbers(release.version)
    if not _SETUP.fullmatch(release.file):
        raise ValueError(f"更新公告里的文件名“{release.file}”不能用，应是一个 .exe 或 .msi 的名字，不带路径。")
    if not 0 < release.size <= MOST_SETUP or not re.fullmatch(r"[0-9a-f]{64}", release.sha256):
        raise ValueError("更新公告里的大小或者 SHA-256 写得不对，请发布者重做。")
    return release


def _read(source: str, name: str) -> bytes:
    with _opened(source, name) as held:
        data = _piece(held, source, MOST_NOTE + 1)
    if len(data) > MOST_NOTE:
        raise ValueError(f"“{source}”里的 {name} 太大，不是更新公告。")
    return data


def _piece(held: IO[bytes], source: str, most: int) -> bytes:
    try:
        return held.read(most)
    except _BROKEN as error:
        raise ValueError(f"更新地址“{source}”读到一半断了（{error}），请核对网络后再试。") from error


def _opened(source: str, name: str) -> IO[bytes]:
    """A file of the share or behind the web address. ValueError in one sentence when it cannot be had."""
    where = source.strip()
    if "://" not in where:
        path = Path(where, name)
        try:
            return path.open("rb")
        except OSError as error:
            raise ValueError(f"更新文件夹里的“{path}”读不出来（{error.strerror}），请核对地址和权限。") from error
    if urlsplit(where).scheme not in ("https", "http"):
        raise ValueError(f"更新地址“{where}”不认识，请写文件夹，或者 https:// 开头的网址。")
    from urllib.request import urlopen

    address = f"{quote(where.rstrip('/'), safe=_URL)}/{quote(name)}"
    try:
        answer: IO[bytes] = urlopen(address, timeout=SECONDS)  # noqa: S310 - the scheme has been looked at
    except _BROKEN as error:
        raise ValueError(
            f"更新地址“{address}”没有取到（{getattr(error, 'reason', error)}），请核对网址和网络。"
        ) from error
    return answer
