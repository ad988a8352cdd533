"""批量打印: many papers in one go, with a count that moves, a way to stop, and the exact outcome at the end.

A printer that takes nothing three times in a row ends the batch: what is left is kept in the queue and told, and the clerk
is not met by a thousand refusals.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from bingliang.desk.papers.print_queue import PrintJob, batch_sentence
from bingliang.gui.print_queue import PrintQueue

PATIENCE = 3
_HELD = "打印机接连不收，后面的没有送；弄好打印机以后在打印队列按 Ctrl+R 全部再打。"


class Batch(QObject):
    """一批: made when it is put into the queue, done when `finished` says so."""

    moved = Signal(int, int)
    """how many are done with, of how many"""
    finished = Signal(str)
    """the sentence with the exact count"""

    def __init__(self, queue: PrintQueue, mark: str, total: int) -> None:
        super().__init__(queue)
        self._queue = queue
        self.mark, self.total, self.done = mark, total, 0
        self._in_a_row = 0
        self._over = False
        queue.sent.connect(self._sent)
        queue.stopped.connect(self._stopped)
        queue.emptied.connect(self._emptied)

    @property
    def running(self) -> bool:
        """还在打."""
        return not self._over

    def cancel(self) -> None:
        """取消还没有送出的; what has been sent stays."""
        self._queue.drop_rest(self.mark)

    def _sent(self, job: PrintJob) -> None:
        if job.batch == self.mark:
            self._in_a_row = 0
            self._step()

    def _stopped(self, job: PrintJob, sentence: str) -> None:
        del sentence
        if job.batch != self.mark:
            return
        self._in_a_row += 1
        self._step()
        if self._in_a_row == PATIENCE:
            self._queue.drop_rest(self.mark, _HELD)

    def _step(self) -> None:
        self.done += 1
        self.moved.emit(self.done, self.total)

    def _emptied(self) -> None:
        if self._over:
            return
        self._over = True
        self._queue.ask_outside(
            lambda book: book.counts(self.mark), lambda counts: self.finished.emit(batch_sentence(counts))
        )
