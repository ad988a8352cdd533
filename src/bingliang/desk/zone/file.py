"""区的文件: one value changed in it without touching the rest, and the differences between two of them in words."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_HEAD = re.compile(r"^\s*\[")
_PLACE = {
    "settings": "区的设置", "body": "落款机关", "item": "事项", "material": "材料", "promise_notice": "承诺公告",
}  # fmt: skip
_FIELDS = {
    "value": "内容", "source": "依据", "name": "全称", "short": "简称", "capacity": "主体资格", "capacity_line": "委托公告",
    "capacity_until": "委托期限", "number_prefix": "文号字头", "seal": "印章", "reconsideration": "复议机关",
    "court": "管辖法院", "online_channel": "网上复议渠道", "phone": "咨询电话", "supervision_phone": "监督电话",
    "level": "层级", "works_at": "承办分局", "decides": "作出决定", "body": "落款机关", "decided_by": "决定层级",
    "special_steps": "特殊环节", "opinions": "征求意见", "promise": "承诺时限", "completeness": "齐全性期限",
    "verification": "核查期限", "fee": "收费", "confirmed": "法定时限确认", "limit": "法定时限", "legal_basis": "法定依据", "prerequisites": "前置",
    "document": "公布文件", "effective_from": "生效日期", "deferrable": "可容缺材料", "ground": "依据",
    "published": "公布日期", "longest": "最长工作日数", "start": "起算", "article": "依据条文", "materials": "材料", "text": "文字",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """一处不同: where, whose, which field, before and after; an empty side means that it was not there."""

    place: str
    what: str
    field: str
    before: str
    after: str


def with_setting(text: str, key: str, value: object, source: str) -> str:
    """改一项设置 in the text of the zone's file; every other line, comments too, stays as it was.

    ValueError when the file writes this setting in a way that cannot be changed line by line: then export, edit, import.
    """
    fresh = [f"value = {toml_value(value)}", f"source = {toml_value(source)}"]
    lines = text.splitlines()
    span = _span(lines, key)
    if span is None:
        gap = [""] if lines and lines[-1].strip() else []
        changed = [*lines, *gap, f"[settings.{key}]", *fresh]
    else:
        start, end = span
        kept = [line for line in lines[start:end] if not re.match(r"\s*(value|source)\s*=", line)]
        changed = [*lines[:start], *fresh, *kept, *lines[end:]]
    result = "\n".join(changed) + "\n"
    if not _only_this(text, result, key, value, source):
        raise ValueError(f"区的文件里“{key}”的写法不能逐行修改，请先导出文件，用记事本改好以后再导入。")
    return result


def _span(lines: list[str], key: str) -> tuple[int, int] | None:
    """The lines below `[settings.key]`, up to the next heading or the blank line before it."""
    heading = re.compile(rf'^\s*\[\s*settings\s*\.\s*"?{re.escape(key)}"?\s*\]\s*(#.*)?$')
    for at, line in enumerate(lines):
        if heading.match(line):
            return at + 1, _end(lines, at)
    return None


def _end(lines: list[str], at: int) -> int:
    """Where what stands below a heading ends, without the blank lines and the words before the next."""
    end = next((n for n in range(at + 1, len(lines)) if _HEAD.match(lines[n])), len(lines))
    while end > at + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _only_this(before: str, after: str, key: str, value: object, source: str) -> bool:
    """Whether the edit did what it should and nothing else: asked of the parsed files, not of the lines."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    settings = dict(old.get("settings", {}))
    settings[key] = {**settings.get(key, {}), "value": value, "source": source}
    return new == {**old, "settings": settings}


def with_body(text: str, code: str, said: Mapping[str, object]) -> str:
    """改一个落款机关 in the text of the zone's file; a field said as blank is left to the factory's catalogue.

    ValueError when the file writes it in a way that cannot be changed line by line.
    """
    fresh = [f"{key} = {toml_value(value)}" for key, value in said.items() if value not in ("", None)]
    lines = text.splitlines()
    span = _body_span(lines, code)
    if span is None:
        gap = [""] if lines and lines[-1].strip() else []
        changed = [*lines, *gap, "[[body]]", f"code = {toml_value(code)}", *fresh]
    else:
        start, end = span
        own = re.compile(rf"\s*({'|'.join(map(re.escape, said))})\s*=")
        changed = [*lines[:start], *(line for line in lines[start:end] if not own.match(line)), *fresh, *lines[end:]]
    result = "\n".join(changed) + "\n"
    if not _only_body(text, result, code, said):
        raise ValueError(f"区的文件里机关“{code}”的写法不能逐行修改，请先导出文件，用记事本改好以后再导入。")
    return result


