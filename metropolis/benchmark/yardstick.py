"""A fixed piece of work of the kind that pages do, so that numbers of different machines can be compared."""

import json

from django.template import Context, Engine

from .measure import timed

ROWS = 2000
RUNS = 7
TEMPLATE = """<table>{% for row in rows %}<tr id="row-{{ row.code }}"><th>{{ row.name }}</th>
{% if row.value > 500 %}<td class="more">{{ row.value }}</td>{% else %}<td>{{ row.value }}</td>{% endif %}
<td>{{ row.name|upper }}</td></tr>{% endfor %}</table>"""


def yardstick_ms() -> float:
    """Milliseconds of processor time that the work takes: the least of a few runs."""
    template = Engine().from_string(TEMPLATE)
    return min(timed(lambda: _work(template))[1] for _ in range(RUNS)) * 1000


def _work(template) -> None:
    """A template of two thousand rows, the rows as JSON and back, and sums by key."""
    rows = [{"code": f"{n}.{n % 7}", "name": f"Wskaźnik & {n}", "value": n % 1000} for n in range(ROWS)]
    template.render(Context({"rows": rows}))
    sums: dict[str, int] = {}
    for row in json.loads(json.dumps(rows)):
        place = row["code"].split(".")[1]
        sums[place] = sums.get(place, 0) + row["value"]
