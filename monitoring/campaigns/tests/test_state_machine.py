"""Whatever people do, and in whatever order: what must always hold of revisions."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.campaigns.filling import fill
from monitoring.campaigns.rows import load_rows
from monitoring.campaigns.submitting import submit
from monitoring.models import IndicatorValue, Observation
from monitoring.values.forms import Answer
from monitoring.values.refusals import Refused
from monitoring.values.verification import return_value, verify

WHO = st.sampled_from(["member", "coordinator", "office", "office2"])
NUMBER = st.sampled_from(["1", "2,5", "400"])
DEEDS = st.one_of(
    st.tuples(st.just("save"), WHO, NUMBER),
    st.tuples(st.just("no data"), WHO, NUMBER),
    st.tuples(st.just("submit"), WHO, NUMBER),
    st.tuples(st.just("verify"), WHO, NUMBER),
    st.tuples(st.just("return"), WHO, NUMBER),
)


def _do(deed, person, number, submission):
    """One deed of one person; a refusal is as good as a success here."""
    row = load_rows(submission)[0]
    answers = {
        "save": Answer(value=number, explanation="so it is", token=row.token),
        "no data": Answer(reason="not measured", token=row.token),
    }
    try:
        if deed in answers:
            fill(submission, {row.due.pk: answers[deed]}, by=person)
        elif deed == "submit":
            submit(submission, by=person)
        elif row.latest and deed == "verify":
            verify(row.latest, by=person)
        elif row.latest:
            return_value(row.latest, "Look again.", by=person)
    except (Refused, PermissionDenied):
        pass


def _check(authors):
    for observation in Observation.objects.all():
        values = list(observation.values.order_by("revision"))
        assert [value.revision for value in values] == list(range(1, len(values) + 1))
        assert sum(value.state == "draft" for value in values) <= 1
        assert all(value.state != "draft" for value in values[:-1])
        verified = [value for value in values if value.state == "verified"]
        assert observation.current == (verified[-1] if verified else None)
        for value in values:
            if value.state != "draft":
                assert authors.setdefault(value.pk, value.author_id) == value.author_id
            assert value.decided_by_id is None or value.decided_by_id != value.author_id


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, max_size=12))
def test_revisions_stay_whole_whatever_people_do(submission, rows, people, deeds):
    Observation.objects.update(current=None)
    IndicatorValue.objects.all().delete()
    submission.rows.update(no_data_reason="")
    type(submission).objects.update(state="open", submitted_at=None, submitted_by=None)
    submission.refresh_from_db()
    other = load_rows(submission)[1]
    fill(submission, {other.due.pk: Answer(value="1")}, by=people.member)
    authors: dict[int, int] = {}
    for deed, role, number in deeds:
        _do(deed, people.by_role(role), number, submission)
        submission.refresh_from_db()
        _check(authors)
