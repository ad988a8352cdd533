"""入口: `bingliang` opens the window, `bingliang <verb> …` is the command line; nothing heavy is imported before the choice."""

from __future__ import annotations

import io
import sys

from bingliang import PACKAGE


def main(argv: list[str] | None = None) -> int:
    """入口: no argument opens the counter's window, a package of the exchange too, any other goes to the command line.

    The answer is the exit code.
    """
    arguments = sys.argv[1:] if argv is None else argv
    _speak_utf8()
    if not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(PACKAGE)):
        return _window(arguments)
    if arguments == ["--draw-attachment"]:
        from bingliang.paper.apart import child

        return child(sys.stdin.buffer, sys.stdout.buffer)
    if arguments[0] == "--printers" and arguments[1:]:
        from bingliang.gui.printers_line import main as printers

        return printers(arguments[1])
    from bingliang.command import main as command

    return command(arguments)


def _window(arguments: list[str]) -> int:
    """What a start brings into memory is no garbage; looking for some while Qt comes in only costs time (see gui/app.py)."""
    import gc

    gc.disable()
    from bingliang.gui.app import main as window

    return window(arguments)


def _speak_utf8() -> None:
    """Windows consoles and pipes would otherwise get the code page of the country, and fail on rare characters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
