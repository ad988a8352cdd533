"""事项目录的办理单: one item said anew for the draft, the draft put in force, a table or a whole zone's settings brought in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind
from bingliang.desk.catalogue.adding import blank, head_fields, new_code
from bingliang.desk.catalogue.draft import draft_of
from bingliang.desk.catalogue.editions import ACT
from bingliang.desk.catalogue.said import CHECKED, NEEDED, SOMETIMES, UNCHECKED
from bingliang.exchange.catalogue_zone import known_materials
from bingliang.ledger.catalogue import PrerequisiteKind, Start
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue, Item, Limit

TITLES: Mapping[str, str] = {
    "edit_item": "修改事项",
    "new_item": "新增事项",
    "adopt_items": "启用草稿",
    "drop_item": "移出草稿",
    "drop_items": "弃用草稿",
    "import_items": "导入目录表",
    "import_settings": "导入全部设置",
}
"""办理 and its word."""
ARTICLES: Mapping[str, str] = {
    "edit_item": "《行政许可法》第四十二条、第三十条",
    "new_item": "《行政许可法》第十四条至第十七条、第三十条",
    "adopt_items": "《行政许可法》第三十条；《优化营商环境条例》第三十六条",
}

UNITS = (Choice("workday", "个工作日"), Choice("calendar_day", "个自然日"), Choice("not_stated", "日（法条没有写明）"))
STARTS = tuple(Choice(one.value, one.text) for one in (Start.ACCEPTED, Start.RECEIVED, Start.COMPLETE))
_KINDS = tuple(Choice(one.value, one.value) for one in PrerequisiteKind)


def form_of(desk: Desk, name: str, code: str = "", *, path: str = "", plain: bool = False) -> ActForm:
    """取表 for one act, with what stands as defaults; an item that is in the draft as the draft says it. `plain` leaves the draft aside.

    A Refusal for who may not.
    """
    overall.authorise(ACT, desk.who)
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        today = look.today
    if name == "edit_item" and code and code not in catalogue.items:
        name = "new_item"  # it stands in the draft alone
    fields = (
        _edit_fields(catalogue, catalogue.items[code]) if plain else _FIELDS[name](desk, catalogue, code, path, today)
    )
    subject = (
        "目录里没有的事项"
        if name == "new_item"
        else catalogue.items[code].name
        if code in catalogue.items
        else code or (f"{len(draft_of(desk).rows)} 项" if name != "import_settings" else "本区")
    )
    return ActForm(
        name=name, act=ACT, title=TITLES[name], no=None, subject=subject, fields=fields,
        article=ARTICLES.get(name, ""), today=today, safe=name not in ("drop_item", "drop_items"),
        focus=_FOCUS.get(name, fields[0].name if fields else ""),
    )  # fmt: skip


_FOCUS = {"edit_item": "promise_value", "adopt_items": "document", "new_item": "item_name"}


def _path_fields(_desk: Desk, _catalogue: Catalogue, _code: str, path: str, _today: date) -> tuple[Field, ...]:
    return (
        Field("table_path", "文件", default=path, help="右边先列出会改变的内容和退回的每一行；启用以前什么都不改变。"),
    )


def _adopt_fields(_desk: Desk, _catalogue: Catalogue, _code: str, _path: str, today: date) -> tuple[Field, ...]:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return (
        Field("document", "公布文件和文号", help="例如“《承诺时限公告》某管发〔2027〕1号”；没有公布的不能启用。"),
        Field("since", "生效日期", Kind.DAY, first.isoformat(), help="当日及以后受理的按新版；最早是明天。"),
        Field("published", "公布日期", Kind.DAY, today.isoformat(), optional=True, help="印在限时办结承诺书上。"),
    )


def _nothing(_desk: Desk, _catalogue: Catalogue, _code: str, _path: str, _today: date) -> tuple[Field, ...]:
    return ()


def _drafted_fields(desk: Desk, catalogue: Catalogue, code: str, _path: str, _today: date) -> tuple[Field, ...]:
    return _edit_fields(catalogue, _drafted(desk, catalogue, code))


def _new_fields(desk: Desk, catalogue: Catalogue, code: str, _path: str, _today: date) -> tuple[Field, ...]:
    """新增事项, or one that is in the draft already."""
    draft = draft_of(desk)
    item = _drafted(desk, catalogue, code) if code else blank(catalogue, new_code(catalogue, draft.rows))
    return (*head_fields(catalogue, item), *_edit_fields(catalogue, item))


def _edit_fields(catalogue: Catalogue, item: Item) -> tuple[Field, ...]:
    limit, promise = item.limit, item.promise
    materials = known_materials(catalogue)
    named = tuple(
        Choice(one.code, f"{one.code} {one.name}") for one in sorted(materials.values(), key=lambda m: m.code)
    )
    items = tuple(Choice(held, f"{held} {one.name}") for held, one in catalogue.items.items())
    return (
        Field("limit_value", "法定时限", default=str(limit.value) if limit else "", optional=True,
              help="法律、法规、规章写明的数；没有的留空。改法定时限须有条文。"),
        Field("limit_unit", "法定时限的单位", Kind.CHOICE, limit.unit.value if limit else "workday", choices=UNITS),
        Field("limit_start", "自何时起算", Kind.CHOICE, _start(limit), choices=_with_start(limit)),
        Field("limit_article", "时限的条文", default=limit.article if limit else "", optional=True,
              help="写到条、款；有法定时限就必须写。"),
        Field("limit_checked", "时限核对", Kind.CHOICE, CHECKED if limit and limit.verified else UNCHECKED,
              choices=(Choice(CHECKED, CHECKED), Choice(UNCHECKED, UNCHECKED, "清单和文书里标明待核")),
              help="没有对着条文读过的，选“没有核对”，不能当成法律印出来。"),
        Field("extension_value", "可以延长", default=str(item.extension.value) if item.extension else "", optional=True,
              help="法律、法规写明可以延长的数；没有写的留空，就不能延长。只延长法定时限，承诺不变。"),
        Field("extension_unit", "延长的单位", Kind.CHOICE, item.extension.unit.value if item.extension else "workday",
              choices=UNITS[:2]),
        Field("extension_approver", "由谁批准延长", default=item.extension.approver if item.extension else "", optional=True,
              help="例：本行政机关负责人。"),
        Field("extension_article", "延长的条文", default=item.extension.article if item.extension else "", optional=True,
              help="写到条、款；有延长就必须写。"),
        Field("promise_value", "承诺时限", default=str(promise.value) if promise else "", optional=True,
              help="本区公布的数；留空就是不承诺。0 是当日。长于法定的不能启用。"),
        Field("promise_unit", "承诺时限的单位", Kind.CHOICE, promise.unit.value if promise else "workday", choices=UNITS[:2]),
        Field("promise_start", "承诺自何时起算", Kind.CHOICE, promise.start.value if promise else "accepted", choices=STARTS),
        Field("promise_steps", "承诺含特殊环节", Kind.TICK, default=bool(promise and promise.with_special_steps),
              help="勾选的，特殊环节不停承诺的时限；默认两条线都停。"),
        Field("legal_basis", "法定依据", Kind.ROWS, tuple({"basis": one} for one in item.legal_basis),
              columns=(Field("basis", "依据"),), help="每条一行，至少一条。"),
        Field("materials", "材料", Kind.ROWS, tuple(
            {"material": f"{one.code} {one.name}", "source": one.source, "required": NEEDED if one.required else SOMETIMES,
             "when": one.when, "originals": str(one.originals), "copies": str(one.copies)} for one in item.materials),
              columns=(
                  Field("material", "材料", choices=named, help="从清单选；清单里没有的直接写名称，登记为新材料。"),
                  Field("source", "来源依据"),
                  Field("required", "是否必需", Kind.CHOICE, NEEDED, choices=(Choice(NEEDED, NEEDED), Choice(SOMETIMES, SOMETIMES))),
                  Field("when", "什么时候要", optional=True),
                  Field("originals", "原件份数", Kind.NUMBER, "1"),
                  Field("copies", "复印件份数", Kind.NUMBER, "0"),
              ), help="没有列在这里的材料不得索要（《行政许可法》第三十条、第三十一条）。"),
        Field("prerequisites", "前置", Kind.ROWS, tuple(
            {"before": "、".join(one.items), "kind": one.kind.value, "ground": one.ground, "detail": one.detail}
            for one in item.prerequisites),
              columns=(
                  Field("before", "前置事项的编码", choices=items, help="几项任一即可的，用顿号隔开。"),
                  Field("kind", "种类", Kind.CHOICE, PrerequisiteKind.STATUTORY.value, choices=_KINDS),
                  Field("ground", "依据"),
                  Field("detail", "要哪一份", optional=True),
              ), help="没有依据的不得作为前置。"),
        Field("special_steps", "特殊环节", Kind.ROWS, tuple(
            {"name": one.name, "ground": one.ground, "longest": str(one.longest or ""), "unit": one.unit.value}
            for one in item.special_steps),
              columns=(
                  Field("name", "环节"), Field("ground", "依法需要的依据"),
                  Field("longest", "最长", optional=True), Field("unit", "单位", Kind.CHOICE, "workday", choices=UNITS[:2]),
              ), help="只列依法需要的（《行政许可法》第四十五条）；清单外的环节不停表。"),
        Field("fee_text", "收费", default=item.fee.text),
        Field("fee_ground", "收费的依据", default=item.fee.ground, optional=True),
    )  # fmt: skip


def _start(limit: Limit | None) -> str:
    return limit.start.value if limit else Start.ACCEPTED.value


def _with_start(limit: Limit | None) -> tuple[Choice, ...]:
    """The usual starts, and the one that stands there."""
    if limit is None or limit.start.value in {one.value for one in STARTS}:
        return STARTS
    return (*STARTS, Choice(limit.start.value, limit.start.text))


def _drafted(desk: Desk, catalogue: Catalogue, code: str) -> Item:
    """事项 as the draft has it, else as it stands newest."""
    from bingliang.desk.catalogue.editions import tried
    from bingliang.desk.zone.editions import zone_text

    draft = draft_of(desk)
    if code not in draft.rows:
        return catalogue.items[code]
    _, made = tried(zone_text(desk), draft, after(catalogue, draft.rows), "草稿")
    return made.items[code]


def after(catalogue: Catalogue, codes: Iterable[str]) -> date:
    """试排的生效日: later than every version there is, so that a draft can be tried before its day is chosen."""
    known = (catalogue.items[code].effective_from for code in codes if code in catalogue.items)
    return max(known, default=date.min) + timedelta(days=1)


_FIELDS: Mapping[str, Callable[[Desk, Catalogue, str, str, date], tuple[Field, ...]]] = {
    "edit_item": _drafted_fields,
    "new_item": _new_fields,
    "adopt_items": _adopt_fields,
    "drop_item": _nothing,
    "drop_items": _nothing,
    "import_items": _path_fields,
    "import_settings": _path_fields,
}
