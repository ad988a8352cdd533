"""《网上审批制度》: from which day an electronic filing counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""北京时间, without summer time since 1992."""


def received_on(entered: datetime, confirmed: datetime | None = None, *, confirmation_required: bool = False) -> date:
    """收件日: the day a filing entered the named system, at any hour, workday or not; where receipt must be confirmed,
    the day the applicant got the confirmation (法释〔2009〕20号第六条第二款).

    ValueError when a required confirmation is missing, or a time has no zone.
    """
    moment = entered
    if confirmation_required:
        if confirmed is None:
            raise ValueError("该渠道以申请人收到收讫确认之日起算，请先登记确认时间（法释〔2009〕20号第六条第二款）。")
        moment = confirmed
    if moment.tzinfo is None:
        raise ValueError("入库时间缺少时区，无法确定收件日，请按北京时间登记。")
    return moment.astimezone(CHINA).date()
