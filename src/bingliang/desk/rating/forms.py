"""评议的办理单: which acts a row offers, what each asks, and how its values become a decision; rehearsed like any other sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind
from bingliang.desk.acts.offers import Offer
from bingliang.desk.rating import comments, ratings, terms
from bingliang.desk.rating.view import ISSUE, RATING, RatingFilter, RatingRow, short
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.comment import fold_comment
from bingliang.ledger.rating import DISMISSED, FINDINGS, UPHELD
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.public_rating import Grade, Span, Stage, owes_answer, owners, stage
from bingliang.mechanism.public_rating.loop import WAYS

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.comment import Comment
    from bingliang.store.look import Look
    from bingliang.store.work import Work

OF_RATING = (
    "open_rating", "contact_rater", "rectify_rating", "revisit_rating", "appeal_rating", "decide_rating_appeal",
)  # fmt: skip
_NEXT = {
    Stage.TO_CONTACT: "contact_rater",
    Stage.MENDING: "rectify_rating",
    Stage.TO_REVISIT: "revisit_rating",
}
_UNSAFE = ("open_rating", "decide_rating_appeal", "publish_comments")
_INITIALS = {
    "open_rating": "pjcf", "contact_rater": "cplxhs", "rectify_rating": "cpzg", "revisit_rating": "cphf",
    "appeal_rating": "cpss", "decide_rating_appeal": "cpssfh", "enter_comment": "yzdpdj", "check_comment": "dpsh",
    "answer_comment": "dpdf", "publish_comments": "dpgb",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RatingOffer(Offer):
    """评议可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS[self.name]


# ── 可办 ──


def offers(desk: Desk, row: RatingRow) -> tuple[Offer, ...]:
    """可办清单 of a row for the post at this desk: allowed, or in one sentence why not. Nothing is written."""
    return desk.seen("offers", lambda work: tuple(_offers(work, row)))


def _offers(work: Work, row: RatingRow) -> list[Offer]:
    if row.kind == RATING:
        natural = _NEXT.get(stage(ratings.found(work, row.stream)), "")
        return [_offer(name, natural, lambda name=name: ratings.checked(work, row.stream, name)) for name in OF_RATING]  # type: ignore[misc]  # bound at once
    if row.kind == ISSUE:
        return [_offer("publish_comments", "", lambda: overall.authorise("publish_comments", work.who))]
    if row.filter is RatingFilter.TO_COMMENT:
        return [_offer("enter_comment", "enter_comment", lambda: overall.authorise("enter_comment", work.who))]
    return [
        _offer("check_comment", "check_comment", lambda: _checking(work, row)),
        _offer("answer_comment", "answer_comment", lambda: _answering(work, row)),
        _offer("enter_comment", "", lambda: _entering(work, row)),
    ]


def _offer(name: str, natural: str, asked: Callable[[], object]) -> Offer:
    sentence, article = refused(asked)
    return RatingOffer(
        name, name, ACTS[name].title, Group.HANDLING, None, sentence, article,
        natural=not sentence and name == natural, safe=name not in _UNSAFE,
    )  # fmt: skip


def _checking(work: Work, row: RatingRow) -> None:
    overall.authorise("check_comment", work.who)
    owners.may_check(comments.found(work, row.stream), comments.span_of(row.stream), work.today)


def _answering(work: Work, row: RatingRow) -> None:
    overall.authorise("answer_comment", work.who)
    answerable(work, comments.found(work, row.stream), row.key.rsplit("/", 1)[-1])


def answerable(work: Work, held: Comment, chosen: str) -> tuple[str, ...]:
    """可答复的部门: the one chosen, or all that have none yet; of a reviewer's his own. A Refusal when there is none."""
    issue = comments.issue_of(work, comments.span_of(held.stream))
    mine = [work.who.office] if work.who.role == REVIEWER else [chosen] if chosen in held.said else list(held.said)
    said = [refused(lambda code=code: owners.may_answer(held, code, issue)) for code in mine]  # type: ignore[misc]  # bound at once
    open_ = tuple(code for code, (sentence, _) in zip(mine, said, strict=True) if not sentence)
    if not open_:
        raise Refusal(*said[0])
    return open_


