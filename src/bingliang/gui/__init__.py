"""窗口: the only room that knows Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 - before anything of ours: see below

# Qt for Python reads the source of every module that is imported after it, to see whether it asks for `snake_case`, and
# keeps it in memory. None of ours does, and a start imports some six hundred: Python's own way of importing is put back.
vars(builtins)["__import__"] = getattr(builtins, "__orig_import__", builtins.__import__)
