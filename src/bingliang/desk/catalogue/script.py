"""事项目录的脚本: a sheet of the catalogue tried on the draft or on the ledger; what it would change stands beside it first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import typed
from bingliang.desk.acts.forms import Trial
from bingliang.desk.acts.presses import only
from bingliang.desk.acts.rehearsal import Crossed, Done, Rehearsed
from bingliang.desk.catalogue import table as item_table
from bingliang.desk.catalogue.adding import is_new, new_row
from bingliang.desk.catalogue.draft import ItemDraft, draft_of, keep_draft
from bingliang.desk.catalogue.editions import (
    ACT,
    Effect,
    ItemChange,
    adopt,
    adopting,
    between,
    effects,
    too_soon,
    tried,
)
from bingliang.desk.catalogue.forms import after
from bingliang.desk.catalogue.said import row_of
from bingliang.desk.catalogue.words import doubts_of
from bingliang.desk.zone import package as zone_package
from bingliang.desk.zone.editions import zone_text
from bingliang.ledger.acts import ACTS, Refusal

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue, Item
    from bingliang.store.endings import Outcome, Shown
    from bingliang.store.work import Work

NEW = "new_item"
EDITS = ("edit_item", NEW)
UNCHANGED = "还没有改动：改左边的任何一栏，这里就列出前后的内容和对在办件的影响。"
IN_DRAFT = "存入草稿，还不生效；改完以后在办理菜单里“启用草稿”。"
SHOWN = 30
OWN = ("公布文件", "生效日期", "承诺依据")
"""What the day and the 文号 alone bring with them."""


class OfCatalogue:
    """事项目录的脚本."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        lacking = tuple(one.label for one in form.blank(values))
        if lacking and form.name != "adopt_items":
            return Trial(Rehearsed(only("填好左边的必填栏，这里就列出会改变的内容。")), lacking)
        try:
            found, decide = self._tried(desk, form, stream, values, complete=not lacking)
            shown = desk.store.preview(request, desk.who, decide) if decide is not None else None
        except (Refusal, ValueError) as why:
            return Trial(Rehearsed.barred(why), lacking)
        return Trial(Rehearsed(found, None if lacking else shown), lacking)

    def _tried(
        self, desk: Desk, form: ActForm, code: str, values: Values, *, complete: bool
    ) -> tuple[Consequence, Any]:
        """后果, and the decision that records it; None while there is nothing to record."""
        if form.name in EDITS:
            return self._edited(desk, form, code, values)
        if form.name == "adopt_items":
            return self._adopted(desk, form, values, complete=complete)
        if form.name == "drop_item":
            return only(f"草稿里对 {code} 的改动丢掉，其余的改动还在；在用的目录不变。"), _nothing
        if form.name == "drop_items":
            names = "、".join(draft_of(desk).rows)
            return only(f"草稿里的改动全部丢掉：{names}。在用的目录不变。"), _nothing
        path = Path(str(values["table_path"]).strip("\"' "))
        if form.name == "import_settings":
            package = zone_package.preview(desk, path)
            return zone_package.told(package), _nothing if package.changed else None
        table = item_table.read(desk, path)
        found = _changes(desk, table.draft) if table.draft.rows else ()
        return item_table.told(table, lines_of(found)), _nothing if table.draft.rows else None

    def _edited(self, desk: Desk, form: ActForm, code: str, values: Values) -> tuple[Consequence, Any]:
        draft = self._with(desk, form, code, values)
        code = code or str(values["item_code"])
        if code not in draft.rows:
            return only(UNCHANGED), None
        (change, *_), reach, made = tried_on(desk, ItemDraft({code: draft.rows[code]}, draft.materials))
        item = made.items[code]
        warnings = [f"标明待核：{one}。" for one in doubts_of(item)]
        fields = [one for one in change.fields if one.field not in OWN]
        lines = (f"{one.field}：{one.before or '—'} → {one.after or '—'}" for one in fields)
        head = f"新增“{item.name}”（{code}）。" if form.name == NEW else f"改 {len(fields)} 栏。"
        sentences = (f"{head}{IN_DRAFT}", *lines)
        effect = (_listed(item, made),) if form.name == NEW else tuple(_effect(one) for one in reach)
        return Consequence(sentences, (), (), (), ("《行政许可法》第四十二条",), (*effect, *warnings)), _nothing

    def _with(self, desk: Desk, form: ActForm, code: str, values: Values) -> ItemDraft:
        draft = draft_of(desk)
        with desk.store.look() as look:
            catalogue: Catalogue = look.loaded("catalogue")
        if form.name == NEW:
            return draft.having(*new_row(form, values, catalogue, draft.materials))
        row, materials = row_of(form, values, catalogue.items[code], catalogue, draft.materials)
        return draft.having(row, materials) if len(row) > 1 else draft.without(code)

    def _adopted(self, desk: Desk, form: ActForm, values: Values, *, complete: bool) -> tuple[Consequence, Any]:
        draft = draft_of(desk)
        if not draft.rows:
            raise Refusal("草稿里没有改动，请先在清单上按 Ctrl+B 修改事项，再启用。")
        v = typed(form, values)
        since: date = v["since"]
        document = str(v["document"]) or "依据待填写"
        found, reach, made = tried_on(desk, draft, since)
        with desk.store.look() as look:
            if since <= look.today:
                raise Refusal(too_soon(since))
        names = [made.items[code] for code in draft.rows]
        doubted = [item.name for item in names if doubts_of(item)]
        warnings = tuple(
            _listed(made.items[one.code], made) if is_new(draft.rows[one.code]) else one.sentence(since)
            for one in reach
        )
        if doubted:
            warnings += (f"待核的 {len(doubted)} 项，清单和设置里照样列为待核：{'、'.join(doubted)}。",)
        sentences = (
            f"{len(draft.rows)} 个事项自 {since:%Y-%m-%d} 起按新版办理（{document}），各窗口共用。",
            "已受理的在办件不变；启用后要改，再启用一版。",
        )
        decide = adopting(draft, since, document, v["published"]) if complete else None
        articles = (form.article, ACTS[ACT].article)
        told = Consequence(
            (*sentences, *lines_of(found)), (), (ACTS[ACT].title,), (), tuple(filter(None, articles)), warnings
        )
        return told, decide

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown."""
        from bingliang.store.endings import Overtaken

        if form.name in EDITS:
            keep_draft(desk, self._with(desk, form, stream, values))
            return Done({}, (), IN_DRAFT)
        if form.name in ("drop_item", "drop_items"):
            keep_draft(desk, draft_of(desk).without(stream) if form.name == "drop_item" else ItemDraft())
            return Done({}, (), "在用的目录不变。")
        if form.name == "adopt_items":
            v = typed(form, values)
            try:
                answer = adopt(
                    desk.having_shown(shown), request, draft_of(desk), v["since"], v["document"], v["published"]
                )
            except Overtaken as crossed:
                return Crossed(crossed.sentence, (), self.trial(desk, form, stream, request, values).rehearsed)
            keep_draft(desk, ItemDraft())
            return Done(answer, (), f"事项目录第 {answer['edition']} 版，自 {v['since']:%Y-%m-%d} 起。")
        path = Path(str(values["table_path"]).strip("\"' "))
        if form.name == "import_settings":
            return Done({}, (), zone_package.bring_in(desk, request, zone_package.preview(desk, path)))
        table = item_table.read(desk, path)
        draft = draft_of(desk)
        for row in table.draft.rows.values():
            draft = draft.having(row, table.draft.materials)
        keep_draft(desk, draft)
        return Done({}, (), f"{len(table.draft.rows)} 项存入草稿，退回 {len(table.rejected)} 行。")


def _nothing(_work: Work) -> Outcome:
    """What is kept on this machine alone writes no line."""
    from bingliang.store.endings import Outcome

    return Outcome()


def tried_on(
    desk: Desk, draft: ItemDraft, since: date | None = None
) -> tuple[tuple[ItemChange, ...], tuple[Effect, ...], Catalogue]:
    """试成一版: what differs, what it means for items in hand, and the catalogue it makes."""
    held = zone_text(desk)
    with desk.store.look() as look:
        now: Catalogue = look.loaded("catalogue")
        day = since or max(after(now, draft.rows), look.today)
        _, made = tried(held, draft, day, "草稿")
        reach = effects(look, [made.items[code] for code in draft.rows])
    return tuple(between(now, made)), reach, made


def _changes(desk: Desk, draft: ItemDraft) -> tuple[ItemChange, ...]:
    return tried_on(desk, draft)[0]


def _listed(item: Item, catalogue: Catalogue) -> str:
    """对收件的影响 of a new item: where the counter will find it; nothing in hand is touched."""
    stage = next(one.name for one in catalogue.stages if one.code == item.stage)
    types = "、".join(catalogue.project_types[code] for code in item.project_types)
    return f"《{item.name}》：没有在办件受影响；自生效日起，“{stage}”阶段的收件对{types}项目列出它，不需要的当场去掉。"


def _effect(one: Effect) -> str:
    kept = f"已受理的 {one.accepted} 件仍按受理时的版本" if one.accepted else "没有已受理的在办件"
    moving = f"；已收件未受理的 {len(one.moving)} 件，生效日起受理的按新版" if one.moving else ""
    return f"对在办件：{kept}{moving}。"


def lines_of(found: tuple[ItemChange, ...]) -> tuple[str, ...]:
    """改变的各栏 in lines, as many as one reads."""
    lines = [
        f"{one.code} {one.name}　{field.field}：{field.before or '—'} → {field.after or '—'}"
        for one in found
        for field in one.fields
        if field.field not in OWN
    ]
    rest = (f"……共 {len(lines)} 处",) if len(lines) > SHOWN else ()
    return (*lines[:SHOWN], *rest)


CATALOGUE = OfCatalogue()
