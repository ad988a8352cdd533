"""The end of a paper: no seal and no row to sign alone on a page, and every copy has its own rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from bingliang.paper import fill, filled
from bingliang.paper.compose import compose
from bingliang.paper.form import Form
from tests.paper.conftest import FORMS, long_facts
from tests.paper.test_compose import only_required

FOLIO = re.compile(r"^(— \d+ —|.*第\d+页，共\d+页)$")


def extreme_facts(form: Form) -> dict[str, Any]:
    """Forty rows in every list, over many pages."""
    facts = long_facts(form)
    for name, rows in facts.items():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            facts[name] = [{**rows[number % len(rows)], "no": number + 1} for number in range(40)]
    return facts


@pytest.mark.parametrize("kind", [only_required, Form.sample, long_facts, extreme_facts])
def test_no_seal_and_no_row_to_sign_stands_alone_on_a_page(form: Form, kind: Callable[[Form], dict[str, Any]]) -> None:
    facts = kind(form)
    done = compose(form, facts)
    filling = fill.Filling(form, facts)
    for number, (one, part) in enumerate(zip(form.copies, done.parts, strict=True), 1):
        ending = {
            piece
            for block in filling.blocks(one, number)
            if isinstance(block, (filled.Seal, filled.Sign))
            for text in fill._strings(block)
            for piece in text.split(" ")
        }
        for page in range(part.first, part.first + part.count - 1):
            margins = {one.name, one.keeper, f"{one.name}\u3000{one.keeper}", *filling.line(form.foot).split(" ")}
            shown = [
                line for line in done.lines[page] if not set(line.split(" ")) <= margins and not FOLIO.search(line)
            ]
            assert set(shown[0].split(" ")).isdisjoint(ending), (form.key, page + 1, shown[:3])


@pytest.mark.parametrize("key", sorted(FORMS))
def test_the_rows_to_sign_of_every_copy_are_printed(key: str) -> None:
    form = FORMS[key]
    for number, one in enumerate(form.copies, 1):
        filling = fill.Filling(form, form.sample())
        shown = [text for block in filling.blocks(one, number) for text in fill._strings(block)]
        for row in one.sign:
            for label in row:
                assert filling.line(label) in shown, (key, one.name)
