"""Rows of the access table: dashboards and charts are for everybody."""

from metropolis.ui.tests.access import everybody, nowhere

NOTHING = "an indicator without values has no chart"
ROWS = {
    "dashboard": everybody(),
    "chart": everybody(code="4.1", kind="linia"),
    "chart#nothing": nowhere(404, NOTHING, code="4.1", kind="porownanie"),
    "chart_file": everybody(code="4.1", kind="linia", form="csv"),
    "chart_embed": everybody(code="4.1", kind="linia"),
    "api:indicator-chart-svg": everybody(code="4.1"),
    "api:indicator-chart-spec": everybody(code="4.1"),
}
