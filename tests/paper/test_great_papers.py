"""The five great papers: their blocks in order, and what only one of the copies carries."""

from __future__ import annotations

import pytest

from bingliang.paper.compose import compose
from tests.paper.conftest import FORMS

ORDER = {
    "receipt": (
        "收件凭证", "申请人", "信用代码", "法定代表人", "项目代码", "单项工程|一期厂房", "区内编号", "经办人", "末四位", "有授权委托书",
        "代办专员", "收件号", "9时26分", "号窗口", "工号", "收到的申请事项", "决定机关", "答复截止日及依据", "收到的申请材料", "用于事项",
        "原件核后退回", "收件不等于受理", "自收到材料之日起即为受理", "“预收”的事项", "查询办理进度", "申请人声明", "真实性承诺书",
        "签名", "校验串", "打印时间", "12345",
    ),
    "acceptance": (
        "受理通知书", "受理第", "统一社会信用代码", "收件号", "予以受理，受理日为", "一、受理事项和办理期限", "法定期限", "承诺时限",
        "特殊环节", "收费", "及起算", "二、期限的计算", "次日起计算", "另行书面告知", "延长一次", "三、权利和义务", "不再要求补正", "查询进度",
        "陈述和申辩", "撤回申请", "现场核查", "四、结果的领取", "收件凭证和领取人身份证件", "邮寄或者电子送达", "五、联系方式", "监督电话",
        "自然资源和规划局",
    ),
    "correction": (
        "一次性告知书", "告知第", "收件号", "第3个工作日作出", "第一款第（四）项", "序号", "事项及提出机关", "材料", "问题", "应当提交", "依据",
        "可容缺", "以上为需要补正的全部内容", "已经受理", "一、补正期限和方式", "日期为准", "延长", "二、期满未补正的处理", "三、本告知的效力",
        "尚未受理", "之日为受理日", "不是不予受理", "四、咨询和帮助", "免费协助",
    ),
    "commitment": (
        "限时办结承诺书", "承诺〔|第0001号", "首次", "统一社会信用代码", "项目代码", "单项工程", "承诺时限公告", "不另设期限", "一、已受理的事项",
        "二、待受理的事项", "三、由其他机关决定的事项", "四、时限的计算", "暂定", "五、服务承诺", "一次告知", "首问负责", "不指定中介",
        "首席代办专员", "六、请你单位配合", "七、超过承诺时限的处理", "第三十六条", "投诉电话", "八、调整和终止", "不改变法定期限",
        "不是对审批结果的承诺", "一式三份", "签发人",
    ),
    "notified_commitment": (
        "告知承诺书", "申请人", "法定代表人", "受托人", "事项", "第一部分", "一、设定依据", "二、许可条件和材料", "三、自愿选择", "四、办理效力",
        "五、核查", "六、不实承诺的责任", "七、公开", "告知人工号", "第二部分", "已阅读并理解", "是否符合", "接受核查", "真实意思表示",
        "申请人（公章）",
    ),
}  # fmt: skip


def copies(key: str) -> list[str]:
    form = FORMS[key]
    done = compose(form, form.sample())
    return [
        "".join("".join(done.lines[page]) for page in range(part.first - 1, part.first - 1 + part.count)).replace(
            " ", ""
        )
        for part in done.parts
    ]


@pytest.mark.parametrize("key", ORDER)
def test_its_blocks_stand_in_their_order(key: str) -> None:
    text, at = copies(key)[0], 0
    for words in ORDER[key]:
        found = [place for word in words.split("|") if (place := text.find(word, at)) >= 0]
        assert found, f"{key}: “{words}” does not follow “{text[max(at - 20, 0) : at]}”"
        at = min(found)


def test_the_stub_and_the_applicants_copy_carry_rows_of_their_own() -> None:
    for key in ("acceptance", "correction"):
        applicant, stub = copies(key)
        assert "签收人签名" in stub
        assert "签收人签名" not in applicant
        assert "经办人工号" in applicant, "the applicant's copy names window and clerk"


def test_the_counters_part_of_the_notified_commitment_is_not_on_the_applicants_copy() -> None:
    authority, applicant, supervision = copies("notified_commitment")
    assert "第三部分" in authority
    assert "第三部分" in supervision
    assert "第三部分" not in applicant
    assert "核查截止日" not in applicant.split("第二部分")[1]
