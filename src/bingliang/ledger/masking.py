"""掩码: free text (a log, an error) without numbers of persons; what is public or our own, such as credit and case codes, stays.

Better one figure too many hidden than a number of a person shown: whatever has the form of an identity number or of a
telephone is masked, whether its check digit fits or not; only what is plainly a credit code by its check digits stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bingliang.ledger.identifiers import credit_code, id_number

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF38, 0xFF58)}
_GAP = r"[ \-\u2010-\u2015]?"
_BORN = r"(?:18|19|20)\d\d" + _GAP + r"(?:0[1-9]|1[0-2])" + _GAP + r"(?:0[1-9]|[12]\d|3[01])"
_ID = re.compile(rf"(?<![0-9A-Za-z])([1-9]\d{{5}}{_GAP}{_BORN}{_GAP}\d{{3}}[0-9Xx])(?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])")
_MOBILE = re.compile(rf"(?<![0-9A-Za-z])((?:\+?0?0?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}})(?![0-9A-Za-z])")
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z.\-:])(\(?0(?:10|2\d|[3-9]\d{2})\)?[ \-]?[2-9]\d{6,7})(?:[ \-转]{1,3}\d{1,5})?(?![0-9A-Za-z])"
)
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EeGgHhMmCc][A-Za-z]?\d{7,8})(?![0-9A-Za-z])")
_PASSWORD = re.compile(r"(?P<kind>[a-z][a-z0-9+]*://[^\s:/@]*):[^\s@/]*@")
_PARAMETERS = re.compile(r"\[parameters: .*")

HIDDEN = "〔已略去〕"


def masked(text: str) -> str:
    """掩码: identity numbers, passports and telephones of persons, passwords in addresses, values of SQL statements."""
    found = _PARAMETERS.sub(f"[parameters: {HIDDEN}]", text.translate(_WIDE))
    found = _PASSWORD.sub(rf"\g<kind>:{HIDDEN}@", found)
    found = _ID.sub(_identity, found)
    found = _OLD_ID.sub(HIDDEN, found)
    found = _MOBILE.sub(HIDDEN, found)
    found = _LANDLINE.sub(HIDDEN, found)
    return _PASSPORT.sub(HIDDEN, found)


def _identity(match: re.Match[str]) -> str:
    """A credit code may have the form of an identity number; one whose check digits fit only as such is public and stays."""
    if not _is(id_number, match[1]) and _is(credit_code, match[1]):
        return match[1]
    return HIDDEN


def _is(check: Callable[[str], str], text: str) -> bool:
    try:
        check(text)
    except ValueError:
        return False
    return True
