"""材料袋和原件: what is asked when a bag is put away, lent or brought back, and when originals are shown or given back."""

from __future__ import annotations

from bingliang.desk.acts.asked.scene import Scene, on_day
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.casework import bags
from bingliang.desk.casework.delivery import OWN_BEARER
from bingliang.desk.casework.originals import KEPT, RETURNED
from bingliang.desk.supervision.terms import listed
from bingliang.ledger.roles import REVIEWER


def _shelves(scene: Scene) -> tuple[Choice, ...]:
    return tuple(Choice(one, one) for one in listed(scene.file.catalogue, "bag_shelves"))


def shelve(scene: Scene) -> tuple[Field, ...]:
    """上架."""
    before = scene.file.case.bag.shelf
    told = f"现在登记在{before}。" if before else ""
    return (
        Field("shelf", "架位", help=f"{told}扫架位标签，或者按 ↓ 选。", choices=_shelves(scene)),
        on_day(scene, "上架日"),
    )


def lend(scene: Scene) -> tuple[Field, ...]:
    """借出."""
    return (*_taker(scene, "领取人", "扫领取卡，或者写岗位。例：建设交通局审查岗。"), on_day(scene, "借出日"))


def pass_on(scene: Scene) -> tuple[Field, ...]:
    """移送部门: for which item, since the 交接单 names it."""
    items = tuple(Choice(str(one.no), f"{one.no} {one.name}") for one in scene.file.case.items.values())
    first = next((one for one in scene.file.case.items.values() if one.open), None)
    chosen = str(first.no) if first else items[0].value
    return (
        Field("item", "为哪一项移送", Kind.CHOICE, chosen, "交接单写明这一项，附它的材料清单。", items, folded=True),
        *_taker(scene, "接收人", "扫领取卡，或者写接收的岗位；由他在交接单上签名。"),
        on_day(scene, "移送日"),
    )


def _taker(scene: Scene, word: str, told: str) -> tuple[Field, ...]:
    file = scene.file
    people = tuple(Choice(one, one) for one in listed(file.catalogue, "bag_borrowers"))
    bodies = file.catalogue.bodies
    units = tuple(
        dict.fromkeys(bodies[one.department].short for one in file.case.items.values() if one.department in bodies)
    )
    own = bodies[file.work.who.office].short if file.work.who.office in bodies else ""
    reviewer = file.work.who.role == REVIEWER
    until = bags.back_by(file, file.today).isoformat()
    return (
        Field("to", word, default=file.work.who.name if reviewer else "", help=told, choices=people),
        Field("office", "单位", default=own if reviewer else (units[0] if units else ""), help="哪个单位的。",
              choices=tuple(Choice(one, one) for one in units), readonly=False),
        Field("purpose", "取走做什么", help="例：现场核对图纸。"),
        Field("back_by", "应归还日", Kind.DAY, until, "到期没有归还的列为逾期；不约定归还的留空。", optional=True),
    )  # fmt: skip


def take_back(scene: Scene) -> tuple[Field, ...]:
    """归还."""
    bag = scene.file.case.bag
    by = bag.loan.to if bag.loan else ""
    return (
        Field("by", "谁交回的", default=by, help="默认是领取的人。"),
        Field(
            "shelf",
            "放回哪个架位",
            default=bag.shelf,
            help="扫架位标签，或者按 ↓ 选；还没有放的留空。",
            choices=_shelves(scene),
            optional=True,
        ),
        on_day(scene, "归还日"),
    )


def check_originals(scene: Scene) -> tuple[Field, ...]:
    """核对原件: the materials of the case, each ticked that was shown, and what became of it."""
    held = {one.name for one in scene.file.case.kept}
    fates = (Choice(RETURNED, RETURNED), Choice(KEPT, KEPT))
    rows = tuple(
        {"shown": False, "name": row["name"], "count": str(max(int(row.get("originals") or 0), 1)), "fate": RETURNED}
        for row in scene.file.case.materials
        if row["name"] not in held
    )
    columns = (
        Field("shown", "核对", Kind.TICK, default=False),
        Field("name", "材料", readonly=True),
        Field("count", "原件", Kind.NUMBER, "1", unit="份"),
        Field("fate", "核对以后", Kind.CHOICE, RETURNED, choices=fates),
    )
    told = "出示了原件、与原件一致的打勾；当场退还的签字即还，留存的以后凭签收退还。"
    return (
        Field("pieces", "出示的原件", Kind.ROWS, rows, told, columns=columns, fixed=True),
        Field("bearer", "出示原件的人", default=scene.bearer, help="由他在核对单上签名。"),
        on_day(scene, "核对日"),
    )


def return_kept(scene: Scene) -> tuple[Field, ...]:
    """退还留存原件."""
    rows = tuple(
        {"back": True, "name": one.name, "count": f"{one.count} 份", "since": f"{one.on:%Y-%m-%d}"}
        for one in scene.file.case.kept
    )
    columns = (
        Field("back", "退还", Kind.TICK, default=True),
        Field("name", "原件", readonly=True),
        Field("count", "份数", readonly=True),
        Field("since", "留存日", readonly=True),
    )
    return (
        Field("pieces", "留存的原件", Kind.ROWS, rows, "这次没有退还的去掉勾。", columns=columns, fixed=True),
        Field("receiver", "领回人", default=scene.bearer, help="由他在签收单上签名。"),
        Field("relation", "身份", default=OWN_BEARER, help="凭什么领回：本单位经办人；代领的写明授权委托书。"),
        on_day(scene, "退还日"),
    )
