"""Sending the reminders of a day: one letter for each person, however much that person owes."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from metropolis.notifications.notices import notify
from metropolis.notifications.outbox import post, post_many

from .messages import KIND, MAIL
from .models import Reminder
from .planning import Asked, due_on
from .receivers import TOPIC, Level


@dataclass
class Letter:
    """What one reader is asked for: `own` things, those `passed` on because nobody else was reached, and
    `late` ones that nobody nearer has reacted to.
    """

    own: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    @property
    def context(self) -> dict:
        """As it is kept with the message."""
        late = set(self.late) - {*self.own, *self.passed}
        return {"own": sorted(self.own), "passed": sorted(self.passed), "late": sorted(late)}


@transaction.atomic
def send_reminders(day=None) -> list[Asked]:
    """Use up the rungs of the day and post the letters, both or neither; returns what was asked for.

    Two runs at once: the database lets one of them have each rung, and only that one writes.
    """
    run = uuid.uuid4()
    planned = [one for one in due_on(day or timezone.localdate()) if one.to]
    now = timezone.now()
    Reminder.objects.bulk_create(
        [
            Reminder(
                thing=one.due.thing, deadline=one.due.deadline, rung=one.rung, level=one.to.level,
                told=one.count, run=run, sent_at=now,
            )
            for one in planned
        ],
        ignore_conflicts=True,
        batch_size=500,
    )  # fmt: skip
    mine = set(Reminder.objects.filter(run=run).values_list("thing", flat=True))
    asked = [one for one in planned if one.due.thing in mine]
    _post(asked, run)
    return asked


def _post(asked, run):
    people, forced, emails = defaultdict(Letter), defaultdict(Letter), defaultdict(Letter)
    known = {}
    for one in asked:
        is_others = one.due.team is not None or one.due.forum is not None
        passed_on = is_others and one.to.level in (Level.SECRETARIAT, Level.OFFICE)
        if one.to.email:
            emails[one.to.email].passed.append(one.due.thing)
        for person in one.to.people:
            known[person.pk] = person
            letter = (forced if one.to.forced else people)[person.pk]
            (letter.passed if passed_on else letter.own).append(one.due.thing)
        for higher in one.also:
            if higher.email:
                emails[higher.email].late.append(one.due.thing)
            for person in higher.people:
                known[person.pk] = person
                people[person.pk].late.append(one.due.thing)
    _notify(people, known, {one.due.thing: one.due.path for one in asked}, run)
    post_many(MAIL, [(f"reminder-{run}-{pk}", known[pk], one.context) for pk, one in sorted(forced.items())])
    for email, letter in sorted(emails.items()):
        post(MAIL, key=f"reminder-{run}-{email}"[:200], to_email=email, context=letter.context)


def _notify(letters, known, paths, run):
    """People who are asked for the same things are told together: the members of a team.

    A letter about one thing leads to it, a longer one to the list of tasks.
    """
    groups = defaultdict(list)
    for pk, letter in sorted(letters.items()):
        groups[tuple(map(tuple, letter.context.values()))].append(known[pk])
    for (own, passed, late), users in groups.items():
        notify(
            TOPIC,
            KIND,
            key=f"reminders-{run}",
            users=users,
            path=paths[own[0]] if len(own) == 1 and not passed and not late else reverse("tasks"),
            context={"own": list(own), "passed": list(passed), "late": list(late)},
        )
