"""The setup program's recipe: compiled where there is NSIS, read everywhere."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

import installer
import signing
import version_info
from bingliang import settings
from bingliang.command.machine import OF_ZONE
from tests.packaging.recipe import NSI

CHECKLIST = (installer.NSI.parents[1] / "CHECKLIST.md").read_text(encoding="utf-8")


def test_exit_codes_are_told_in_the_checklist() -> None:
    """An administrator who rolls out fifty desktops reads nothing but the code."""
    codes = {int(code) for code in re.findall(r"!insertmacro Refuse (\d+) ", NSI)} | {
        int(code) for code in re.findall(r"^\s+SetErrorLevel (\d+)", NSI, re.MULTILINE)
    }
    assert codes == {3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", CHECKLIST, re.MULTILINE)}
    assert codes | {0, 1} <= told


def test_switches_are_told_in_the_checklist() -> None:
    switches = set(re.findall(r'\$\{GetOptions\} \$R0 "(/[A-Z]+=?)"', NSI))
    assert {"/PRESET=", "/DATABASE=", "/COUNTER=", "/ALLUSERS", "/CURRENTUSER", "/NODESKTOP", "/DELETEDATA"} == switches
    assert not [one for one in switches if one not in CHECKLIST]


def test_the_removal_takes_away_what_the_installation_brought_and_no_more() -> None:
    removal = NSI[NSI.index('Section "Uninstall"') :]
    kept, data = removal.rsplit('${If} $DeleteData == "yes"', 1)
    assert re.findall(r"RMDir /r (.*)", kept) == [
        f'"$INSTDIR\\bingliang-{name}"' for name in ("replaced", "replaced", "outdated")
    ]
    assert 'RMDir "$INSTDIR"' in kept
    assert len(re.findall(r"RMDir /r ", data)) == 2
    assert kept.index("!insertmacro ForEachOther SetAside") < kept.index("DeleteRegKey")
    parts = {"_internal", *installer.PROGRAMS, "files.txt", "sbom.cdx.json", "uninstall.exe"}
    assert set(re.findall(r'!insertmacro \$\{step\} "(.+)"', NSI)) == parts


def test_the_backup_comes_before_the_first_change() -> None:
    section = NSI[NSI.index('Section "程序"') :]
    backup, first = section.index("backup --before-upgrade"), section.index("ForEachPart SetAside")
    assert backup < first < section.index("File /r") < section.index('Rename "$INSTDIR\\bingliang-replaced"')


def test_files_are_named_as_nsis_on_windows_reads_them() -> None:
    """There it takes only a backward stroke for the end of a folder, and packs nothing out of a path with the other."""
    named = re.findall(r'^\s+File (?:/r )?"(.+?)"', NSI, re.MULTILINE)
    assert named
    assert not [path for path in named if "/" in path]


def test_the_command_names_version_source_and_target(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "makensis", lambda: "makensis")
    monkeypatch.delenv("BINGLIANG_SIGN", raising=False)
    command = installer.setup_command(workspace, workspace / "s.exe", "1.2.3")
    assert f"-DSOURCE={workspace}" in command
    assert "-DQUAD=1.2.3.0" in command
    assert "-DCOMPRESSOR=lzma" in command
    assert not [one for one in command if "SIGN" in one]
    assert ("-DAMD64=1" in command) is (sys.platform != "win32")
    monkeypatch.setenv("BINGLIANG_SIGN", "signtool {file}")
    assert [one for one in installer.setup_command(workspace, workspace / "s.exe", "1.2.3") if "signing.py" in one]


@pytest.mark.skipif(not shutil.which("makensis"), reason="needs NSIS, which packaging/dev.py installer installs")
def test_it_compiles_and_carries_its_version(workspace: Path) -> None:
    """With next to nothing in it; what the whole one does is seen by `packaging/dev.py installer`."""
    (workspace / "bundle").mkdir()
    (workspace / "bundle" / "bingliang.exe").write_bytes(b"program")
    made = installer.make_setup(workspace / "bundle", workspace / "setup.exe", "1.2.3", quick=True)
    data = made.read_bytes()
    assert data[:2] == b"MZ"
    assert "1.2.3".encode("utf-16-le") in data
    assert version_info.PRODUCT.encode("utf-16-le") in data
    (workspace / "bundle" / "bingliang.exe").unlink()
    (workspace / "bundle" / "bingliang.exe").write_bytes(b"program")
    os.utime(workspace / "bundle" / "bingliang.exe", times=(2e9, 2e9))
    again = installer.make_setup(workspace / "bundle", workspace / "again.exe", "1.2.3", quick=True)
    assert again.read_bytes() == data, "packed on another day, the same bytes"


def test_checksums_are_those_of_the_files(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "DIST", workspace)
    (workspace / "a.exe").write_bytes(b"abc")
    said = installer.checksums([workspace / "a.exe"]).read_text(encoding="utf-8").splitlines()
    assert said[0] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.exe"
    assert said[1] == "# SM3 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0  a.exe"


@pytest.mark.skipif(
    not (shutil.which("makensis") and shutil.which("osslsigncode")),
    reason="needs NSIS and osslsigncode, which packaging/dev.py test installs on Debian",
)
def test_a_certificate_signs_the_setup_and_its_uninstaller_and_a_changed_byte_is_found(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a certificate of our own making: that it is trusted is a matter of who has issued it, not of the recipe."""
    pfx, ca = certificate(workspace)
    monkeypatch.setenv(
        signing.NAME, f"osslsigncode sign -pkcs12 '{pfx}' -pass geheim -h sha256 -in {{file}} -out {{file}}.signed"
    )
    (workspace / "bundle").mkdir()
    (workspace / "bundle" / "bingliang.exe").write_bytes(b"program")
    made = installer.make_setup(workspace / "bundle", workspace / "setup.exe", "1.2.3", quick=True)
    assert signing.sign(made)

    def verified(file: Path) -> str:
        command = ["osslsigncode", "verify", "-CAfile", str(ca), "-in", str(file)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False).stdout

    said = verified(made)
    assert "Signature verification: ok" in said
    assert "CN=bingliang test" in said
    data = bytearray(made.read_bytes())
    data[2000] ^= 1
    (workspace / "changed.exe").write_bytes(data)
    assert "Signature verification: ok" not in verified(workspace / "changed.exe")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A code-signing certificate of our own making: as PKCS #12 with its key, and alone."""
    now = dt.datetime.now(dt.UTC)
    held = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bingliang test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(held.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(held, hashes.SHA256())
    )
    pfx, pem = folder / "cert.pfx", folder / "cert.pem"
    pfx.write_bytes(
        pkcs12.serialize_key_and_certificates(b"test", held, made, None, BestAvailableEncryption(b"geheim"))
    )
    pem.write_bytes(made.public_bytes(Encoding.PEM))
    return pfx, pem


def test_the_prepared_settings_of_the_checklist_can_be_read(workspace: Path) -> None:
    text = re.search(r"```toml\n(.*?)```", CHECKLIST, re.DOTALL)
    assert text is not None
    (workspace / "preset.toml").write_text(text[1], encoding="utf-8")
    held = settings.read(workspace / "preset.toml", beside="zone")
    assert held["updates"] == r"\\服务器\共享\bingliang"
    assert set(held["zone"]) <= set(OF_ZONE)
