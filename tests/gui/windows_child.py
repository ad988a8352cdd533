"""Run by a Windows Python: prints on printers as Windows has them and says what it found, one line of JSON."""

from __future__ import annotations

import json
import sys

from PySide6.QtWidgets import QApplication

from bingliang.gui.devices.printers import system_printers
from bingliang.gui.devices.sheets import Job
from bingliang.gui.devices.windows import WindowsPrinters
from bingliang.ledger.acts import Refusal
from bingliang.paper.compose import compose
from bingliang.paper.form import read_forms
from bingliang.settings import factory


def main(laser: str, slips: str) -> None:
    application = QApplication([])
    printers = system_printers()
    assert isinstance(printers, WindowsPrinters)
    trays = printers.trays(laser)
    lower = next(one.key for one in trays if one.word == "Lower Tray")
    form = read_forms(factory().forms)["grant"]
    printers.hand(
        laser, Job(compose(form, form.sample()).pdf, "准予行政许可决定书", "公文", token="abcd1234", tray=lower)
    )
    printers.raw(slips, "小票 [efgh5678]", bytes(range(256)) * 300)
    refused = ""
    try:
        printers.raw("没有这台", "小票", b"x")
    except Refusal as why:
        refused = str(why)
    told = {"names": printers.names(), "trays": [one.word for one in trays], "refused": refused}
    sys.stdout.write(json.dumps(told) + "\n")
    del application


main(*sys.argv[1:])
