"""One municipality: its values beside the figures of the metropolis, its actions and their money."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.reports import blocks
from monitoring.reports.action_origins import Which
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.notes import Notes
from monitoring.reports.reader import Reader

from .actions import action_section
from .chapter import Chapter
from .money import money_section
from .wording import of

ID = "municipality"
TITLE = gettext_lazy("The municipality in the metropolis")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter, in a report on a municipality."""
    slug = reader.where.get("municipality")
    if slug is None:
        return
    notes = Notes()
    own = {row["code"]: _own(row, slug) for row in reader.indicators}
    parts = [
        blocks.lead(_lead(reader, slug, own)),
        *reader.narrative(ID),
        *_values(reader, own, notes),
        *action_section(reader, reader.actions, notes),
        *_money(reader, slug),
    ]
    yield Chapter(ID, str(TITLE), parts).with_notes(notes)


def _own(indicator: Frozen, slug: str) -> list[Frozen]:
    """The municipality's values, in order of time."""
    rows = [row for row in indicator["values"] if row["municipality"] == slug]
    return sorted(rows, key=lambda row: period(row["period"]))


def _lead(reader: Reader, slug: str, own: dict[str, list[Frozen]]) -> str:
    asked = [row for row in reader.indicators if row["scope"] == "municipality"]
    known = sum(bool(own[row["code"]]) for row in asked)
    name = reader.municipalities.get(slug, slug)
    if not any(own.values()):
        return _("%(name)s: there are no verified values of the municipality yet.") % {"name": name}
    return _("%(name)s: verified values exist for %(part)s of the indicators measured in municipalities.") % {
        "name": name,
        "part": of(known, len(asked)),
    }


def _values(reader: Reader, own: dict[str, list[Frozen]], notes: Notes) -> list[Block]:
    known = [row for row in reader.indicators if own[row["code"]]]
    missing = [row for row in reader.indicators if not own[row["code"]]]
    section: list[Block] = []
    if known:
        columns = [
            column(_("Indicator"), width=6),
            column(_("Unit"), width=3),
            column(_("Period"), width=2),
            column(_("Municipality"), number=True, width=3),
            column(_("Period before"), number=True, width=3),
            column(_("Metropolis"), number=True, width=4),
        ]
        rows = [_row(reader, row, own[row["code"]], notes) for row in known]
        caption = _("Latest values of the municipality beside the metropolis")
        section += [blocks.heading(_("Values")), blocks.table(caption, columns, rows)]
    if missing:
        lines = [reader.called(row) for row in missing]
        section += [
            blocks.heading(_("Indicators without a value of the municipality")),
            blocks.bullets(lines),
        ]
    return section


def _row(reader: Reader, indicator: Frozen, values: list[Frozen], notes: Notes) -> list[blocks.Cell]:
    latest = values[-1]
    marks = [*notes.mark(latest["explanation"]), *notes.mark(latest["note"])]

    def reading(value: Frozen, **look) -> blocks.Cell:
        shown = reader.number(indicator, value["value"])
        return cell(shown, indicator=indicator["code"], period=value["period"], **look)

    return [
        cell(reader.called(indicator), indicator=indicator["code"]),
        cell(reader.text(indicator["unit"])),
        cell(period(latest["period"]).label),
        reading(latest, strong=True, marks=marks),
        reading(values[-2]) if len(values) > 1 else cell("–", quiet=True),
        _metropolis(reader, indicator, latest["period"]),
    ]


def _metropolis(reader: Reader, indicator: Frozen, when: str) -> blocks.Cell:
    """The figure of the metropolis in the same period, with its coverage where somebody is missing."""
    figure = next((row for row in indicator["figures"] if row["period"] == when), None)
    if figure is None:
        return cell(_("no figure"), quiet=True)
    text, coverage = reader.number(indicator, figure["value"]), figure["coverage"]
    if coverage and coverage["present"] < coverage["expected"]:
        text = f"{text} ({of(coverage['present'], coverage['expected'])})"
    return cell(text, indicator=indicator["code"], period=when)


def _money(reader: Reader, slug: str) -> list[Block]:
    """Money of the actions that it leads: that of the others is not divided among municipalities."""
    led = [action for action in reader.actions if action["lead_municipality"] == slug]
    if not led:
        return []
    explained = _(
        "These are the actions that the municipality leads. Money of other actions is not divided among "
        "municipalities, so it is not shown here."
    )
    return [*money_section(reader, led, Which(lead=slug)), blocks.quiet(explained)]
