"""全程代办的脚本: a sheet of the agency rehearsed and confirmed on the streams of entrustments and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bingliang.desk import entrusting
from bingliang.desk.act_forms import Trial
from bingliang.desk.agency_forms import press_of
from bingliang.desk.agency_list import Held, missing
from bingliang.desk.agency_words import told
from bingliang.desk.consequence import Consequence
from bingliang.desk.errors import Faults
from bingliang.desk.rehearsal import Crossed, Done, Rehearsed
from bingliang.ledger.acts import ACTS, Entry, Number, Refusal
from bingliang.ledger.agency import POSTS, fold_entrustment

if TYPE_CHECKING:
    from bingliang.desk.act_fields import ActForm, Values
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

UNFILLED = "填好左边的必填栏，这里就列出将要记入台账的内容和出具的文书。"


class OfAgency:
    """全程代办的脚本."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        lacking = tuple(one.label for one in form.blank(values))
        if lacking:
            return Trial(Rehearsed(Consequence((UNFILLED,), (), (), (), (), ())), lacking)
        return Trial(self._rehearse(desk, form, stream, request, values))

    def _rehearse(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Rehearsed:
        try:
            shown = desk.store.preview(request, desk.who, press_of(form, stream, values).decide)
        except Refusal as why:
            return Rehearsed(refusal=why.sentence, article=why.article)
        except Faults as why:
            # a sheet just opened asks; only what was typed can be at fault
            named = why.faults if values != form.values else ()
            faults = tuple((_FIELD.get(name, name), said) for name, said in named)
            return Rehearsed(refusal=str(why), faults=faults)
        except ValueError as why:
            return Rehearsed(refusal=str(why))
        return Rehearsed(_consequence(desk, form, shown), shown)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown."""
        from bingliang.store.endings import Overtaken

        made = press_of(form, stream, values)
        try:
            answer = entrusting.press(desk.having_shown(shown), request, made)
        except Overtaken as crossed:
            since = tuple(f"{one.at:%H:%M} {one.counter}号窗口{one.by}：{ACTS[one.act].title}" for one in crossed.since)
            return Crossed(crossed.sentence, since, self._rehearse(desk, form, stream, request, values))
        with desk.store.look() as look:
            lines = [line for line in look.entries_of_request(request) if line.act == "draw_up"]
        papers = tuple((str(line.facts["title"]), str(line.facts["number"]), line.seq) for line in lines)
        said = "".join(f"《{title}》（{number}）已出具，F8 打印。" for title, number, _ in papers)
        return Done(answer, papers, said)


_FIELD = {"words": "what", "numbers": "pieces"}
"""A fault names what the desk calls it; the sheet has its own words for some."""


def _consequence(desk: Desk, form: ActForm, shown: Shown) -> Consequence:
    drafts = shown.outcome.drafts
    with desk.store.look() as look:
        like = Entry("", 0, "", look.now, desk.who.name, desk.who.counter, "")
        lines = [
            told(Entry(draft.stream, 0, "", like.at, like.by, like.counter, draft.act, _plain(draft.facts)))
            for draft in drafts
            if draft.act != "draw_up"
        ]
        warnings = tuple(_warned(look, form, drafts[0].stream))
    papers = tuple(f"《{draft.facts['title']}》" for draft in drafts if draft.act == "draw_up")
    articles = tuple(dict.fromkeys(ACTS[draft.act].article for draft in drafts if ACTS[draft.act].article))
    said = tuple(f"{line}。" for line in lines) + _told(form, drafts[0].facts)
    return Consequence(
        said, (), tuple(ACTS[draft.act].title for draft in drafts if draft.act != "draw_up"), papers, articles, warnings
    )


def _plain(facts: Any) -> dict[str, Any]:  # noqa: ANN401 - facts are JSON
    return {key: value.text(1) if isinstance(value, Number) else value for key, value in facts.items()}


def _told(form: ActForm, facts: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """后果 in more words, where the line alone does not say it."""
    if form.name == "entrust":
        return ("企业自己签署承诺、声明材料真实、缴纳规费；代办专员不得代行。", "委托书一式三份，企业签章后登记签署。")
    if form.name == "succeed_agent":
        return tuple(f"承接委托 {number}。" for number in facts["inherited"]) + tuple(
            f"承接项目 {number}。" for number in facts["projects"]
        )
    if form.name == "pass_entrustment":
        held = "、".join(facts["held"])
        return (
            f"收存的材料一并移交：{held}。" if held else "没有收存企业的材料。",
            "接收的岗位要重新接办，并给企业新的服务卡。",
        )
    return ()


def _warned(look: Look, form: ActForm, stream: str) -> list[str]:
    if form.name == "close_agent_post":
        return [f"现在还缺首席代办专员的：{len(missing(look))} 个。"] if missing(look) else []
    if stream.startswith(POSTS) or form.name != "end_entrustment":
        return []
    one = fold_entrustment(look.entries(stream))
    if one is None:
        return []
    left = [step.sentence for step in Held.read(look, "").steps(one) if step.own and step.kind not in ("签署", "续签")]
    return [f"还没有办完：{'；'.join(left)}。终止以后由企业自己办。"] if left else []


AGENCY = OfAgency()
