"""What changed from one content to the next, as an algebra: no database."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.reports.comparing import compare, is_empty
from monitoring.status.merit import MERIT, course_of
from monitoring.status.rules import Status

OPPOSITE = {"improved": "slipped", "slipped": "improved", "judged": "unjudged", "unjudged": "judged"}
CODES = ("1.1", "1.2", "4.2")
text = st.sampled_from(("Nazwa", "Inna nazwa")).map(lambda name: {"pl": name, "en": ""})
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def as_text(row):
    """A row as something that can be sorted."""
    return json.dumps(row, sort_keys=True)


def by_code(key, **fields):
    """A list of rows with different codes."""
    row = st.fixed_dictionaries({key: st.sampled_from(CODES), **fields})
    return st.lists(row, max_size=3, unique_by=lambda one: one[key])


places = st.sampled_from([("2023", None), ("2024", None), ("2024", "skawina")])
values = st.dictionaries(places, st.integers(1, 3), max_size=3).map(
    lambda found: [
        {"id": 10 * number, "period": period, "municipality": place, "value": str(number)}
        for (period, place), number in found.items()
    ]
)
target = st.fixed_dictionaries({"period": st.just("2030"), "value": st.sampled_from("12")})
targets = st.lists(target, max_size=1)
indicators = by_code(
    "code",
    name=text,
    status=st.sampled_from(Status.values).map(lambda code: {"code": code}),
    values=values,
    targets=targets,
)
contents = st.fixed_dictionaries(
    {
        "areas": by_code("code", name=text),
        "goals": by_code("code", text=text),
        "plans": by_code("code", name=text),
        "municipalities": by_code("slug", name=text),
        "indicators": indicators,
        "rules": st.sampled_from([{"on_track_from": "0.95"}, {"on_track_from": "0.9"}]),
    },
    optional={"actions": by_code("code", place=st.sampled_from(("done", "late")))},
)


@given(contents)
@quick
def test_a_content_compared_with_itself_shows_nothing(content):
    assert is_empty(compare(content, content))


@given(contents, contents)
@quick
def test_there_and_back_are_opposites(old, new):
    there, back = compare(old, new), compare(new, old)
    courses = {row["indicator"]: row["course"] for row in back["statuses"]}
    assert {row["indicator"]: OPPOSITE[row["course"]] for row in there["statuses"]} == courses
    for kind in ("indicators", "municipalities"):
        assert there[kind] == {"added": back[kind]["gone"], "gone": back[kind]["added"]}
    for kind in ("targets", "names", "actions"):
        turned = [{**row, "before": row["after"], "after": row["before"]} for row in back[kind]]
        assert sorted(there[kind], key=as_text) == sorted(turned, key=as_text)
    assert len(there["values"]["revised"]) == len(back["values"]["revised"])
    assert there["rules"] == back["rules"]


@given(contents, contents)
@quick
def test_every_value_is_old_new_or_revised(old, new):
    found = compare(old, new)["values"]
    kept = {
        (row["code"], value["period"], value["municipality"], value["id"])
        for row in old["indicators"]
        for value in row["values"]
    }
    different = [
        value
        for row in new["indicators"]
        for value in row["values"]
        if (row["code"], value["period"], value["municipality"], value["id"]) not in kept
    ]
    assert len(different) == len(found["revised"]) + sum(row["count"] for row in found["new"])


@given(st.sampled_from(Status.values), st.sampled_from(Status.values))
def test_the_way_of_a_status_has_an_opposite(before, after):
    way, back = course_of(before, after), course_of(after, before)
    assert back == (OPPOSITE[way] if way else None)
    assert (way is None) == (before == after or not {before, after} & set(MERIT))


def test_what_schema_1_did_not_hold_is_not_compared():
    base = {name: [] for name in ("areas", "goals", "plans", "municipalities", "indicators")}
    old = {**base, "rules": {}}
    new = {**old, "actions": [{"code": "4.P1.1", "place": "done"}]}
    assert is_empty(compare(old, new))
