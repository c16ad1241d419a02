"""Who is told of which step, and what waits for whom."""

import pytest
from django.urls import reverse
from django.utils import translation

from forums.adoption import notices, todo
from forums.bodies.permissions import teams_coordinated_by
from forums.models import Consultation
from metropolis.notifications.models import Notice

from .world import WAY, bring, in_days, ready_plan, take


@pytest.fixture
def plan(people, area):
    return ready_plan(area)


def told(people) -> set[str]:
    pks = set(Notice.objects.filter(topic=notices.TOPIC).values_list("user", flat=True))
    return {name for name in vars(people) if people.by_role(name).pk in pks}


def text_for(user, language="pl"):
    notice = Notice.objects.select_related("user").filter(user=user).latest("pk")
    notices.gather_events([notice])
    with translation.override(language):
        return notices.plan_step(notice)


TEAMS = {"member", "coordinator", "other_coordinator"}
FORUM, OFFICE = {"forum_member", "forum_chair"}, {"office", "office2"}


@pytest.mark.parametrize(
    ("way", "who"),
    [
        (WAY[:1], TEAMS),
        (WAY[:2], TEAMS | {"commission_member"}),
        (WAY[:3], TEAMS | {"commission_member", "office2"} | FORUM),
    ],
)
def test_those_concerned_are_told_but_not_who_acted(way, who, plan, people):
    bring(plan, people.office, *way)
    assert told(people) == who


def test_a_return_tells_the_readers_too_with_the_reason(plan, people):
    bring(plan, people.office, *WAY[:2])
    Notice.objects.all().delete()
    take(plan, "return_to_draft", people.commission_member, reason="Brak źródeł danych.")
    assert told(people) == FORUM | OFFICE
    text = text_for(people.forum_chair)
    assert "Brak źródeł danych." in text.text
    assert plan.name in text.title
    assert text.about == plan.name


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_mail_alone_says_until_when_and_in_the_readers_language(plan, people, language):
    bring(plan, people.office, "open_consultation")
    text = text_for(people.coordinator, language)
    assert str(in_days(14).year) in text.text
    assert "%" not in text.text


def test_who_lost_the_right_to_read_is_told_nothing(plan, people):
    bring(plan, people.office, "open_consultation")
    people.member.teammembers.update(valid_to=in_days(-1))
    type(people.member).objects.filter(pk=people.member.pk).update(member_periods=[])
    assert text_for(people.member) is None


def test_a_coordinator_is_asked_until_the_team_has_answered(plan, people, client_of):
    bring(plan, people.office, "open_consultation")

    def asked(user):
        return todo.consultations_to_answer(list(teams_coordinated_by(user)))

    [task] = asked(people.coordinator)
    assert (task.state, task.deadline, task.is_late) == ("todo", in_days(14), False)
    assert task.url.startswith(reverse("plan_consultation", args=[plan.slug]))
    client_of("coordinator").post(task.url, {"verdict": "no_remarks"})
    assert [task.state for task in asked(people.coordinator)] == ["done"]
    assert asked(people.member) == []
    Consultation.objects.update(deadline=in_days(-1))
    assert asked(people.coordinator) == []


def test_the_commission_reviews_the_office_decides_the_forum_drafts(plan, people):
    def asked(tasks, user):
        return [task.state for task in tasks(todo.plans_of(user))]

    assert asked(todo.drafts_of, people.forum_member) == ["progress"]
    bring(plan, people.office, *WAY[:2])
    assert asked(todo.plans_to_review, people.commission_member) == ["todo"]
    assert asked(todo.plans_to_review, people.office) == asked(todo.plans_to_decide, people.office) == []
    take(plan, "give_opinion", people.commission_member, verdict="negative", text="Nie.")
    assert asked(todo.plans_to_review, people.commission_member) == []
    [task] = todo.plans_to_decide(todo.plans_of(people.office))
    assert "negatywnej" in task.title
    assert asked(todo.drafts_of, people.forum_member) == ["waiting"]
    assert asked(todo.drafts_of, people.member) == asked(todo.plans_to_decide, people.forum_chair) == []
