"""全程代办的办理单: which acts an entrustment or a post has today, what each asks, and how its values become a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import ActForm, Values, typed
from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.agency import agents, entrusting
from bingliang.desk.agency.fields import ENTRUSTMENT_FIELDS, POST_FIELDS, entrust_fields, open_fields
from bingliang.desk.projects.library import Press
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.agency import POSTS, Entrustment
from bingliang.mechanism import overall
from bingliang.mechanism.full_agency import POWERS, SERVICES, chiefs, powers

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

TITLES: Mapping[str, tuple[str, str]] = {
    "entrust": ("entrust", "登记代办委托"),
    "sign_mandate": ("sign", "委托书签署"),
    **{name: (name, ACTS[name].title) for name in (
        "take_entrustment", "log_agency", "hold_originals", "return_originals", "pass_entrustment", "end_entrustment",
        "amend_agency", "open_agent_post", "succeed_agent", "close_agent_post",
    )},
}  # fmt: skip
"""办理 → its act in the ledger and its word."""
OF_ENTRUSTMENT = (
    "log_agency", "take_entrustment", "sign_mandate", "hold_originals", "return_originals", "pass_entrustment",
    "end_entrustment", "amend_agency",
)  # fmt: skip
OF_POST = ("succeed_agent", "close_agent_post")
RASH = frozenset({"end_entrustment", "close_agent_post", "amend_agency"})


def offers(desk: Desk, stream: str) -> tuple[Offer, ...]:
    """办理菜单 of one entrustment or post: what cannot be done now stands there greyed with its sentence."""
    names = OF_POST if stream.startswith(POSTS) else OF_ENTRUSTMENT
    with desk.store.look() as look:
        found = [(name, _barred(desk, look, name, stream)) for name in names]
    natural = next((name for name, why in found if why is None and name == "take_entrustment"), "")
    natural = natural or next((name for name, why in found if why is None), "")
    return tuple(
        Offer(
            name, TITLES[name][0], TITLES[name][1], Group.HANDLING, None, natural=name == natural, safe=name not in RASH,
            forbidden=why.sentence if why else "", article=why.article if why else ACTS[TITLES[name][0]].article,
        )
        for name, why in found
    )  # fmt: skip


def _barred(desk: Desk, look: Look, name: str, stream: str) -> Refusal | None:
    """What the act itself would refuse today, whatever is filled in."""
    today = look.today
    try:
        overall.authorise(TITLES[name][0], desk.who)
        if stream.startswith(POSTS):
            chiefs.still_open(agents.found(look, stream))
        else:
            _CHECKS[name](entrusting.found(look, stream), today)
    except Refusal as why:
        return why
    return None


def _unlogged(one: Entrustment, today: date) -> None:
    del today
    if not one.log:
        raise Refusal("还没有代办日志，没有可以更正的。", "《全程代办服务制度》")


def _unsigned(one: Entrustment, today: date) -> None:
    del today
    powers.in_force(one)
    if one.signed_on is not None:
        raise Refusal(f"代办委托书已于{one.signed_on:%Y-%m-%d}签署。", "《民法典》第一百六十五条")


_CHECKS: Mapping[str, Callable[[Entrustment, date], None]] = {
    "take_entrustment": lambda one, today: powers.may_take(one, today, today),
    "log_agency": lambda one, today: powers.may_log(one, SERVICES[0], today, today),
    "sign_mandate": _unsigned,
    "hold_originals": lambda one, today: powers.may_hold(one, today, today),
    "return_originals": lambda one, today: powers.may_return(one, [piece.no for piece in one.held], today, today),
    "pass_entrustment": lambda one, _: powers.in_force(one),
    "end_entrustment": lambda one, today: powers.may_end(one, today, today),
    "amend_agency": _unlogged,
}


def form_of(desk: Desk, name: str, stream: str = "", *, about: str = "") -> ActForm:
    """取表 for one act; `about` fills in whose entrustment it is to be. A Refusal for who may not."""
    act, title = TITLES[name]
    overall.authorise(act, desk.who)
    with desk.store.look() as look:
        subject = "全程代办"
        if stream.startswith(POSTS):
            post = agents.found(look, stream)
            subject, fields = post.name, POST_FIELDS[name](look, post)
        elif stream:
            one = entrusting.found(look, stream)
            subject, fields = f"{one.project}（{one.number}）", ENTRUSTMENT_FIELDS[name](look, one)
        else:
            fields = entrust_fields(look, desk.who.name, about) if name == "entrust" else open_fields(look)
        return ActForm(
            name=name, act=act, title=title, no=None, subject=subject, fields=fields, article=ACTS[act].article,
            today=look.today, safe=name not in RASH, focus=fields[0].name,
        )  # fmt: skip


# ── typed values become a decision ──


def press_of(form: ActForm, stream: str, values: Values) -> Press:
    """成决定: the press these values make. Faults with every fault at once."""
    return _PRESSES[form.name](form, stream, typed(form, values))


def _entrust(form: ActForm, stream: str, v: Mapping[str, Any]) -> Press:
    del form, stream
    chosen = tuple(power for no, power in enumerate(POWERS) if v[f"power_{no}"])
    matters = tuple(dict.fromkeys(row["matter"] for row in v["matters"]))
    given = entrusting.Mandate(v["about"], v["post"], chosen, v["on"], v["until"], matters, v["voluntary"])
    return entrusting.entrust(given)


def _give_back(form: ActForm, stream: str, v: Mapping[str, Any]) -> Press:
    rows = zip(form.fields[0].default, v["pieces"], strict=True)
    return entrusting.give_back(stream, v["on"], [int(given["no"]) for given, row in rows if row["back"]])


def _open_post(form: ActForm, stream: str, v: Mapping[str, Any]) -> Press:
    del form, stream
    words = (v["department"], v["kind"], v["post_name"], v["holder"], v["phone"], v["document"])
    return agents.open_post(agents.Given(*words), v["on"])


_PRESSES: Mapping[str, Callable[[ActForm, str, Mapping[str, Any]], Press]] = {
    "entrust": _entrust,
    "take_entrustment": lambda _, stream, v: entrusting.take(stream, v["on"]),
    "sign_mandate": lambda _, stream, v: entrusting.sign(stream, v["on"]),
    "log_agency": lambda _, stream, v: entrusting.log(
        stream, entrusting.Done(v["kind"], v["on"], v["what"], v["minutes"], v["result"])
    ),
    "hold_originals": lambda _, stream, v: entrusting.hold(
        stream, v["on"], [(row["piece"], row["copies"]) for row in v["pieces"] if row["piece"]]
    ),
    "return_originals": _give_back,
    "pass_entrustment": lambda _, stream, v: entrusting.hand_over(
        stream, v["to"], v["on"], v["things"], agreed=v["agreed"]
    ),
    "end_entrustment": lambda _, stream, v: entrusting.end(stream, v["on"], v["by"], v["reason"], v["result"]),
    "amend_agency": lambda _, stream, v: entrusting.strike(stream, int(v["line"]), v["amend_why"]),
    "open_agent_post": _open_post,
    "succeed_agent": lambda _, stream, v: agents.succeed(
        stream, v["holder"], v["on"], v["document"], name=v["post_name"], phone=v["phone"]
    ),
    "close_agent_post": lambda _, stream, v: agents.close(stream, v["on"], v["reason"]),
}
