"""依法删除个人信息: when the law lets a person be taken out of the register, what is truly gone, and that the chain stays whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bingliang.desk.casework import archiving
from bingliang.desk.intake.drafts import Draft, Drafts, drafts_folder
from bingliang.desk.intake.visit import Visit
from bingliang.desk.online import view as filing_view
from bingliang.desk.privacy import erasing
from bingliang.desk.privacy.erasing import ERASURES, Asked, erase, form_of, record, tidy
from bingliang.desk.privacy.persons import PersonRow, find
from bingliang.ledger.acts import Refusal
from bingliang.store.erasing import DESTROYED, STREAM
from bingliang.store.people import ERASED
from tests.clerk import BEARER, Clerk
from tests.desk.filings_hand import HELD, at, taken

NAME, NUMBER, PHONE = "甄要删（虚构）", "440524188001010014", "13912345678"
HANDLER = {"name": NAME, "id_type": "居民身份证", "id_number": NUMBER, "phone": PHONE, "authorised": True}
ASKED = Asked("三", "本人来函撤回同意，申报已经撤回", date(2026, 12, 17))


def person(clerk: Clerk, words: str = NUMBER) -> PersonRow:
    (one,) = find(clerk.administrator().desk, words).rows
    return one


def erased(clerk: Clerk, words: str = NUMBER, asked: Asked = ASKED) -> str:
    admin = clerk.administrator().desk
    answer = record(admin, clerk.press(), erase(person(clerk, words).id, asked))
    return str(answer["untidy"])


def in_files(where: Path) -> bytes:
    """All bytes of the database and of what is stored beside it."""
    files = [path for path in where.parent.rglob("*") if path.is_file() and path.name.startswith(where.name)]
    files += [path for path in where.with_name(f"{where.name}.blobs").rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def withdrawn(friday: Clerk, tmp_path: Path) -> Clerk:
    """A filing that its applicant has withdrawn before anybody received it."""
    friday.stream = taken(friday.administrator(), tmp_path, handler=HANDLER).stream
    return friday


def withdraw(clerk: Clerk, folder: Path) -> None:
    taken(clerk.administrator(), folder, kind="撤回", reason="项目调整")


def test_a_withdrawn_filing_sets_its_agent_free_and_nothing_of_him_is_left(withdrawn: Clerk, tmp_path: Path) -> None:
    clerk, where = withdrawn, Path(withdrawn.where)
    assert "还在办理" in person(clerk).barred
    with pytest.raises(Refusal, match="第四十七条第一款第一项"):
        erased(clerk)
    withdraw(clerk, tmp_path)
    assert person(clerk).barred == ""
    embedded = "://" not in clerk.where
    marks = [NAME.encode(), NUMBER.encode(), PHONE.encode(), *HELD.values()]
    if embedded:
        assert all(mark in in_files(where) for mark in marks), "control: it is there before"
    before = clerk.desk.store.verify()
    assert before.ok
    untidy = erased(clerk)
    if embedded:
        assert untidy == ""
        left = in_files(where)
        assert [mark for mark in marks if mark in left] == []
    else:
        assert "由属主抹净" in untidy, "the counters' role cannot rewrite a table"
        with clerk.desk.store.engine.connect() as connection:
            kept = connection.exec_driver_sql("SELECT name, id_number, phone FROM person").all()
        assert all(NUMBER not in row and PHONE not in row and NAME not in row for row in kept)
        assert list(clerk.desk.store.blobs.names()) == []
    verdict = clerk.desk.store.verify()
    assert verdict.ok, verdict.sentence
    assert find(clerk.administrator().desk, NUMBER).rows == ()
    view = filing_view.view(clerk.desk, clerk.stream)
    assert ERASED in str(view), "the filing says that he was erased"
    with clerk.desk.store.look() as look:
        (line,) = look.entries(STREAM)
    assert line.facts["requested_on"] == "2026-12-17"
    assert len(line.facts[DESTROYED]) == len(HELD)  # type: ignore[arg-type]  # a list
    assert NAME not in str(line.facts)
    (told,) = find(clerk.desk, "").erased
    assert (told.ground, told.requested_on) == ("三", date(2026, 12, 17))


def test_what_another_file_uses_too_stays(withdrawn: Clerk, tmp_path: Path) -> None:
    taken(
        withdrawn.administrator(),
        tmp_path,
        number="HN2026121700002",
        handler={**HANDLER, "id_number": "440524188001010022"},
    )
    withdraw(withdrawn, tmp_path)
    erased(withdrawn)
    assert len(list(withdrawn.desk.store.blobs.names())) == len(HELD)
    assert withdrawn.desk.store.verify().ok


def test_bytes_that_vanish_without_an_erasure_are_still_found(withdrawn: Clerk) -> None:
    name = next(iter(withdrawn.desk.store.blobs.names()))
    withdrawn.desk.store.blobs.drop(name)
    assert "不见了" in withdrawn.desk.store.verify().sentence


@pytest.fixture
def closed(alone: Clerk) -> Clerk:
    alone.on("10-12").receives("S3-09").withdraws(1).closes()
    return alone


def test_a_volume_is_kept_as_the_archives_say(closed: Clerk, tmp_path: Path) -> None:
    number = BEARER.id_number
    assert "还没有归档" in person(closed, number).barred
    archiving.archive(closed.desk, closed.press(), closed.stream, closed.today, str(tmp_path), "10年")
    assert "保管到2036-12-31" in person(closed, number).barred
    assert "《档案法》第十四条" in person(closed, number).barred
    at(closed, "2037-01-04T09:00:00")
    assert person(closed, number).barred == ""
    asked = replace(ASKED, ground="二", reason="保管期满")
    with pytest.raises(ValueError, match="档案鉴定销毁的批准文号"):
        erased(closed, number, asked)
    form = form_of(closed.administrator().desk, person(closed, number).id)
    assert [one.name for one in form.fields][-1] == "erase_document"
    assert erased(closed, number, replace(asked, document="区档〔2037〕1号")) == ""
    assert closed.desk.store.verify().ok
    left = in_files(Path(closed.where))
    assert number.encode() not in left
    assert BEARER.phone.encode() not in left


def test_what_cannot_be_wiped_yet_is_said_and_done_later(
    alone: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(alone, "2026-12-18T08:50:00")
    taken(alone.administrator(), tmp_path, handler=HANDLER)
    withdraw(alone, tmp_path)
    monkeypatch.setattr(erasing, "LARGE", 1)
    one, admin = person(alone), alone.administrator().desk
    form = form_of(admin, one.id)
    trial = ERASURES.trial(admin, form, one.id, "试", {**form.values, "erase_reason": "本人要求"})
    assert trial.rehearsed.consequence is not None
    assert any("最好在下班以后做" in said for said in trial.rehearsed.consequence.warnings)
    with alone.desk.store.engine.connect() as reading, reading.begin():
        reading.exec_driver_sql("SELECT count(*) FROM person")
        assert "bingliang erase --tidy" in erased(alone), "somebody still reads the old pages"
    assert NUMBER.encode() in in_files(Path(alone.where)), "control: an old byte is left"
    assert tidy(admin) == ""
    assert NUMBER.encode() not in in_files(Path(alone.where))


def test_a_volume_for_ever_is_never_touched(closed: Clerk, tmp_path: Path) -> None:
    archiving.archive(closed.desk, closed.press(), closed.stream, closed.today, str(tmp_path), "永久")
    at(closed, "2099-01-05T09:00:00")
    with pytest.raises(Refusal, match=r"保管期限是“永久”.*第四十七条第二款.*第五十条"):
        erased(closed, BEARER.id_number, replace(ASKED, requested_on=date(2099, 1, 4)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda asked: replace(asked, ground="六"), "不在第四十七条第一款各项里"),
        (lambda asked: replace(asked, reason=" "), "请写明为什么删除"),
        (lambda asked: replace(asked, reason=f"{NAME}来函"), "理由里写了姓名"),
        (lambda asked: replace(asked, reason="电话 13800000001 来电"), "理由里写了姓名、电话"),
        (lambda asked: replace(asked, requested_on=date(2026, 12, 19)), "在今天以后"),
    ],
)
def test_what_is_typed_wrong(alone: Clerk, tmp_path: Path, change: Callable[[Asked], Asked], said: str) -> None:
    at(alone, "2026-12-18T08:50:00")
    taken(alone.administrator(), tmp_path, handler=HANDLER)
    withdraw(alone, tmp_path)
    with pytest.raises(ValueError, match=said):
        erased(alone, NUMBER, change(ASKED))


def test_only_the_administrator_and_only_once(withdrawn: Clerk, tmp_path: Path) -> None:
    withdraw(withdrawn, tmp_path)
    one = person(withdrawn)
    for refused in (
        lambda: find(withdrawn.desk, NUMBER),
        lambda: tidy(withdrawn.desk),
        lambda: record(withdrawn.desk, withdrawn.press(), erase(one.id, ASKED)),
    ):
        with pytest.raises(Refusal, match="管理员"):
            refused()
    admin = withdrawn.administrator().desk
    record(admin, "同一次", erase(one.id, ASKED))
    record(admin, "同一次", erase(one.id, ASKED))
    with pytest.raises(Refusal, match="已经依法删除"):
        form_of(admin, one.id)
    with pytest.raises(ValueError, match="请先查找"):
        form_of(admin, "R没有")


def test_a_parked_intake_of_this_machine_comes_first(
    withdrawn: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "本机"))
    withdraw(withdrawn, tmp_path)
    one, admin = person(withdrawn), withdrawn.administrator().desk
    visit = replace(Visit(), handler=replace(BEARER, id_number=NUMBER))
    drafts = Drafts(drafts_folder(), str(admin.store.engine.url))
    drafts.save(Draft("a", 7, visit, withdrawn.clock.now))
    with pytest.raises(Refusal, match="还停放着这个人的收件（排队号7）"):
        form_of(admin, one.id)
    drafts.drop("a")
    form = form_of(admin, one.id)
    trial = ERASURES.trial(admin, form, one.id, "试", {**form.values, "erase_reason": "本人要求"})
    assert trial.rehearsed.consequence is not None
    said = "".join((*trial.rehearsed.consequence.sentences, *trial.rehearsed.consequence.warnings))
    assert "不能撤销" in said
    assert "以前的备份里还有" in said
    assert person(withdrawn).barred == "", "a trial writes nothing"
