"""MSI: the same folder for a roll-out by group policy, for all accounts of a machine, without dialogs; made by wixl.

The setup.exe is the usual way. An MSI cannot ask for a backup before it changes files, so the program itself makes one
before it brings an older database up to date.
"""

from __future__ import annotations

import hashlib
import subprocess
import uuid
from collections import defaultdict
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import quoteattr

import version_info
from contents import LIST

UPGRADE = "7b9cf2a0-58d4-4d2b-9f5d-0d8d2bb0a101"
"""升级代码: one for ever; by it Windows knows that two versions are the same program."""
NAME = "Bingliang"
"""Latin letters: wixl writes Chinese strings into the tables as nothing at all."""
SPACE = uuid.UUID("0d5b8b0e-6d4c-4e58-9f3c-6f0b1d2a7c11")


def _id(kind: str, name: str) -> str:
    return kind + hashlib.sha256(name.encode()).hexdigest()[:20]


def source(files: list[str], version: str, contents: str = "") -> str:
    """WiX 的写法 of these files (paths below the bundle, with the strokes of the web); the same for the same files.

    `contents` stands for what is in them: Windows takes two packages with one product code for the same installation.
    """
    below: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
    folders: dict[PurePosixPath, set[PurePosixPath]] = defaultdict(set)
    for name in sorted(files):
        path = PurePosixPath(name)
        below[path.parent].append(path)
        for inner, outer in zip([path.parent, *path.parents[1:]], path.parents[1:], strict=False):
            folders[outer].add(inner)
    found: list[str] = []

    def directory(folder: PurePosixPath, depth: int) -> None:
        space = "  " * depth
        for path in below[folder]:
            ident = _id("c", str(path))
            found.append(f"<ComponentRef Id={quoteattr(ident)}/>")
            guid = uuid.uuid5(SPACE, str(path))
            link = SHORTCUT + OPENED + MARK if str(path) == "bingliang.exe" else ""
            rows.append(
                f'{space}<Component Id="{ident}" Guid="{guid}" Win64="yes">'
                f'<File Id="{_id("f", str(path))}" KeyPath="yes" Name={quoteattr(path.name)} Source={quoteattr(str(path))}>'
                f"</File>{link}</Component>"
            )
        for inner in sorted(folders[folder]):
            rows.append(f'{space}<Directory Id="{_id("d", str(inner))}" Name={quoteattr(inner.name)}>')
            directory(inner, depth + 1)
            rows.append(f"{space}</Directory>")

    rows: list[str] = []
    directory(PurePosixPath(), 4)
    numbers = ".".join(str(part) for part in version_info.quadruple(version)[:3])
    return (
        HEAD.format(
            version=numbers, title=NAME, unkey=UNKEY, upgrade=UPGRADE, product=uuid.uuid5(SPACE, version + contents)
        )
        + "\n".join(rows)
        + FOOT.format(title=NAME)
        + "\n".join("      " + one for one in found)
        + "\n    </Feature>\n  </Product>\n</Wix>\n"
    )


SHORTCUT = (
    '<Shortcut Id="menu" Directory="ProgramMenuFolder" Name="Bingliang" Target="[INSTALLDIR]bingliang.exe" '
    'WorkingDirectory="INSTALLDIR"/>'
)
OPENED = "".join(
    f'<RegistryValue Id="{name}" Root="HKLM" Key="Software\\Classes\\{key}" Value={quoteattr(value)} Type="string"/>'
    for name, key, value in (
        ("ending", ".blpkg", "bingliang.package"),
        ("kind", "bingliang.package", "bingliang package"),
        ("picture", r"bingliang.package\DefaultIcon", "[INSTALLDIR]bingliang.exe,0"),
        ("opening", r"bingliang.package\shell\open\command", '"[INSTALLDIR]bingliang.exe" "%1"'),
    )
)
"""交换包: a double click imports it, as after the setup program."""
MARK = '<RegistryValue Id="mark" Root="HKLM" Key="Software\\bingliang" Name="InstalledBy" Value="msi" Type="string"/>'
"""by which the setup program knows that this machine has its program from a package"""
UNKEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\bingliang"
"""where the setup program writes down that it has installed"""
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="{product}" UpgradeCode="{upgrade}" Name="{title}" Version="{version}" Manufacturer="bingliang" Language="2052" Codepage="1252">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version is installed."/>
    <Property Id="BYSETUP">
      <RegistrySearch Id="bysetup" Root="HKLM" Key="{unkey}" Name="InstallMode" Type="raw" Win64="yes"/>
    </Property>
    <Condition Message="Installed by setup.exe already: remove that one first, its data stays.">Installed OR NOT BYSETUP</Condition>
    <Media Id="1" Cabinet="program.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramMenuFolder" Name="."/>
      <Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="bingliang">
"""
FOOT = """
      </Directory></Directory>
    </Directory>
    <Feature Id="program" Title="{title}" Level="1">
"""


def make(bundle: Path, out: Path, version: str) -> Path:
    """做出 MSI from the bundle. RuntimeError when wixl refuses, or makes an empty one (which it does without a word)."""
    files = [one.relative_to(bundle).as_posix() for one in sorted(bundle.rglob("*")) if one.is_file()]
    recipe = bundle.parent / f"{out.stem}.wxs"
    listed = hashlib.sha256((bundle / LIST).read_bytes()).hexdigest()
    recipe.write_text(source(files, version, listed), encoding="utf-8")
    # wixl takes a file's source from the folder that it is started in.
    command = ["wixl", "-a", "x64", "-o", str(out), str(recipe)]
    done = subprocess.run(command, cwd=bundle, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode or not out.exists() or out.stat().st_size < 1_000_000:
        raise RuntimeError(f"MSI 没有做成：{(done.stderr or done.stdout).strip()[-800:]}")
    return out
