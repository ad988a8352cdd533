"""签名: runs the signing program that the environment names, on every program of ours; without one nothing is signed.

BINGLIANG_SIGN holds its command line with {file} in it, for example

    signtool sign /fd sha256 /tr http://时间戳服务 /td sha256 /sha1 证书指纹 {file}
    osslsigncode sign -pkcs12 证书.pfx -readpass 口令文件 -in {file} -out {file}.signed

What comes out as FILE.signed takes FILE's place. Secrets belong into the certificate store or a file, never in here.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "BINGLIANG_SIGN"


def command(file: Path, environment: Mapping[str, str] = os.environ) -> list[str]:
    """签名命令 for one file; empty when there is nothing to sign with. ValueError when it does not say {file}."""
    template = environment.get(NAME, "").strip()
    if not template:
        return []
    if "{file}" not in template:
        raise ValueError(f"环境变量 {NAME} 里没有 {{file}}，不知道给哪个文件签名。")
    # A Windows path in the template keeps its backward strokes.
    words = shlex.split(template, posix=sys.platform != "win32")
    return [word.strip('"').replace("{file}", str(file)) for word in words]


def sign(file: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """签一个文件; whether it was signed. RuntimeError when the signing program refuses."""
    line = command(file, environment)
    if not line:
        return False
    done = subprocess.run(line, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise RuntimeError(f"“{file.name}”没有签成：{(done.stderr or done.stdout).strip()[-500:]}")
    fresh = file.with_name(file.name + ".signed")
    if fresh.exists():
        fresh.replace(file)
    return True


if __name__ == "__main__":  # NSIS hands over the uninstaller that it has just made
    sign(Path(sys.argv[1]))
