"""压缩包: named texts and files in one zip, written beside its place and moved there, so that nobody sends half of one."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from bingliang.placing import put_in_place


def write_bundle(target: Path, parts: Mapping[str, str]) -> Path:
    """写压缩包 of UTF-8 texts; ValueError in one sentence when the place cannot be written."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in parts.items():
                # A fixed time: the same parts make the same bytes.
                entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                bundle.writestr(entry, text.encode("utf-8"))
        put_in_place(fresh, target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        why = error.strerror or error
        raise ValueError(f"“{target}”不能写入（{why}），请换一个文件夹，例如桌面。") from error
    return target
