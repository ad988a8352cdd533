"""全部设置的导出和导入: catalogue, open points, forms and notices in one file; what would change is shown before anything does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk import loading
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.calendar import notices
from bingliang.desk.zone.editions import STREAM
from bingliang.desk.zone.file import ZoneChange, differences
from bingliang.desk.zone.lawful import check
from bingliang.desk.zone.wording import factory_text
from bingliang.exchange.zone_settings import KINDS, pack, unpack
from bingliang.ledger.acts import Draft, Refusal
from bingliang.mechanism import overall
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.calendar.notices import Moved
    from bingliang.desk.desk import Desk
    from bingliang.ledger.workdays import Notice
    from bingliang.store.endings import Outcome
    from bingliang.store.work import Work

SHOWN = 40
_WORD = {"catalogue": "区的文件", "forms": "文书样式"}


@dataclass(frozen=True, slots=True)
class PackagePreview:
    """导入预览: what differs in the zone's file, which forms, which notices are new and what they move."""

    name: str
    files: Mapping[str, Mapping[str, str]]
    zone: tuple[ZoneChange, ...]
    forms: tuple[str, ...]
    notices: tuple[Notice, ...]
    moved: tuple[Moved, ...]
    seen: Mapping[str, int]
    """the editions in force that it was compared with"""

    @property
    def changed(self) -> bool:
        """有没有不同."""
        return bool(self.zone or self.forms or self.notices)


def settings_of(desk: Desk) -> bytes:
    """全部设置 in force as one file."""
    from bingliang.store.chain import sm3

    with desk.store.look() as look:
        files = {kind: dict(look.edition_files(kind)) for kind in KINDS}
    return pack(files, sm3)


def export(desk: Desk, path: str) -> str:
    """导出 to a file; answers the path. ValueError when the place takes no file."""
    try:
        Path(path).write_bytes(settings_of(desk))
    except OSError as error:
        raise ValueError(f"文件“{path}”写不进去（{error.strerror}），请换一个文件夹。") from error
    return path


def preview(desk: Desk, path: Path) -> PackagePreview:
    """预览: the whole file is checked as it would be used; ValueError or Refusal in one sentence."""
    from bingliang.store.chain import sm3

    overall.authorise("adopt_edition", desk.who)
    files = unpack(path, factory().resources / "settings" / "zone.schema.json", sm3)
    with desk.store.look() as look:
        held = {kind: dict(look.edition_files(kind)) for kind in KINDS}
        seen = dict(look.editions())
    _one_catalogue(files["catalogue"])
    for kind in KINDS:
        loading.LOADERS[kind](files[kind])
    _forms_of_ours(files["forms"])
    _nothing_taken_back(held["calendar"], files["calendar"])
    fresh = sorted(set(files["calendar"]) - set(held["calendar"]))
    found = tuple(_notice(files["calendar"][name], name) for name in fresh)
    old, new = (some["catalogue"].get(loading.ZONE_FILE, "") for some in (held, files))
    words = ("区的文件", "", "全文", "有", "没有，用出厂目录") if old and not new else None
    zone = (ZoneChange(*words),) if words else differences(old, new) if old != new else ()
    if old != new and not zone:
        zone = (ZoneChange("区的文件", "", "注释和写法", "", "内容不变"),)
    forms = tuple(
        sorted(
            name for name in {*held["forms"], *files["forms"]} if held["forms"].get(name) != files["forms"].get(name)
        )
    )
    moved = tuple(one for notice in found for one in notices.preview(desk, notice))
    return PackagePreview(path.name, files, zone, forms, found, moved, seen)


def _one_catalogue(files: Mapping[str, str]) -> None:
    strange = [name for name in files if name != loading.ZONE_FILE]
    if strange:
        raise ValueError(f"事项目录里有不认识的文件“{strange[0]}”，只能有“{loading.ZONE_FILE}”。")


