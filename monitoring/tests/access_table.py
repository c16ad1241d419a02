"""The declared table: every address of the portal, and what a GET of it answers to each role.

`metropolis.ui.tests.access` says how a row is read. Rows of the admin's lists follow from the matrix; rows of
the subjects of plans stand beside their tests.
"""

from forums.adoption.tests.access_rows import ROWS as ADOPTION
from forums.discussion.tests.access_rows import ROWS as DISCUSSION
from forums.documents.tests.access_rows import ROWS as DOCUMENTS
from forums.drafting.tests.access_rows import ROWS as DRAFTING
from forums.plans.tests.access_rows import ROWS as PLANS
from forums.versions.tests.access_rows import ROWS as VERSIONS
from forums.versions.tests.api_access_rows import API_ROWS
from metropolis.notifications.tests.access_rows import ROWS as NOTICES
from metropolis.ui.tests.access import (
    LOGIN,
    OFFICE,
    STAFF,
    Row,
    everybody,
    insiders,
    nowhere,
    of,
    only,
    row,
    signed_in,
)
from monitoring.calculations.tests.access_rows import ROWS as CALCULATIONS
from monitoring.campaigns.tests.access_rows import ROWS as EVIDENCE
from monitoring.dashboards.tests.access_rows import ROWS as DASHBOARDS
from monitoring.early.tests.access_rows import ROWS as EARLY
from monitoring.extracts.tests.access_rows import ROWS as EXTRACTS
from monitoring.history.tests.access_rows import ROWS as HISTORY
from monitoring.links.tests.access_rows import ROWS as LINKS
from monitoring.ownership.tests.access_rows import ROWS as OWNERSHIP
from monitoring.progress.tests.access_rows import ROWS as PROGRESS
from monitoring.reminders.tests.access_rows import ROWS as REMINDERS
from monitoring.reports.tests.approval_access_rows import ROWS as APPROVAL
from monitoring.sheets.tests.access_rows import ROWS as SHEETS
from monitoring.statistics.tests.access_rows import ROWS as STATISTICS
from monitoring.verification.tests.access_rows import ROWS as VERIFICATION

__all__ = ["LOGIN", "OFFICE", "TABLE", "Row"]

