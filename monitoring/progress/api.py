"""`actions/` with the progress that was accepted, and `actions/{code}/progress/` for those who report it."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

from forums.versions.api import TeamedActionViewSet
from metropolis.rest import etags, queries
from metropolis.rest.problems import problem
from monitoring.values.refusals import Refused, Stale
from strategy.indicators.periods import Period
from strategy.models import Action

from .answers import Answer, Misread
from .api_inputs import read_input
from .api_outputs import ActionReportOutput, ProgressedActionOutput, report_output
from .correction import correct
from .entry import save_draft
from .models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from .permissions import can_enter
from .subjects import Subject, subject_of

PERIOD = OpenApiParameter(
    "period", OpenApiTypes.STR, required=True, description="The period of the report, for example `2025`."
)
IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True,
    description="The `ETag` of the report as it was read.",
)  # fmt: skip
REFUSALS = {
    400: OpenApiResponse(description="A value cannot be kept; `errors` names it."),
    403: OpenApiResponse(description="Somebody else reports on this action."),
    409: OpenApiResponse(description="The report was sent already, or its period is locked."),
    412: OpenApiResponse(description="The report has changed since it was read."),
    428: OpenApiResponse(description="The request has no `If-Match`."),
}
ACCEPTED = ActionProgress.objects.accepted().select_related("current")
PARTS = ("current__milestones", "current__spending__source")


class ProgressedActionViewSet(TeamedActionViewSet):
    """Actions in force: those of the adopted text of each plan, with the progress that was accepted."""

    queryset = TeamedActionViewSet.queryset.prefetch_related(
        Prefetch("progress", ACCEPTED.prefetch_related(*PARTS), to_attr="accepted_progress")
    )
    serializer_class = ProgressedActionOutput
    reads = (*TeamedActionViewSet.reads, ActionProgress, ProgressRevision, MilestoneProgress, Spending)
    csv_columns = (
        *TeamedActionViewSet.csv_columns[:-2], "progress.period", "progress.stage", "progress.percent",
        "progress.spent", *TeamedActionViewSet.csv_columns[-2:],
    )  # fmt: skip

    def known_parameters(self):
        return {"format", "period"} if self.action == "progress" else super().known_parameters()

    @extend_schema(methods=["get"], parameters=[PERIOD], responses=ActionReportOutput)
    @extend_schema(
        methods=["patch"], parameters=[PERIOD, IF_MATCH], request=OpenApiTypes.OBJECT,
        responses={200: ActionReportOutput, **REFUSALS},
    )  # fmt: skip
    @action(
        detail=True, methods=["get", "patch"], url_path="progress", filter_backends=[],
        pagination_class=None, parser_classes=[JSONParser],
    )  # fmt: skip
    def progress(self, request, code):
        """The report on an action in one period: the latest revision that the caller may see.

        A PATCH changes the draft (or begins it), with the fields that it names; lists are taken as a whole.
        The draft is sent with the campaign. An accepted report, and one of a locked period, changes by a
        late correction only: `correction` says why, and another person of the Office accepts it.
        """
        queries.check(request.query_params, self.known_parameters())
        period, action_in_force = self._period(request), self._action(code)
        may_enter = can_enter(request.user, action_in_force)
        subject = _as_seen(subject_of(action_in_force, period), request.user)
        if subject.latest is None and not may_enter:
            raise Http404
        if request.method == "PATCH":
            return self._change(request, subject, may_enter)
        return self._answer(request, subject)

    def _period(self, request) -> str:
        try:
            return Period.parse(request.query_params.get("period", "")).code
        except ValueError as fault:
            text = _("Write the period as 2024, 2024-H1, 2024-Q3 or 2024-07.")
            raise exceptions.ValidationError({"period": [text]}) from fault

    def _action(self, code: str) -> Action:
        found = Action.objects.in_force().filter(code=code).first()
        if found is None:
            raise Http404
        return found

    def _answer(self, request, subject: Subject):
        etag = etag_of(subject)
        known = etags.is_known(request, etag)
        answer = Response(status=304) if known else Response(report_output(request, subject))
        return etags.mark(answer, etag, private=True)

    def _change(self, request, subject: Subject, may_enter: bool):
        if not may_enter:
            raise PermissionDenied
        sent = request.META.get("HTTP_IF_MATCH", "")
        if not sent:
            return problem(428, _("Read the report first, and send its ETag as If-Match."))
        if etag_of(subject) not in parse_etags(sent):
            return problem(412, _("The report has changed since it was read. Read it again."))
        try:
            answer, reason = read_input(request.data, subject)
            saved = self._save(subject, answer, reason)
        except Misread as fault:
            errors = {name: [sentence] for name, sentence in fault.errors.items()}
            return problem(400, _("The request holds a mistake. See errors."), errors=errors)
        except Stale as refusal:
            return problem(412, str(refusal))
        except Refused as refusal:
            return problem(409, str(refusal))
        return etags.mark(Response(report_output(request, saved)), etag_of(saved), private=True)

    def _save(self, subject: Subject, answer: Answer, reason: str | None) -> Subject:
        facts = {"token": subject.token, "by": self.request.user}
        if reason is None:
            return save_draft(subject.action, subject.period, answer, **facts)
        return correct(subject.action, subject.period, answer, reason, **facts)


def etag_of(subject: Subject) -> str:
    """Names one revision of the report, as a form's token does."""
    text = f"{subject.action.pk}|{subject.period}|{subject.token}"
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:40]}"'


def _as_seen(subject: Subject, user) -> Subject:
    """The subject with the latest revision that the person may see."""
    seen = (
        ProgressRevision.objects.standing()
        .visible_to(user)
        .filter(progress__action=subject.action, progress__period=subject.period)
    )
    subject.latest = seen.select_related("author").with_parts().order_by("-revision").first()
    return subject
