"""事项目录的版本: a draft put in force from a day under its 文号, what it means for items in hand, and two editions compared.

Who was accepted keeps the version of that day: the limit is copied into the acceptance, and promise, special steps and
extension are read in the version it was accepted under. Who is accepted on or after the day is under the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import loading
from bingliang.desk.catalogue.rows import dated, with_rows
from bingliang.desk.catalogue.words import NONE, Change, changes, doubts_of, limit_words, promise_words, words_of
from bingliang.desk.zone.editions import STREAM
from bingliang.desk.zone.lawful import check
from bingliang.exchange.catalogue_checks import Starts, too_late
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.catalogue import Promise, Start, Unit
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.catalogue.draft import ItemDraft
    from bingliang.desk.catalogue.rows import Row
    from bingliang.desk.desk import Answer, Desk
    from bingliang.ledger.catalogue import Catalogue, Item
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

ACT = "adopt_edition"
LAW_42 = "《行政许可法》第四十二条"
NAMED = 12
"""As many cases as one sentence names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Edition:
    """一版目录: when it was put in force, by whom, why, from which day its new items hold and under which 文号."""

    number: int
    on: date | None
    by: str
    name: str
    since: date | None = None
    document: str = ""
    items: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it stands in a list."""
        return "出厂目录" if not self.number else f"第 {self.number} 版  {self.on}  {self.name}"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """一项的改变 between two editions, or between what is in force and the draft."""

    code: str
    name: str
    fields: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """对在办的影响 of one item: how many are accepted and stay, which are received and move with their acceptance."""

    code: str
    name: str
    accepted: int
    moving: tuple[str, ...]

    def sentence(self, since: date) -> str:
        """一句话."""
        kept = f"已受理的 {self.accepted} 件仍按受理时的版本" if self.accepted else "没有已受理的在办件"
        if not self.moving:
            return f"《{self.name}》：{kept}；没有已收件未受理的。"
        named = "、".join(self.moving[:NAMED]) + (f"等 {len(self.moving)} 件" if len(self.moving) > NAMED else "")
        return (
            f"《{self.name}》：{kept}；已收件未受理的 {len(self.moving)} 件（{named}），{since:%Y-%m-%d}当日及以后受理的按新版，"
            "此前受理（包括视为受理）的按原版，已收的材料不另收。"
        )


def editions(desk: Desk) -> tuple[Edition, ...]:
    """全部版本, the newest first, the factory's last."""
    with desk.store.look() as look:
        found = [Edition(0, None, "", "出厂目录")]
        for entry in look.entries(STREAM):
            facts: Any = entry.facts
            if facts.get("kind") == "catalogue":
                since = date.fromisoformat(str(facts["since"])) if facts.get("since") else None
                found.append(
                    Edition(
                        int(facts["edition"]), date.fromisoformat(str(facts["on"])), entry.by, str(facts.get("name", "")),
                        since, str(facts.get("document", "")), tuple(facts.get("items", ())),
                    )
                )  # fmt: skip
    return tuple(reversed(found))


def compare(desk: Desk, older: int, newer: int) -> tuple[ItemChange, ...]:
    """比较两版, field by field, in catalogue order; of each item the newest version of each edition."""
    with desk.store.look() as look:
        old, new = (_catalogue(look, number) for number in (older, newer))
    return tuple(between(old, new))


def _catalogue(look: Look, number: int) -> Catalogue:
    if number == look.editions()["catalogue"]:
        held: Catalogue = look.loaded("catalogue")
        return held
    return loading.catalogue(look.edition_files("catalogue", number) if number else {})


def between(old: Catalogue, new: Catalogue) -> Iterable[ItemChange]:
    """两版目录之间 of every item whose words differ."""
    for code, item in new.items.items():
        since = item.effective_from
        if code not in old.items:
            said = words_of(item, new)
            yield ItemChange(
                code,
                item.name,
                (Change("新增", "", f"{since}"), *(Change(f, "", w) for f, w in said.items() if w not in ("", NONE))),
            )
            continue
        found = changes(old.items[code], item, old, new)
        if found and since != old.items[code].effective_from:
            found = (Change("生效日期", f"{old.items[code].effective_from}", f"{since}"), *found)
        if found:
            yield ItemChange(code, item.name, found)


# ── the draft ──


def tried(
    held: str, draft: ItemDraft, since: date, document: str, published: date | None = None
) -> tuple[str, Catalogue]:
    """草稿成版: the zone's file with the draft in it and the catalogue it makes; ValueError or Refusal in one sentence."""
    rows = dated(draft.rows.values(), since, document, published)
    text = with_rows(held, rows, draft.materials)
    refuse_long(held, rows, draft)
    return text, loading.catalogue({loading.ZONE_FILE: text})


