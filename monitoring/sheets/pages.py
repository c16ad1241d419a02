"""What the pages of files show, prepared for their templates."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.documents.tables.guards import ODS
from monitoring.campaigns.presentation import crumbs
from monitoring.values.naming import period_name

from .columns import fields_by_heading, fold
from .forms import field_choices, mapped_columns
from .locating import missing_columns
from .models import SheetUpload
from .scope import Scope

FAULTS_SHOWN = 200
CONFLICTS_SHOWN = 500
CHANGES_SHOWN = 100
DOWNLOADS = ("xlsx", "csv-excel", "csv-programy")


def base_context(scope: Scope, *further) -> dict:
    """The way to the page, and whose data they are."""
    period = period_name(scope.campaign.period)
    words = {"period": period, "supplier": scope.name}
    if scope.submission:
        own = [(_("Data for %(period)s: %(supplier)s") % words, scope.home)]
    else:
        own = [(_("Reporting campaigns"), reverse("campaign_list")), (period, scope.home)]
    return {
        "nav": "tasks",
        "crumbs": crumbs(*own, *further),
        "scope": scope,
        "period": period,
        "sheet_home": scope.address("sheet_home"),
    }


def home_context(scope: Scope, waiting: list[SheetUpload]) -> dict:
    """Files to take and the form to send one."""
    labels = {
        "xlsx": (_("Excel workbook, with lists and last values"), "XLSX"),
        "csv-excel": (_("CSV for Excel (semicolons, decimal comma)"), "CSV"),
        "csv-programy": (_("CSV for programs (commas, decimal point)"), "CSV"),
    }
    count = scope.row_count()
    return base_context(scope, (_("Fill in from a file"), None)) | {
        "downloads": [(scope.address("sheet_file", kind), *labels[kind]) for kind in DOWNLOADS],
        "rows": ngettext("%(count)s row", "%(count)s rows", count) % {"count": count},
        "waiting": [(one, scope.address("sheet_check", one.pk)) for one in waiting],
    }


def check_context(scope: Scope, upload: SheetUpload, mapping: dict[str, str], number) -> dict:
    """The preview: differences, faults, questions and columns."""
    plan = upload.plan
    page = Paginator(plan["changes"], CHANGES_SHOWN).get_page(number)
    columns = mapped_columns(upload, mapping)
    missing = missing_columns(upload.mapping)
    faults, conflicts = plan["faults"], plan["conflicts"]
    return base_context(
        scope, (_("Fill in from a file"), scope.address("sheet_home")), (_("Check the file"), None)
    ) | {
        "upload": upload,
        "plan": plan,
        "page": page,
        "faults": faults[:FAULTS_SHOWN],
        "faults_left": max(len(faults) - FAULTS_SHOWN, 0),
        "conflicts": conflicts[:CONFLICTS_SHOWN],
        "columns": columns,
        "choices": field_choices(),
        "missing": ", ".join(missing),
        "left_out": [one for one in columns if not one.chosen and one.heading and not _is_known(one)],
        "can_be_saved": bool((plan["changes"] or conflicts) and not faults and not missing),
        "has_remarks": bool(faults or plan["warnings"] or conflicts or questions_of(plan)),
        "questions": questions_of(plan)[:FAULTS_SHOWN],
        "counts": _counts(plan),
        "is_ods": upload.kind == ODS,
        "sheet_name": upload.table["sheet"],
    }


def questions_of(plan: dict) -> list[dict]:
    """Changes about which the portal asks something."""
    return [change for change in (*plan["changes"], *plan["conflicts"]) if change["question"]]


def _is_known(column) -> bool:
    """Columns of the portal's own file that only tell something are no surprise when nothing is read."""
    return fold(column.heading) in fields_by_heading()


def _counts(plan: dict) -> list[tuple[int, str]]:
    changed, same, left = len(plan["changes"]), plan["unchanged"], plan["left"]
    counts = [
        (changed, ngettext("row that changes", "rows that change", changed)),
        (same, ngettext("row without changes", "rows without changes", same)),
    ]
    if left:
        counts.append(
            (
                left,
                ngettext(
                    "row without a value, left as it is", "rows without a value, left as they are", left
                ),
            )
        )
    return counts
