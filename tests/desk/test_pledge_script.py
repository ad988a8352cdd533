"""A department's promises are published and withdrawn under a 文号, with what that means for items in hand shown before."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.catalogue.editions import editions
from bingliang.desk.desk import Desk
from bingliang.desk.pledges.forms import PUBLISH, RECORD, SETTLE, WITHDRAW, form_of
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.desk.pledges.script import PLEDGES, UNCHANGED
from bingliang.ledger.acts import Entry, Refusal, Who
from bingliang.ledger.catalogue import Catalogue
from tests.clerk import Clerk

BODY = "city-management"


def admin(clerk: Clerk) -> Desk:
    return Desk(clerk.desk.store, Who("管理员", "后台", "管理员"))


def promise(desk: Desk, code: str, day: date) -> int | None:
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
    found = catalogue.item_on(code, day).promise
    return found.value if found else None


def test_a_department_publishes_and_withdraws_its_promises(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").accepts(1)
    desk, day = admin(clerk), date(2026, 11, 1)
    form = form_of(desk, PUBLISH, BODY)
    assert form.subject == "岳阳经开区城市管理局（示范）"
    same = PLEDGES.trial(desk, form, BODY, "r", {**form.values, "document": "示范6号"}).rehearsed
    assert same.consequence is not None
    assert same.consequence.sentences == (UNCHANGED,)

    def changed(days: str) -> dict[str, object]:
        rows = [{**row, "days": days} if row["item"].startswith("S3-07") else row for row in form.values["promises"]]
        return {**form.values, "promises": rows, "document": "示范〔2026〕6号", "since": "2026-11-01"}

    long = PLEDGES.trial(desk, form, BODY, "r", changed("30")).rehearsed
    assert "长于法定的20个工作日" in long.refusal
    assert "第四十二条" in long.article
    assert "应是 0 到 365 的整数" in PLEDGES.trial(desk, form, BODY, "r", changed("两")).rehearsed.refusal
    early = PLEDGES.trial(desk, form, BODY, "r", {**changed("2"), "since": "2026-10-12"}).rehearsed
    assert "不在今天以后" in early.refusal
    blank = PLEDGES.trial(desk, form, BODY, "r", {**changed("2"), "document": ""})
    assert (blank.lacking, blank.rehearsed.shown) == (("公布文件和文号",), None)
    tried = PLEDGES.trial(desk, form, BODY, "r", changed("2")).rehearsed
    assert tried.consequence is not None
    assert tried.shown is not None
    assert "公布 1 项承诺时限，自 2026-11-01 起（示范〔2026〕6号）" in tried.consequence.sentences[0]
    assert "已受理的 1 件仍按受理时的版本" in tried.consequence.warnings[0]
    done = PLEDGES.confirm(desk, form, BODY, "r", changed("2"), tried.shown)
    assert isinstance(done, Done)
    assert (promise(desk, "S3-07", date(2026, 10, 31)), promise(desk, "S3-07", day)) == (3, 2)
    public = next(row for row in register(desk, PledgeKind.PUBLIC).rows if row.body == BODY)
    assert public.number.endswith("2026-11-01起 示范〔2026〕6号")
    assert editions(desk)[0].document == "示范〔2026〕6号"
    gone = form_of(desk, WITHDRAW, BODY)
    at = next(int(one.value) for one in gone.fields[-1].choices if "S3-07" in one.text)
    values = {**gone.values, "document": "示范〔2026〕7号", "since": "2026-12-01", "withdrawn": [at]}
    shown = PLEDGES.trial(desk, gone, BODY, "r2", values).rehearsed.shown
    assert shown is not None
    PLEDGES.confirm(desk, gone, BODY, "r2", values, shown)
    assert promise(desk, "S3-07", date(2026, 12, 1)) is None
    assert [entry.act for entry in _zone(desk)] == ["adopt_edition", "publish_promise", "withdraw_promise"]
    assert desk.store.verify().ok


def _zone(desk: Desk) -> list[Entry]:
    with desk.store.look() as look:
        return list(look.entries("zone/editions"))


def test_who_may_not_and_what_has_nothing_is_refused(alone: Clerk) -> None:
    with pytest.raises(Refusal, match="管理员"):
        form_of(alone.desk, PUBLISH, BODY)
    with pytest.raises(Refusal, match="没有可以承诺时限的事项"):
        form_of(admin(alone), PUBLISH, "enterprise")
    with pytest.raises(Refusal, match="没有可以撤下的"):
        form_of(admin(alone), WITHDRAW, "enterprise")


def test_a_promise_to_an_enterprise_is_recorded_and_settled_on_the_sheet(alone: Clerk) -> None:
    desk = alone.on("10-12").desk
    form = form_of(desk, RECORD)
    assert "必填栏" in str(PLEDGES.trial(desk, form, "", "r", form.values).rehearsed.consequence)
    values = {
        **form.values, "agreed_enterprise": "岳阳示例精工有限公司（虚构）", "agreed_document": "示范招协〔2026〕9号",
        "agreed_words": "道路通车", "agreed_owner": "建设交通局", "until": "2026-10-20",
    }  # fmt: skip
    shown = PLEDGES.trial(desk, form, "", "r", values).rehearsed.shown
    assert shown is not None
    PLEDGES.confirm(desk, form, "", "r", values, shown)
    stream = register(desk, PledgeKind.AGREED).rows[0].stream
    settling = form_of(desk, SETTLE, stream)
    assert settling.fields[0].choices[1].barred == "期限2026-10-20还没有过"
    assert "须写明凭证" in PLEDGES.trial(desk, settling, stream, "r2", settling.values).rehearsed.refusal
    given = {**settling.values, "proof": "通车证明"}
    shown = PLEDGES.trial(desk, settling, stream, "r2", given).rehearsed.shown
    assert shown is not None
    PLEDGES.confirm(desk, settling, stream, "r2", given, shown)
    assert register(desk, PledgeKind.AGREED).rows[0].state == "2026-10-12 兑现"
    alone.on("10-21")
    again = form_of(desk, SETTLE, stream)
    assert again.fields[0].choices[1].barred == ""
    broken = {**again.values, "outcome": "未兑现", "reason": "原因"}
    assert "已经登记兑现" in PLEDGES.trial(desk, again, stream, "r3", broken).rehearsed.refusal
