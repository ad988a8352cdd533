"""事项目录一览: every item with its limit, promise, materials and special steps; what is undecided or unverified, counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from bingliang.desk.catalogue.draft import ItemDraft, draft_of
from bingliang.desk.catalogue.editions import Edition, editions
from bingliang.desk.catalogue.filter import ItemFilter
from bingliang.desk.catalogue.words import doubts_of, limit_words, promise_words, span, words_of
from bingliang.desk.loading import pinyin
from bingliang.desk.rows import Light
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.roles import entitled

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue, Item


@dataclass(frozen=True, slots=True)
class ItemRow:
    """清单的一行."""

    code: str
    name: str
    body: str
    handling: str
    limit: str
    promise: str
    state: str
    light: Light
    search: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """目录一览: the rows of one filter, all counts, the edition in force and whether this post may change it."""

    rows: tuple[ItemRow, ...]
    counts: Mapping[ItemFilter, int]
    edition: int
    drafted: tuple[str, ...]
    may_change: bool
    role: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """一个事项: its fields in words, its versions by day, and what the draft says anew."""

    row: ItemRow
    since: date
    until: date | None
    words: Mapping[str, str]
    versions: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    coming: str
    draft: tuple[str, ...]


_TESTS: Mapping[ItemFilter, Callable[[Item, bool, bool], bool]] = {
    ItemFilter.ALL: lambda _item, _coming, _drafted: True,
    ItemFilter.PROMISED: lambda item, _coming, _drafted: item.promise is not None,
    ItemFilter.UNPROMISED: lambda item, _coming, _drafted: _lacks_promise(item),
    ItemFilter.DOUBTED: lambda item, _coming, _drafted: bool(doubts_of(item)),
    ItemFilter.LISTLESS: lambda item, _coming, _drafted: item.handling.offered and not item.materials,
    ItemFilter.COMING: lambda _item, coming, _drafted: coming,
    ItemFilter.DRAFTED: lambda _item, _coming, drafted: drafted,
}


def _lacks_promise(item: Item) -> bool:
    """Nothing promised although the counter takes it in and a clock of the department's runs."""
    return item.promise is None and item.handling.has_completeness_clock and item.handling is not Handling.FORWARDED


def item_list(desk: Desk, which: ItemFilter = ItemFilter.ALL, written: str = "") -> ItemList:
    """目录一览 of one filter; `written` looks for code, name, department or 拼音首字母."""
    draft = draft_of(desk)
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        today, edition = look.today, look.editions()["catalogue"]
    rows: dict[ItemFilter, list[ItemRow]] = {one: [] for one in ItemFilter}
    fresh = added(desk, draft, catalogue)
    for item, coming in (
        *((catalogue.on(code, today), _coming(catalogue, code, today)) for code in catalogue.items),
        *((item, None) for item in fresh.values()),
    ):
        code = item.code
        row = _row(item, catalogue, coming, draft)
        for one, holds in _TESTS.items():
            if holds(item, coming is not None, code in draft.rows):
                rows[one].append(row)
    wanted = written.strip().lower()
    shown = tuple(row for row in rows[which] if wanted in row.search)
    counts = {one: len(found) for one, found in rows.items()}
    may = entitled(desk.who.role, "adopt_edition")
    return ItemList(shown, counts, edition, tuple(draft.rows), may, desk.who.role)


def added(desk: Desk, draft: ItemDraft, catalogue: Catalogue) -> Mapping[str, Item]:
    """草稿里新增的事项, which no edition has yet."""
    from bingliang.desk.catalogue.editions import tried
    from bingliang.desk.zone.editions import zone_text

    fresh = [code for code in draft.rows if code not in catalogue.items]
    if not fresh:
        return {}
    with desk.store.look() as look:
        day = look.today
    only = ItemDraft({code: draft.rows[code] for code in fresh}, draft.materials)
    _, made = tried(zone_text(desk), only, day, "草稿")
    return {code: made.items[code] for code in fresh}


