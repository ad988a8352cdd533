"""承诺的脚本: what publishing, withdrawing, recording or settling a promise would mean, shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import typed
from bingliang.desk.acts.forms import UNFILLED, Trial
from bingliang.desk.acts.presses import only
from bingliang.desk.acts.rehearsal import Crossed, Done, Rehearsed
from bingliang.desk.catalogue.editions import adopting, too_soon
from bingliang.desk.catalogue.script import lines_of, tried_on
from bingliang.desk.pledges import agreed as agreed_pledges
from bingliang.desk.pledges.forms import PUBLISH, RECORD, WITHDRAW, draft_of, promised_of
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.agreed import KEPT

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome, Shown
    from bingliang.store.work import Work

    Decide = Callable[[Work], Outcome]

UNCHANGED = "承诺还没有改动：改左边的数，这里就列出前后的时限和对在办件的影响。"


class OfPledges:
    """承诺的脚本."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        lacking = tuple(one.label for one in form.blank(values))
        dated = form.act in (PUBLISH, WITHDRAW)
        if lacking and not dated:
            return Trial(Rehearsed(only(UNFILLED)), lacking)
        try:
            found, decide = (
                self._noticed(desk, form, stream, values) if dated else self._agreed(desk, form, stream, values)
            )
            shown = desk.store.preview(request, desk.who, decide) if decide is not None and not lacking else None
        except (Refusal, ValueError) as why:
            return Trial(Rehearsed.barred(why), lacking)
        return Trial(Rehearsed(found, shown), lacking)

    def _noticed(self, desk: Desk, form: ActForm, body: str, values: Values) -> tuple[Consequence, Decide | None]:
        v = typed(form, values)
        since: date = v["since"]
        with desk.store.look() as look:
            draft = draft_of(look, form, body, values)
            if since <= look.today:
                raise Refusal(too_soon(since))
        if not draft.rows:
            return only(UNCHANGED), None
        found, reach, _ = tried_on(desk, draft, since)
        word = "撤下" if form.act == WITHDRAW else "公布"
        document = str(v["document"]) or "依据待填写"
        sentences = (
            f"{form.subject}{word} {len(draft.rows)} 项承诺时限，自 {since:%Y-%m-%d} 起（{document}）；原来的一版留着。",
            *lines_of(found),
        )
        warnings = [one.sentence(since) for one in reach]
        warnings.append("新的一版公布以后，公开承诺书和承诺公示牌按生效日期重新打印；网上、墙上的同时更换。")
        told = Consequence(sentences, (), (ACTS[form.act].title,), (), (form.article,), tuple(warnings))
        name = f"{ACTS[form.act].title}：{form.subject} {len(draft.rows)} 项自{since:%Y-%m-%d}起"
        return told, adopting(draft, since, document, v["published"], act=form.act, name=name)

    def _agreed(self, desk: Desk, form: ActForm, stream: str, values: Values) -> tuple[Consequence, Decide]:
        del desk
        if form.act == RECORD:
            one = promised_of(form, values)
            said = f"登记{one.kind}：{one.enterprise}，{one.words}；{one.owner}在 {one.until:%Y-%m-%d} 以前兑现（{one.document}）。"
            return _consequence(form, said), agreed_pledges.recording(one)
        v = typed(form, values)
        said = f"登记{v['outcome']}：{v['on']:%Y-%m-%d}，{v.get('proof') or v.get('reason', '')}。"
        decide = agreed_pledges.settling(
            stream, v["outcome"], v["on"], str(v.get("proof", "")), str(v.get("reason", ""))
        )
        more = () if v["outcome"] == KEPT else ("未兑现的留在登记册里，以后兑现了再登记一次；迟兑现的算逾期。",)
        return _consequence(form, said, more), decide

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown."""
        from bingliang.store.endings import Overtaken

        dated = form.act in (PUBLISH, WITHDRAW)
        _, decide = self._noticed(desk, form, stream, values) if dated else self._agreed(desk, form, stream, values)
        if decide is None:
            raise Refusal(UNCHANGED)
        kinds = ("catalogue",) if dated else ()
        try:
            answer = desk.store.act(request, desk.who, form.act, decide, shown=shown, adopting=kinds)
        except Overtaken as crossed:
            return Crossed(crossed.sentence, (), self.trial(desk, form, stream, request, values).rehearsed)
        return Done(answer, (), f"事项目录第 {answer['edition']} 版。" if dated else "")


def _consequence(form: ActForm, sentence: str, warnings: tuple[str, ...] = ()) -> Consequence:
    return Consequence((sentence,), (), (ACTS[form.act].title,), (), (form.article,), warnings)


PLEDGES = OfPledges()
