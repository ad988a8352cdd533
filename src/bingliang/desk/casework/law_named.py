"""写明法名: a ground that is printed against an applicant names its law; “有关规定” is no ground (《行政许可法》第七十二条)."""

from __future__ import annotations

import re

_LAW = re.compile(r"《[^《》]+》|〔\d{4}〕\d+号|令第?\d+号")


def named(text: str, what: str) -> None:
    """写明依据: ValueError unless a law, regulation or rule is named, by its title or its number."""
    if not _LAW.search(text):
        raise ValueError(
            f"{what}“{text.strip()}”没有写明法律、法规或者规章的名称，请写成《……》第……条；写“有关规定”不算依据。"
        )
