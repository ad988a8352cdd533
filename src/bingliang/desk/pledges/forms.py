"""承诺的办理单: a department's promises published or withdrawn under a 文号, a promise to one enterprise recorded and settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.catalogue.draft import ItemDraft
from bingliang.desk.catalogue.forms import UNITS
from bingliang.desk.catalogue.said import as_said
from bingliang.desk.catalogue.words import limit_words, promise_words
from bingliang.desk.errors import Faults
from bingliang.desk.pledges.agreed import Promised, found
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.agreed import BROKEN, KEPT, KINDS
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.catalogue.rows import Row
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue, Item
    from bingliang.store.look import Look

PUBLISH, WITHDRAW, RECORD, SETTLE = "publish_promise", "withdraw_promise", "record_promise", "settle_promise"
LONGEST = 365


def form_of(desk: Desk, act: str, about: str = "") -> ActForm:
    """取表; `about` is the department's code or the promise's stream. A Refusal for who may not."""
    overall.authorise(act, desk.who)
    with desk.store.look() as look:
        fields, subject = _FIELDS[act](look, about)
        today = look.today
    return ActForm(
        name=act, act=act, title=ACTS[act].title, no=None, subject=subject, fields=fields, article=ACTS[act].article,
        today=today, safe=act != WITHDRAW, focus=fields[0].name,
    )  # fmt: skip


_Made = tuple[tuple[Field, ...], str]


def _notice(today: date) -> tuple[Field, ...]:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return (
        Field("document", "公布文件和文号", help="例如“《承诺时限公告》某管发〔2027〕1号”。"),
        Field("since", "生效日期", Kind.DAY, first.isoformat(), help="当日及以后受理的按新的承诺；最早是明天。"),
        Field("published", "公布日期", Kind.DAY, today.isoformat(), optional=True),
    )


def own_items(catalogue: Catalogue, body: str) -> tuple[Item, ...]:
    """该部门可以承诺时限的事项: what it decides itself and the counter takes in."""
    mine = (item for item in catalogue.items.values() if item.body == body and item.handling.offered)
    return tuple(item for item in mine if item.limit is not None or item.promise is not None)


def _publish_fields(look: Look, body: str) -> _Made:
    catalogue: Catalogue = look.loaded("catalogue")
    items = own_items(catalogue, body)
    if not items:
        raise Refusal(f"“{catalogue.bodies[body].short}”没有可以承诺时限的事项。", ACTS[PUBLISH].article)
    rows = tuple(
        {
            "item": f"{one.code} {one.name}",
            "statutory": limit_words(one.limit),
            "days": str(one.promise.value) if one.promise else "",
            "unit": one.promise.unit.value if one.promise else "workday",
        }
        for one in items
    )
    columns = (
        Field("item", "事项", readonly=True),
        Field("statutory", "法定时限", readonly=True),
        Field("days", "承诺", optional=True, help="写数，0 是当日；空着是不承诺。"),
        Field("unit", "单位", Kind.CHOICE, "workday", choices=UNITS[:2]),
    )
    promises = Field(
        "promises",
        "承诺时限",
        Kind.ROWS,
        rows,
        columns=columns,
        fixed=True,
        help="只改变了的写进新的一版；长于法定的不能公布。",
    )
    return (*_notice(look.today), promises), catalogue.bodies[body].name or catalogue.bodies[body].short


def _promising(catalogue: Catalogue, body: str) -> tuple[Item, ...]:
    return tuple(item for item in own_items(catalogue, body) if item.promise is not None)


def _withdraw_fields(look: Look, body: str) -> _Made:
    catalogue: Catalogue = look.loaded("catalogue")
    items = _promising(catalogue, body)
    if not items:
        raise Refusal(f"“{catalogue.bodies[body].short}”没有公布过承诺时限，没有可以撤下的。", ACTS[WITHDRAW].article)
    choices = tuple(
        Choice(str(at), f"{one.code} {one.name}，承诺 {promise_words(one.promise)}") for at, one in enumerate(items)
    )
    field = Field(
        "withdrawn", "撤下哪些", Kind.ITEMS, (), choices=choices, help="撤下以后按法定时限办理；已受理的仍按原承诺。"
    )
    return (*_notice(look.today), field), catalogue.bodies[body].name or catalogue.bodies[body].short


def _record_fields(look: Look, _about: str) -> _Made:
    catalogue: Catalogue = look.loaded("catalogue")
    owners = tuple(Choice(one.name or one.short, one.name or one.short) for one in catalogue.bodies.values())
    return (
        Field("agreed_kind", "种类", Kind.CHOICE, KINDS[0], choices=tuple(Choice(one, one) for one in KINDS)),
        Field("agreed_enterprise", "对哪家企业"),
        Field("agreed_project", "项目", optional=True),
        Field("agreed_document", "协议或者政策文件", help="名称和编号、文号；没有依据文件的不登记。"),
        Field("agreed_words", "承诺的内容", Kind.LONG, help="照协议或者文件写：给什么、多少、什么条件。"),
        Field("agreed_owner", "责任单位", choices=owners),
        Field("until", "兑现期限", Kind.DAY, "", help="协议或者文件写明的日子。"),
    ), "招商协议与政策承诺"


def _settle_fields(look: Look, stream: str) -> _Made:
    one = found(look, stream)
    overdue = look.today > one.until
    return (
        Field("outcome", "结果", Kind.CHOICE, KEPT, choices=(
            Choice(KEPT, KEPT), Choice(BROKEN, BROKEN, barred="" if overdue else f"期限{one.until:%Y-%m-%d}还没有过"))),
        Field("on", "日期", Kind.DAY, look.today.isoformat(), help="实际兑现的日子，或者认定未兑现的日子。"),
        Field("proof", "兑现的凭证", optional=True, when=("outcome", KEPT), help="拨付凭证、交付单、批复文号等。"),
        Field("reason", "未兑现的原因和补救", Kind.LONG, when=("outcome", BROKEN)),
    ), f"{one.enterprise} {one.document}"  # fmt: skip


_FIELDS: Mapping[str, Callable[[Look, str], _Made]] = {
    PUBLISH: _publish_fields, WITHDRAW: _withdraw_fields, RECORD: _record_fields, SETTLE: _settle_fields,
}  # fmt: skip

# ── what was typed ──


def draft_of(look: Look, form: ActForm, body: str, values: Values) -> ItemDraft:
    """成草稿: the promises that are said anew or withdrawn. Faults for what is no figure."""
    catalogue: Catalogue = look.loaded("catalogue")
    v = typed(form, values)
    if form.act == WITHDRAW:
        items = _promising(catalogue, body)
        return ItemDraft({items[at].code: _gone(items[at].code) for at in v["withdrawn"]})
    faults: list[tuple[str, str]] = []
    rows: dict[str, Row] = {}
    for row in v["promises"]:
        code, days = str(row["item"]).split(" ")[0], str(row["days"]).strip()
        if days and (not days.isdecimal() or int(days) > LONGEST):
            faults.append(("promises", f"{row['item']}的承诺“{days}”应是 0 到 {LONGEST} 的整数，不承诺的空着。"))
            continue
        said = _said(catalogue.items[code], days, str(row["unit"]))
        if said["promise"] != as_said(catalogue.items[code])["promise"]:
            rows[code] = said
    if faults:
        raise Faults(faults)
    return ItemDraft(rows)


def _gone(code: str) -> Row:
    return {"code": code, "promise": {"withdrawn": True}}


def _said(item: Item, days: str, unit: str) -> Row:
    if not days:
        return _gone(item.code)
    held: dict[str, Any] = as_said(item)["promise"]
    rest = {
        "start": held.get("start", "accepted"),
        **({"with_special_steps": True} if held.get("with_special_steps") else {}),
    }
    return {"code": item.code, "promise": {"value": int(days), "unit": unit, **rest}}


def promised_of(form: ActForm, values: Values) -> Promised:
    """成一项要登记的承诺."""
    v = typed(form, values)
    kind, firm, words, document, owner = (
        str(v[f"agreed_{name}"]) for name in ("kind", "enterprise", "words", "document", "owner")
    )
    return Promised(kind, firm, words, document, owner, v["until"], str(v["agreed_project"]))
