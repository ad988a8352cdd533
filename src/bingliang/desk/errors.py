"""差错: several faults of one form at once, one sentence each, so that nothing is corrected piecemeal."""

from __future__ import annotations

from collections.abc import Sequence


class Faults(ValueError):
    """填写有误: every fault with its field; the text is all sentences in one line."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        """`faults` are (field, sentence) pairs, in the order of the form."""
        super().__init__(" ".join(sentence for _field, sentence in faults))
        self.faults = tuple(faults)
