"""Twenty constructs, each drawn once and run both by our engine and by stock SpiffWorkflow.

Parallel and inclusive joins stand outside loops here: inside loops stock is wrong, and the oracle judges
instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.workflows.engine.sketch import Sketch

Drawn = list[Sketch]
AGAIN = "outcome == 'x' || outcome == 'y'"


def looped(stock: bool) -> Drawn:
    p = Sketch("looped", stock=stock).start().stages("A B C").choice("g", "B").choice("h", "done").end()
    p.path("begin", "A", "g").flow("g", "C", "outcome == 'x'").flow("g", "B").path("B", "A").flow("C", "h")
    return [p.flow("h", "A", "outcome == 'y'").flow("h", "done")]


def remembered(stock: bool) -> Drawn:
    """A gateway that stands away from the stage whose outcome it reads."""
    p = Sketch("remembered", stock=stock).start().stages("A B C D").choice("g", "D").choice("h", "done").end()
    p.path("begin", "A", "B", "g").flow("g", "C", "facts.A_outcome == 'x' && facts.B_outcome != 'z'").flow(
        "g", "D"
    )
    p.path("C", "h").path("D", "done").flow("h", "A", "facts.C_outcome == 'y'").flow("h", "done")
    return [p]


def parallel(stock: bool) -> Drawn:
    p = Sketch("parallel", stock=stock).start().stages("U A B C D").choice("g", "jn").split("sp jn").end()
    p.path("begin", "U", "sp", "A", "jn", "D", "done").path("sp", "B", "g").path("sp", "C", "jn")
    return [p.flow("g", "B", "outcome == 'x'").flow("g", "jn")]


def nested_parallel(stock: bool) -> Drawn:
    p = Sketch("nested", stock=stock).start().stages("A B C D E").split("s1 s2 j1 j2").end()
    p.path("begin", "s1", "A", "j1", "E", "done").path("s1", "B", "s2", "C", "j2", "j1").path("s2", "D", "j2")
    return [p]


def inclusive(stock: bool) -> Drawn:
    p = Sketch("inclusive", stock=stock).start().stages("U A B C D").choice("s", "A", "inclusive")
    p.choice("j", kind="inclusive").end().path("begin", "U", "s").flow("s", "A")
    p.flow("s", "B", AGAIN).flow("s", "C", "outcome == 'y'")
    return [p.path("A", "j").path("B", "j").path("C", "j").path("j", "D", "done")]


def limit_on_stage(stock: bool) -> Drawn:
    p = Sketch("limited", stock=stock).start().stages("U W E").choice("g", "done").end()
    p.boundary("b", "W", p.event("lim"))
    p.path("begin", "U", "W", "g").path("b", "E", "g")
    return [p.flow("g", "U", AGAIN).flow("g", "done")]


def reminder_on_stage(stock: bool) -> Drawn:
    p = Sketch("reminded", stock=stock).start().stages("U W E F").choice("g", "done").end("e1").end()
    p.boundary("b1", "W", p.event("lim1"), interrupting=False).boundary("b2", "W", p.event("lim2"))
    p.path("begin", "U", "W", "g").path("b1", "E", "e1").path("b2", "F", "g")
    return [p.flow("g", "U", "outcome == 'x'").flow("g", "W", "outcome == 'y'").flow("g", "done")]


def recipients_at_once(stock: bool) -> Drawn:
    p = Sketch("at_once", stock=stock).start().stages("U D").recipients("M", "3").choice("g", "done").end()
    return [p.path("begin", "U", "M", "D", "g").flow("g", "U", AGAIN).flow("g", "done")]


def recipients_in_turn(stock: bool) -> Drawn:
    p = Sketch("in_turn", stock=stock).start().stages("U D").recipients("M", "3", one_by_one=True)
    p.choice("g", "done").end()
    return [p.path("begin", "U", "M", "D", "g").flow("g", "U", AGAIN).flow("g", "done")]


def first_answer_counts(stock: bool) -> Drawn:
    p = Sketch("first_answer", stock=stock).start().stages("U D").choice("g", "done").end()
    p.recipients("M", "4", until="outcome == 'z'")
    return [p.path("begin", "U", "M", "D", "g").flow("g", "U", AGAIN).flow("g", "done")]


def limit_on_recipients(stock: bool) -> Drawn:
    p = Sketch("circulated", stock=stock).start().stages("U E").recipients("M", "3").choice("g", "done").end()
    p.boundary("b", "M", p.event("lim"))
    p.path("begin", "U", "M", "g").path("b", "E", "g")
    return [p.flow("g", "U", AGAIN).flow("g", "done")]


def called(stock: bool) -> Drawn:
    child = Sketch("child", stock=stock).start("c1").stages("CA CB CD").split("cs cj").end("c2")
    child.path("c1", "cs", "CA", "cj", "CD", "c2").path("cs", "CB", "cj")
    p = Sketch("caller", stock=stock).start().stages("U E F").call("K", "child").choice("g", "done")
    p.end("e1").end()
    p.boundary("b1", "K", p.event("lim1"), interrupting=False).boundary("b2", "K", p.event("lim2"))
    p.path("begin", "U", "K", "g").path("b1", "E", "e1").path("b2", "F", "g")
    return [p.flow("g", "U", "facts.U_outcome == 'x'").flow("g", "done"), child]


def called_twice_deep(stock: bool) -> Drawn:
    inner = Sketch("inner", stock=stock).start("i1").stage("I").end("i2").path("i1", "I", "i2")
    middle = Sketch("middle", stock=stock).start("m1").stage("N").call("KI", "inner").end("m2")
    middle.path("m1", "N", "KI", "m2")
    p = Sketch("deep", stock=stock).start().stage("U").call("K1", "middle").call("K2", "middle").end()
    p.choice("g", "done")
    return [
        p.path("begin", "K1", "U", "K2", "g").flow("g", "K1", "facts.I_outcome == 'x'").flow("g", "done"),
        middle,
        inner,
    ]


def reply_or_limit(stock: bool) -> Drawn:
    p = Sketch("reply", stock=stock).start().stages("U A B").choice("e", kind="eventBased")
    p.catch("c1", "m1").catch("c2", "lim").choice("g", "done").end()
    p.path("begin", "U", "e").flow("e", "c1").flow("e", "c2").path("c1", "A", "g").path("c2", "B", "g")
    return [p.flow("g", "U", AGAIN).flow("g", "done")]


def caught(stock: bool) -> Drawn:
    p = (
        Sketch("caught", stock=stock)
        .start()
        .stages("U A")
        .split("sp jn")
        .catch("c1", "m1")
        .catch("c2", "lim")
        .end()
    )
    return [p.path("begin", "U", "sp", "c1", "A", "jn", "done").path("sp", "c2", "jn")]


def embedded(stock: bool) -> Drawn:
    inner = Sketch("inner", stock=stock).start("i1").stage("XU").choice("xg", "i2").end("i2")
    inner.path("i1", "XU", "xg").flow("xg", "XU", "outcome == 'x'").flow("xg", "i2")
    p = Sketch("embedding", stock=stock).start().stage("U").choice("g", "done").end()
    p.inside("SP", inner)
    return [p.path("begin", "U", "SP", "g").flow("g", "U", "facts.U_outcome == 'x'").flow("g", "done")]


def limit_on_embedded(stock: bool) -> Drawn:
    inner = Sketch("inner", stock=stock).start("i1").stages("XA XB").split("xs xj").end("i2")
    inner.path("i1", "xs", "XA", "xj", "i2").path("xs", "XB", "xj")
    p = Sketch("bounded", stock=stock).start().stages("U E").choice("g", "done").end()
    p.inside("SP", inner).boundary("b", "SP", p.event("lim"))
    p.path("begin", "U", "SP", "g").path("b", "E", "g")
    return [p.flow("g", "U", "facts.U_outcome == 'x'").flow("g", "done")]


def terminated(stock: bool) -> Drawn:
    p = Sketch("terminated", stock=stock).start().stages("A B C").split("sp").choice("g", "e1").end("e1")
    p.end("e2", body="<bpmn:terminateEventDefinition/>")
    p.path("begin", "sp", "A", "C", "g").flow("sp", "B").flow("g", "e2", "outcome == 'x'").flow("g", "e1")
    return [p.end("e3").path("B", "e3")]


def failed_inside(stock: bool) -> Drawn:
    child = (
        Sketch("child", stock=stock).start("c1").stages("CA CB").choice("cg", "c2").split("cs cj").end("c2")
    )
    child.end("c3", body=child.error("no"))
    child.path("c1", "CA", "cg").flow("cg", "c3", "outcome == 'x'").flow("cg", "c2")
    p = Sketch("failing", stock=stock).start().stages("U E").call("K", "child").choice("g", "done").end()
    child.nodes = [node for node in child.nodes if "CB" not in node and "parallelGateway" not in node]
    p.boundary("b", "K", p.error("no"))
    p.path("begin", "U", "K", "g").path("b", "E", "g")
    return [p.flow("g", "U", "facts.U_outcome == 'x'").flow("g", "done"), child]


def served(stock: bool) -> Drawn:
    p = (
        Sketch("served", stock=stock)
        .start()
        .stages("U")
        .service("S1")
        .service("S2", wait=False)
        .choice("g", "done")
    )
    return [
        p.end().path("begin", "U", "S2", "S1", "g").flow("g", "U", "facts.U_outcome == 'x'").flow("g", "done")
    ]


def several_ends(stock: bool) -> Drawn:
    p = Sketch("ends", stock=stock).start().stages("A B C").split("sp").end("e1").end("e2").end("e3")
    return [p.path("begin", "sp", "A", "e1").path("sp", "B", "e2").path("sp", "C", "e3")]


CONSTRUCTS: Final[dict[str, Callable[[bool], Drawn]]] = {
    draw.__name__: draw
    for draw in (
        looped, remembered, parallel, nested_parallel, inclusive, limit_on_stage, reminder_on_stage,
        recipients_at_once, recipients_in_turn, first_answer_counts, limit_on_recipients, called,
        called_twice_deep, reply_or_limit, caught, embedded, limit_on_embedded, terminated,
        failed_inside, served, several_ends,
    )
}  # fmt: skip