def _entering(work: Work, row: RatingRow) -> None:
    overall.authorise("enter_comment", work.who)
    span = comments.span_of(row.stream)
    owners.may_enter(span, work.today, fold_comment(work.entries(row.stream)), comments.issue_of(work, span))


# ── 表 ──


def form_of(desk: Desk, name: str, row: RatingRow | None = None) -> ActForm:
    """取表 for one act, about a row or (点评登记, 公布) about none. A Refusal for who may not."""
    overall.authorise(name, desk.who)

    def asked(work: Work) -> ActForm:
        fields = _FIELDS[name](work, row)
        return ActForm(
            name=name, act=name, title=ACTS[name].title, no=None, subject=row.title if row else "业主点评",
            fields=fields, article=ACTS[name].article, today=work.today, safe=name not in _UNSAFE,
            focus=_FOCUS.get(name, fields[0].name if fields else ""), hint=_HINTS.get(name, ""),
        )  # fmt: skip

    return desk.seen("form", asked)


_FOCUS = {"enter_comment": "comment_rows", "check_comment": "check_rows", "answer_comment": "answer_words"}
_HINTS = {
    "open_rating": "只为联系企业核实而拆封；拆封人、时间和理由留在台账里。",
    "contact_rater": "问题写给部门看，不写企业、经办人和收件号。",
    "revisit_rating": "确认以后得到一个新的评价码，交给企业再评；只有企业再评才能办结。",
    "enter_comment": "照签名盖章的点评表登记；登记后封存到本期结束。",
    "check_comment": "删去姓名、电话和商业秘密；不改变意思。",
    "publish_comments": "公布以后冻结；不同意公布的只计入合计。",
}


def _words(label: str, help_: str) -> Callable[[Look, RatingRow | None], tuple[Field, ...]]:
    return lambda _look, _row: (Field("rating_words", label, Kind.LONG, help=help_),)


def _contact_fields(_look: Look, _row: RatingRow | None) -> tuple[Field, ...]:
    return (
        Field("finding", "核实结果", Kind.CHOICE, FINDINGS[0], choices=tuple(Choice(one, one) for one in FINDINGS)),
        Field("problem", "查实的问题", Kind.LONG, help="写给部门看，不写企业和经办人。", when=("finding", FINDINGS[0])),
        Field("way", "整改方式", Kind.CHOICE, WAYS[0], choices=tuple(Choice(one, one) for one in WAYS),
              when=("finding", FINDINGS[0])),
    )  # fmt: skip


def _appeal_fields(_look: Look, _row: RatingRow | None) -> tuple[Field, ...]:
    outcomes = (Choice(DISMISSED, DISMISSED), Choice(UPHELD, UPHELD, "不计入评价，两样都留着可查"))
    return (
        Field("appeal_outcome", "复核结果", Kind.CHOICE, DISMISSED, choices=outcomes),
        Field("rating_words", "认定的事实和理由", Kind.LONG),
    )


