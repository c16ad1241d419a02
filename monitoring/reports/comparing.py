"""What changed from one report to the next. Pure: two contents of snapshots in, plain JSON out.

A content of schema 1 can be the earlier one: what it does not hold is not compared. Names stand in the result
as the two reports had them, so that nothing else is needed to tell the change.
"""

from collections.abc import Iterable

from monitoring.status.merit import course_of

from .frozen import Frozen

# What is called by a text of its own: list in the content, its key, its text.
NAMED = (
    ("areas", "code", "name"),
    ("goals", "code", "text"),
    ("indicators", "code", "name"),
    ("plans", "code", "name"),
    ("municipalities", "slug", "name"),
)


def compare(old: Frozen, new: Frozen) -> Frozen:
    """Everything that differs; `is_empty` tells whether that is nothing."""
    before, after = _by(old["indicators"]), _by(new["indicators"])
    return {
        "statuses": _statuses(before, after),
        "values": _values(before, after),
        "targets": _targets(before, after),
        "names": _names(old, new),
        "indicators": _sides(old, new, "indicators", "code"),
        "municipalities": _sides(old, new, "municipalities", "slug"),
        "actions": _actions(old, new),
        "rules": old["rules"] != new["rules"],
    }


def is_empty(changes: Frozen) -> bool:
    """Whether two contents say the same."""
    sides = [changes[name] for name in ("values", "indicators", "municipalities")]
    lists = [changes[name] for name in ("statuses", "targets", "names", "actions")]
    return (
        not changes["rules"] and not any(lists) and not any(rows for side in sides for rows in side.values())
    )


def _by(rows: Iterable[Frozen], key: str = "code") -> dict[str, Frozen]:
    return {row[key]: row for row in rows}


def _shared(before: dict[str, Frozen], after: dict[str, Frozen]) -> list[tuple[str, Frozen, Frozen]]:
    """What both know, in the order of the later one."""
    return [(key, before[key], row) for key, row in after.items() if key in before]


def _statuses(before: dict[str, Frozen], after: dict[str, Frozen]) -> list[Frozen]:
    """Indicators whose status is another one, and which way it went."""
    found = []
    for code, old, new in _shared(before, after):
        was, now = old["status"]["code"], new["status"]["code"]
        if course := course_of(was, now):
            found.append({"indicator": code, "before": was, "after": now, "course": course})
    return found


def _values(before: dict[str, Frozen], after: dict[str, Frozen]) -> Frozen:
    """How many values are new by indicator and period, and each value that another one took the place of."""
    new: dict[tuple[str, str], int] = {}
    revised = []
    for code, row in after.items():
        known = {_place(value): value for value in before[code]["values"]} if code in before else {}
        for value in row["values"]:
            earlier = known.get(_place(value))
            if earlier is None:
                new[code, value["period"]] = new.get((code, value["period"]), 0) + 1
            elif earlier["id"] != value["id"]:
                revised.append(_revision(code, earlier, value))
    counted = [{"indicator": code, "period": period, "count": count} for (code, period), count in new.items()]
    return {"new": counted, "revised": revised}


def _place(value: Frozen) -> tuple[str, str | None]:
    return value["period"], value["municipality"]


def _revision(code: str, old: Frozen, new: Frozen) -> Frozen:
    return {
        "indicator": code,
        "period": new["period"],
        "municipality": new["municipality"],
        "before": {"id": old["id"], "value": old["value"]},
        "after": {"id": new["id"], "value": new["value"]},
    }


def _targets(before: dict[str, Frozen], after: dict[str, Frozen]) -> list[Frozen]:
    found = []
    for code, old, new in _shared(before, after):
        was, now = ([_target(row) for row in one["targets"]] for one in (old, new))
        if was != now:
            found.append({"indicator": code, "before": was, "after": now})
    return found


def _target(row: Frozen) -> Frozen:
    return {"period": row["period"], "value": row["value"]}


def _names(old: Frozen, new: Frozen) -> list[Frozen]:
    found = []
    for kind, key, text in NAMED:
        for code, was, now in _shared(_by(old[kind], key), _by(new[kind], key)):
            if was[text] != now[text]:
                found.append({"kind": kind, "code": code, "before": was[text], "after": now[text]})
    return found


def _sides(old: Frozen, new: Frozen, kind: str, key: str) -> Frozen:
    """What only one of the two has: `added` and `gone`, with the names they have there."""
    before, after = _by(old[kind], key), _by(new[kind], key)
    return {"added": _only(after, before), "gone": _only(before, after)}


def _only(mine: dict[str, Frozen], others: dict[str, Frozen]) -> list[Frozen]:
    return [{"code": code, "name": row["name"]} for code, row in mine.items() if code not in others]


def _actions(old: Frozen, new: Frozen) -> list[Frozen]:
    """Actions that are at another point: done, late, going on."""
    shared = _shared(_by(old.get("actions", [])), _by(new.get("actions", [])))
    return [
        {"action": code, "before": was["place"], "after": now["place"]}
        for code, was, now in shared
        if was["place"] != now["place"]
    ]