ACCOUNTS = {
    "account_login": row(302, public=200, why="signed-in people are sent on"),
    "account_logout": row(200, public=302),
    "account_inactive": everybody(),
    "account_signup": row(302, public=200, why="a page that says: by invitation"),
    "account_reauthenticate": signed_in(),
    "account_change_password": signed_in(),
    "account_set_password": row(302, public=LOGIN, why="everybody has a password"),
    "account_reset_password": everybody(),
    "account_reset_password_done": everybody(),
    "account_reset_password_from_key": everybody(uidb36="1", key="broken"),
    "account_reset_password_from_key_done": everybody(),
    "account_email": signed_in(),
    "account_confirm_email": nowhere(404, "a broken link", token="broken"),
    "mfa_index": signed_in(),
    "mfa_authenticate": row(302, public=LOGIN, why="only between password and code"),
    "mfa_reauthenticate": row(302, public=LOGIN, why="without a second factor the password is asked"),
    "mfa_activate_totp": row(302, public=LOGIN, why="asks for the password first"),
    "mfa_deactivate_totp": row(404, public=LOGIN, why="there is no second factor"),
    "mfa_view_recovery_codes": row(404, public=LOGIN),
    "mfa_generate_recovery_codes": row(302, public=LOGIN, why="asks for the password first"),
    "mfa_download_recovery_codes": row(404, public=LOGIN),
    "invitation": nowhere(404, "a broken link", token="broken"),
    "profile": signed_in(),
}
PEOPLE = {
    "team_people": insiders(slug="skawina"),
    "team_people_end": only(*OFFICE, slug="skawina", pk="seat"),
    "handover": only(*OFFICE),
}
ADMIN = {
    "admin:index": only(*STAFF),
    "admin:login": row(404, public=LOGIN, **of(STAFF, 302)),
    "admin:logout": row(404, public=302, **of(STAFF, 405), why="a POST ends the session"),
    "admin:password_change": only(*STAFF, status=302),
    "admin:password_change_done": only(*STAFF, status=302),
    "admin:autocomplete": only(status=404),
    "admin:jsi18n": only(*STAFF),
    "admin:view_on_site": only(status=404, content_type_id=0, object_id=0),
    "admin:app_list": only(*STAFF, app_label="accounts"),
}
API = {
    "api:area-list": everybody(),
    "api:area-detail": everybody(code="4"),
    "api:goal-list": everybody(),
    "api:goal-detail": everybody(code="1.S1"),
    "api:municipality-list": everybody(),
    "api:municipality-detail": everybody(teryt="teryt"),
    "api:indicator-list": everybody(),
    "api:indicator-detail": everybody(code="4.1"),
    "api:indicator-series": everybody(code="4.1"),
    "api:value-list": everybody(),
    "api:value-detail": everybody(pk="value"),
    "api:report-list": everybody(),
    "api:report-detail": everybody(slug="opublikowany"),
    "api:report-detail#draft": nowhere(404, "the API holds what is published", slug="szkic"),
    "api:schema": everybody(),
    "api:docs": everybody(),
    "api:unknown": nowhere(404, "no such resource"),
    "healthz": everybody(),
    "readyz": everybody(),
}
PAGES = {
    **dict.fromkeys(
        [
            "home",
            "strategy",
            "making",
            "coordination",
            "financing",
            "plan_list",
            "area_list",
            "indicator_list",
            "municipality_list",
            "body_list",
            "search",
            "report_list",
            "glossary",
            "help",
            "contact",
            "privacy",
            "accessibility",
            "open_data",
            "methods",
        ],
        everybody(),
    ),
    "area": everybody(slug="gospodarka"),
    "goal": everybody(code="1.S1"),
    "indicator": everybody(code="4.1"),
    "indicator_data": everybody(code="4.1", kind="csv"),
    "indicator_chart": nowhere(404, "only pictures that a page has shown", code="4.1", name="line-wide-0"),
    "municipality": everybody(slug="skawina"),
    "body": everybody(slug="skawina"),
    "components": nowhere(404, "only where DEMO or DEBUG is on"),
    "mail_reader": nowhere(404, "only where DEMO is on"),
    "mail_letter": nowhere(404, "only where DEMO is on", name="list"),
}
REPORTS = {
    "report": everybody(slug="opublikowany"),
    "report#draft": row(404, **of(OFFICE, 200), args={"slug": "szkic"}),
    "report_chapter": everybody(slug="opublikowany", chapter="overview"),
    "report_chapter#draft": row(404, **of(OFFICE, 200), args={"slug": "szkic", "chapter": "overview"}),
    "report_whole": everybody(slug="opublikowany"),
    "report_whole#draft": row(404, **of(OFFICE, 200), args={"slug": "szkic"}),
    "report_file": everybody(slug="opublikowany", name="json"),
    "report_file#draft": row(404, **of(OFFICE, 200), args={"slug": "szkic", "name": "json"}),
    "report_actions": nowhere(404, "only actions of the report", slug="opublikowany"),
    "report_actions#draft": row(404, args={"slug": "szkic"}),
    "report_chart": nowhere(404, "only pictures of the report", slug="opublikowany", fingerprint="0"),
    "admin:monitoring_reporttemplate_file": only(*OFFICE, pk="template"),
}
WORK = {
    "tasks": signed_in(),
    "campaign_list": signed_in(),
    "campaign_matrix": only(*OFFICE, slug="kampania"),
    "campaign_entry": only(*OFFICE, "member", "coordinator", slug="kampania", supplier="skawina"),
    "campaign_check": only(*OFFICE, "member", "coordinator", slug="kampania", supplier="skawina"),
    "campaign_sent": only(*OFFICE, "member", "coordinator", slug="kampania", supplier="skawina"),
    "observation": row(200, public=LOGIN, former_member=404, administrator=404, args={"pk": "observation"}),
    "job": only(*OFFICE, "member", pk="job"),
    "job_cancel": row(405, public=LOGIN, args={"pk": "job"}),
    "job_repeat": row(405, public=LOGIN, args={"pk": "job"}),
}
TABLE: dict[str, Row] = (
    ACCOUNTS
    | PEOPLE
    | ADMIN
    | API
    | PAGES
    | REPORTS
    | APPROVAL
    | WORK
    | CALCULATIONS
    | EARLY
    | SHEETS
    | PLANS
    | DRAFTING
    | DISCUSSION
    | VERSIONS
    | ADOPTION
    | DOCUMENTS
    | NOTICES
    | STATISTICS
    | LINKS
    | HISTORY
    | EXTRACTS
    | VERIFICATION
    | REMINDERS
    | OWNERSHIP
    | API_ROWS
    | PROGRESS
    | DASHBOARDS
    | EVIDENCE
)
