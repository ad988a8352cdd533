"""第一天: what a machine is told when the program is opened on it for the first time, and an empty ledger with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from bingliang.desk.desk import open_desk
from bingliang.desk.zone.editions import adopt_zone, zone_text
from bingliang.desk.zone.file import with_setting
from bingliang.ledger.acts import Who
from bingliang.settings import Settings, default_database, load, save, writable_data_folder

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

GROUND = "首次启动时填写，由区确认"


@dataclass(frozen=True, slots=True)
class FirstDay:
    """首次设置: `database` empty for a ledger on this machine; `zone`, `body` (落款单位) and how to reach them only for a ledger that has none."""

    database: str = ""
    counter: str = ""
    zone: str = ""
    body: str = ""
    address: str = ""
    phone: str = ""
    complaint: str = ""
    paper_printer: str = ""
    slip_printer: str = ""


def shared_address(server: str, base: str, user: str, password: str) -> str:
    """共用数据库的地址 from what is asked on the screen; signs that mean something in an address are written so that they do not.

    ValueError in one sentence for what is missing.
    """
    for text, what in ((server, "服务器"), (base, "库名"), (user, "用户名")):
        if not text.strip():
            raise ValueError(f"请填写{what}：各窗口共用一个数据库，地址由管理员给出。")
    host, colon, port = server.strip().rpartition(":")
    if not colon or host.endswith(":"):  # no port, or an IPv6 address without one
        host, port = server.strip(), ""
    if port and not port.isdecimal():
        raise ValueError(f"服务器“{server.strip()}”的端口不是数字，请写成 主机 或 主机:5432。")
    who = quote(user.strip(), safe="") + (f":{quote(password, safe='')}" if password else "")
    place = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"postgresql://{who}@{place}{f':{port}' if port else ''}/{quote(base.strip(), safe='')}"


def begin(first: FirstDay) -> Settings:
    """开张: the database opens (a new one is made), an empty one gets its zone's name and seal, then the machine remembers.

    ValueError or Refusal in one sentence when the database cannot be used; then nothing is remembered.
    """
    name_zone(first)
    settings = replace(
        load(),
        database=first.database,
        counter=first.counter,
        paper_printer=first.paper_printer,
        slip_printer=first.slip_printer,
    )
    save(settings)
    return settings


def name_zone(first: FirstDay, text: str = "") -> None:
    """园区和落款: into a ledger that has none yet, which is made if it is not there; `text` is a whole 区的文件 to begin with.

    ValueError in one sentence when the database cannot be used or the file cannot be laid over the catalogue.
    """
    if not first.database:
        writable_data_folder()
    where = first.database or str(default_database())
    desk = open_desk(where, Who("首次设置", first.counter or "0", "管理员"), create=True)
    try:
        _name_zone(desk, first, text)
    finally:
        desk.close()


def _name_zone(desk: Desk, first: FirstDay, text: str) -> None:
    """Another counter may have named it before: then its words stand."""
    if zone_text(desk):
        return
    for key, value in (
        ("zone_name", first.zone),
        ("lead_body_name", first.body),
        ("address", first.address),
        ("counter_phone", first.phone),
        ("complaint_phone", first.complaint),
    ):
        if value.strip():
            text = with_setting(text, key, value.strip(), GROUND)
    if text:
        adopt_zone(desk, f"zone/first/{uuid.uuid4().hex}", text, "首次设置")
