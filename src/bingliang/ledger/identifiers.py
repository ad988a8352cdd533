"""证照号码: the numbers people type or scan at the counter, folded to one form or refused with the reason.

Every check takes what a keyboard, a scanner or a copied page gives (full-width, lower case, blanks, hyphens) and
returns the one form that is stored. Nothing is looked up: a number can be well formed and still belong to nobody.
"""

from __future__ import annotations

import re
from datetime import date

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣─"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FOLD = {**_WIDE, **_DASHES, **_INVISIBLE}

_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
_CREDIT_AUTHORITIES = "123456789ANY"
_BODY_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LIKELY = {"O": "0", "I": "1", "S": "5", "Z": "2", "V": "U或Y"}
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_DIGITS = frozenset("0123456789")
_LENGTH, _OLD_LENGTH, _CASE_LENGTH, _MOBILE_LENGTH = 18, 15, 14, 11
_MASKED_FROM = 8
_RATING_DIGITS = 10
_LAST_SERIAL = 9999
_ERRAND_LENGTH, _LAST_ERRAND = 13, 999


def credit_code(text: str) -> str:
    """统一社会信用代码 (GB 32100-2015), folded; the organisation code inside it is checked by GB 11714 as well.

    ValueError with one sentence: length, illegal character, check digit and which it should be.
    """
    code = _fold(text).replace("-", "")
    if not code:
        raise ValueError("统一社会信用代码没有填写，请照营业执照或登记证书填写18位代码。")
    if len(code) == _OLD_LENGTH and _DIGITS.issuperset(code):
        raise ValueError("这是15位数字，像是旧营业执照注册号，请填写营业执照上18位的统一社会信用代码。")
    fault = _credit_fault(code)
    if fault and _id_fault(code) is None:
        raise ValueError("这是居民身份证号码，不是统一社会信用代码，请照营业执照填写18位代码。")
    if fault:
        raise ValueError(fault)
    return code


def complete_credit_code(first: str) -> str:
    """补上校验位: the whole 18 characters for the first 16 (for invented enterprises); ValueError when they are no code."""
    code = first + _body_check(first[8:16])
    total = sum(weight * _CREDIT_SIGNS.index(sign) for weight, sign in zip(_CREDIT_WEIGHTS, code, strict=True))
    return credit_code(code + _CREDIT_SIGNS[-total % 31])


def is_credit_code(text: str) -> bool:
    """是不是信用代码: whether a scanned text is one, check digit included."""
    return _credit_fault(_fold(text)) is None


def _credit_fault(code: str) -> str | None:
    if len(code) != _LENGTH:
        return f"统一社会信用代码应为18位，现为{len(code)}位，请照营业执照核对。"
    for place, sign in enumerate(code, 1):
        if sign not in _CREDIT_SIGNS:
            likely = f"，是否应为“{_LIKELY[sign]}”" if sign in _LIKELY else ""
            return f"统一社会信用代码第{place}位“{sign}”不在可用字符之内（数字和除I、O、S、V、Z外的大写字母）{likely}，请核对。"
    if code[0] not in _CREDIT_AUTHORITIES:
        return f"统一社会信用代码第1位“{code[0]}”不是登记管理部门代码（1至9、A、N、Y），请核对。"
    if not _DIGITS.issuperset(code[2:8]):
        return f"统一社会信用代码第3至8位应为6位行政区划数字，现为“{code[2:8]}”，请核对。"
    return _credit_check_fault(code)


def _credit_check_fault(code: str) -> str | None:
    total = sum(weight * _CREDIT_SIGNS.index(sign) for weight, sign in zip(_CREDIT_WEIGHTS, code, strict=False))
    expected = _CREDIT_SIGNS[-total % 31]
    if code[17] != expected:
        return f"统一社会信用代码校验不符：按前17位，第18位应为“{expected}”，现为“{code[17]}”，请逐位核对。"
    expected = _body_check(code[8:16])
    if code[16] != expected:
        return f"统一社会信用代码中的组织机构代码校验不符：第17位应为“{expected}”，现为“{code[16]}”，请逐位核对。"
    return None


def _body_check(body: str) -> str:
    total = sum(weight * _BODY_SIGNS.index(sign) for weight, sign in zip(_BODY_WEIGHTS, body, strict=True))
    return "0123456789X"[-total % 11]


def id_number(text: str) -> str:
    """公民身份号码 (GB 11643-1999), folded: length, date of birth and check digit, no table of regions.

    So the residence permits of 港澳台 (81, 82, 83) and foreigners pass. ValueError with one sentence.
    """
    code = _fold(text).replace("-", "")
    if not code:
        raise ValueError("身份证号码没有填写，请照证件填写18位号码。")
    if len(code) == _OLD_LENGTH and _DIGITS.issuperset(code):
        raise ValueError("这是15位的旧身份证号码，2013年1月1日起已停止使用，请填写现行证件上的18位号码。")
    fault = _id_fault(code)
    if fault and _credit_fault(code) is None:
        raise ValueError("这是统一社会信用代码，不是身份证号码，请照本人证件填写18位号码。")
    if fault:
        raise ValueError(fault)
    return code


def complete_id_number(first: str) -> str:
    """补上校验位: the whole 18 characters for the first 17 (for invented persons); ValueError when they are no number."""
    total = sum(weight * int(sign) for weight, sign in zip(_ID_WEIGHTS, first, strict=True))
    return id_number(first + _ID_CHECKS[total % 11])


