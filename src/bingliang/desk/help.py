"""帮助: the texts of F1 as they lie in resources/help: what a field is, on which article it rests, how it is filled in.

A field is known by a key such as "stop.told_days". Where it has no text of its own, the text of its last part serves, so
that a word means the same in every form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = "help"


@dataclass(frozen=True, slots=True)
class Topic:
    """一条帮助; `words` are other names by which it is sought, `see` the keys of what is near to it."""

    key: str
    title: str
    group: str
    what: str
    words: tuple[str, ...] = ()
    article: str = ""
    how: str = ""
    materials: str = ""
    example: str = ""
    see: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """全文, for searching."""
        return "\n".join((self.title, *self.words, self.what, self.article, self.how, self.materials, self.example))


@dataclass(frozen=True, slots=True)
class Help:
    """全部帮助, in the order of the files."""

    topics: Mapping[str, Topic]

    def of(self, key: str) -> Topic | None:
        """一栏的帮助: its own, else that of the same key without its first parts; a column's is that of its table.

        What stands behind @ says which paper a field belongs to; the text is the same for all of them.
        """
        *whole, last = parts = key.partition("@")[0].split(".")
        table = len(parts) > 3  # noqa: PLR2004 - "act.accept.conditions.met": form, table, column
        for at in range(len(whole)):
            if (found := self.topics.get(".".join(parts[at:]))) is not None:
                return found
        if table and (found := self.of(".".join(whole))) is not None:
            return found
        return self.topics.get(last) or (self.of(".".join(whole)) if len(whole) > 1 else None)

    def named(self, word: str) -> Topic | None:
        """叫这个名字的: the topic whose title is the word, else the first that goes by it as well."""
        topics = self.topics.values()
        titled = (topic for topic in topics if topic.title == word)
        return next(titled, None) or next((topic for topic in topics if word in topic.words), None)

    def near(self, topic: Topic) -> tuple[Topic, ...]:
        """参见."""
        return tuple(self.topics[key] for key in topic.see if key in self.topics)

    def search(self, words: str) -> tuple[Topic, ...]:
        """查找帮助: every word must stand in the text; titles and other names count more than the text itself."""
        wanted = words.lower().split()
        if not wanted:
            return tuple(self.topics.values())
        weighed = [(weight, topic) for topic in self.topics.values() if (weight := _weight(topic, wanted))]
        return tuple(topic for _, topic in sorted(weighed, key=lambda one: -one[0]))


def _weight(topic: Topic, wanted: Iterable[str]) -> int:
    title, words, text = topic.title.lower(), " ".join(topic.words).lower(), topic.text.lower()
    total = 0
    for word in wanted:
        if word not in text:
            return 0
        total += 1 + 4 * (word in words) + 8 * (word in title)
    return total


def load(resources: Path) -> Help:
    """读入帮助; ValueError in one sentence when a file is wrong or two files have the same key."""
    topics: dict[str, Topic] = {}
    for path in sorted((resources / FOLDER).glob("*.toml")):
        try:
            raw = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"帮助文件“{path.name}”写法有误（{error}），请重新安装程序。") from error
        for key, given in _flat("", raw):
            if key in topics:
                raise ValueError(f"帮助文件“{path.name}”里的“{key}”与另一条重复，请重新安装程序。")
            topics[key] = _topic(path.name, key, given)
    return Help(topics)


@cache
def factory_help() -> Help:
    """出厂的帮助, read once."""
    from bingliang.settings import factory

    return load(factory().resources)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """A table [enterprise.name] lies within [enterprise]; both are topics."""
    own = {name: value for name, value in table.items() if not isinstance(value, dict)}
    if own:
        yield prefix, own
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{name}" if prefix else name, value)


_FIELDS = frozenset(one.name for one in fields(Topic)) - {"key"}


def _topic(file: str, key: str, given: Mapping[str, Any]) -> Topic:
    strange = set(given) - _FIELDS
    if strange or not given.get("title") or not given.get("what") or not given.get("group"):
        what = f"不认识的“{min(strange)}”" if strange else "缺少 title、group 或 what"
        raise ValueError(f"帮助文件“{file}”的“{key}”有{what}，请重新安装程序。")
    lists: dict[str, Any] = {name: tuple(given.get(name, ())) for name in ("words", "see")}
    texts: dict[str, Any] = {name: str(value).strip() for name, value in given.items() if name not in lists}
    return Topic(key=key, **texts, **lists)
