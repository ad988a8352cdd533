"""归档包: the files of one case in one zip with a manifest that names every one of them by its SM3; and its checking back."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from bingliang.placing import put_in_place

MANIFEST = "清单.json"
LARGEST, MOST = 500 * 1024 * 1024, 2000
"""Of all files unpacked, and how many: more than that is no case of ours and is not unpacked."""

Digest = Callable[[bytes], str]


def packed(parts: Mapping[str, bytes], head: Mapping[str, object], digest: Digest) -> bytes:
    """打包: the same parts make the same bytes; the manifest stands last and names everything but itself."""
    files = [{"name": name, "size": len(data), "sm3": digest(data)} for name, data in sorted(parts.items())]
    manifest = json.dumps({**head, "files": files}, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in [*sorted(parts.items()), (MANIFEST, manifest)]:
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, data)
    return out.getvalue()


def written(target: Path, data: bytes) -> Path:
    """写到文件 beside its place and moved there; ValueError in one sentence when it cannot be."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        put_in_place(fresh, target)
    except OSError as error:
        raise ValueError(f"“{target}”不能写入（{error.strerror or error}），请换一个文件夹。") from error
    return target


def checked(data: bytes, digest: Digest) -> str:
    """查回: empty when every file is there as the manifest names it and nothing else is; else the first fault."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            return _against(bundle, digest)
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, OSError, EOFError):
        return "归档包读不出来，可能已经损坏。"
    except Exception as error:  # noqa: BLE001  # zlib has an error of its own, which is no OSError
        return f"归档包读不出来（{type(error).__name__}），可能已经损坏。"


def _against(bundle: zipfile.ZipFile, digest: Digest) -> str:
    infos = bundle.infolist()
    if len(infos) > MOST or sum(info.file_size for info in infos) > LARGEST:
        return "归档包太大，不是本程序打的包。"
    names = [info.filename for info in infos]
    if MANIFEST not in names:
        return f"归档包里没有“{MANIFEST}”。"
    manifest = json.loads(bundle.read(MANIFEST))
    told = {str(one["name"]): one for one in manifest["files"]}
    for name, one in told.items():
        if name not in names:
            return f"缺少文件“{name}”。"
        data = bundle.read(name)
        if len(data) != one["size"] or digest(data) != one["sm3"]:
            return f"文件“{name}”与清单不符，被改动过。"
    extra = [name for name in names if name not in told and name != MANIFEST]
    if extra or len(set(names)) != len(names):
        return f"多出文件“{(extra or names)[0]}”。"
    return ""
