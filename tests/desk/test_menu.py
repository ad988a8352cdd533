"""Every act that the desk can do to a case stands in the menu; nothing is done that no sheet has shown."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from typing import Any

from bingliang import desk
from bingliang.desk.acts import calls as act_calls
from bingliang.desk.acts import calls_bags as act_calls_bags
from bingliang.desk.acts import calls_later as act_calls_later
from bingliang.desk.acts import calls_papers as act_calls_papers
from bingliang.desk.acts import calls_supervision as act_calls_supervision
from bingliang.desk.acts import forms as act_forms
from bingliang.desk.acts import offers
from bingliang.desk.supervision.deeds import MATTER_DEEDS
from bingliang.ledger.acts import ACTS

ELSEWHERE = {
    "intake.entering.accept_now": "F9 on the page of intake, which shows the dates and papers itself",
    "rating.ratings.invite": "Alt+E and Alt+Shift+E on the case: the enterprise's own window or its slip, no sheet of the clerk's",
    "pledges.agreed.settle": "a promise to an enterprise is a stream of its own, settled on the page of the pledges",
    "online.filings.check": "an online filing before it is a case: a stream of its own, checked where filings are taken over",
}
"""What is done to a case from another page than the case's own."""

CALLS = (act_calls, act_calls_bags, act_calls_later, act_calls_papers, act_calls_supervision)


def presses() -> set[str]:
    """办理: every public function of the desk that is pressed (`request`) on one case (`stream`)."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(desk.__path__, f"{desk.__name__}."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if own and list(inspect.signature(function).parameters)[:3] == ["desk", "request", "stream"]:
                found.add(f"{module.name.removeprefix(f'{desk.__name__}.')}.{name}")
    return found


def called() -> set[str]:
    """What the forms call: `package.module.function` in the modules of calls."""
    found: set[str] = set()
    for module in CALLS:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=home), attr=name)) if home in vars(module):
                    where: Any = vars(module)[home]
                    if inspect.ismodule(where):
                        found.add(f"{where.__name__.removeprefix(f'{desk.__name__}.')}.{name}")
    return found


def test_every_act_of_the_desk_is_in_the_menu() -> None:
    found = presses()
    assert len(found) > 20, "the search itself finds something"
    assert set(found) - called() == set(ELSEWHERE)


def test_every_call_is_the_call_of_a_form_that_the_menu_offers() -> None:
    made = [(module.__name__, pair) for module in CALLS for pair in inspect.getmembers(module, inspect.isfunction)]
    calls = {
        name
        for home, (name, one) in made
        if one.__module__ == home
        and not name.startswith("_")
        and list(inspect.signature(one).parameters)[:2] == ["desk", "at"]
    }
    assert {row.call.__name__ for row in act_forms.FORMS.values()} == calls
    assert set(act_forms.FORMS) == set(offers.DEEDS) | set(offers.CASE_DEEDS) | set(MATTER_DEEDS) | {
        "publish_assessment"
    }


def test_every_word_of_the_menu_can_be_found_by_its_initials() -> None:
    words = {deed.title for deed in offers.DEEDS.values()} | {title for _, title, _ in offers.CASE_DEEDS.values()}
    assert words | set(offers.NO_STOP) <= set(offers.INITIALS)


def test_what_cannot_be_taken_back_asks_for_more_than_enter() -> None:
    """The default button is 取消 for whatever ends an application or works against the applicant."""
    against = {"refuse", "not_required", "decline", "withdraw", "deferral_end", "notify_again", "amend_acceptance"}
    against |= {"amend_decision", "recall", "annul", "cancel"}
    assert {deed.name for deed in offers.DEEDS.values() if not deed.safe} == against
    assert all(ACTS[deed.act].legal for deed in offers.DEEDS.values() if not deed.safe)
