"""试印页与偏移: the sheet that measures a printer, and what was measured kept for it; for the screen and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bingliang.gui.devices.printers import margin_of, printer_for, tray_for, with_margin
from bingliang.gui.devices.sheets import Job
from bingliang.settings import Settings

MOST = 60.0
TOLD = (
    "1. 用尺量四边：从纸边到框线各是多少毫米，量到半毫米。各边都应是 20 毫米。",
    "2. 到“设置 → 打印机 → 打印偏移”选这台打印机，填四个数，按“记下”。",
    "3. 再打一张试印页核对；以后这台打印机打的每一张 A4 都照此移动。",
    "4. 左加右、上加下都应是 40 毫米。差 2 毫米以上，是打印机缩放了：",
    "    请在驱动里关掉“适合页面”，再打一张。",
    "5. 四边的小尺从纸边数起，看不见的刻度是这台打印机打不到的地方。",
)
"""What stands on the sheet: how it is measured."""


def ruled_sheet(printer: str, settings: Settings) -> Job:
    """试印页 as a job for a printer, in its present shift and from the tray of the 公文."""
    from bingliang.paper.ruled_page import ruled_page

    shift = margin_of(settings, printer)
    when = f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
    tray = tray_for(settings, "公文") if printer_for(settings, "公文") == printer else ""
    return Job(ruled_page(printer, when, shift, TOLD), "试印页", "公文", tray=tray, shift=shift)


def kept_shift(settings: Settings, printer: str, sides: Sequence[str]) -> Settings:
    """记下量得的 左、上、右、下; ValueError in one sentence for what cannot have been measured."""
    from bingliang.paper.ruled_page import scaled, shift_of

    try:
        left, top, right, bottom = (float(side.replace("，", ".").replace(",", ".")) for side in sides)
    except ValueError:
        raise ValueError("量得的四个数应是毫米，如 19.5；请照试印页左、上、右、下的次序填写。") from None
    if not all(0 <= side <= MOST for side in (left, top, right, bottom)):
        raise ValueError(f"从纸边到框线不会超过 {MOST:g} 毫米，请重新量；没有记下。")
    if scaled(left, right) or scaled(top, bottom):
        raise ValueError(
            f"左加右是 {left + right:g}，上加下是 {top + bottom:g}，都应是 40 毫米：打印机缩放了，或者量错了。"
            "请在打印机驱动里关掉“适合页面”，重新打一张试印页再量；没有记下。"
        )
    return with_margin(settings, printer, *shift_of(left, top, margin_of(settings, printer)))