def _enter_fields(look: Look, row: RatingRow | None) -> tuple[Field, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    known = comments.key_projects(look)
    if not known:
        raise Refusal("项目库里没有参加点评的重点项目，请先入库，或者在设置里核对点评的项目标签。", owners.LAW)
    span, project = _about(look, row)
    chosen = next((one for one in known if one.stream == project), known[0])
    grades = tuple(Choice(grade.text, grade.text) for grade in Grade)
    bodies = comments.served_by(look, chosen, span.last)
    every = tuple(Choice(one.short, one.short) for one in catalogue.bodies.values())
    columns = (
        Field("department", "部门", choices=every),
        Field("grade", "等级", Kind.CHOICE, Grade.SATISFIED.text, choices=grades),
        Field("words", "意见"),
    )
    blank = {"department": "", "grade": Grade.SATISFIED.text, "words": ""}
    rows = tuple({**blank, "department": short(catalogue, code)} for code in bodies) or (blank,)
    spans = (span,) if row is not None else (span, span.before)
    return (
        Field("comment_span", "点评期", Kind.CHOICE, span.written, choices=tuple(Choice(s.written, s.name) for s in spans)),
        Field("comment_project", "项目", Kind.CHOICE, chosen.stream, choices=tuple(
            Choice(one.stream, one.profile.name, one.profile.firm) for one in ((chosen,) if row is not None else known)
        )),
        Field("signer", "签名人（职务）", help="写职务，不写姓名；须有签名盖章的点评表。"),
        Field("signed_on", "签名日期", Kind.DAY, min(look.today, span.last).isoformat()),
        Field("consent", "企业同意公布", Kind.TICK, default=False, help="点评表上没有勾同意的不勾：只计入合计，不公布文字。"),
        Field("comment_rows", "点评", Kind.ROWS, rows, "一个部门一行；没有办过事的部门删去名称。", columns=columns),
    )  # fmt: skip


def _about(look: Look, row: RatingRow | None) -> tuple[Span, str]:
    """哪一期、哪个项目: those of the row, else this period."""
    if row is None:
        return terms.span_on(look.loaded("catalogue"), look.today), ""
    if row.filter is RatingFilter.TO_COMMENT:
        written, _, project = row.stream.partition("/")
        return Span.of(written), project
    held = comments.found(look, row.stream)
    return Span.of(held.period), held.project


def _check_fields(look: Look, row: RatingRow | None) -> tuple[Field, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    held = comments.found(look, row.stream if row else "")
    owners.may_check(held, Span.of(held.period), look.today)
    columns = (
        Field("department", "部门", readonly=True), Field("grade", "等级", readonly=True), Field("text", "公布的文字"),
        Field("hidden", "不公布的理由"),
    )  # fmt: skip
    rows = tuple(
        {"department": short(catalogue, code), "grade": Grade(said.grade).text, "text": said.words, "hidden": ""}
        for code, said in held.said.items()
    )
    return (
        Field(
            "check_rows", "审核", Kind.ROWS, rows, "删去姓名、电话和商业秘密，不改意思。", columns=columns, fixed=True
        ),
    )


def _answer_fields(look: Look, row: RatingRow | None) -> tuple[Field, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    held = comments.found(look, row.stream if row else "")
    open_ = answerable(look, held, row.key.rsplit("/", 1)[-1] if row else "")  # type: ignore[arg-type]  # a Work by form_of
    choices = tuple(
        Choice(code, short(catalogue, code), f"{Grade(held.said[code].grade).text}：{held.said[code].text}")
        for code in open_
    )
    first = next((code for code in open_ if owes_answer(held.said[code])), open_[0])
    return (
        Field("answer_department", "部门", Kind.CHOICE, first, choices=choices),
        Field("answer_words", "答复", Kind.LONG, help="怎样改进，或者说明；同点评一起公布。"),
    )


def _publish_fields(look: Look, row: RatingRow | None) -> tuple[Field, ...]:
    now = terms.span_on(look.loaded("catalogue"), look.today)
    spans = [comments.span_of(row.stream)] if row is not None and row.kind == ISSUE else [now.before, now]
    again = any(comments.issue_of(look, span) is not None for span in spans)
    reason = Field(
        "publish_reason", "更正公布的理由", Kind.LONG, optional=True, help="第一次公布的不写；更正公布须写。"
    )
    choices = tuple(Choice(span.written, span.name) for span in spans)
    return (
        Field("comment_span", "点评期", Kind.CHOICE, spans[0].written, choices=choices),
        *((reason,) if again else ()),
    )


_FIELDS: Mapping[str, Callable[[Any, RatingRow | None], tuple[Field, ...]]] = {
    "open_rating": _words("拆封的理由", "写明为什么须要知道评价人；留在台账里。"),
    "contact_rater": _contact_fields,
    "rectify_rating": _words("整改情况", "怎样改的、改到什么程度；督查凭它回访企业。"),
    "revisit_rating": _words("回访情况", "怎样把整改情况告知企业。"),
    "appeal_rating": _words("申诉的事实和证据", "误评、恶意评价的事实和证据；申诉期间整改期限照算。"),
    "decide_rating_appeal": _appeal_fields,
    "enter_comment": _enter_fields,
    "check_comment": _check_fields,
    "answer_comment": _answer_fields,
    "publish_comments": _publish_fields,
}
