"""评议的办理单成决定: typed values of a sheet become the press on the rating's, the comment's or the issue's stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import ActForm, Values, typed
from bingliang.desk.rating import comments, ratings
from bingliang.mechanism.public_rating import Grade, Span

if TYPE_CHECKING:
    from bingliang.desk.projects.library import Press
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look


def press_of(look: Look, form: ActForm, stream: str, values: Values) -> Press:
    """成决定: the press these values make. Faults with every fault at once."""
    v = typed(form, values)
    return _PRESSES[form.name](look, stream, v)


def _codes(look: Look) -> dict[str, str]:
    catalogue: Catalogue = look.loaded("catalogue")
    return {one.short: code for code, one in catalogue.bodies.items()}


def _enter(look: Look, _stream: str, v: Mapping[str, Any]) -> Press:
    codes = _codes(look)
    rows = [row for row in v["comment_rows"] if str(row["department"]).strip()]
    for row in rows:
        if row["department"] not in codes:
            raise ValueError(f"目录里没有“{row['department']}”这个部门，请从清单中选。")
    told = [
        {"department": codes[row["department"]], "grade": int(Grade.of(row["grade"])), "words": row["words"]}
        for row in rows
    ]
    sheet = comments.Sheet(v["signer"], v["signed_on"] or look.today, v["consent"], told)
    return comments.enter(Span.of(v["comment_span"]), v["comment_project"], sheet)


def _check(look: Look, stream: str, v: Mapping[str, Any]) -> Press:
    codes = _codes(look)
    return comments.check(
        stream,
        [
            {
                "department": codes.get(row["department"], row["department"]),
                "text": row["text"],
                "hidden": row["hidden"],
            }
            for row in v["check_rows"]
        ],
    )


_PRESSES: Mapping[str, Callable[[Look, str, Mapping[str, Any]], Press]] = {
    "open_rating": lambda _, stream, v: ratings.open_link(stream, v["rating_words"]),
    "contact_rater": lambda _, stream, v: ratings.contact(stream, v["finding"], v.get("problem", ""), v.get("way", "")),
    "rectify_rating": lambda _, stream, v: ratings.rectify(stream, v["rating_words"]),
    "revisit_rating": lambda _, stream, v: ratings.revisit(stream, v["rating_words"]),
    "appeal_rating": lambda _, stream, v: ratings.appeal(stream, v["rating_words"]),
    "decide_rating_appeal": lambda _, stream, v: ratings.decide_appeal(stream, v["appeal_outcome"], v["rating_words"]),
    "enter_comment": _enter,
    "check_comment": _check,
    "answer_comment": lambda _, stream, v: comments.answer(stream, v["answer_department"], v["answer_words"]),
    "publish_comments": lambda _, _stream, v: comments.publish(Span.of(v["comment_span"]), v.get("publish_reason", "")),
}