def _id_fault(code: str) -> str | None:
    if len(code) != _LENGTH:
        return f"身份证号码应为18位，现为{len(code)}位，请照证件核对。"
    for place, sign in enumerate(code, 1):
        if sign not in _DIGITS and not (place == _LENGTH and sign == "X"):
            return f"身份证号码第{place}位“{sign}”不对：前17位只能是数字，末位只能是数字或X，请核对。"
    born = code[6:14]
    if not ("1800" <= born[:4] < "2100" and _is_date(born)):
        return f"身份证号码第7至14位“{born}”不是出生日期，请照证件核对。"
    total = sum(weight * int(sign) for weight, sign in zip(_ID_WEIGHTS, code, strict=False))
    expected = _ID_CHECKS[total % 11]
    if code[17] != expected:
        return f"身份证号码校验不符：按前17位，末位应为“{expected}”，现为“{code[17]}”，请逐位核对。"
    return None


def project_code(text: str) -> str:
    """投资项目代码, folded: the form of GB/T 40058-2021 and of the generation before it, 24 characters with hyphens.

    Its check digit is not verified, because its algorithm is not public. ValueError with one sentence.
    """
    code = _fold(text)
    if not code:
        raise ValueError("项目代码没有填写，请照投资项目在线审批监管平台赋码填写。")
    if re.fullmatch(r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}", code):
        return code
    if re.fullmatch(r"[0-9]{20}", code):
        parts = "-".join((code[:4], code[4:10], code[10:12], code[12:14], code[14:]))
        raise ValueError(f"项目代码缺少短横，请核对后写作“{parts}”。")
    raise ValueError(
        f"项目代码“{code}”格式不对，应为“4位-6位-2位-2位-6位”数字，如“2609-430600-04-01-100001”，请照赋码核对。"
    )


def phone(text: str) -> str:
    """电话, folded: a mobile number, or a fixed one with its area code and at most an extension. ValueError with one sentence."""
    number = _fold(text).removeprefix("+86")
    bare = number.replace("-", "")
    if re.fullmatch(r"1[0-9]{10}", bare):
        return bare
    if re.fullmatch(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?", number):
        return number
    raise ValueError(f"电话“{text.strip()}”不是手机号码或者带区号的固定电话，请核对。")


def mask_phone(text: str) -> str:
    """电话掩码: 138****5678; of any other number only the last four figures stay, and of a short one none."""
    digits = "".join(sign for sign in _fold(text) if sign in _DIGITS)
    if len(digits) == _MOBILE_LENGTH and digits[0] == "1":
        return f"{digits[:3]}****{digits[7:]}"
    return "*" * (len(digits) - 4) + digits[-4:] if len(digits) >= _MASKED_FROM else "*" * len(digits)


def case_code(day: date, serial: int) -> str:
    """办件码: 14 digits, day (8), serial of the day (4) and two check digits (ISO 7064, MOD 97-10).

    Digits only, so that a hand scanner and a numeric keypad both do. ValueError when the serial has no four digits.
    """
    if not 1 <= serial <= _LAST_SERIAL:
        raise ValueError(f"办件流水号应在1至9999之间，现为{serial}，当日号码已用完或有误。")
    body = f"{day:%Y%m%d}{serial:04d}"
    return body + check_digits(body)


def check_digits(body: str) -> str:
    """校验位: two of them behind the figures (ISO 7064 MOD 97-10), which no single wrong or exchanged figure passes."""
    return f"{98 - int(body) * 100 % 97:02d}"


def check_case_code(text: str) -> str:
    """核对办件码: the folded code, or ValueError saying what is wrong with what was typed or scanned."""
    code = _fold(text).replace("-", "")
    if len(code) != _CASE_LENGTH or not _DIGITS.issuperset(code):
        raise ValueError(f"办件码应为14位数字，现为“{code}”，请照凭证重扫或重输。")
    if not _is_date(code[:8]) or code[8:12] == "0000":
        raise ValueError(f"办件码“{code}”的日期或流水号不对，请照凭证重扫或重输。")
    if code[12:] != check_digits(code[:12]):
        raise ValueError(f"办件码“{code}”校验不符，有一位或两位输错，请照凭证重扫或重输。")
    return code


def errand_code(day: date, serial: int) -> str:
    """来访码: 13 digits, day (8), serial of the day (3) and two check digits; one shorter than a 办件码.

    ValueError when the serial has no three digits.
    """
    if not 1 <= serial <= _LAST_ERRAND:
        raise ValueError(f"来访流水号应在1至{_LAST_ERRAND}之间，现为{serial}，当日号码已用完或有误。")
    body = f"{day:%Y%m%d}{serial:03d}"
    return body + check_digits(body)


def is_errand_code(text: str) -> bool:
    """是不是来访码: whether a scanned or typed text is one, check digits included."""
    code = _fold(text)
    return looks_like_errand(code) and _is_date(code[:8]) and code[11:] == check_digits(code[:11])


def looks_like_errand(text: str) -> bool:
    """像不像来访码: as many figures, whether they are right or not."""
    return len(text) == _ERRAND_LENGTH and _DIGITS.issuperset(text)


def rating_code(number: int) -> str:
    """评价码: 12 digits, ten of the number and two check digits as on the case code."""
    body = f"{number % 10**_RATING_DIGITS:0{_RATING_DIGITS}d}"
    return body + check_digits(body)


def check_rating_code(text: str) -> str:
    """核对评价码: the folded code, or ValueError in one sentence."""
    code = _fold(text).replace("-", "")
    if len(code) != _RATING_DIGITS + 2 or not _DIGITS.issuperset(code):
        raise ValueError("评价码是12位数字，请照评价单重新输入。")
    if code[-2:] != check_digits(code[:-2]):
        raise ValueError("评价码有一位或两位输错，请照评价单重新输入。")
    return code


def _fold(text: str) -> str:
    return "".join(text.translate(_FOLD).upper().split())


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
