"""看板的输出: PNG sequence, PDF, and a folder that runs by itself in any browser, for the screen of another building."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template

from bingliang.paper.boards.canvas import pdf
from bingliang.paper.boards.daily import SECONDS
from bingliang.paper.boards.ink import Board
from bingliang.paper.boards.pixels import picture

INDEX, LIST = "index.html", "播放说明.txt"
Told = Callable[[int, int], None]
"""进度: how many frames of how many are done."""


def pngs(boards: Sequence[Board], folder: Path, *, wide: int = 0, told: Told | None = None) -> tuple[Path, ...]:
    """PNG 序列: 01.png, 02.png …, each with as many pixels as its board; OSError when the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("[0-9][0-9].png"):  # of an earlier issue, which had more of them
        left.unlink()
    made = []
    for at, board in enumerate(boards, start=1):
        path = folder / f"{at:02d}.png"
        path.write_bytes(picture(board, wide).png())
        made.append(path)
        if told is not None:
            told(at, len(boards))
    return tuple(made)


def png(board: Board, path: Path, *, wide: int = 0) -> tuple[Path, ...]:
    """一张 PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(board, wide).png())
    return (path,)


def one_pdf(boards: Sequence[Board], path: Path, title: str, author: str = "") -> tuple[Path, ...]:
    """一个 PDF, a page for each board."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf(boards, title, author))
    return (path,)


def running(
    boards: Sequence[Board], folder: Path, title: str, times: Sequence[str], *, seconds: int = SECONDS,
    told: Told | None = None,
) -> tuple[Path, ...]:  # fmt: skip
    """自动播放文件夹: the pictures, the page that plays them once at each time of the day, and what to do with it in words.

    `times` as 08:30; nothing is fetched from a network, and a browser of ten years ago plays it.
    """
    frames = pngs(boards, folder, told=told)
    schedule = {"frames": [one.name for one in frames], "times": list(times), "seconds": seconds, "within": WITHIN}
    page = Template(_PAGE).substitute(
        title=html.escape(title),
        ground=boards[0].ground,
        schedule=json.dumps(schedule, ensure_ascii=True),
        next_words=html.escape(f"每天 {'、'.join(times)} 各播放一次" if times else "按空格键播放"),
    )
    (folder / INDEX).write_text(page, encoding="utf-8")
    size = boards[0].size
    (folder / LIST).write_text(
        _HELP.format(
            title=title,
            times="、".join(times) or "（没有设定）",
            frames=len(frames),
            seconds=seconds,
            wide=round(size.wide),
            high=round(size.high),
            within=WITHIN,
        ),
        encoding="utf-8-sig",
    )
    return (folder / INDEX, folder / LIST, *frames)


WITHIN = 30
"""A machine switched on later than so many minutes after a time waits for the next."""

_HELP = """{title}

把整个文件夹复制到另一栋楼的播放电脑上，用浏览器打开 index.html，按 F11 全屏。不需要网络，不需要安装。

播放时刻：每天 {times}，各播放一次；共 {frames} 幅，每幅 {seconds} 秒；画面 {wide}×{high} 点。
到点 {within} 分钟以内打开也会补播；过了就等下一次。

按键：空格或者回车立即播放；← → 换一幅；Esc 停止，回到封面。
换了新的一期，请用新的文件夹整个替换，不要混放。
"""

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>$title</title>
<style>
html, body { margin: 0; height: 100%; background: $ground; overflow: hidden; cursor: none; }
img { position: absolute; left: 0; top: 0; width: 100%; height: 100%; object-fit: contain; display: none; }
img.on { display: block; }
#wait { position: absolute; right: 24px; bottom: 24px; padding: 8px 16px; background: #000; color: #fff;
        font: 24px "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
</style>
</head>
<body>
<div id="wait">$next_words</div>
<script>
var schedule = $schedule;
var images = [], at = 0, playing = false, turn = null, done = {}, wait = document.getElementById("wait");

function show(n) {
  at = (n + images.length) % images.length;
  for (var i = 0; i < images.length; i++) { images[i].className = i === at ? "on" : ""; }
  document.title = document.title.replace(/ \\(.*\\)$$/, "") + " (" + (at + 1) + "/" + images.length + ")";
}
function next() {
  if (at + 1 < images.length) { show(at + 1); turn = setTimeout(next, schedule.seconds * 1000); } else { stop(); }
}
function play() {
  clearTimeout(turn);
  playing = true;
  wait.style.display = "none";
  show(0);
  turn = setTimeout(next, schedule.seconds * 1000);
}
function stop() {
  clearTimeout(turn);
  playing = false;
  show(0);
  wait.style.display = "block";
}
function due(now) {
  var day = now.getFullYear() + "-" + (now.getMonth() + 1) + "-" + now.getDate();
  for (var i = schedule.times.length - 1; i >= 0; i--) {
    var parts = schedule.times[i].split(":");
    var time = new Date(now.getFullYear(), now.getMonth(), now.getDate(), +parts[0], +parts[1]);
    if (now >= time && now - time <= schedule.within * 60000) {
      var key = day + " " + schedule.times[i];
      if (done[key]) { return false; }
      done[key] = true;
      try {
        if (window.localStorage.getItem("played") === key) { return false; }
        window.localStorage.setItem("played", key);
      } catch (e) { /* a file opened without storage plays again after it is opened again */ }
      return true;
    }
  }
  return false;
}
function look() { if (!playing && due(new Date())) { play(); } }

for (var i = 0; i < schedule.frames.length; i++) {
  var image = document.createElement("img");
  image.src = schedule.frames[i];
  document.body.appendChild(image);
  images.push(image);
}
document.onkeydown = function (event) {
  var key = event.keyCode;
  if (key === 32 || key === 13) { play(); }
  else if (key === 37 || key === 39) { clearTimeout(turn); show(at + (key === 39 ? 1 : -1)); if (playing) { turn = setTimeout(next, schedule.seconds * 1000); } }
  else if (key === 27) { stop(); }
};
show(0);
look();
setInterval(look, 1000);
if (window.location.hash === "#play") { play(); }
</script>
</body>
</html>
"""
