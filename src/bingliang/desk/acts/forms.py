"""办理表单: one table of every act at the desk: the fields it asks for, and how its values become the press.

A form is made from the case as it stands (its steps, its defects, its handler), so that the defaults are right and the
clerk types only what nobody else can know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts import calls
from bingliang.desk.acts import calls_bags as on_bags
from bingliang.desk.acts import calls_later as more
from bingliang.desk.acts import calls_papers as on_papers
from bingliang.desk.acts import calls_supervision as urging
from bingliang.desk.acts.asked import amending, bags, green, handling, later, papers, receiving, supervising
from bingliang.desk.acts.asked.scene import Scene, nothing, only_day
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import LATE, ActForm, Field, Kind, Values, late_reason, typed
from bingliang.desk.acts.offers import CASE_DEEDS, DEEDS, Offer
from bingliang.desk.acts.rehearsal import Deed, Rehearsed, rehearse
from bingliang.desk.amending.amend import line_of
from bingliang.desk.errors import Faults
from bingliang.desk.supervision.deeds import MATTER_DEEDS
from bingliang.ledger.acts import ACTS

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

Call = Callable[["Desk", calls.Press, Mapping[str, Any]], "Answer"]


@dataclass(frozen=True, slots=True)
class Row:
    """表单表的一行: the fields, the call, where typing begins, which field holds the legal date."""

    fields: Callable[[Scene], tuple[Field, ...]]
    call: Call
    focus: str = ""
    dated: str = "on"
    hint: str = ""


FORMS: Mapping[str, Row] = MappingProxyType(
    {
        "accept": Row(receiving.accept, calls.accept, hint="受理日的次日起算；受理后不能再要求补正。"),
        "finish_on_spot": Row(handling.finish_on_spot, calls.finish_on_spot, "content"),
        "notify_once": Row(receiving.notify_once, calls.notify_once, "defects", hint="全部需要补正的内容一次列明，不得再次告知。"),
        "take_corrections": Row(receiving.take_corrections, calls.take_corrections, "pieces", hint="全部补齐的当天就是受理日。"),
        "prolong_correction": Row(receiving.prolong_correction, calls.prolong_correction, "until"),
        "remark": Row(receiving.remark, calls.remark, "defects", hint="一行也不填，就是“材料齐全，无意见”。"),
        "note_renewal": Row(receiving.note_renewal, more.note_renewal, "document", hint="受理以前登记；届满前没有决定的，视为准予延续（第五十条）。"),
        "formalise": Row(receiving.formalise, calls.formalise, "evidence"),
        "stop": Row(handling.stop, calls.stop, "told_days", "served_on", "自告知书送达的次日起停表，最多停到告知的时间用完。"),
        "resume": Row(handling.resume, calls.resume, "result_on", "result_on"),
        "extend": Row(handling.extend, calls.extend, "approver", "approved_on", "只延长法定期限，承诺办结日不变。"),
        "extend_frame": Row(handling.extend_frame, calls.extend_frame, "approver", "approved_on"),
        "explain_overrun": Row(handling.explain, calls.explain, "reason", hint="说明将向社会公开。"),
        "ask_opinion": Row(handling.ask_opinion, calls.ask_opinion, "department", hint="内部征求意见不停止计时。"),
        "receive_opinion": Row(handling.receive_opinion, calls.receive_opinion, "receiver", hint="自签收起算的，答复期限从次日起数；申请人的期限照常计算。"),
        "give_opinion": Row(handling.give_opinion, calls.give_opinion, "document"),
        "forward": Row(handling.forward, calls.forward, "to", hint="转报后上级的时间记为外部，不计入本区。"),
        "grant": Row(handling.grant, calls.grant, "content", hint="自决定之日起十个工作日内送达。"),
        "refuse": Row(handling.refuse, calls.refuse, "findings", hint="决定书要写明理由、依据和救济途径。"),
        "file": Row(handling.file_record, calls.file_record, "document"),
        "opine": Row(handling.opine, calls.opine, "document"),
        "verify_pledge": Row(handling.verify_pledge, calls.verify_pledge, "note"),
        "repair_credit": Row(handling.repair_credit, calls.repair_credit, "document", hint="修复以后，申请人可以再用告知承诺和容缺。"),
        "deliver": Row(handling.deliver, calls.deliver, "receiver"),
        "notify_collection": Row(only_day, calls.notify_collection),
        "not_required": Row(receiving.not_required, calls.not_required, "reason", hint="依法不需要许可；不是不予受理，也不是不予许可。"),
        "decline": Row(receiving.decline, calls.decline, "reason", hint="理由是封闭清单，清单以外不得不予受理（第七十二条）。"),
        "withdraw": Row(receiving.withdraw, calls.withdraw, "reason", hint="凭申请人签字的撤回申请书办理。"),
        "close": Row(nothing, calls.close, dated=""),
        "commit": Row(handling.commit, calls.commit, "signatory"),
        "return_held": Row(only_day, calls.return_held),
        "amend": Row(amending.amending, calls.put_right, dated="", hint="原记录不删不改；文书作废留号，另出新的文书。"),
        "notify_again": Row(later.notify_again, more.notify_again, "approver", hint="只针对新交来的材料，只有一次，计入督办。"),
        "correct_on_spot": Row(later.correct_on_spot, more.correct_on_spot, "what", hint="当场能改的不算补正，也不影响一次性告知。"),
        "supplement": Row(later.supplement, more.supplement, "pieces", hint="补齐以前不得准予；期限照常计算。"),
        "deferral_end": Row(only_day, more.deferral_end, hint="依申请人自己的容缺承诺；不是不予受理，也不是不予许可。"),
        "opinion_lapsed": Row(later.opinion_lapsed, more.opinion_lapsed, "department", hint="只用于部门之间的意见，不用于许可决定。"),
        "disown": Row(later.disown, more.disown, "ground", hint="申请人的期限照常计算。"),
        "rule": Row(later.rule, more.rule, "document", hint="裁定以前期限照常计算。"),
        "reassign": Row(later.reassign, more.reassign, "department", hint="申请人的期限照常计算，从受理日起不变。"),
        "superior_result": Row(later.superior_result, more.superior_result, "document", hint="照上级的文书登记，本区不另出决定书。"),
        "amend_acceptance": Row(later.amend_acceptance, more.amend_acceptance, "code", hint="受理日不变，换新号，统计只计一件。"),
        "amend_decision": Row(later.amend_decision, more.amend_decision, "reason", hint="只更正文字和计算错误，不改变决定的内容。"),
        "recall": Row(later.recall, more.recall, "reason", hint="撤回合法的许可；造成财产损失的依法补偿。"),
        "annul": Row(later.annul, more.annul, "reason", hint="许可作出时就违法；不是撤件，也不是撤回。"),
        "cancel": Row(later.cancel, more.cancel, "reason", hint="许可已经失效，办理登记手续。"),
        "convene": Row(later.convene, more.convene, "place", hint="会审、踏勘、验收都不停止计时。"),
        "attend": Row(later.attend, more.attend, "verdict", hint="企业整改期间期限照常计算。"),
        "report_rectified": Row(later.report_rectified, more.report_rectified, "reported", hint="自收到报告的次日起数复验期限；各事项的期限照常计算。"),
        "conclude": Row(later.conclude, more.conclude, "conclusion", hint="不代替各事项的法定决定。"),
        "decide_jointly": Row(later.decide_jointly, more.decide_jointly, "content", hint="各项一个文号、一份决定书，同日起算送达；并联的其他事项不受影响。"),
        "grant_green": Row(green.grant_green, more.grant_green, "document", hint="只优先办理；材料、受理和法定期限与其他办件一样。"),
        "end_green": Row(green.end_green, more.end_green, "reason", hint="已受理各项的承诺不因取消改变。"),
        "change_applicant": Row(later.change_applicant, more.change_applicant, "name", hint="已出具的文书不改，新文书印新名（原名）。"),
        "hand_over": Row(later.hand_over, more.hand_over, "to", hint="接收以前仍由移交人承办；期限都不动。清单在“移交”（Alt+Shift+J）里按 F8 打印。"),
        "own_matter": Row(later.own_matter, more.own_matter, "code", hint="企业自己的期限和责任；不计入部门的时限。"),
        "consult": Row(later.consult, more.consult, "caller", hint="不影响任何期限；问了什么、答了什么，记在本件名下。"),
        "late_entry": Row(later.hand_slip, more.late_entry, "number", dated="", hint="只登记凭证编号，不改任何日期。"),
        "draw": Row(papers.draw, on_papers.draw, "form", dated="", hint="出具日期就是今天；开具后按 F8 打印。"),
        "sign": Row(papers.sign, on_papers.sign, "papers", hint="企业在文书上签名盖章的日子。"),
        "seal": Row(papers.seal, on_papers.seal, "papers", hint="没有印章的公文不能送达。"),
        "serve": Row(papers.serve, on_papers.serve, "papers", hint="决定书的送达另用“送达”，同时出具送达回证。"),
        "check_originals": Row(bags.check_originals, on_bags.check_originals, "pieces", hint="当场退还的签字即还；留存的欠还到签收为止。"),
        "return_kept": Row(bags.return_kept, on_bags.return_kept, "pieces", hint="领回人在签收单上签名，才算退还。"),
        "shelve_bag": Row(bags.shelve, on_bags.shelve, "shelf", hint="扫架位标签就填好；不影响任何期限。"),
        "lend_bag": Row(bags.lend, on_bags.lend, "to", hint="扫领取卡就填好；申请人的期限照常计算。"),
        "pass_bag": Row(bags.pass_on, on_bags.pass_on, "to", hint="同时出交接单，双方签名；申请人的期限照常计算。"),
        "return_bag": Row(bags.take_back, on_bags.take_back, "by", hint="放回哪个架位，扫标签就填好。"),
        "archive": Row(papers.archive, on_papers.archive, "folder", hint="打包后逐件查回，再记入台账。"),
        "file_copy": Row(papers.file_copy, on_papers.file_copy, "path", hint="原文件不动，内容按国密 SM3 存入台账。"),
        "urge": Row(supervising.urge, urging.urge, "request", dated="", hint="催办不改变任何期限，也不记分。"),
        "supervise": Row(supervising.supervise, urging.supervise, "light", dated="", hint="督办记入本月考核，部门可以申诉。"),
        "reply_supervision": Row(supervising.reply, urging.reply_supervision, "words", dated=""),
        "review_supervision": Row(supervising.review, urging.review_supervision, "verdict", dated=""),
        "hold_account": Row(supervising.hold_account, urging.hold_account, "against", dated="", hint="由有权机关作出，这里只作记录。"),
        "record_violation": Row(supervising.record_violation, urging.record_violation, "kind", dated="", hint="记入考核，可以申诉。"),
        "appeal_mark": Row(supervising.appeal, urging.appeal_mark, "mark", dated="", hint="不可抗力等免责须经领导批准。"),
        "decide_appeal": Row(supervising.decide_appeal, urging.decide_appeal, "outcome", dated="", hint="成立的不再计分，原记录仍可查。"),
        "exempt": Row(supervising.exempt, urging.exempt, "outcome", dated="", hint="批准的不再计分，原记录仍可查。"),
        "publish_assessment": Row(nothing, urging.publish_assessment, dated="", hint="公布即冻结。"),
    }
)  # fmt: skip
"""办理表: every act that can be offered has its row here, and every row can be offered."""


def form_of(desk: Desk, stream: str, offer: Offer) -> ActForm:
    """取表: the form of one offer, with the defaults of this case today. Nothing is written."""

    def asked(work: Work) -> ActForm:
        file = desk.opened(work, stream)
        item = file.case.items[offer.no] if offer.no is not None else None
        line = line_of(file, offer.seq) if offer.seq else None
        return _form(Scene(file, item, line), offer)

    return desk.seen("form", asked)


def _form(scene: Scene, offer: Offer) -> ActForm:
    row = FORMS[offer.name]
    fields = row.fields(scene)
    if row.dated:
        fields = (*fields, late_reason())
    names = {one.name for one in fields}
    focus = row.focus if row.focus in names else next(iter(names & {"on"}), "")
    project = scene.file.case.project["name"]
    return ActForm(
        name=offer.name,
        act=offer.act,
        title=_title(offer.name),
        no=offer.no,
        subject=scene.item.name if scene.item else offer.title if scene.line else project,
        fields=fields,
        article=ACTS[scene.line.act if scene.line else offer.act].article,
        today=scene.today,
        safe=offer.safe,
        focus=focus,
        dated=row.dated,
        hint=row.hint,
        seq=offer.seq,
    )


def _title(name: str) -> str:
    if name in MATTER_DEEDS:
        return MATTER_DEEDS[name].title
    return DEEDS[name].title if name in DEEDS else CASE_DEEDS[name][1]


def deed_of(form: ActForm, stream: str, request: str, values: Values) -> Deed:
    """成办理: the press that these values make; the same `request` pressed twice is recorded once.

    Faults when a field cannot be read or a required one is empty, all of them at once.
    """

    def deed(desk: Desk) -> Answer:
        made = typed(form, values)
        empty = form.blank(values)
        if empty:
            raise Faults([(one.name, f"请填写“{one.label}”。") for one in empty])
        reason = str(made.pop(LATE, ""))
        at = desk.late(reason) if reason else desk
        return FORMS[form.name].call(at, calls.Press(request, stream, form.no, form.seq), made)

    return deed


UNTOUCHED = "还没有改动：在左边把录错的一栏改成应有的内容，这里就列出移动的日期、作废和另出的文书。"
UNFILLED = "填好左边的必填栏，这里就列出将要记入台账的内容。"
WRITTEN_LATER = "（待填写）"
_LAW_LATER = "《待填写》"
_GROUNDS = frozenset({"article", "reason", "ground"})
"""Where a law may have to be named."""
_WORDY = frozenset({Kind.TEXT, Kind.LONG, Kind.CHOICE})


@dataclass(frozen=True, slots=True)
class Trial:
    """试演: the consequence with what is typed so far, and the labels of what is still empty."""

    rehearsed: Rehearsed
    lacking: tuple[str, ...] = ()


def trial(desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
    """试演 while the clerk types: what is still empty is taken as written later, so that dates and papers are seen first."""
    empty = form.blank(values)
    lacking = tuple(one.label for one in empty)
    if form.name == "amend" and not _touched(form, values):
        return Trial(Rehearsed(Consequence((UNTOUCHED,), (), (), (), (), ())), lacking)
    later = {one.name: _LAW_LATER if one.name in _GROUNDS else WRITTEN_LATER for one in empty if one.kind in _WORDY}
    filled = {**values, **later}
    found = rehearse(desk, stream, deed_of(form, stream, request, filled))
    if any(word in found.refusal for word in later.values()):  # what stands in for a word still to come is not refused
        return Trial(Rehearsed(Consequence((UNFILLED,), (), (), (), (), ())), lacking)
    return Trial(replace(found, shown=None) if lacking else found, lacking)


def _touched(form: ActForm, values: Values) -> bool:
    """改动与否: of a correction, whether any fact is other than it stands."""
    return any(values.get(one.name) != one.default for one in form.fields if one.name.startswith(amending.FACT))
