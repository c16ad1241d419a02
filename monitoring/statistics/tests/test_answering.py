"""The municipality confirms or contests; the Office decides with the reason in sight."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from metropolis.notifications.models import Notice
from metropolis.notifications.registry import texts_of
from monitoring.models import IndicatorValue, OfficialFigure
from monitoring.statistics.answering import confirm, confirm_all, contest
from monitoring.statistics.notices import tell_teams
from monitoring.values.refusals import ReasonMissing, WrongState
from monitoring.values.verification import return_value, verify


@pytest.fixture
def figures(filled, indicator, import_all, municipality):
    """Two figures that wait for Skawina (and two for the other member)."""
    import_all(indicator)
    return list(OfficialFigure.objects.of_places([municipality]).order_by("value__observation__period"))


@pytest.mark.parametrize("role", ROLES)
def test_only_the_team_of_the_municipality_answers(role, figures, people):
    if role in ("member", "coordinator"):
        assert confirm(figures[0], by=people.by_role(role)).opinion == "confirmed"
    else:
        with pytest.raises(PermissionDenied):
            confirm(figures[0], by=people.by_role(role))


def test_one_click_confirms_what_waits_and_leaves_what_was_contested(figures, people, municipality):
    contest(figures[0], " Nie zgadza się z rejestrem. ", by=people.member)
    assert confirm_all(municipality, by=people.coordinator) == 1
    first, second = OfficialFigure.objects.of_places([municipality]).order_by("pk")
    assert (first.opinion, first.opinion_reason) == ("contested", "Nie zgadza się z rejestrem.")
    assert (second.opinion, second.answered_by) == ("confirmed", people.coordinator)
    assert OfficialFigure.objects.waiting().count() == 2


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1001])
def test_contesting_needs_a_reason_that_can_be_read(figures, people, reason):
    with pytest.raises(ReasonMissing):
        contest(figures[0], reason, by=people.member)


def test_an_objection_can_be_taken_back_until_the_office_decides(figures, people):
    contest(figures[0], "Za mało.", by=people.member)
    assert confirm(figures[0], by=people.member).opinion_reason == ""
    verify(figures[0].value, by=people.office)
    with pytest.raises(WrongState):
        contest(figures[0], "Za mało.", by=people.member)


@pytest.mark.parametrize("decide", [verify, lambda value, *, by: return_value(value, "Racja.", by=by)])
def test_the_office_decides_about_a_contested_figure_either_way(decide, figures, people):
    contest(figures[0], "Za mało.", by=people.member)
    decide(figures[0].value, by=people.office)
    figures[0].refresh_from_db()
    assert figures[0].opinion_reason == "Za mało."
    assert figures[0].value.state in (IndicatorValue.State.VERIFIED, IndicatorValue.State.RETURNED)


def test_the_team_is_told_of_figures_and_the_one_who_contested_of_the_decision(figures, people):
    told = Notice.objects.filter(kind="figures_arrived", user=people.member)
    assert [text.text for _notice, text in texts_of(told)] == [
        "2 wartości ze statystyki publicznej czekają, aż je potwierdzisz lub zakwestionujesz."
    ]
    contest(figures[0], "Za mało.", by=people.member)
    return_value(figures[0].value, "Racja.", by=people.office)
    [notice] = Notice.objects.filter(kind="figure_decided")
    assert notice.user == people.member
    [(_one, text)] = texts_of([notice])
    assert "Racja." in text.text


def test_the_same_import_tells_nobody_twice(figures, people):
    tell_teams(figures[0].run)
    assert Notice.objects.filter(kind="figures_arrived", user=people.member).count() == 1


def test_a_decision_about_a_figure_that_nobody_contested_is_not_news(figures, people):
    confirm(figures[0], by=people.member)
    verify(figures[0].value, by=people.office)
    assert not Notice.objects.filter(kind="figure_decided").exists()