def _forms_of_ours(files: Mapping[str, str]) -> None:
    known = loading.factory_forms()
    for name in files:
        if name.removesuffix(".toml") not in known:
            raise ValueError(f"没有“{name}”这种文书样式，请用同一版程序导出的文件。")
        factory_text(name.removesuffix(".toml"))


def _nothing_taken_back(held: Mapping[str, str], files: Mapping[str, str]) -> None:
    for name, text in held.items():
        if files.get(name) != text:
            what = "内容不同" if name in files else "不在这个文件里"
            raise Refusal(
                f"本库已经启用的通知“{name}”{what}。启用的通知不能撤回，只能以后来公布的通知更改，整个文件不能导入。",
                "《行政许可法》第八十二条",
            )


def _notice(text: str, name: str) -> Notice:
    from bingliang.exchange.notice_files import read_notice_text

    return read_notice_text(text, name)


def told(found: PackagePreview) -> Consequence:
    """会改变的内容."""
    if not found.changed:
        return Consequence((f"“{found.name}”与在用的设置完全相同，没有变化。",), (), (), (), (), ())
    head = f"“{found.name}”：区的文件 {len(found.zone)} 处、文书样式 {len(found.forms)} 种、节假日通知 {len(found.notices)} 份不同。"
    forms = loading.factory_forms()
    lines = [
        *(
            f"{one.place} {one.what} {one.field}：{one.before or '（没有）'} → {one.after or '（删去）'}"
            for one in found.zone
        ),
        *(f"文书样式：{forms[name.removesuffix('.toml')].title}" for name in found.forms),
        *(f"节假日通知：《{one.title}》" for one in found.notices),
    ]
    if len(lines) > SHOWN:
        lines = [*lines[:SHOWN], f"……共 {len(lines)} 处"]
    earlier = sum(one.earlier for one in found.moved)
    warnings = (
        (f"通知使 {len(found.moved)} 条期限移动，其中提前 {earlier} 条；随之制作《时限调整说明》。",)
        if found.moved
        else ()
    )
    sentence = "区的文件和文书样式各成为新的一版，已受理的办件不变；通知逐份启用，启用后不能撤回。"
    return Consequence((head, sentence, *lines), (), ("启用新版",), (), ("《行政许可法》第八十二条",), warnings)


def bring_in(desk: Desk, request: str, found: PackagePreview) -> str:
    """导入 what was previewed: one line each for the zone's file and the forms, then the notices one by one."""
    changed = [kind for kind, some in (("catalogue", found.zone), ("forms", found.forms)) if some]
    if changed:
        desk.store.act(
            request, desk.who, "adopt_edition", lambda work: _adopted(work, found, changed), adopting=tuple(changed)
        )
    for notice in found.notices:
        notices.publish(desk, f"{request}/{notice.id}", notice)
    words = [_WORD[kind] for kind in changed] + ([f"节假日通知 {len(found.notices)} 份"] if found.notices else [])
    return f"已启用：{'、'.join(words)}。"


def _adopted(work: Work, found: PackagePreview, changed: list[str]) -> Outcome:
    from bingliang.store.endings import Outcome

    overall.authorise("adopt_edition", work.who)
    drafts = []
    for kind in changed:
        if work.editions().get(kind, 0) != found.seen.get(kind, 0):
            raise Refusal(f"预览以后{_WORD[kind]}又启用了新版，没有导入；请重新预览，看过现在的不同再导入。")
        number = work.adopt(kind, found.files[kind])
        if kind == "catalogue":
            check(work.loaded("catalogue"))
        facts = {
            "kind": kind,
            "edition": number,
            "on": work.today.isoformat(),
            "name": f"{_WORD[kind]}：自“{found.name}”导入",
        }
        drafts.append(Draft(STREAM, "adopt_edition", {**facts, "reason": f"自“{found.name}”导入"}))
    return Outcome(tuple(drafts), {"kinds": changed})
