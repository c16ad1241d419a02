"""Which actions wait for themselves: dependencies that run in a circle. Pure."""

from collections.abc import Iterable, Mapping


def in_circles(depends_on: Mapping[str, Iterable[str]]) -> set[str]:
    """Codes that depend on themselves, straight or through others.

    Whoever waits for nobody is in no circle, and so on until nothing can be taken away; what is left lies
    in a circle or leads into one.
    """
    left = _stripped({code: set(codes) & set(depends_on) for code, codes in depends_on.items()})
    return {code for code in left if _reaches(left, code)}


def _stripped(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The graph without what waits for nobody in it, again and again."""
    while free := {code for code, codes in graph.items() if not codes}:
        graph = {code: codes - free for code, codes in graph.items() if code not in free}
    return graph


def _reaches(graph: dict[str, set[str]], start: str) -> bool:
    """Whether the way from a code along its dependencies comes back to it."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        code = waiting.pop()
        if code == start:
            return True
        if code not in seen:
            seen.add(code)
            waiting += graph[code]
    return False
