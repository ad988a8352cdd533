"""打印机的命令行: the printers of this machine, asked without a window; see command/printers.py."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bingliang import settings as machine
from bingliang.gui.unseen import draw_unseen
from bingliang.ledger.acts import Refusal
from bingliang.settings import Settings

if TYPE_CHECKING:
    from bingliang.gui.devices.printers import Printers


def main(asked: str) -> int:
    """打印机: does what is asked and prints what there is; 0 done, 1 refused, 2 wrong input."""
    # Nothing is shown, and a server has no screen.
    draw_unseen()
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    try:
        sys.stdout.write("\n".join(_answer(json.loads(asked))) + "\n")
    except (Refusal, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, Refusal) else 2
    del application
    return 0


def _answer(asked: dict[str, Any]) -> list[str]:
    from bingliang.gui.devices.printers import KINDS, machine_printers, with_printer
    from bingliang.gui.devices.ruled import kept_shift, ruled_sheet

    settings = machine.load()
    printers = machine_printers(lambda: settings)
    names = printers.names()

    def known(name: object) -> str:
        if name not in names:
            raise ValueError(f"系统里没有打印机“{name}”，有的是：{'、'.join(names) or '（一台也没有）'}。")
        return str(name)

    def kind(word: object) -> str:
        if word not in KINDS:
            raise ValueError(f"没有名为“{word}”的文书种类，可用的是：{'、'.join(KINDS)}。")
        return str(word)

    if asked["use"]:
        word, name = asked["use"]
        machine.save(settings := with_printer(settings, kind(word), known(name)))
    if asked["tray"]:
        word, tray = asked["tray"]
        machine.save(settings := _with_tray(settings, kind(word), str(tray), printers))
    if asked["shift"]:
        name, *sides = asked["shift"]
        machine.save(settings := kept_shift(settings, known(name), sides))
    if asked["test"]:
        name = known(asked["test"])
        printers.hand(name, ruled_sheet(name, settings))
        return [f"试印页已送打印机“{name}”，量好四边后：bingliang printers --shift {name} 左 上 右 下"]
    return _listed(settings, printers, names)


def _with_tray(settings: Settings, kind: str, tray: str, printers: Printers) -> Settings:
    from bingliang.gui.devices.printers import printer_for

    trays = {one.key: one.word for one in printers.trays(printer_for(settings, kind))}
    key = next((key for key, word in trays.items() if tray in (key, word)), "")
    if not key:
        raise ValueError(f"{kind}的打印机没有报告名为“{tray}”的纸盒，有的是：{'、'.join(trays) or '（没有报告）'}。")
    return replace(settings, trays={**settings.trays, kind: key})


def _listed(settings: Settings, printers: Printers, names: tuple[str, ...]) -> list[str]:
    from bingliang.desk.papers.print_queue import QueueFilter, queue
    from bingliang.gui.devices.printers import KINDS, margin_of, printer_for, tray_for

    lines = []
    for name in names:
        right, down = margin_of(settings, name)
        trays = "、".join(one.key for one in printers.trays(name))
        lines.append(f"打印机 {name}　纸盒：{trays or '没有报告'}　偏移：右 {right:g} 下 {down:g} 毫米")
    lines += [
        f"{kind}：{printer_for(settings, kind) or '（没有选）'}　{tray_for(settings, kind)}".rstrip() for kind in KINDS
    ]
    found = queue(machine.data_folder(), QueueFilter.OPEN)
    lines.append(f"打印队列：{found.sentence}")
    lines += [f"  {job.state}　{job.name}　{job.printer}　{job.reason}".rstrip() for job in found.rows]
    return lines