def _coming(catalogue: Catalogue, code: str, today: date) -> Item | None:
    """将生效的新版: the first version that begins after today."""
    return next((one for one in catalogue.versions.get(code, ()) if one.effective_from > today), None)


def _row(item: Item, catalogue: Catalogue, coming: Item | None, draft: ItemDraft) -> ItemRow:
    body = catalogue.bodies[item.body]
    doubts = doubts_of(item)
    if item.code in draft.rows:
        state, light = "草稿，还没有启用", Light.WAITING
    elif coming is not None:
        word = "新增" if coming.version == 1 else "用新版"
        state, light = f"{coming.effective_from:%Y-%m-%d}起{word}", Light.SOON
    elif doubts:
        state, light = f"待核 {len(doubts)} 处", Light.STOPPED
    else:
        state, light = "已核对", Light.OK
    search = " ".join((item.code, item.name, *item.aliases, body.short, body.name, item.handling, _initials(item.name)))
    limit = span(item.limit.value, item.limit.unit) if item.limit else "没有查到"
    promise = span(item.promise.value, item.promise.unit) if item.promise else "—"
    return ItemRow(item.code, item.name, body.short, item.handling.value, limit, promise, state, light, search.lower())


@lru_cache(maxsize=512)
def _initials(name: str) -> str:
    """拼音首字母 of a name, made once."""
    return "".join(readings[0][:1] for readings in pinyin(name))


def item_view(desk: Desk, code: str) -> ItemView:
    """一个事项 as it stands today."""
    draft = draft_of(desk)
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        today = look.today
    fresh = {} if code in catalogue.items else added(desk, draft, catalogue)
    item = fresh[code] if code in fresh else catalogue.on(code, today)
    coming = _coming(catalogue, code, today)
    versions = tuple(
        (f"{one.effective_from:%Y-%m-%d}起", f"法定 {limit_words(one.limit)}；承诺 {promise_words(one.promise)}"
         + (f"；{one.document}" if one.document else ""))
        for one in reversed(catalogue.versions.get(code, (item,)))
    )  # fmt: skip
    said = ""
    if coming is not None:
        said = f"{coming.effective_from:%Y-%m-%d}起用新版（{coming.document}）：此前受理的按现行版本，当日及以后受理的按新版。"
        if coming.version == 1:
            said = f"{coming.effective_from:%Y-%m-%d}起新增（{coming.document}）：当日起可以收件。"
    row = _row(item, catalogue, coming, draft)
    fields = tuple(sorted(key for key in draft.rows.get(code, ()) if key != "code"))
    return ItemView(
        row, item.effective_from, item.effective_to, words_of(item, catalogue), versions, _facts(item), doubts_of(item), said, fields
    )  # fmt: skip


def _facts(item: Item) -> tuple[tuple[str, str], ...]:
    limit, promise = item.limit, item.promise
    return (
        ("办理方式", item.handling.value),
        ("决定层级", item.decided_by),
        ("法定时限", span(limit.value, limit.unit) if limit else "没有查到"),
        ("起算", limit.start.text if limit else "—"),
        ("承诺时限", span(promise.value, promise.unit) if promise else "没有承诺"),
        ("核查期限", span(item.verification.value, item.verification.unit) if item.verification else "无"),
    )


def undecided(found: Sequence[Edition] | None, lists: ItemList) -> str:
    """还没有定的 in one line: what nobody has promised, verified or listed."""
    counts = lists.counts
    newest = next((one for one in found or () if one.number == lists.edition), None)
    head = newest.text if newest else "出厂目录，区还没有启用自己的一版"
    return (
        f"{head} · 没有承诺 {counts[ItemFilter.UNPROMISED]} · 待核 {counts[ItemFilter.DOUBTED]} · "
        f"没有材料清单 {counts[ItemFilter.LISTLESS]}"
    )


__all__ = [
    "Edition",
    "ItemFilter",
    "ItemList",
    "ItemRow",
    "ItemView",
    "editions",
    "item_list",
    "item_view",
    "undecided",
]
