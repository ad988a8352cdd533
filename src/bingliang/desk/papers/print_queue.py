"""打印队列: what this machine has printed, is printing and could not print, as rows for a screen and for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bingliang.store.holding import Presence
from bingliang.store.print_book import OPEN, JobState, PrintBook, PrintJob

__all__ = ["JobState", "Presence", "PrintBook", "PrintJob", "Queue", "QueueFilter", "batch_sentence", "queue"]

LISTED = 500
KILLED_WAITING = "程序在打印以前关闭了，这一份没有打印。"
KILLED_SENDING = (
    "程序在送打印机的时候被中断，系统说不清打出来没有：请看一眼打印机，再按 F8 重打或按 Ctrl+E 记为已打出。"
)
KILLED_SILENT = (
    "程序在送打印机的时候被中断，系统的打印服务现在没有回答打出来没有：程序接着问，问到了就改；"
    "等不及的请看一眼打印机，再按 F8 重打或按 Ctrl+E 记为已打出。"
)
SILENT = "系统的打印服务没有回答：程序接着问，请不要再打；十分钟没有回答的，这里会改为待确认。"
SILENT_LONG = (
    "系统的打印服务十分钟没有回答，不知道这一份打出来没有：请看一眼打印机，再按 F8 重打或按 Ctrl+E 记为已打出；"
    "服务恢复以后，程序问到了就改。"
)


class QueueFilter(StrEnum):
    """队列筛选."""

    OPEN = "未了结"
    FAILED = "没打出"
    DONE = "已打印"
    ALL = "全部"


STATES: Mapping[QueueFilter, tuple[JobState, ...]] = {
    QueueFilter.OPEN: OPEN,
    QueueFilter.FAILED: (JobState.FAILED, JobState.UNSURE),
    QueueFilter.DONE: (JobState.PRINTED,),
    QueueFilter.ALL: tuple(JobState),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """一页队列: the rows of a filter, and how many there are of every state."""

    rows: tuple[PrintJob, ...]
    counts: Mapping[JobState, int]

    @property
    def sentence(self) -> str:
        """合计: what still wants a hand."""
        said = (
            (JobState.WAITING, "份排队"), (JobState.SENDING, "份正在送出"), (JobState.HANDED, "份在打印机上"),
            (JobState.FAILED, "份没有打印"), (JobState.UNSURE, "份待确认"),
        )  # fmt: skip
        parts = [f"{count} {word}" for state, word in said if (count := self.counts.get(state, 0))]
        done = self.counts.get(JobState.PRINTED, 0)
        return "、".join(parts or ["没有未了结的"]) + f"；已打印 {done} 份"


def queue(folder: Path, which: QueueFilter) -> Queue:
    """打印队列 of this machine, newest first."""
    book = PrintBook(folder)
    return Queue(book.jobs(STATES[which], limit=LISTED), book.counts())


def batch_sentence(counts: Mapping[JobState, int]) -> str:
    """一批打完了: exact, by state."""
    out = sum(counts.get(state, 0) for state in (JobState.HANDED, JobState.PRINTED))
    rest = (
        (JobState.FAILED, "份没有打印"), (JobState.UNSURE, "份待确认"), (JobState.CANCELLED, "份已取消"),
    )  # fmt: skip
    more = "".join(f"，{count} {word}" for state, word in rest if (count := counts.get(state, 0)))
    where = "，原因见打印队列（Alt+V）" if counts.get(JobState.FAILED, 0) or counts.get(JobState.UNSURE, 0) else ""
    return f"批量打印完了：共 {sum(counts.values())} 份，{out} 份已送打印机{more}{where}。"
