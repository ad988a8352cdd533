"""The papers that the acts owe: each is a file in forms/ and is made by its act, with the words without which it is none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from bingliang.ledger.acts import ACTS
from bingliang.settings import factory
from tests.clerk import MET, SITE_A, SITE_B, Clerk

DRAIN = "水质检测报告或者承诺书"
RIGHT = "岳阳市交通运输局（公路管理机构）"
Story = Callable[[Clerk], Clerk]


def joint(clerk: Clerk) -> Clerk:
    held = {"S3-03": "施工许可证示范1号", "S2-02": "建字示范1号"}
    return clerk.receives("S4-01", "S4-02", held=held).accepts(1, 2).convenes(1, 2)


def objected(clerk: Clerk) -> Clerk:
    return joint(clerk).attends(SITE_A).attends(SITE_B, "有意见", "疏散指示标志缺两处", "与设计文件不一致")


def paused(clerk: Clerk) -> Clerk:
    return clerk.receives("S2-04").accepts(1).commits().stops(1, "专家评审", 10).on("10-20").resumes(1, "专家评审")


OWED: dict[str, tuple[str, Story, tuple[str, ...]]] = {
    "checklist": ("办事清单", lambda c: c.receives("S3-09"), ("建筑垃圾处置核准", "材料")),
    "truthfulness": ("材料真实性承诺书", lambda c: c.receives("S3-09"), ("实质内容的真实性", "第三十一条", "第七十八条")),
    "not_required": (
        "不受理告知书",
        lambda c: c.receives("S3-09").tells_not_required(1),
        ("第三十二条第一款第（一）项", "不需要取得行政许可"),
    ),
    "non_acceptance": (
        "不予受理决定书",
        lambda c: c.receives("S3-07").declines(1, "不属本机关职权", right_body=RIGHT),
        (RIGHT, "60日", "6个月", "人民法院", "行政复议"),
    ),
    "withdrawal": ("撤回申请书", lambda c: c.receives("S3-09").withdraws(1), ("自愿撤回", "其他事项的申请不受影响")),
    "returned_materials": ("材料退还清单", lambda c: c.receives("S3-09").withdraws(1), ("领回人签名", "不代替受理")),
    "opinion_request": ("部门意见联系单", lambda c: c.receives("S3-07").accepts(1).asks(1), ("主要法律依据及理由", "见证人")),
    "opinion_reply": ("部门意见回执函", lambda c: c.receives("S3-07").accepts(1).asks(1).hears(1), ("示范交函〔2026〕1号",)),
    "opinion_received": ("意见接收单", lambda c: c.receives("S3-07").accepts(1).asks(1).hears(1), ("回执文号", "收到时间")),
    "opinion_summary": ("部门意见汇总表", lambda c: objected(c).attends(SITE_B).concludes(), (SITE_A, SITE_B, "复验合格")),
    "convening": ("联合办理通知", joint, ("二号车间现场", "缺席")),
    "joint_opinion": ("联合意见书", lambda c: objected(c).attends(SITE_B).concludes(), ("不代替其中各事项",)),
    "rectification": ("整改告知书", objected, ("疏散指示标志缺两处", "复验", "不停止")),
    "forwarding": ("转报函", lambda c: c.receives("S2-14").accepts(1).forwards(1), ("第四十三条", "签收单示范1号")),
    "amended_acceptance": (
        "受理更正通知书",
        lambda c: c.receives("S3-09").accepts(1).rights(1, "S3-07"),
        ("不变", "作废", "综合窗口负责人"),
    ),
    "commitment_note": ("承诺时限调整说明", paused, ("不改变法定期限", "原承诺办结日")),
    "overrun": (
        "超时公开说明",
        lambda c: c.receives("S3-09").accepts(1).on("10-30").explains(1),
        ("《优化营商环境条例》第三十六条", "未及时调配人员"),
    ),
    "collection": ("领取通知", lambda c: c.receives("S3-09").accepts(1).grants(1).notifies(1), ("领取", "身份证件")),
    "notified_commitment": (
        "告知承诺书",
        lambda c: c.receives("S2-08").accepts(1, promised={1: MET}),
        ("现已符合", "核查", "法律责任"),
    ),
    "deferral_notice": (
        "容缺受理通知书",
        lambda c: c.receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"}),
        (DRAIN, "2026年10月15日", "不作准予的决定"),
    ),
    "deferral_promise": (
        "容缺受理承诺书",
        lambda c: c.receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"}),
        ("岳阳经开区城市管理局（示范）：", DRAIN, "自愿"),
    ),
}  # fmt: skip
"""Form → its title, a case in which its act is done, and words that must be on it."""


@pytest.mark.parametrize("form", OWED)
def test_the_act_makes_its_paper(alone: Clerk, form: str) -> None:
    title, story, words = OWED[form]
    assert (factory().forms / f"{form}.toml").is_file()
    story(alone.on("10-12"))
    papers = alone.papers(form)
    assert papers, "the act owes this paper"
    assert {paper.title for paper in papers} == {title}
    paper = papers[-1]
    assert paper.number
    assert paper.sm3, "its PDF is stored"
    pages = PdfReader(io.BytesIO(alone.pdf(paper))).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    assert [word for word in (title, *words) if word not in text] == []


def test_every_paper_that_an_act_names_is_a_form() -> None:
    forms = {path.stem for path in factory().forms.glob("*.toml")}
    assert {act.paper for act in ACTS.values() if act.paper} <= forms
