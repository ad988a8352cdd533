"""评议的详情: one row of the list whole, as this post may read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.rating import comments, ratings
from bingliang.desk.rating.view import ISSUE, RATING, RatingRow, short
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.comment import PREFIX as COMMENT
from bingliang.ledger.roles import SUPERVISOR
from bingliang.mechanism.public_rating import Grade, Rate, Stage, owners, reason, stage

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look


@dataclass(frozen=True, slots=True)
class View:
    """一条的详情: a sentence, cells, paragraphs and lines, all of them what this post may read."""

    row: RatingRow
    sentence: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[str, str], ...]
    history: tuple[str, ...]


def view(desk: Desk, row: RatingRow) -> View:
    """一条的详情; a Refusal when it is gone."""
    with desk.store.look() as look:
        if row.kind == RATING:
            return _rating_view(look, desk, row)
        if row.kind == ISSUE:
            return _issue_view(look, row)
        if row.stream.startswith(COMMENT):
            return _comment_view(look, row)
        return View(
            row, f"{row.state}：请{row.about}填写业主点评表，对服务过它的每个部门评一档、写一句，签名盖章后登记。",
            (("项目", row.title), ("企业", row.about), ("", ""), ("", "")),
            (("怎样办", "Ctrl+B 打印点评表；收回以后按 Ins 登记。登记后封存到本期结束，任何岗位都看不到内容。"),), (),
        )  # fmt: skip


_NEXT = {
    Stage.TO_CONTACT: "请督查岗位拆封并联系企业核实",
    Stage.MENDING: "请被评价的一方整改，报来情况",
    Stage.TO_REVISIT: "已经整改，请督查岗位回访，请企业再评",
    Stage.TO_LOOK: "评价码已交企业，等企业再评；只有企业再评才能办结",
    Stage.CLOSED: "企业再评以后办结",
    Stage.STRUCK: "申诉成立，不计入评价",
    Stage.NONE: "",
}


def _rating_view(look: Look, desk: Desk, row: RatingRow) -> View:
    catalogue: Catalogue = look.loaded("catalogue")
    one = ratings.found(look, row.stream)
    supervisor = desk.who.role == SUPERVISOR
    who = ratings.rater(look, row.stream) if supervisor else None
    at = stage(one)
    opened = (
        f"{who.firm}，{who.handler or '没有登记经办人'}（收件号 {who.code}）"
        if who
        else "已隐去（拆封须写明理由，留痕）"
    )
    facts = (
        ("被评价的一方", short(catalogue, one.side)),
        ("服务", one.service),
        ("等级", Grade(one.grade).text if supervisor else "差评"),
        ("评价日期", f"{one.on:%Y-%m-%d}" if supervisor else "已隐去"),
    )
    told = [("评价人", opened)]
    if supervisor:
        told += [("理由", "；".join(map(reason, one.reasons)) or "没有选"), ("意见", one.words or "没有写")]
    if one.contact is not None:
        told.append(("核实", f"{one.contact.finding}。{one.contact.problem}（{one.contact.way or '不须整改'}）"))
    told += [("整改", done.words) for done in one.mendings]
    if one.objection is not None:
        told.append(("申诉", f"{one.objection.words}（{one.objection.outcome or '待复核'}）"))
    until = f"，截止 {row.until:%Y-%m-%d}" if row.until is not None else ""
    late = f"，已迟 {row.late} 个工作日" if row.late else ""
    lines = look.entries(row.stream)[1 if supervisor else len(look.entries(row.stream)) :]
    return View(row, f"{_NEXT[at]}{until}{late}。", facts, tuple(told), tuple(_history(lines)))


def _history(lines: Sequence[Entry]) -> Iterable[str]:
    for entry in reversed(lines):
        note = next((str(entry.facts[key]) for key in ("reason", "words", "finding") if entry.facts.get(key)), "")
        yield f"{entry.facts['on']} {ACTS[entry.act].title}{f'：{note}' if note else ''} · {entry.by}"


def _comment_view(look: Look, row: RatingRow) -> View:
    catalogue: Catalogue = look.loaded("catalogue")
    held = comments.found(look, row.stream)
    span = comments.span_of(row.stream)
    facts = (
        ("项目", held.name),
        ("企业", held.firm),
        ("点评期", span.name),
        ("签名", f"{held.signer} {held.signed_on:%Y-%m-%d}"),
    )
    consent = ("公布", "企业同意公布" if held.consent else "企业不同意公布：只计入合计，不公布文字")
    if owners.sealed(span, look.today):
        return View(row, f"已封存：{span.last:%Y-%m-%d}本期结束以前，任何岗位都看不到内容。", facts, (consent,), ())
    code = row.key.rsplit("/", 1)[-1]
    chosen = [held.said[code]] if code in held.said else list(held.said.values())
    told = [consent]
    for said in chosen:
        text = said.text if held.checked_on is not None else said.words
        hidden = f"（不公布：{said.hidden}）" if said.hidden else ""
        told.append(
            (f"对{short(catalogue, said.department)}：{Grade(said.grade).text}", f"{text or '没有文字'}{hidden}")
        )
        if said.answered_on is not None:
            told.append((f"{short(catalogue, said.department)}答复", f"{said.answer}（{said.answered_on:%Y-%m-%d}）"))
    until = f"，答复截止 {row.until:%Y-%m-%d}" if row.until is not None else ""
    return View(row, f"{row.state}{until}。", facts, tuple(told), tuple(_history(look.entries(row.stream))))


def _issue_view(look: Look, row: RatingRow) -> View:
    catalogue: Catalogue = look.loaded("catalogue")
    one = comments.issue_of(look, comments.span_of(row.stream))
    if one is None:
        raise Refusal("没有这一期，请刷新后再看。")
    facts = (
        ("期号", f"第{one.number}期"), ("点评期", one.name), ("点评表", f"{one.projects} 张"), ("公布", f"{one.on:%Y-%m-%d} {one.by}"),
    )  # fmt: skip
    told = [
        (short(catalogue, tally.department), f"点评 {tally.total} 条，满意率 {Rate(tally.counts).formula}"
         + (f"；逾期未答复 {tally.late} 条" if tally.late else ""))
        for tally in one.tallies
    ]  # fmt: skip
    for text in one.texts:
        answer = f"——答复：{text.answer}" if text.answer else ""
        told.append(
            (f"{text.firm} → {short(catalogue, text.department)}（{Grade(text.grade).text}）", f"{text.text}{answer}")
        )
    if one.silent:
        told.append(("没有交点评表的项目", "、".join(one.silent)))
    again = f"，第{one.again + 1}次公布：{one.reason}" if one.again else ""
    return View(row, f"已公布并冻结{again}；看板和周刊只用这里的文字。", facts, tuple(told), ())
