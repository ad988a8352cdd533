from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bingliang.ledger.acts import Draft
from bingliang.ledger.register import Enterprise, Project, Works
from bingliang.store import Outcome, Person, Store, Work
from bingliang.store.look import Look
from bingliang.store.registry import as_enterprise, as_project
from bingliang.store.rekeying import rekey
from tests.store.counter import LI, opened, receive
from tests.store.test_names import spelt


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with opened(database, pinyin=spelt) as found:
        yield found


def saved(store: Store, request: str, save: Callable[[Work], str]) -> str:
    def decide(work: Work) -> Outcome:
        ref = save(work)
        return Outcome([Draft("case/1", "remark", {"ref": ref})], {"ref": ref})

    return str(store.act(request, LI, "remark", decide)["ref"])


def _as_of(look: Look, ref: str) -> str:
    held, version = ref.split("#")
    found = text("SELECT record FROM registry_version WHERE id = :id AND version = :version")
    return str(look.connection.execute(found, {"id": held, "version": int(version)}).scalar_one())


FIRM = Enterprise("", "岳阳樱沃科技有限公司", "91430600MA4L0000X1", phone="0730-8880000")


def test_an_enterprise_is_known_by_its_code_and_keeps_its_versions(store: Store) -> None:
    first = saved(store, "按键-1", lambda work: work.save_enterprise(FIRM))
    assert saved(store, "按键-2", lambda work: work.save_enterprise(FIRM)) == first, "nothing changed, no new version"
    moved = saved(
        store, "按键-3", lambda work: work.save_enterprise(replace(FIRM, name="湖南樱沃集团", former_name=FIRM.name))
    )
    held, version = first.split("#")
    assert (version, moved) == ("1", f"{held}#2")
    with store.look() as look:
        assert look.enterprise(held) == replace(FIRM, id=held, name="湖南樱沃集团", former_name=FIRM.name)
        for words in ("樱沃集团", "岳阳樱沃", "YW", "yw", "9143"):
            assert [firm.id for firm in look.find_enterprises(words)] == [held], words
        assert [firm.id for firm in look.find_enterprises("wj")] == [], "the new name is 湖南樱沃集团"
        assert look.find_enterprises("没有") == ()
        assert look.enterprise("没有") is None
        assert as_enterprise(_as_of(look, first)).name == FIRM.name, "as the line was written"
        assert as_enterprise(_as_of(look, moved)).name == "湖南樱沃集团"
        assert look.enterprise_by_code("没有") is None
        versions = (
            look.connection.execute(text("SELECT version FROM registry_version ORDER BY version")).scalars().all()
        )
        assert versions == [1, 2]


def test_initials_within_the_name_come_after_those_it_begins_with(store: Store) -> None:
    inside = saved(store, "按键-1", lambda work: work.save_enterprise(FIRM)).split("#")[0]
    first = replace(FIRM, name="沃科实业集团股份有限公司", credit_code="91430600MA4L0000X2")
    begins = saved(store, "按键-2", lambda work: work.save_enterprise(first)).split("#")[0]
    with store.look() as look:
        assert [firm.id for firm in look.find_enterprises("wk")] == [begins, inside]
        assert [firm.id for firm in look.find_enterprises("wk", 1)] == [begins]
        assert [firm.id for firm in look.find_enterprises("k")] == [], "one initial is sought at the beginning only"


def test_what_an_act_registers_it_can_read_at_once(store: Store) -> None:
    def save(work: Work) -> str:
        ref = work.save_enterprise(FIRM)
        held = ref.split("#")[0]
        assert work.enterprise(held) == replace(FIRM, id=held)
        assert work.save_enterprise(FIRM) == ref
        person = work.save_person(Person("张三", "居民身份证", "43060219900101002X"))
        assert work.person(person).name == "张三"
        assert work.save_person(Person("张三", "居民身份证", "43060219900101002X")) == person
        project = work.save_project(Project("", "厂房", "", held, "工业", works=(Works("", "一号车间"),)))
        found = work.project(project.split("#")[0])
        assert found is not None
        assert found.works[0].id
        return ref

    saved(store, "按键-1", save)


