"""数一数: how much is in a database, by kinds."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from bingliang.ledger.standing import Level
from bingliang.store.look import Look
from bingliang.store.schema import ledger, project, standing


def counted(look: Look) -> dict[str, int]:
    """项目、办件、事项、在办事项、行为、文书、台账行数."""
    zone = or_(ledger.c.stream == "zone", ledger.c.stream.like("zone/%"))
    paper = ledger.c.act.in_(("draw_up", "issue", "sign", "seal", "serve", "file_copy", "void", "void_row"))
    item = standing.c.level == Level.ITEM.value

    def of(count: object, *where: ColumnElement[bool]) -> int:
        return int(look.connection.execute(select(count).where(*where)).scalar_one())  # type: ignore[call-overload]  # any count

    many = func.count()
    return {
        "projects": of(func.count(func.distinct(project.c.id))),
        "cases": of(many, standing.c.level == Level.CASE.value),
        "items": of(many, item),
        "open": of(many, and_(item, standing.c.open == 1)),
        "acts": of(many, not_(zone), not_(paper)),
        "papers": of(many, ledger.c.act == "draw_up"),
        "lines": of(many, ledger.c.seq > 0),
    }
