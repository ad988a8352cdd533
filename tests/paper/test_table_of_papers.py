"""The table of papers in forms/README.md says what the forms say; whoever changes a form changes the table too."""

from __future__ import annotations

from collections.abc import Mapping

from bingliang.paper.form import Form
from bingliang.settings import factory
from tests.paper.conftest import FORMS

HEAD = "\n## 文书一览\n"


def table(forms: Mapping[str, Form]) -> str:
    """Paper, law, trigger, copies, number series, what the printed paper still owes."""
    lines = ["| 文书 | 何时出具 | 依据 | 联次 | 文号系列 | 打印后 |", "|---|---|---|---|---|---|"]
    for form in sorted(forms.values(), key=lambda one: (one.profile, one.title)):
        named = [copy for copy in form.copies if copy.name]
        copies = "；".join(f"{one.name}（{one.keeper}）" if one.keeper else one.name for one in named) or "一份"
        cells = (
            f"{form.title}（{form.profile}）",
            form.trigger,
            "；".join(form.ground),
            copies,
            form.series or "—",
            "、".join(form.owes) or "—",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def test_the_readme_lists_every_paper_as_its_form_says() -> None:
    text = (factory().forms / "README.md").read_text(encoding="utf-8")
    assert HEAD in text
    assert text.split(HEAD)[1].strip() == table(FORMS)
