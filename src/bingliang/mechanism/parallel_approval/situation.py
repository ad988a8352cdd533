"""情形: what a project's type, its answers and the documents it already holds say about one item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Catalogue, Handling, Item, Question, TypeRule

EVERY_TYPE = "ALL"


class Need(Enum):
    """是否需要: what the situation questions say of an item."""

    ALWAYS = "随阶段列入"
    YES = "需要"
    NO = "不需要"
    UNANSWERED = "尚未回答"


@dataclass(frozen=True)
class Situation:
    """一个项目当日的情形. Checked when made: ValueError for unknown words, Refusal for answers that exclude each other."""

    catalogue: Catalogue
    project_type: str
    answers: Mapping[str, bool]
    held: Mapping[str, str]
    day: date

    def __post_init__(self) -> None:
        if self.project_type not in self.catalogue.project_types or self.project_type == EVERY_TYPE:
            raise ValueError(f"项目类型“{self.project_type}”不在目录中，请从列表中选择一个具体的类型。")
        known = {question.code for question in self.catalogue.questions}
        for code in self.answers:
            if code not in known:
                raise ValueError(f"情形问题“{code}”不在目录中，请重新选择情形。")
        for code, evidence in self.held.items():
            if code not in self.catalogue.items:
                raise ValueError(f"已有材料写的事项“{code}”不在目录中，请核对编码。")
            if not evidence.strip():
                raise ValueError(f"已取得“{self.catalogue.items[code].result}”须写明文号或者证号，请补上。")
        self._one_of_each_group()

    def _one_of_each_group(self) -> None:
        chosen: dict[str, Question] = {}
        for question in self.questions:
            if question.group and self.answers.get(question.code):
                if question.group in chosen:
                    both = f"“{chosen[question.group].text}”与“{question.text}”"
                    raise Refusal(
                        f"{question.group}只能选一类，{both}不能同时答“是”，请按实际情况只选其一", question.source
                    )
                chosen[question.group] = question

    @property
    def rule(self) -> TypeRule:
        """项目类型规则."""
        return self.catalogue.type_rules.get(self.project_type, TypeRule())

    @property
    def questions(self) -> tuple[Question, ...]:
        """可问的情形问题 of this project type."""
        every = self.catalogue.questions
        return tuple(each for each in every if not each.project_types or self.project_type in each.project_types)

    def item(self, code: str) -> Item:
        """当日有效的事项版本."""
        return self.catalogue.item_on(code, self.day)

    def in_force(self) -> Iterator[Item]:
        """当日有效的全部事项, in catalogue order; one that is not yet, or no longer, in force is left out."""
        for code, newest in self.catalogue.items.items():
            versions = self.catalogue.versions.get(code, (newest,))
            for item in versions:
                if item.effective_from <= self.day and (item.effective_to is None or self.day <= item.effective_to):
                    yield item

    def applies(self, item: Item) -> bool:
        """该类型是否适用: its own type, a wider type it is a kind of, or every type; a waived item does not."""
        types = {EVERY_TYPE, self.project_type, *self.rule.kind_of}
        return item.code not in self.rule.waived and not types.isdisjoint(item.project_types)

    def need(self, code: str) -> Need:
        """情形问题的结论: an item that no question of this type names comes with its stage."""
        about = [question for question in self.questions if code in (*question.yes, *question.no)]
        if not about:
            return Need.ALWAYS
        added = [self.answers.get(each.code) for each in about]
        if any(
            answer is not None and code in (each.yes if answer else each.no)
            for each, answer in zip(about, added, strict=True)
        ):
            return Need.YES
        return Need.UNANSWERED if None in added else Need.NO

    def question_about(self, code: str) -> Question:
        """还没有回答的那个问题 about an item that is UNANSWERED."""
        open_ones = (each for each in self.questions if each.code not in self.answers)
        return next(each for each in open_ones if code in (*each.yes, *each.no))

    def why_not(self, item: Item) -> Refusal | None:
        """为什么不收: the one sentence with its article, or None when the counter takes the item."""
        if item.code in self.held:
            return Refusal(f"“{item.name}”已经办过（{self.held[item.code]}），不必再办")
        if item.code in self.rule.waived:
            return Refusal(f"本项目不办“{item.name}”：{self.rule.waived[item.code]}")
        if not self.applies(item):
            kind = self.catalogue.project_types[self.project_type]
            return Refusal(f"“{item.name}”不适用于“{kind}”项目，请核对项目类型或者事项", "、".join(item.legal_basis))
        return not_offered(item)


def not_offered(item: Item) -> Refusal | None:
    """窗口不收的事项: regional assessments, contracts, duties of the enterprise, opinions between departments."""
    basis = "、".join(item.legal_basis)
    if item.handling is Handling.REGIONAL:
        why = "由政府统一组织区域评估，不向单个企业要求，有成果的直接引用"
        return Refusal(f"“{item.name}”{why}", "《优化营商环境条例》第四十二条第二款")
    if item.handling is Handling.TRADE:
        return Refusal(f"“{item.name}”是交易或者合同，不是审批，请登记已取得的“{item.result}”", basis)
    if item.handling is Handling.DUTY:
        limit = item.limit
        until = "" if limit is None else f"，须在{limit.start.text}起{limit.value}{limit.unit.text}内完成"
        return Refusal(f"“{item.name}”是建设单位自己的义务{until}，窗口只作提醒，不收件", basis)
    if item.handling is Handling.OPINION:
        return Refusal(f"“{item.name}”由审批机关书面征求意见，不要求企业办理", basis)
    return None
