"""试更新: the installed program looks for a newer one, in a share and on a web server, that is whole, exchanged, broken or gone."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import release

if TYPE_CHECKING:
    from smoke import Machine

NEWER = "99.0.0"
SAME, FOUND, WRONG = 0, 1, 2
BYTES = b"MZ a setup program that nobody starts " * 100_000


def updates(machine: Machine, cli: Path) -> Iterator[str]:
    """检查更新 by the command line of the installed program; nothing is installed by it, nor kept that is not the publisher's."""
    share = machine.home / "共享 更新"
    share.mkdir()
    setup = share / f"bingliang-{NEWER}-setup.exe"
    held = Ed25519PrivateKey.generate()

    def published(by: Ed25519PrivateKey = held) -> None:
        setup.write_bytes(BYTES)
        release.write(setup, NEWER, by, day=dt.date(2026, 11, 26))

    def told(where: str, words: str, code: int, *, fetch: bool = False) -> None:
        said = machine.must(cli, "update", "--from", where, *(["--fetch"] if fetch else []), code=code)
        if words not in said:
            raise RuntimeError(f"检查更新应说“{words}”，说的是：{said}")

    keys = machine.home / "公钥.toml"
    keys.write_text(f'updates_key = "{release.public(held)}"\n', encoding="utf-8")
    machine.must(cli, "machine", "--preset", machine.written(keys))
    fetched = machine.data / "updates"
    folder = machine.written(share)
    published()
    with _served(share) as (web, hurt):
        for where in (folder, web):
            told(where, "有新版本", FOUND)
            told(where, "已取到", SAME, fetch=True)
            if (fetched / setup.name).read_bytes() != BYTES:
                raise RuntimeError("取来的不是发布的那一份。")
            (fetched / setup.name).unlink()
        published(Ed25519PrivateKey.generate())
        told(folder, "不是登记的发布者签的", WRONG)
        published()
        setup.write_bytes(BYTES[:-1] + b"!")
        told(web, "与公告里的大小或者 SHA-256 不符", WRONG, fetch=True)
        setup.write_bytes(BYTES)
        hurt(setup.name)
        told(web, "", WRONG, fetch=True)
        setup.unlink()
        told(folder, "读不出来", WRONG, fetch=True)
    told(web, "没有取到", WRONG)
    if list(fetched.iterdir()):
        raise RuntimeError("没有核对过的安装程序留下了。")
    yield "检查更新：共享文件夹和网站上的都能取；签名不对、被换过、传到一半断了、服务器不在的都不采用，不留文件"


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """A web server on the folder; by the second, one file is broken off in the middle from now on."""
    hurt: set[str] = set()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def copyfile(self, source, outputfile):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the parent's
            if Path(self.path).name in hurt:
                outputfile.write(source.read(len(BYTES) // 2))
                self.close_connection = True
            else:
                super().copyfile(source, outputfile)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
            """Nothing between the lines of the trial."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", hurt.add
        finally:
            server.shutdown()
            thread.join()
