"""What the pages of campaigns show, prepared for their templates. No rules are here."""

from dataclasses import asdict, dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.values.forms import Answer
from monitoring.values.naming import period_name

from .forms import Line, editable_number, lines_of, stored_answer
from .lines import LineWriter
from .models import Campaign, Submission
from .rows import Row, RowState, load_rows

CAMPAIGN_BADGES = {
    Campaign.State.PLANNED: "waiting",
    Campaign.State.OPEN: "progress",
    Campaign.State.CLOSED: "done",
}


@dataclass(frozen=True)
class Group:
    """Lines of the entry page under one heading."""

    heading: str
    lines: list[SafeString]


@dataclass(frozen=True)
class CampaignLine:
    """A campaign with the number of submissions that were sent."""

    campaign: Campaign
    sent: int
    total: int
    late: int

    @property
    def period(self) -> str:
        return period_name(self.campaign.period)

    @property
    def badge(self) -> str:
        return CAMPAIGN_BADGES[self.campaign.state]


def now():
    """Local time, for pages."""
    return timezone.localtime()


def campaign_lines(campaigns) -> list[CampaignLine]:
    """Campaigns with their counts; one query."""
    is_sent = Q(submissions__state=Submission.State.SUBMITTED)
    campaigns = campaigns.annotate(total=Count("submissions"), sent=Count("submissions", filter=is_sent))
    return [_campaign_line(campaign) for campaign in campaigns]


def _campaign_line(campaign):
    sent, total = campaign.sent, campaign.total
    late = total - sent if campaign.state == Campaign.State.OPEN and campaign.is_overdue else 0
    return CampaignLine(campaign, sent, total, late)


def grouped(lines: list[Line], *, by_place: bool) -> list[Group]:
    """Lines under their area; where several municipalities are answered for, under their indicator."""

    def heading(line):
        if by_place:
            return str(line.row.indicator)
        return str(line.row.indicator.area or _("Across all areas"))

    writer = LineWriter(by_place=by_place)
    return [Group(text, [writer.html(line) for line in group]) for text, group in groupby(lines, key=heading)]


def crumbs(*further) -> list[tuple]:
    """The way from the task list to a page; the last item is the page itself."""
    return [(_("My tasks"), reverse("tasks")), *further]


def submission_crumbs(submission: Submission, *further) -> list[tuple]:
    """The way to the entry page of a submission, or to a page below it."""
    name = _("Data for %(period)s: %(supplier)s") % {
        "period": period_name(submission.campaign.period),
        "supplier": submission.supplier_name,
    }
    return crumbs((name, submission.address() if further else None), *further)


def page_of(rows: list[Row], size: int, asked) -> Page:
    """The asked page of a long form: by its number, or the one that holds the asked row."""
    index = next((n for n, row in enumerate(rows) if str(row.due.pk) == asked.get("row")), None)
    number = asked.get("page") if index is None else index // size + 1
    return Paginator(rows, size).get_page(number)


def missing_links(rows: list[Row], *, by_place: bool) -> list[tuple[str, str]]:
    """What has to be answered or explained before sending: (link to its row, sentence)."""
    texts = {
        RowState.TODO: _("answer is missing"),
        RowState.RETURNED: _("correct the value"),
        RowState.PROPOSED: _("confirm or change the proposed value"),
        RowState.ODD: _("explain the value"),
    }
    return [
        (row.address, f"{_name(row, by_place)}: {texts[row.state]}") for row in rows if row.state in texts
    ]


def missing_actions(lines) -> list[tuple[str, str]]:
    """Actions that have to be reported on before sending: (link, sentence)."""
    texts = {RowState.TODO: _("say how the action stands"), RowState.RETURNED: _("correct the report")}
    return [(line.address, f"{line.action}: {texts[line.state]}") for line in lines if line.state in texts]


def _name(row, by_place):
    place = f", {row.municipality.name}" if by_place and row.municipality else ""
    return f"{row.indicator}{place}"


