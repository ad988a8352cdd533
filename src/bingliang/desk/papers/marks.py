"""文书的后续: what must still happen to a printed paper (签署, 用印, 送达) and the acts that record that it has.

A paper that is not sealed cannot be handed over where the zone keeps a register of seals; a paper is served once, and
what came back (a signed copy, a scan) is kept by its SM3 with the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.casework.correction_period import told_late
from bingliang.desk.casework.delivery import POST, Served, handed
from bingliang.desk.casework.opinion_receipt import SLIP, served_as_paper
from bingliang.desk.file import File
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Paper
from bingliang.mechanism import overall
from bingliang.paper.form import OWES, SEAL, SERVE, SIGN, Form

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

ACTS_OF: Mapping[str, str] = {SIGN: "sign", SEAL: "seal", SERVE: "serve"}
"""每一种后续 and the act that records it."""

LARGEST = 50 * 1024 * 1024
_JPEG, _TIFF = (b"\xff\xd8\xff",), (b"II*\x00", b"MM\x00*")
COPIES: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",), ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": _JPEG, ".jpeg": _JPEG, ".tif": _TIFF, ".tiff": _TIFF,
    ".ofd": (b"PK\x03\x04",),
}  # fmt: skip
"""可归卷的格式, each with what its files begin with."""
_HEAD = 1024
"""A PDF may begin after some bytes of the program that sent it (ISO 32000-1, appendix H.3)."""


def owed(form: Form | None, paper: Paper) -> tuple[str, ...]:
    """还欠什么: 签署, 用印, 送达 that are not recorded yet, in this order; nothing for a void paper."""
    if form is None or paper.void_reason:
        return ()
    done = {SIGN: paper.signed_on, SEAL: paper.sealed_on, SERVE: paper.served_on}
    return tuple(word for word in OWES if word in form.owes and done[word] is None)


def marked(word: str, facts: Mapping[str, object]) -> str:
    """已办的一句: the day, what was done, and how it was handed over."""
    said = f"{str(facts['on'])[5:10]} {word}"
    means = "，".join(str(facts[key]) for key in ("means", "receiver", "tracking", "refusal") if facts.get(key))
    seen: object = facts.get("witnesses")
    if isinstance(seen, list):
        means += f"，见证人{'、'.join(seen)}"
    return f"{said}（{means}）" if means else said


def waiting(file: File, word: str) -> tuple[Paper, ...]:
    """还欠这一步的文书 of the case, in the order they were drawn up."""
    forms: Mapping[str, Form] = file.work.loaded("forms")
    return tuple(paper for paper in file.case.papers if word in owed(forms.get(paper.form), paper))


def may_mark(file: File, word: str) -> None:
    """可登记: some paper of the case waits for it."""
    if not waiting(file, word):
        raise Refusal(f"本件没有待{word}的文书。", "区《公开承诺制度》" if word == SIGN else "《行政许可法》第三十八条")


def may_file_copy(file: File) -> None:
    """可归卷: there is a paper that may come back."""
    if not any(not paper.void_reason for paper in file.case.papers):
        raise Refusal("本件还没有文书，没有回件可以归卷。", "《档案法》第十四条")


def not_void(reason: str) -> None:
    """没有作废: what came back of a void paper belongs to the one that was drawn up in its place."""
    if reason:
        raise Refusal(f"这份文书已作废（{reason}），回件请归到换发的文书。", "《档案法》第十四条")


def mark(
    desk: Desk, request: str, stream: str, on: date, word: str, papers: Sequence[int], served: Served | None = None
) -> Answer:
    """登记签署、用印或者送达 of several papers in one press; each gets its own line."""
    act = ACTS_OF[word]

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise(act, work.who)
        may_mark(file, word)
        if not papers:
            raise ValueError(f"请选择要登记{word}的文书。")
        due = {paper.seq: paper for paper in waiting(file, word)}
        for seq in papers:
            paper = due.get(seq)
            if paper is None:
                raise Refusal(f"所选文书不在待{word}之列（可能已经登记或者作废），请刷新后再选。")
            _fits(file, paper, word, on)
            facts = {"paper": seq, "number": paper.number, "name": paper.title}
            if word == SERVE:
                facts |= handed(served or Served())
            file.record(act, on, facts)
            if word == SERVE and paper.form == SLIP:
                served_as_paper(file, paper, on, handed(served or Served()))
            if word == SERVE and paper.form == "correction" and facts["means"] != POST:
                told_late(file, paper, on)
        return file

    return desk.act(request, act, decide)


def _fits(file: File, paper: Paper, word: str, on: date) -> None:
    if on > file.today or on < paper.on:
        raise ValueError(
            f"《{paper.title}》{paper.number}出具于{paper.on:%Y-%m-%d}，{word}日期{on:%Y-%m-%d}应在出具日与今天之间，请核对。"
        )
    form: Form | None = file.work.loaded("forms").get(paper.form)
    strict = bool(file.catalogue.setting("seal_register", default=False))
    if word == SERVE and strict and SEAL in owed(form, paper):
        raise Refusal(f"《{paper.title}》{paper.number}还没有登记用印，不能送达，请先用印。", "区印章管理规定")


def file_copy(desk: Desk, request: str, stream: str, on: date, seq: int, path: str) -> Answer:
    """回件归卷: a scan or a signed file that belongs to a paper; its bytes are kept by their SM3 before the line is."""
    where = Path(path.strip().strip('"'))  # Windows' “复制文件地址” puts it between quotation marks

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("file_copy", work.who)
        may_file_copy(file)
        data = _read(where)
        digest = desk.keep(data)
        paper = next((one for one in file.case.papers if one.seq == seq), None)
        if paper is None:
            raise Refusal("没有找到这份文书，请刷新后再选。")
        not_void(paper.void_reason)
        if any(one["sm3"] == digest for one in paper.returned):
            raise Refusal(f"《{paper.title}》{paper.number}已经有这一份回件（内容相同），不必重复归卷。")
        facts = {"paper": seq, "number": paper.number, "sm3": digest, "name": where.name, "size": len(data)}
        file.record("file_copy", on, facts)
        return file

    return desk.act(request, "file_copy", decide)


def _read(where: Path) -> bytes:
    if where.suffix.lower() not in COPIES:
        raise ValueError(
            f"“{where.name}”不是可以归卷的格式，请用 {'、'.join(one[1:].upper() for one in COPIES)} 文件。"
        )
    try:
        if where.stat().st_size > LARGEST:
            raise ValueError(f"“{where.name}”超过 50 MB，请压缩或者分开扫描。")
        data = where.read_bytes()
    except OSError as error:
        raise ValueError(f"“{where}”读不出来（{_why(error)}），请检查文件。") from error
    _is_what_it_says(where, data)
    return data


def _why(error: OSError) -> str:
    told: tuple[tuple[type[OSError], str], ...] = (
        (FileNotFoundError, "没有这个文件"), (IsADirectoryError, "这是文件夹"), (PermissionError, "没有权限或者正被别的程序占用"),
    )  # fmt: skip
    return next((word for kind, word in told if isinstance(error, kind)), error.strerror or "原因不明")


def _is_what_it_says(where: Path, data: bytes) -> None:
    """名实相符: what is kept for good is no empty file, and no other kind of file under this name."""
    if not data:
        raise ValueError(f"“{where.name}”是空文件（0 字节），可能还没有扫描完或者没有复制完，请重新扫描。")
    kind = where.suffix.lower()
    head = data[:_HEAD]
    if not (any(sign in head for sign in COPIES[kind]) if kind == ".pdf" else head.startswith(COPIES[kind])):
        raise ValueError(
            f"“{where.name}”的内容不是 {kind[1:].upper()}，可能改过扩展名或者已经损坏，请打开看一看，再重新扫描或者另存。"
        )