def refuse_long(held: str, rows: Sequence[Row], draft: ItemDraft) -> None:
    """承诺不得长于法定: said with its article before the file is checked as a whole, which would name only the file."""
    now = loading.catalogue({loading.ZONE_FILE: held}) if held else loading.factory_catalogue()
    known = [row for row in rows if str(row["code"]) in now.items]
    for item in (
        now.items[str(row["code"])]
        for row in known
        if row["effective_from"] < now.items[str(row["code"])].effective_from
    ):
        raise Refusal(
            f"“{item.name}”已有{item.effective_from:%Y-%m-%d}起的新版，生效日期不能早于它；要改那一版，就写同一天。"
        )
    bare = [{**row, "promise": {"withdrawn": True}} for row in rows]
    made = loading.catalogue({loading.ZONE_FILE: with_rows(held, bare, draft.materials)})
    for row in rows:
        code = str(row["code"])
        may_promise(replace(made.items[code], promise=_promised(row, now.items.get(code))))


def _promised(row: Row, item: Item | None) -> Promise | None:
    """The promise as the row says it, else as it stands; of a new item there is none before."""
    said = row.get("promise")
    if not said:
        return item.promise if item is not None else None
    if said.get("withdrawn"):
        return None
    return Promise(int(said["value"]), Unit(said.get("unit", "workday")), Start(said.get("start", "accepted")), "")


def may_promise(item: Item) -> None:
    """可否承诺: a Refusal for a promise that lies after the statutory date on any day of the year."""
    if item.promise is None or item.limit is None:
        return
    if too_late(item.promise, item.limit, Starts.of(None, 2026)) is not None:
        raise Refusal(
            f"“{item.name}”承诺{promise_words(item.promise)}，长于法定的{limit_words(item.limit)}，承诺只能短于或者等于法定期限，请改短。",
            f"{LAW_42}；{item.limit.article}",
        )


def effects(look: Look, items: Sequence[Item]) -> tuple[Effect, ...]:
    """对在办的影响 of these items, the ones with cases in hand first."""
    from bingliang.store.open_items import of_items

    rows = of_items(look, [item.name for item in items])
    found = []
    for item in items:
        mine = [row for row in rows if row.title == item.name]
        moving = tuple(f"{row.code} {row.enterprise}".strip() for row in mine if row.accepted_on is None)
        found.append(Effect(item.code, item.name, len(mine) - len(moving), moving))
    return tuple(sorted(found, key=lambda one: (not one.moving, not one.accepted)))


def too_soon(since: date) -> str:
    """生效日期太早: whoever was accepted earlier that day would otherwise stand between two versions."""
    return f"生效日期{since:%Y-%m-%d}不在今天以后，已经受理的事项不能回过头改按新版；最早写明天。"


def adopting(
    draft: ItemDraft, since: date, document: str, published: date | None, *, act: str = ACT, name: str = ""
) -> Callable[[Work], Outcome]:
    """启用草稿 as one decision: a new edition of the catalogue whose items hold from that day.

    `act` and `name` say it otherwise where it is a department's promises that are published or withdrawn.
    """
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise(act, work.who)
        if not draft.rows:
            raise Refusal("草稿里没有改动，请先在清单上修改事项，再启用。")
        if not document.strip():
            raise ValueError("请写明公布文件的名称和文号，事项的新版从哪里来以后才说得清。")
        if since <= work.today:
            raise Refusal(too_soon(since))
        text, made = tried(_held(work), draft, since, document.strip(), published)
        number = work.adopt("catalogue", {loading.ZONE_FILE: text})
        check(work.loaded("catalogue"))
        items = [made.items[code] for code in draft.rows]
        reach = effects(work, items)
        facts = {
            "kind": "catalogue",
            "edition": number,
            "on": work.today.isoformat(),
            "name": name or f"事项目录：{len(items)} 项自{since:%Y-%m-%d}起用新版",
            "since": since.isoformat(),
            "document": document.strip(),
            "items": sorted(draft.rows),
            "accepted": sum(one.accepted for one in reach),
            "moving": sum(len(one.moving) for one in reach),
            "unverified": [item.code for item in items if doubts_of(item)],
        }
        return Outcome((Draft(STREAM, act, facts),), {"edition": number, "items": len(items)})

    return decide


def _held(look: Look) -> str:
    return look.edition_files("catalogue").get(loading.ZONE_FILE, "")


def adopt(
    desk: Desk, request: str, draft: ItemDraft, since: date, document: str, published: date | None = None
) -> Answer:
    """启用草稿: one press, one line of the ledger, all counters at once."""
    decide = adopting(draft, since, document, published)
    return desk.store.act(request, desk.who, ACT, decide, shown=desk.shown, adopting=("catalogue",))