def with_unchanged(answers: dict[int, Answer], same: str | None, submission) -> dict[int, Answer]:
    """The answers, with the last value in the row whose "no change" button was pressed."""
    if not same or not same.isdigit() or int(same) not in answers:
        return answers
    [row] = load_rows(submission, ids=[int(same)]) or [None]
    if row is None or not row.can_repeat:
        return answers
    if row.is_ratio:
        parts = {"numerator": row.past.numerator, "denominator": row.past.denominator}
    else:
        parts = {"value": row.past.value}
    texts = {name: editable_number(number) for name, number in parts.items()}
    return answers | {int(same): replace(answers[int(same)], **texts, reason="", confirm="1")}


def place_on_page(request) -> str:
    """Back to the same page of the form, at the row whose button was pressed."""
    same = request.POST.get("same", "")
    if same.isdigit():
        return f"?row={same}#row-{same}"
    kept = {name: text for name in ("page", "row") if (text := request.GET.get(name, "")).isdigit()}
    return f"?{urlencode(kept)}" if kept else ""


def rest_of(rows: list[Row]) -> dict[str, int]:
    """How many rows are left for the deeds that concern all of them."""
    empty = [row for row in rows if row.state == RowState.TODO and row.editable]
    return {
        "empty": len(empty),
        "repeatable": sum(row.can_repeat for row in empty),
        "proposed": sum(row.state == RowState.PROPOSED for row in rows),
    }


def sent_counts(rows) -> dict[str, int]:
    """How many values and how many "no data" were sent."""
    missing = sum(row.state == RowState.NO_DATA for row in rows)
    return {"values": len(rows) - missing, "missing": missing}


def progress_sentence(ready) -> str:
    """`3 z 5 odpowiedzi gotowych`."""
    text = ngettext("%(done)s of %(total)s answer ready", "%(done)s of %(total)s answers ready", ready.total)
    return text % {"done": ready.done, "total": ready.total}


def progress_bar(ready) -> str:
    """The bar above the form, for the script to put in its place."""
    context = {"done": ready.done, "total": ready.total, "label": progress_sentence(ready)}
    return render_to_string("components/progress.html", context)


def unsaved_sentence(lines: list[Line]) -> str:
    """Which rows were not saved, when several were sent at once; empty when all were."""
    codes = [line.row.indicator.code for line in lines if line.errors or line.stale]
    if len(lines) == 1 or not codes:
        return ""
    text = ngettext(
        "%(count)s row is not saved: %(codes)s.", "%(count)s rows are not saved: %(codes)s.", len(codes)
    )
    return text % {"count": len(codes), "codes": ", ".join(codes)}


def related_json(rows: list[Row], answered: list[Row]) -> dict[int, dict]:
    """Rows whose question may have changed with the answered ones: totals and parts of the same place."""

    def family(row):
        return row.indicator.part_of_id or row.indicator.pk, row.due.observation.municipality_id

    keys, done = {family(row) for row in answered}, {row.due.pk for row in answered}
    related = [row for row in rows if family(row) in keys and row.due.pk not in done and row.latest]
    return {line.pk: line_json(line) for line in lines_of(related)}


def _texts(answer: Answer) -> dict[str, str]:
    """What stands in the visible fields of a row."""
    return {name: text for name, text in asdict(answer).items() if name not in ("token", "confirm")}


def line_json(line: Line) -> dict:
    """A row for the script that saves as you type."""
    state = line.row.state
    question = line.row.question
    badge = {"state": state.badge, "label": state.label}
    if line.errors or line.stale:
        badge = {"state": "problem", "label": _("Not saved")}
    return {
        "badge": render_to_string("components/state_badge.html", badge),
        "code": str(state),
        "unsaved": bool(line.errors or line.stale),
        "question": question.text if question else "",
        "doubt": _("%(code)s: explain the value.") % {"code": line.row.indicator.code}
        if state == RowState.ODD
        else "",
        "token": line.texts.token,
        "errors": line.errors,
        "stale": line.stale,
        "theirs": _texts(stored_answer(line.row)) if line.stale else {},
        "value": line.texts.value,
    }