def test_two_without_a_code_are_two(store: Store) -> None:
    refs = {
        saved(store, f"按键-{n}", lambda work: work.save_enterprise(replace(FIRM, credit_code=""))) for n in range(2)
    }
    assert len(refs) == 2


def test_a_project_with_its_works(store: Store) -> None:
    firm = saved(store, "按键-1", lambda work: work.save_enterprise(FIRM)).split("#")[0]
    given = Project(
        "", "新型显示厂房", "2603-430600-04-01-123456", firm, "工业", tags=("重点",), works=(Works("", "一号车间"),)
    )
    first = saved(store, "按键-2", lambda work: work.save_project(given))
    with store.look() as look:
        found = look.project_by_code(given.code)
        assert found is not None
        assert look.projects_of(firm) == (found,)
        assert look.find_projects("显示") == (found,)
        assert (found.tags, found.works[0].name) == (("重点",), "一号车间")
    more = replace(found, works=(*found.works, Works("", "二号车间")))
    assert saved(store, "按键-3", lambda work: work.save_project(more)) == first.replace("#1", "#2")
    with store.look() as look:
        assert len(as_project(_as_of(look, first)).works) == 1
        assert look.connection.execute(text("SELECT count(*) FROM works")).scalar_one() == 2
        assert look.project("没有") is None


ZHANG = Person("张三", "居民身份证", "43060219900101002X", "13800000000")


def test_a_person_is_versioned_and_can_be_erased_without_breaking_a_hash(store: Store) -> None:
    first = saved(store, "按键-1", lambda work: work.save_person(ZHANG))
    second = saved(store, "按键-2", lambda work: work.save_person(replace(ZHANG, phone="13900000000")))
    held = first.split("#")[0]
    assert second == f"{held}#2"
    with store.look() as look:
        assert look.person(first).phone == "13800000000"
        known = look.person_by_number("居民身份证", ZHANG.id_number)
        assert known is not None
        assert known.ref == second
        # Nothing of the person stands in a line.
        facts = " ".join(look.connection.execute(text("SELECT facts FROM ledger")).scalars())
        assert ZHANG.id_number not in facts
        assert "13800000000" not in facts

    def erase(work: Work) -> Outcome:
        work.erase_person(held)
        return Outcome([Draft("case/1", "remark", {"erased": first})])

    store.act("按键-3", LI, "remark", erase)
    with store.look() as look:
        for ref in (first, second):
            assert look.person(ref) == Person("（已依法删除）", id=held, version=int(ref[-1]))
        assert look.person_by_number("居民身份证", ZHANG.id_number) is None
    assert store.verify().ok


@pytest.mark.parametrize("ref", ["没有#1", "没有", "#1", "a#b"])
def test_a_reference_to_nobody_is_a_sentence(store: Store, ref: str) -> None:
    with store.look() as look, pytest.raises(ValueError, match=r"人员|引用"):
        look.person(ref)


def test_two_counters_register_one_firm(fresh_postgresql: str) -> None:
    """The other counter has registered the same credit code in the meantime: ours finds it and goes on."""
    with opened(fresh_postgresql) as store, opened(fresh_postgresql) as other:
        calls: list[Any] = []

        def save(work: Work) -> str:
            ref = work.save_enterprise(FIRM)
            calls.append(ref)
            if len(calls) == 1:
                saved(other, "按键-他", lambda theirs: theirs.save_enterprise(FIRM))
            return ref

        def decide(work: Work) -> Outcome:
            ref = save(work)
            return Outcome([Draft("case/2", "remark", {"ref": ref})], {"ref": ref})

        answer = store.act("按键-1", LI, "remark", decide)
        assert len(set(calls)) == 2
        with store.look() as look:
            firm = look.enterprise_by_code(FIRM.credit_code)
            assert firm is not None
            assert answer["ref"] == f"{firm.id}#1"


def registered(store: Store, *names: str, former: str = "") -> list[str]:
    """Ids of enterprises of these names."""

    def save(name: str) -> str:
        firm = Enterprise("", name, "", former_name=former)
        return saved(store, f"登记-{name}", lambda work: work.save_enterprise(firm))

    return [save(name).split("#")[0] for name in names]


