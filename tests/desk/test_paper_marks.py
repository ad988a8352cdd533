"""What happens to a printed paper: signed, sealed, served, come back; each a line of the ledger, none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.desk.papers import marks as paper_marks
from bingliang.desk.papers import seal_lists, shelf
from bingliang.desk.papers.shelf import ShelfFilter
from bingliang.desk.rows import PaperRow
from bingliang.ledger.acts import Refusal
from bingliang.paper.pages import page_text
from tests.clerk import Clerk

SCAN = Path(__file__).parents[1] / "data" / "scan.png"


def row(clerk: Clerk, form: str) -> PaperRow:
    return next(one for one in shelf.of_case(clerk.desk, clerk.stream) if one.form == form)


def test_a_paper_says_what_it_owes_until_each_is_recorded(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert row(clerk, "acceptance").word == "待用印、送达"
    assert row(clerk, "truthfulness").owed == ("签署",)
    assert row(clerk, "receipt").owed == ()
    clerk.marks("用印", "acceptance").marks("签署")
    assert row(clerk, "acceptance").owed == ("送达",)
    clerk.on("10-13").marks("送达", "acceptance", means="邮寄送达", tracking="EMS 1012 3344 001")
    served = row(clerk, "acceptance")
    assert served.owed == ()
    assert served.word == "已出具"
    assert served.marks == ("10-12 用印", "10-13 送达（邮寄送达，经办人（示范），EMS 1012 3344 001）")
    assert clerk.papers("acceptance")[0].served_on == clerk.today
    assert {one.word for one in clerk.view.papers if one.form == "acceptance"} == {"已出具"}


def test_the_shelf_lists_what_is_still_owed_and_nothing_else(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    owed = {one.form for one in shelf.shelf(clerk.desk, ShelfFilter.OWED).rows if one.stream == clerk.stream}
    assert owed == {"truthfulness", "acceptance"}
    clerk.marks("签署").marks("用印").marks("送达")
    assert not [one for one in shelf.shelf(clerk.desk, ShelfFilter.OWED).rows if one.stream == clerk.stream]


def test_nothing_is_recorded_twice_or_before_the_paper_exists(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).marks("送达")
    with pytest.raises(Refusal, match="没有待送达的文书"):
        clerk.marks("送达")
    said = clerk.nothing_recorded(lambda: clerk.marks("用印", when="10-09"))
    assert "应在出具日与今天之间" in str(said)


def test_a_mail_without_number_and_a_service_without_receiver_are_refused(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "邮件号" in str(clerk.nothing_recorded(lambda: clerk.marks("送达", means="邮寄送达")))
    assert "签收人" in str(clerk.nothing_recorded(lambda: clerk.marks("送达", receiver=" ")))
    assert "不在清单中" in str(clerk.nothing_recorded(lambda: clerk.marks("送达", means="托梦")))


def test_where_a_register_of_seals_is_kept_nothing_unsealed_is_served(clerk: Clerk) -> None:
    clerk.sets(seal_register=True)
    clerk.on("10-12").receives("S3-09").accepts(1)
    said = clerk.nothing_recorded(lambda: clerk.marks("送达"))
    assert isinstance(said, Refusal)
    assert "还没有登记用印" in said.sentence
    clerk.marks("用印").marks("送达")
    assert row(clerk, "acceptance").owed == ()


def test_a_void_paper_owes_nothing(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").on("10-13")
    clerk.accepts(1).on("10-14").amends(clerk.line("accept", 1).seq, {"accepted_on": "2026-10-12"})
    void = [one for one in shelf.of_case(clerk.desk, clerk.stream) if one.void]
    assert void
    assert all(one.owed == () for one in void)


def test_what_came_back_of_a_void_paper_goes_to_the_one_in_its_place(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").on("10-13")
    clerk.accepts(1).on("10-14").amends(clerk.line("accept", 1).seq, {"accepted_on": "2026-10-12"})
    said = clerk.nothing_recorded(lambda: clerk.files_copy(SCAN, "acceptance"))
    assert isinstance(said, Refusal)
    assert "换发" in said.sentence
    fresh = clerk.papers("acceptance")[-1]
    paper_marks.file_copy(clerk.desk, clerk.press(), clerk.stream, clerk.today, fresh.seq, str(SCAN))
    assert next(one for one in clerk.case.papers if one.seq == fresh.seq).returned


def test_a_wrong_day_of_service_is_put_right_and_both_stay(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).on("10-14").marks("送达", "acceptance")
    clerk.amends(clerk.line("serve").seq, {"on": "2026-10-13"})
    assert row(clerk, "acceptance").marks[-1].startswith("10-13 送达")
    assert f"{clerk.papers('acceptance')[0].served_on}" == "2026-10-13"
    assert f"{clerk.line('serve').facts['on']}" == "2026-10-14"


def test_a_signed_copy_comes_back_and_is_kept_by_its_bytes(clerk: Clerk, tmp_path: Path) -> None:
    clerk.on("10-12").receives("S3-09").files_copy(SCAN)
    assert row(clerk, "receipt").returned == ("scan.png",)
    kept = next(one for one in clerk.case.papers if one.form == "receipt").returned[0]
    assert clerk.desk.store.blobs.get(kept["sm3"]) == SCAN.read_bytes()
    assert clerk.desk.store.verify().ok
    assert "已经有这一份回件" in str(clerk.nothing_recorded(lambda: clerk.files_copy(SCAN)))
    wrong = tmp_path / "宏.exe"
    wrong.write_bytes(b"MZ")
    assert "不是可以归卷的格式" in str(clerk.nothing_recorded(lambda: clerk.files_copy(wrong)))
    assert "没有这个文件" in str(clerk.nothing_recorded(lambda: clerk.files_copy(tmp_path / "没有.pdf")))


@pytest.mark.parametrize("ending", sorted(paper_marks.COPIES))
def test_what_is_not_what_its_name_says_does_not_come_into_the_file(clerk: Clerk, tmp_path: Path, ending: str) -> None:
    clerk.on("10-12").receives("S3-09")
    copy = tmp_path / f"回件{ending}"
    for data, said in ((b"", "空文件"), ("受理通知书".encode(), "内容不是"), (b"MZ\x90", "内容不是")):
        copy.write_bytes(data)
        assert said in str(clerk.nothing_recorded(lambda: clerk.files_copy(copy)))
    copy.write_bytes(paper_marks.COPIES[ending][-1] + b" what follows")
    clerk.files_copy(f'"{copy}"')
    assert row(clerk, "receipt").returned == (copy.name,)
    folder = tmp_path / f"文件夹{ending}"
    folder.mkdir()
    assert "读不出来" in str(clerk.nothing_recorded(lambda: clerk.files_copy(folder)))


def test_a_proxy_says_by_what_right_he_signs(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)
    said = str(clerk.nothing_recorded(lambda: clerk.delivers(1, "委托领取", "代收人（示范）")))
    assert "授权委托书" in said
    clerk.delivers(1, "委托领取", "代收人（示范）", relation="持授权委托书，受托人")
    assert clerk.case.items[1].delivered_by == "委托领取"


def test_a_decision_sent_by_mail_bears_its_number_on_the_receipt_of_service(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)
    number = "EMS 1012 3344 002"
    clerk.delivers(1, "邮寄送达", "前台", tracking=number)
    assert clerk.line("deliver").facts["tracking"] == number
    text = page_text(clerk.pdf(clerk.papers("delivery")[0]), 0)
    assert "".join(number.split()) in "".join(text.split())


def test_the_keeper_of_the_seal_gets_a_list_and_the_register_says_what_was_sealed(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    number = clerk.papers("acceptance")[0].number
    waiting = seal_lists.seal_paper(clerk.desk, seal_lists.WAITING)
    assert number in "".join(page_text(waiting.pdf, 0).split())
    with pytest.raises(Refusal, match="没有登记过用印"):
        seal_lists.seal_paper(clerk.desk, seal_lists.REGISTER)
    clerk.on("10-13").marks("用印")
    with pytest.raises(Refusal, match="没有待用印"):
        seal_lists.seal_paper(clerk.desk, seal_lists.WAITING)
    register = "".join(page_text(seal_lists.seal_paper(clerk.desk, seal_lists.REGISTER).pdf, 0).split())
    assert number in register
    assert "2026年10月13日" in register
    assert "综合窗口甲" in register
