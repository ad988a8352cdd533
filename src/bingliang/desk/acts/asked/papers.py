"""文书: what is asked for when a paper is drawn up by itself, signed, sealed, served, or comes back."""

from __future__ import annotations

from bingliang.desk.acts.asked.scene import Scene, handing, on_day
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.papers import drawing
from bingliang.desk.papers import marks as paper_marks
from bingliang.desk.papers.volume_groups import RETENTION, RETENTION_DEFAULT
from bingliang.paper.form import SEAL, SERVE, SIGN, Form

_KINDS = {"date": Kind.DAY, "bool": Kind.TICK}
_LONG = (".cause", ".request", ".scope", ".seats")
"""What is written out in sentences is given room."""


def draw(scene: Scene) -> tuple[Field, ...]:
    """开具文书: which one, about what, and what its form asks for."""
    forms = drawing.drawable(scene.file)
    choices = tuple(Choice(form.key, form.title, form.trigger) for form in forms)
    first = forms[0].key if forms else ""
    fields = [Field("form", "文书", Kind.CHOICE, first, "其余内容取自本件，出具后登记签署、用印和送达。", choices)]
    items = tuple(Choice(str(one.no), f"{one.no} {one.name}") for one in drawing.about(scene.file))
    for form in forms:
        fields += _of_form(scene, form, items)
    return tuple(fields)


def _of_form(scene: Scene, form: Form, items: tuple[Choice, ...]) -> list[Field]:
    when = ("form", form.key)
    fields = []
    if form.about == drawing.ITEM:
        told = "对哪一项出具；只能是已受理的事项。"
        fields.append(
            Field(f"item@{form.key}", "事项", Kind.CHOICE, items[0].value if items else "", told, items, when=when)
        )
    for ask, label, sort in drawing.labelled(form):
        kind = _KINDS.get(sort, Kind.LONG if ask.fact.endswith(_LONG) else Kind.TEXT)
        default = False if kind is Kind.TICK else drawing.offered(scene.file, form, ask)
        fields.append(Field(f"{ask.fact}@{form.key}", label, kind, default, ask.help, optional=ask.optional, when=when))
    return fields


def _papers(scene: Scene, word: str) -> Field:
    rows = tuple(
        {"done": True, "paper": paper.title, "number": paper.number, "seq": str(paper.seq)}
        for paper in paper_marks.waiting(scene.file, word)
    )
    columns = (
        Field("done", word, Kind.TICK, True),
        Field("paper", "文书", readonly=True),
        Field("number", "文号", readonly=True),
        Field("seq", "行", readonly=True),
    )
    return Field("papers", f"待{word}的文书", Kind.ROWS, rows, "没有办的去掉勾。", columns=columns, fixed=True)


def sign(scene: Scene) -> tuple[Field, ...]:
    """签署."""
    return (_papers(scene, SIGN), on_day(scene, "签署日"))


def seal(scene: Scene) -> tuple[Field, ...]:
    """用印."""
    return (_papers(scene, SEAL), on_day(scene, "用印日"))


def serve(scene: Scene) -> tuple[Field, ...]:
    """送达."""
    return (_papers(scene, SERVE), *handing(scene), on_day(scene, "送达日"))


def file_copy(scene: Scene) -> tuple[Field, ...]:
    """回件归卷."""
    papers = tuple(
        Choice(str(paper.seq), f"{paper.title} {paper.number}")
        for paper in reversed(scene.file.case.papers)
        if not paper.void_reason
    )
    told = "扫描件或者签好的文件：按 ↓ 从电脑里选，或者右键文件“复制文件地址”，在这里 Ctrl+V；PDF、OFD 或者图片，不超过 50 MB。"
    return (
        Field("paper", "文书", Kind.CHOICE, papers[0].value if papers else "", "哪份文书的回件。", papers),
        Field("path", "文件", Kind.FILE, help=told),
        on_day(scene, "归卷日"),
    )


def archive(scene: Scene) -> tuple[Field, ...]:
    """归档."""
    from bingliang.settings import data_folder

    folder = data_folder() / "归档" / f"{scene.file.case.received_on:%Y}"
    retention = str(scene.file.catalogue.setting(RETENTION) or RETENTION_DEFAULT)
    return (
        Field(
            "folder", "存到哪个文件夹", Kind.FOLDER, str(folder), "归档包存在这里，按 ↓ 可以另选；台账记下它的 SM3。"
        ),
        Field(
            "retention", "保管期限", default=retention, help="永久、30年或者10年，按区的保管期限表；默认取自区的设置。"
        ),
        on_day(scene, "归档日"),
    )
