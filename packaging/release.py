"""更新公告: the signed note beside a setup program, by which the installed programs find and believe a newer one.

BINGLIANG_RELEASE_KEY names the publisher's private Ed25519 key (PEM, `openssl genpkey -algorithm ed25519 -out 密钥.pem`);
without one no note is written. Its public half goes into the bundle, so that what this build installs believes the next.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import contents

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "BINGLIANG_RELEASE_KEY"
NOTE = "bingliang-update.toml"
PUBLIC = "update-key.txt"


def key(environment: Mapping[str, str] = os.environ) -> Ed25519PrivateKey | None:
    """发布者的私钥, or None where no release is signed. ValueError for a file that holds another kind of key."""
    named = environment.get(NAME, "").strip()
    if not named:
        return None
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    held = load_pem_private_key(Path(named).read_bytes(), None)
    if not isinstance(held, Ed25519PrivateKey):
        raise ValueError(f"环境变量 {NAME} 指的文件不是 Ed25519 私钥。")
    return held


def public(held: Ed25519PrivateKey) -> str:
    """公钥 as the settings and the bundle write it."""
    return base64.b64encode(held.public_key().public_bytes_raw()).decode()


def write(setup: Path, version: str, held: Ed25519PrivateKey, *, day: dt.date, notes: str = "") -> list[Path]:
    """写公告和签名 beside `setup`; both belong into the share with it."""
    data = setup.read_bytes()
    rows = {
        "version": version,
        "file": setup.name,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "sm3": contents.sm3(data),
        "published": day.isoformat(),
        "notes": notes,
    }
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in rows.items())
    note, signature = setup.with_name(NOTE), setup.with_name(f"{NOTE}.sig")
    note.write_bytes(text.encode())
    signature.write_bytes(base64.b64encode(held.sign(text.encode())) + b"\n")
    return [note, signature]
