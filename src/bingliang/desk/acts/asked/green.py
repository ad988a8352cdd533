"""绿色通道: what is asked when it is granted to a case and when it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.asked.scene import on_day
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.casework import green

if TYPE_CHECKING:
    from bingliang.desk.acts.asked.scene import Scene


def grant_green(scene: Scene) -> tuple[Field, ...]:
    """准予绿色通道."""
    file = scene.file
    listed = tuple(Choice(one, one) for one in green.grounds(file.catalogue))
    asked = (
        Field(
            "ground", "情形", Kind.CHOICE, listed[0].value if listed else "", "区规定的情形，清单以外不能准予。", listed
        ),
        Field("note", "具体情况", optional=True, help="例：列入省重点项目名单第12号。"),
        Field("document", "文号", help="准予的批示、会议纪要或者通知的文号。"),
        Field("approver", "谁准予的", help="写职务，不写姓名。例：管委会分管副主任。"),
    )
    return (*asked, *_promises(scene), on_day(scene, "准予日"))


def _promises(scene: Scene) -> tuple[Field, ...]:
    """绿色通道的承诺, a row for each item that has an ordinary one to shorten."""
    file, given = scene.file, green.offered(scene.file)
    rows = tuple(
        {"item": f"{no} {item.name}，公布{limit.value}{limit.unit.text}", "days": str(given.get(no, ""))}
        for no, item in file.case.items.items()
        if (limit := green.ordinary_of(file, item)) is not None and limit.value > 1
    )
    columns = (
        Field("item", "事项", readonly=True),
        Field("days", "绿色通道的日数", optional=True),
    )
    told = "只能比公布的承诺短，从今天（或者受理日）起数；留空的仍按公布的承诺。法定期限不变。"
    return (Field("promises", "承诺时限", Kind.ROWS, rows, told, columns=columns, fixed=True),) if rows else ()


def shorter(rows: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """填了日数的各项, by the number before the name. ValueError for what is no number of days."""
    found = {}
    for row in rows:
        number, name = str(row["item"]).split(" ", 1)
        days = str(row["days"]).strip()
        if days and not (days.isascii() and days.isdigit()):
            raise ValueError(f"“{name.rpartition('，')[0]}”的绿色通道承诺“{days}”不是日数，请写整数或者留空。")
        if days:
            found[int(number)] = int(days)
    return found


def end_green(scene: Scene) -> tuple[Field, ...]:
    """取消绿色通道."""
    return (
        Field("reason", "取消原因", Kind.LONG, help="例：项目已移出重点项目名单（写明文号）。"),
        on_day(scene, "取消日"),
    )
