"""The setup program's recipe as one text: its parts are included where makensis includes them."""

from __future__ import annotations

import re

import installer

PART = re.compile(r'^!include /CHARSET=UTF8 "(.+)"$', re.MULTILINE)
NSI = PART.sub(
    lambda found: (installer.NSI.parent / found[1]).read_text(encoding="utf-8"),
    installer.NSI.read_text(encoding="utf-8"),
)
