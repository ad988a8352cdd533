"""状态灯: the one kind of row that a screen needs before it shows any data; a module of its own, so that it comes alone."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """状态灯: each has a colour, a shape and a word; never colour alone."""

    OK = "正常"
    SOON = "临期"
    PROMISE_LATE = "承诺超时"
    STATUTE_LATE = "法定超期"
    DELIVERY_LATE = "送达超期"
    STOPPED = "特殊环节"
    WAITING = "预收待办"
    OUTSIDE = "外部办理"
    APPLICANT = "待企业"
    COLLECT = "待领取"
    DONE = "办结"


GRAVITY = (
    Light.STATUTE_LATE, Light.DELIVERY_LATE, Light.PROMISE_LATE, Light.SOON, Light.COLLECT, Light.OK, Light.STOPPED,
    Light.APPLICANT, Light.OUTSIDE, Light.WAITING, Light.DONE,
)  # fmt: skip
"""轻重: the gravest first; what is made of several lights shows the first of them."""
