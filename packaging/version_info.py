"""版本信息: what Windows shows of a program under 属性 → 详细信息."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = "并联审批柜台"
MAKER = "bingliang"
CHINESE, UNICODE = 0x0804, 1200


def version() -> str:
    """版本号 of the program, read from its source without importing it."""
    text = (ROOT / "src" / "bingliang" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise ValueError("src/bingliang/__init__.py 里没有 __version__。")
    return found[1]


def quadruple(text: str) -> tuple[int, int, int, int]:
    """四段版本号: Windows compares nothing else; what follows the numbers (rc1, .dev0) has no place in it."""
    numbers = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?", text)
    if numbers is None:
        raise ValueError(f"“{text}”不是版本号。")
    first, second, third, fourth = (int(part or 0) for part in numbers.groups())
    if max(first, second, third, fourth) > 0xFFFF:
        raise ValueError(f"版本号“{text}”有一段超过 65535，Windows 写不下。")
    return first, second, third, fourth


def version_resource(name: str, text: str, description: str) -> str:
    """版本资源 in the writing that PyInstaller reads."""
    numbers = quadruple(text)
    words = {
        "CompanyName": MAKER,
        "FileDescription": description,
        "FileVersion": text,
        "InternalName": name,
        "LegalCopyright": "Apache-2.0；第三方组件的许可证见 licences 文件夹",
        "OriginalFilename": f"{name}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": text,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1),\n"
        f"  kids=[StringFileInfo([StringTable('{CHINESE:04x}{UNICODE:04x}', [{strings}])]),\n"
        f"        VarFileInfo([VarStruct('Translation', [{CHINESE}, {UNICODE}])])],\n"
        ")\n"
    )
