"""The extract for Word: the house's documents, so with real headings, table heads, contents and language."""

from collections.abc import Iterable
from datetime import datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from forums.documents import docx
from forums.documents.action_parts import FACT_WIDTHS, fact
from forums.documents.parts import (
    Block,
    Outline,
    Part,
    Row,
    Table,
    Text,
    cell,
    cleaned,
    head_row,
    heading,
    quiet,
    words,
)
from metropolis.ui.dates import long_date, short_date

from . import wording
from .reading import Extract, Measure


def as_docx(extract: Extract) -> bytes:
    """The file. No person is named in it; the issuer is the association."""
    moment = timezone.make_aware(datetime.combine(extract.made_on, time(12)))
    return docx.write(
        outline_of(extract), docx.Origin(str(settings.PORTAL_NAME), settings.OPERATOR_NAME, moment)
    )


def outline_of(extract: Extract) -> Outline:
    """The document in the active language."""
    return Outline(
        language="en" if get_language() == "en" else "pl",
        genre=wording.genre(),
        title=cleaned(wording.title_of(extract)),
        facts=_facts(extract),
        parts=tuple(_parts(extract)),
        notes=(cleaned(wording.caution()),),
        imprint=(cleaned(wording.source_of_all(extract)),),
        running=cleaned(f"{extract.municipality.name} · {extract.year}"),
        words={"page": _("page"), "of": pgettext("page x of y", "of"), "contents": _("Contents")},
    )


def _facts(extract: Extract) -> Table:
    one = extract.municipality
    lines = [
        ("municipality", _("Municipality"), f"{one.name} ({one.get_kind_display()})"),
        ("teryt", "TERYT", one.teryt),
        ("year", _("Year"), str(extract.year)),
        ("day", _("Data as of"), long_date(extract.made_on)),
    ]
    return Table("facts", FACT_WIDTHS, tuple(fact(*line) for line in lines))


def _parts(extract: Extract) -> Iterable[Part]:
    chapters: list[tuple[str, str, list[Block]]] = [
        ("basis", _("Legal basis"), [_said(wording.legal_basis(extract)), _said(wording.caution())]),
        ("summary", _("In short"), [_said(one) for one in wording.summary(extract)]),
        ("values", _("Indicators of the municipality"), _values(extract)),
        ("missing", _("What is missing"), _missing(extract)),
        ("actions", _("Actions of plans in force"), _actions(extract)),
        ("sources", _("Sources of the values"), _sources(extract)),
        ("reading", _("How to read it"), [_item(one) for one in wording.how_to_read()]),
    ]
    for number, (key, title, blocks) in enumerate(chapters, start=1):
        yield Part(key, (heading(1, f"{number}. {title}", new_page=key == "values"), *blocks))


def _values(extract: Extract) -> list[Block]:
    blocks: list[Block] = []
    for area, measures in extract.groups:
        name = wording.area_name(area)
        caption = _("%(area)s: values of %(year)s") % {"area": name, "year": extract.year}
        blocks += [heading(2, name), _table_of(measures, extract.year, caption)]
    return blocks or [quiet(wording.summary(extract)[0])]


def _table_of(measures: list[Measure], year: int, caption: str) -> Table:
    head = head_row(
        _("Indicator"), str(year - 1), str(year), pgettext("difference", "Change"), _("Metropolis"),
        _("Status"), numbers=[1, 2, 3],
    )  # fmt: skip
    rows = []
    for one in measures:
        indicator = one.indicator
        cells = (
            cell(f"{indicator.code} {indicator.name} [{indicator.unit}]"),
            cell(_before_text(one, year), number=True),
            cell(wording.value_text(one.now, one), number=True, bold=one.now is not None),
            cell(wording.change_text(one), number=True),
            cell(wording.metropolis_text(one)),
            cell(one.status_label),
        )
        rows.append(Row(indicator.code, cells))
    return Table("data", (3, 1.2, 1.2, 1.1, 1.5, 1.2), (head, *rows), 1, words(caption))


def _before_text(measure: Measure, year: int) -> str:
    """A survey of two years may have been made two years before: then the cell says when."""
    before = measure.before
    text = wording.value_text(before, measure)
    if before is None or before.period.months != 12 or before.period.end.year == year - 1:
        return text
    return f"{text} ({before.period.label})"


def _missing(extract: Extract) -> list[Block]:
    if not extract.missing:
        return [quiet(_("Nothing is missing: every indicator measured for municipalities has a value."))]
    lead = _("The portal has no verified value of %(year)s for these indicators:") % {"year": extract.year}
    return [_said(lead), *(_item(wording.missing_text(one)) for one in extract.missing)]


def _actions(extract: Extract) -> list[Block]:
    if not extract.involvements:
        return [quiet(wording.no_actions())]
    rows = [
        Row(
            one.line.action.code,
            (
                cell(f"{one.line.action.code} {one.line.action.title}", own=True),
                cell(one.line.action.plan.name),
                cell(one.role),
                cell(one.line.when or _("not given yet")),
                cell(one.line.who or _("not given yet")),
            ),
        )
        for one in extract.involvements
    ]
    head = head_row(_("Action"), _("Plan"), _("Role of the municipality"), _("Term"), _("Led by"))
    table = Table("data", (3, 2, 1.4, 1.5, 1.4), (head, *rows), 1, words(_("Actions and their terms")))
    milestones = [
        Row(
            f"{one.line.action.code}/{step.key}",
            (
                cell(one.line.action.code),
                cell(step.name, own=True),
                cell(short_date(step.due) if step.due else _("no date")),
            ),
        )
        for one in extract.involvements
        for step in one.line.action.milestones.all()
    ]
    if not milestones:
        return [table]
    head = head_row(_("Action"), _("Milestone"), _("Due"))
    return [table, Table("data", (1, 4, 1.4), (head, *milestones), 1, words(_("Milestones of the actions")))]


def _sources(extract: Extract) -> list[Block]:
    if not extract.measured:
        return [quiet(_("There are no values yet, so there is no source to name."))]
    rows = [
        Row(
            one.indicator.code,
            (
                cell(one.indicator.code),
                cell(one.now.period.label),
                cell(" ".join(filter(None, [wording.source_text(one), one.now.source_url])), own=True),
                cell(one.now.note, own=True),
            ),
        )
        for one in extract.measured
        if one.now
    ]
    head = head_row(_("Code"), _("Period"), _("Source"), _("Note"))
    return [Table("data", (0.7, 1, 3.4, 2.4), (head, *rows), 1, words(_("Whose each value is")))]


def _said(text: str) -> Text:
    return Text("paragraph", words(text))


def _item(text: str) -> Text:
    return Text("item", words(text), level=1)
