"""JSON Schema: the part of draft 2020-12 that the package files of resources/online use; a word it lacks is refused.

The schema file is what the other side programs against, so the same file judges what comes in and what goes out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

NOTES = frozenset({"$schema", "$id", "$defs", "title", "description"})
"""Words that say nothing about a value."""
DEEPEST = 12
"""As deep as any text of ours nests; deeper ones are hostile."""

_KINDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "object": ((dict,), "一段（{…}）"),
    "array": ((list,), "一列（[…]）"),
    "string": ((str,), "文字"),
    "integer": ((int,), "整数"),
    "boolean": ((bool,), "true 或者 false"),
}


@cache
def schema(path: Path) -> Mapping[str, Any]:
    """读格式文件 of resources/online, once."""
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def parse(text: bytes, what: str) -> Any:  # noqa: ANN401 - whatever a file held
    """读 JSON: UTF-8, each name once, no NaN, no text nested beyond reason; ValueError in one sentence."""
    try:
        return json.loads(
            text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_no_fraction
        )
    except UnicodeDecodeError as error:
        raise ValueError(f"{what}不是 UTF-8 编码，请报送单位改为 UTF-8（不带 BOM）。") from error
    except RecursionError as error:
        raise ValueError(f"{what}嵌套太深，不是规定的格式，请报送单位核对。") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"{what}不是 JSON（第 {error.lineno} 行起读不通），请报送单位核对。") from error
    except _WrongError as error:
        raise ValueError(f"{what}{error}，请报送单位核对。") from error
    except ValueError as error:  # a whole number of thousands of figures
        raise ValueError(f"{what}里有不合理的数字，请报送单位核对。") from error


class _WrongError(ValueError):
    """A fault that `parse` completes to a sentence."""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _WrongError("里同一个名称写了两次")
    return found


def _no_constant(word: str) -> object:
    raise _WrongError(f"里有“{word}”，不是 JSON 的值")


def _no_fraction(word: str) -> object:
    raise _WrongError(f"里有小数“{word[:20]}”，本格式没有小数")


def faults(value: object, shape: Mapping[str, Any], *, root: Mapping[str, Any] | None = None) -> Iterator[str]:
    """差错: one clause for each way in which `value` is not what the schema says, the place in it first."""
    yield from _faults(value, shape, shape if root is None else root, "")


def _faults(value: object, shape: Mapping[str, Any], root: Mapping[str, Any], at: str) -> Iterator[str]:
    if at.count("/") > DEEPEST:
        yield f"“{at}”嵌套太深"
        return
    for word, asked in shape.items():
        if word in NOTES:
            continue
        if word == "$ref":
            yield from _faults(value, root["$defs"][str(asked).rpartition("/")[2]], root, at)
        elif word in _WORDS:
            yield from _WORDS[word](value, asked, shape, root, at)
        else:
            raise ValueError(f"格式文件用了本程序不认识的“{word}”，请核对程序文件。")
        if word == "type" and not _is(value, str(asked)):
            return  # nothing else can be asked of another kind of value


def _is(value: object, kind: str) -> bool:
    return isinstance(value, _KINDS[kind][0]) and (kind == "boolean" or not isinstance(value, bool))


def _where(at: str) -> str:
    return f"“{at.lstrip('/')}”" if at else "清单"


Check = Callable[[Any, Any, Mapping[str, Any], Mapping[str, Any], str], Iterator[str]]


def _type(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape, root
    if not _is(value, asked):
        yield f"{_where(at)}应是{_KINDS[asked][1]}"


def _const(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape, root
    if value != asked or isinstance(value, bool) is not isinstance(asked, bool):
        yield f"{_where(at)}应是“{asked}”"


def _enum(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape, root
    if value not in asked:
        yield f"{_where(at)}只能是{'、'.join(map(str, asked))}"


def _pattern(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape, root
    # `$` alone would let a line break through at the end
    if isinstance(value, str) and (re.search(asked, value) is None or value.endswith("\n")):
        yield f"{_where(at)}的写法不对"


def _min_length(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root, shape
    if isinstance(value, str) and len(value.strip()) < asked:
        yield f"{_where(at)}没有填" if asked == 1 else f"{_where(at)}不到 {asked} 个字"


def _max_length(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root, shape
    if isinstance(value, str) and len(value) > asked:
        yield f"{_where(at)}超过 {asked} 个字"


def _min_items(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root, shape
    if isinstance(value, list) and len(value) < asked:
        yield f"{_where(at)}至少要有 {asked} 个"


def _max_items(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root, shape
    if isinstance(value, list) and len(value) > asked:
        yield f"{_where(at)}有 {len(value)} 个，最多 {asked} 个"


def _minimum(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root, shape
    if _is(value, "integer") and value < asked:
        yield f"{_where(at)}不能小于 {asked}"


def _maximum(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root, shape
    if _is(value, "integer") and value > asked:
        yield f"{_where(at)}不能大于 {asked}"


def _required(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape, root
    if isinstance(value, dict):
        yield from (f"缺“{f'{at}/{name}'.lstrip('/')}”" for name in asked if name not in value)


def _properties(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape
    if isinstance(value, dict):
        for name, one in value.items():
            if name in asked:
                yield from _faults(one, asked[name], root, f"{at}/{name}")


def _no_more(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del root
    if isinstance(value, dict) and asked is False:
        known = shape.get("properties", {})
        yield from (f"{_where(at)}里没有“{name[:40]}”这一栏" for name in value if name not in known)


def _items(value: Any, asked: Any, shape: Any, root: Any, at: str) -> Iterator[str]:  # noqa: ANN401 - as Check
    del shape
    if isinstance(value, list):
        for no, one in enumerate(value, 1):
            yield from _faults(one, asked, root, f"{at}/{no}")


_WORDS: Mapping[str, Check] = {
    "type": _type, "const": _const, "enum": _enum, "pattern": _pattern, "minLength": _min_length, "maxLength": _max_length,
    "minItems": _min_items, "maxItems": _max_items, "minimum": _minimum, "maximum": _maximum, "required": _required,
    "properties": _properties, "additionalProperties": _no_more, "items": _items,
}  # fmt: skip
"""每个词怎么查."""