def _body_span(lines: list[str], code: str) -> tuple[int, int] | None:
    """The lines below the `[[body]]` with this code, up to the next heading or the blank line before it."""
    named = re.compile(rf"""^\s*code\s*=\s*["']{re.escape(code)}["']\s*(#.*)?$""")
    for at, line in enumerate(lines):
        if re.match(r"^\s*\[\[\s*body\s*\]\]", line):
            end = _end(lines, at)
            if any(named.match(one) for one in lines[at + 1 : end]):
                return at + 1, end
    return None


def _only_body(before: str, after: str, code: str, said: Mapping[str, object]) -> bool:
    """Whether just this body differs, and just as it was said: asked of the parsed files."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    bodies = list(old.get("body", ()))
    held = next((one for one in bodies if one.get("code") == code), None)
    kept = {key: value for key, value in (held or {"code": code}).items() if key not in said}
    made = {**kept, **{key: value for key, value in said.items() if value not in ("", None)}}
    wanted = [made if one is held else one for one in bodies] if held is not None else [*bodies, made]
    return new == {**old, "body": wanted}


def differences(before: str, after: str) -> tuple[ZoneChange, ...]:
    """两版的不同, in the order of the newer file; what only the older one has comes last. ValueError when not TOML."""
    old, new = _parts(before), _parts(after)
    found = []
    for where in dict.fromkeys((*new, *old)):
        a, b = old.get(where, {}), new.get(where, {})
        for field in dict.fromkeys((*b, *a)):
            if a.get(field) != b.get(field):
                place, what = where
                found.append(
                    ZoneChange(place, what, _FIELDS.get(field, field), _words(a.get(field)), _words(b.get(field)))
                )
    return tuple(found)


def _parts(text: str) -> dict[tuple[str, str], Mapping[str, Any]]:
    return dict(_walk(tomllib.loads(text.removeprefix("\ufeff"))))


def _walk(top: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    from bingliang.desk.zone.open_points import TABLE

    names = {point.key: point.name for point in TABLE if point.key}
    for key, group in top.get("settings", {}).items():
        yield (_PLACE["settings"], names.get(key, key)), group
    for kind in ("body", "item", "material"):
        for row in top.get(kind, ()):
            since = row.get("effective_from")
            label = f"{row.get('code', '')} {row.get('short', '')}".strip() + (f" 自{since}" if since else "")
            yield (_PLACE[kind], label), {name: value for name, value in row.items() if name != "code"}
    if "promise_notice" in top:
        yield (_PLACE["promise_notice"], ""), top["promise_notice"]


_UNITS = {"workday": "个工作日", "calendar_day": "个自然日", "not_stated": "日"}


def _words(value: object) -> str:
    """内容 in words a clerk reads."""
    if isinstance(value, Mapping):
        return _group(value)
    if isinstance(value, list | tuple):
        return "；".join(_words(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str("" if value is None else value)


def _group(value: Mapping[str, Any]) -> str:
    """一组内容: a limit as “5个工作日”, anything else by its name and what belongs to it."""
    rest = dict(value)
    head = []
    if isinstance(value.get("value"), int) and "unit" in value:
        unit = str(rest.pop("unit"))
        head.append(f"{rest.pop('value')}{_UNITS.get(unit, unit)}")
    if "name" in rest:
        head.append(str(rest.pop("name")))
    pairs = "，".join(f"{_FIELDS.get(name, name)}：{_words(one)}" for name, one in rest.items())
    if not head:
        return pairs
    return f"{''.join(head)}（{pairs}）" if pairs else "".join(head)


def toml_value(value: object) -> str:
    """内容 as TOML writes it: text, figures, truth, days, lists and groups in braces."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return _listed(value)
    # a JSON string is a TOML basic string, but for DEL
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(value: Sequence[object]) -> str:
    """A list in a line; of groups, one to a line."""
    inside = [toml_value(one) for one in value]
    if not value or not isinstance(value[0], Mapping):
        return f"[{', '.join(inside)}]"
    return "[\n" + "".join(f"    {one},\n" for one in inside) + "]"
