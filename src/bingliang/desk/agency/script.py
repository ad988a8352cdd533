"""全程代办的脚本: a sheet of the agency rehearsed and confirmed on the streams of entrustments and posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.presses import Presses
from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.agency import entrusting
from bingliang.desk.agency.forms import press_of
from bingliang.desk.agency.listing import missing, steps_of
from bingliang.desk.agency.words import told
from bingliang.ledger.acts import ACTS, Entry, Number
from bingliang.ledger.agency import POSTS, fold_entrustment

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look


class OfAgency(Presses):
    """全程代办的脚本."""

    fields: ClassVar[Mapping[str, str]] = {"words": "what", "numbers": "pieces"}
    unfilled = "填好左边的必填栏，这里就列出将要记入台账的内容和出具的文书。"
    asks_first = True

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        return press_of(form, stream, values)

    def record(self, desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
        """记入台账, then the papers are made."""
        return entrusting.press(desk, request, made)

    def done(self, desk: Desk, form: ActForm, request: str, answer: Mapping[str, Any]) -> Done:
        """办成, with the papers of this press."""
        del form
        with desk.store.look() as look:
            lines = [line for line in look.entries_of_request(request) if line.act == "draw_up"]
        papers = tuple((str(line.facts["title"]), str(line.facts["number"]), line.seq) for line in lines)
        said = "".join(f"《{title}》（{number}）已出具，F8 打印。" for title, number, _ in papers)
        return Done(answer, papers, said)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果, line by line, with its papers."""
        drafts = shown.outcome.drafts
        written = [draft for draft in drafts if draft.act != "draw_up"]
        with desk.store.look() as look:
            like = Entry("", 0, "", look.now, desk.who.name, desk.who.counter, "")
            lines = [
                told(Entry(draft.stream, 0, "", like.at, like.by, like.counter, draft.act, _plain(draft.facts)))
                for draft in written
            ]
            warnings = tuple(_warned(look, made.act, drafts[0].stream))
        papers = tuple(f"《{draft.facts['title']}》" for draft in drafts if draft.act == "draw_up")
        articles = tuple(dict.fromkeys(ACTS[draft.act].article for draft in drafts if ACTS[draft.act].article))
        said = tuple(f"{line}。" for line in lines) + _told(made.act, drafts[0].facts)
        return Consequence(said, (), tuple(ACTS[draft.act].title for draft in written), papers, articles, warnings)


def _plain(facts: Any) -> dict[str, Any]:  # noqa: ANN401 - facts are JSON
    return {key: value.text(1) if isinstance(value, Number) else value for key, value in facts.items()}


def _told(act: str, facts: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """后果 in more words, where the line alone does not say it."""
    if act == "entrust":
        return ("企业自己签署承诺、声明材料真实、缴纳规费；代办专员不得代行。", "委托书一式三份，企业签章后登记签署。")
    if act == "succeed_agent":
        return tuple(f"承接委托 {number}。" for number in facts["inherited"]) + tuple(
            f"承接项目 {number}。" for number in facts["projects"]
        )
    if act == "pass_entrustment":
        held = "、".join(facts["held"])
        return (
            f"收存的材料一并移交：{held}。" if held else "没有收存企业的材料。",
            "接收的岗位要重新接办，并给企业新的服务卡。",
        )
    return ()


def _warned(look: Look, act: str, stream: str) -> list[str]:
    if act == "close_agent_post":
        return [f"现在还缺首席代办专员的：{len(missing(look))} 个。"] if missing(look) else []
    if stream.startswith(POSTS) or act != "end_entrustment":
        return []
    one = fold_entrustment(look.entries(stream))
    if one is None:
        return []
    left = [step.sentence for step in steps_of(look, one) if step.own and step.kind not in ("签署", "续签")]
    return [f"还没有办完：{'；'.join(left)}。终止以后由企业自己办。"] if left else []


AGENCY = OfAgency()
