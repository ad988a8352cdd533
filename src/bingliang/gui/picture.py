"""截图: the worklist and a case as PNG, without a screen; the demonstration and the documents use it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from bingliang.gui.source import Desk
from bingliang.gui.unseen import draw_unseen

PATIENCE_S = 30.0


def picture(
    desk: Desk,
    out: Path,
    *,
    page: str = "",
    size: tuple[int, int] = (1440, 900),
    dark: bool = False,
    compact: bool = False,
) -> Path:
    """截图 of the worklist (`page` empty) or of the case whose stream `page` is; writes a PNG to `out`.

    RuntimeError when the data do not come within half a minute or the file cannot be written.
    """
    if "PySide6.QtWidgets" not in sys.modules or not os.environ.get("DISPLAY"):
        draw_unseen()
    from PySide6.QtCore import QEvent, QEventLoop

    from bingliang import settings
    from bingliang.gui import style
    from bingliang.gui.app import application
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.lastresort import write_log
    from bingliang.gui.source import Scope
    from bingliang.gui.style import Look
    from bingliang.gui.widgets.ribbon import PRACTICE
    from bingliang.gui.window import Window

    app = application()
    resources = settings.factory().resources
    style.load_fonts(resources / "fonts")
    style.apply(app, Look(dark=dark, compact=compact, practice=desk.ribbon == PRACTICE))
    backstage = Backstage(write_log)
    window = Window(resources / "icons")
    trouble: list[str] = []
    for signal in (backstage.refused, backstage.failed, backstage.not_opened):
        signal.connect(trouble.append)
    window.furnish(backstage)
    window.resize(*size)
    window.show()
    window.worklist.scope_to(Scope.ALL)
    backstage.open(lambda: desk)
    deadline = time.monotonic() + PATIENCE_S

    def settle() -> None:
        while not backstage.idle and time.monotonic() < deadline:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        for _ in range(3):  # a layout in a scroll area settles in rounds
            app.processEvents()

    try:
        settle()
        if page:
            window.open_case(page, "", "")
            settle()
        if page and window.case_page.case is None:
            trouble.append(window.case_page.trouble)
        if trouble or not backstage.idle:
            raise RuntimeError(f"截图没有完成：{'；'.join(trouble) or '数据没有按时到达'}")
        out.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(out), "PNG"):
            raise RuntimeError(f"截图写不进“{out}”，请检查文件夹的权限。")
    finally:
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # processEvents alone never deletes
    return out
