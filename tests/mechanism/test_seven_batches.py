"""《“七个一批”项目推进服务制度》: seven ordered batches that the zone may rename."""

from __future__ import annotations

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.mechanism.seven_batches import DEFAULT_BATCHES, moved


def test_there_are_seven() -> None:
    assert len(DEFAULT_BATCHES) == 7


def test_forward_and_back() -> None:
    assert moved(DEFAULT_BATCHES, "签约", "开工") == ("开工", 1)
    assert moved(DEFAULT_BATCHES, "开工", "谋划") == ("谋划", -3)


@pytest.mark.parametrize(
    ("now", "to", "said"), [("签约", "签约", "无需流转"), ("签约", "上市", "不在本区"), ("谋划", "前期", "不在本区")]
)
def test_refused(now: str, to: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        moved(DEFAULT_BATCHES, now, to)