def names_found(store: Store, typed: str, limit: int = 50) -> list[str]:
    with store.look() as look:
        return [firm.name for firm in look.find_enterprises(typed, limit)]


def test_the_best_is_first(store: Store) -> None:
    """Name from its beginning or from its 字号, initials of the 字号, a part, the full spelling; then the shorter."""
    registered(
        store,
        "岳阳东方雨虹防水",
        "湖南岳阳东方雨虹防水科技",
        "樱沃东方",
        "东方长安",
        "岳阳东风裕华",
        "樱沃东风裕华",
        "防水东方樱沃科技",
    )
    assert names_found(store, "东方") == [
        "东方长安", "岳阳东方雨虹防水", "湖南岳阳东方雨虹防水科技", "樱沃东方", "防水东方樱沃科技",
    ]  # fmt: skip
    assert names_found(store, "dfy") == [
        "岳阳东风裕华", "岳阳东方雨虹防水", "湖南岳阳东方雨虹防水科技", "樱沃东风裕华", "防水东方樱沃科技",
    ]  # fmt: skip
    assert names_found(store, "ＤＦＹＨＦＳ") == ["岳阳东方雨虹防水", "湖南岳阳东方雨虹防水科技"]
    assert names_found(store, "dongfeng") == ["岳阳东风裕华"]
    assert names_found(store, "yueyangdongfeng") == ["岳阳东风裕华"]
    assert names_found(store, "岳 阳（东方）") == ["岳阳东方雨虹防水", "湖南岳阳东方雨虹防水科技"]
    assert names_found(store, "东", 2) == ["东方长安", "岳阳东风裕华"]
    for nothing in ("", "  ", "（）", "东雨", "dfx", "dongfangx", "%", "_", "'", "东方/"):
        assert names_found(store, nothing) == [], nothing


def test_who_comes_often_comes_first(store: Store) -> None:
    _short, often = registered(store, "岳阳东方雨虹", "岳阳东方雨虹防水科技")
    receive(store, "收件-1", "case/often", enterprise_id=often)
    assert names_found(store, "dfyh") == ["岳阳东方雨虹防水科技", "岳阳东方雨虹"]
    assert names_found(store, "东方") == ["岳阳东方雨虹防水科技", "岳阳东方雨虹"]


def test_a_former_name_is_found_in_every_way(store: Store) -> None:
    registered(store, "湖南樱沃", former="岳阳东方雨虹")
    for typed in ("樱沃", "yw", "东方", "dfyh", "yydf", "fyh", "dongfangyuhong", "雨虹"):
        assert names_found(store, typed) == ["湖南樱沃"], typed


def test_a_changed_name_leaves_no_key_behind(store: Store) -> None:
    saved(store, "按键-1", lambda work: work.save_enterprise(FIRM))
    saved(store, "按键-2", lambda work: work.save_enterprise(replace(FIRM, name="岳阳东方雨虹")))
    assert names_found(store, "樱沃") == names_found(store, "ywkj") == []
    assert names_found(store, "dfyh") == ["岳阳东方雨虹"]


def test_a_database_of_other_rules_is_keyed_anew_once(database: str) -> None:
    with opened(database) as plain:
        registered(plain, "岳阳东方雨虹")
        firm = registered(plain, "湖南樱沃")[0]
        given = Project("", "重庆长安厂房", "", firm, "厂房")
        saved(plain, "按键-项目", lambda work: work.save_project(given))
        assert names_found(plain, "dfyh") == [], "no dictionary was at hand"
        with plain.engine.execution_options(bingliang_writes=True).begin() as connection:
            connection.execute(text("DELETE FROM name_gram WHERE kind = ''"))
    for keyed in (3, 0):
        with opened(database) as raw:
            assert rekey(raw.engine, raw.house.statements, spelt) == keyed
        with opened(database, pinyin=spelt) as store:
            assert names_found(store, "dfyh") == ["岳阳东方雨虹"]
            assert names_found(store, "东方") == ["岳阳东方雨虹"]
            with store.look() as look:
                for typed in ("ca", "zqca", "长安", "cha"):
                    assert [held.name for held in look.find_projects(typed)] == ["重庆长安厂房"], typed
