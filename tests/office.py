"""A spreadsheet program that opens what was written, where there is one: LibreOffice without a window."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")


def first_sheet(book: Path, folder: Path) -> list[list[str]]:
    """The first sheet of the workbook as the program reads it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"]
    # It needs the faces of the system, not those that the pictures are drawn with.
    own = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    subprocess.run([*run, str(folder), str(book)], check=True, capture_output=True, timeout=120, env=own)
    with (folder / f"{book.stem}.csv").open(encoding="utf-8", newline="") as read:
        return list(csv.reader(read))
