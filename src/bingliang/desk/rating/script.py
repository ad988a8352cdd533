"""评议的脚本: a sheet of 好差评 or 业主点评 rehearsed and confirmed on its own streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.presses import Presses
from bingliang.desk.rating.presses import press_of
from bingliang.desk.rating.view import short
from bingliang.ledger.acts import ACTS
from bingliang.mechanism.public_rating import Grade, Rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

_TOLD = {
    "open_rating": (
        "读出评价人、办件和经办人，只给督查岗位看。",
        "拆封的人、时间和理由留在这次评价的流水里，不能撤回。",
    ),
    "rectify_rating": ("整改情况报督查；督查回访、企业再评以后才能办结。",),
    "revisit_rating": (
        "得到一个新的评价码，交给企业再评。",
        "企业再评不再是差评的才办结；仍不满意的，自再评次日重新整改。",
    ),
    "appeal_rating": ("由督查岗位复核，只能申诉一次；整改期限照算。",),
    "check_comment": ("内容转给各部门答复；“基本满意”及以下的必须答复。", "企业原话留在台账里，公布的只用左边的文字。"),
    "answer_comment": ("答复和点评一起公布，答复以后不能再改。",),
}


class OfRatings(Presses):
    """评议的脚本."""

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        return press_of(look, form, stream, values)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果 of what was decided."""
        return _consequence(desk, made.act, shown)

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """评价码, where the enterprise is to look again."""
        del form
        return f"评价码 {answer['code']}，请交给企业。" if "code" in answer else ""


def _consequence(desk: Desk, act: str, shown: Shown) -> Consequence:
    facts: Mapping[str, Any] = shown.outcome.drafts[0].facts
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
    told: tuple[str, ...] = _TOLD.get(act, ())
    warnings: tuple[str, ...] = ()
    if act == "contact_rater":
        told = _contacted(facts)
    elif act == "decide_rating_appeal":
        upheld = facts["outcome"] == "成立"
        told = ("这次评价不再计入满意率和考核，两样都留着可查。" if upheld else "评价照算，整改期限不变。",)
    elif act == "enter_comment":
        told = _entered(facts, catalogue)
    elif act == "publish_comments":
        told, warnings = _published(facts, catalogue)
    return Consequence(told, (), (ACTS[act].title,), (), (ACTS[act].article,), warnings)


def _contacted(facts: Mapping[str, Any]) -> tuple[str, ...]:
    if facts["finding"] == "没有联系上":
        return ("记一次联系；没有联系上的仍在“差评待联系”，期限照算。",)
    if facts["finding"] == "企业确认误评":
        return ("不须整改；请回访并请企业再评，企业再评以后办结。",)
    return (f"转被评价的一方整改（{facts['way']}）：{facts['problem']}", "整改期限自差评次日起算。")


def _entered(facts: Mapping[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    rows = [f"{short(catalogue, row['department'])}　{Grade(row['grade']).text}" for row in facts["rows"]]
    consent = "企业同意公布。" if facts["consent"] else "企业不同意公布：只计入合计，不公布文字。"
    return (f"{facts['firm']}{facts['period']}点评 {len(rows)} 个部门，登记后封存到本期结束。{consent}", *rows)


def _published(facts: Mapping[str, Any], catalogue: Catalogue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = [
        f"{short(catalogue, row['department'])}　{Rate(tuple(row['counts'])).formula}"
        + (f"　逾期未答复 {row['late']} 条" if row["late"] else "")
        for row in facts["tallies"]
    ]
    head = f"第{facts['issue']}期（{facts['name']}）：{facts['projects']} 张点评表，公布文字 {len(facts['texts'])} 条。公布以后冻结。"
    silent = (f"没有交点评表的项目：{'、'.join(facts['silent'])}。",) if facts["silent"] else ()
    return (head, *rows), silent


RATINGS = OfRatings()
