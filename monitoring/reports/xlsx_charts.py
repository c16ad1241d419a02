"""Charts as Excel draws them: each from the cells of a sheet of data, so that a change there changes it."""

from collections.abc import Sequence

from . import sheet_charts
from .sheet_charts import Chart

# The number of the size of paper in the standard.
A4 = 9
# Two charts side by side; so many rows of the sheet lie under one.
_ACROSS, _ROWS, _COLUMNS = 2, 17, 9
_SIZE = {"width": 560, "height": 320}
_SOFT = "#4D5A68"


def draw(book, name: str, charts: Sequence[Chart]) -> None:
    """A sheet with all charts."""
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    for number, chart in enumerate(charts):
        row, column = divmod(number, _ACROSS)
        options = {"description": chart.alt[:2_000], "object_position": 2}
        page.insert_chart(row * _ROWS, column * _COLUMNS, _made(book, chart), options)


def _made(book, chart: Chart):
    kind = {"type": chart.kind, **({"subtype": "stacked"} if chart.stacked else {})}
    made = book.add_chart(kind)
    for one in chart.series:
        made.add_series(_series(chart, one))
    font = {"color": _SOFT, "size": 9}
    made.set_title({"name": chart.title[:250], "name_font": {"size": 11, "bold": True}, "overlay": False})
    made.set_legend({"none": True} if chart.kind == "line" else {"position": "bottom", "font": font})
    made.set_size(_SIZE)
    values = {"num_format": chart.number_format, "num_font": font, "major_gridlines": _line("#E6E3DA")}
    names = {"num_font": font, "line": {"color": _SOFT}}
    if chart.kind == "bar":  # the axis of names stands upright there, the first name at the top
        made.set_x_axis(values)
        made.set_y_axis(names | {"reverse": True, "crossing": "max"})
    else:
        made.set_x_axis(names)
        made.set_y_axis(values)
    made.show_blanks_as("gap")
    return made


def _series(chart: Chart, one: sheet_charts.Series) -> dict:
    values, names = one.values, chart.categories
    look = {
        "name": one.name or [chart.sheet, 0, values.column],
        "categories": [chart.sheet, names.first, names.column, names.last, names.column],
        "values": [chart.sheet, values.first, values.column, values.last, values.column],
    }
    if chart.kind == "line":
        dot = {"type": "circle", "size": 5, "fill": {"color": one.colour}, "border": {"color": one.colour}}
        return look | {"line": {"color": one.colour, "width": 2.25}, "marker": dot}
    return look | {"fill": {"color": one.colour}, "border": {"color": "#FFFFFF"}, "gap": 60}


def _line(colour: str) -> dict:
    return {"visible": True, "line": {"color": colour, "width": 0.75}}
