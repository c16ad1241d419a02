"""The example plan of the demonstration set: invented, marked as such, brought through all real steps.

The words stand in `content/example-plan.yaml`. Everything goes through the same workflows that people use,
so the example has a history, a resolution marked as an example, and an amendment under way.
"""

import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML

from forums.adoption.steps import take_step
from forums.bodies.models import GoverningBody, Team
from forums.discussion.commenting import comment
from forums.discussion.proposing import propose
from forums.drafting.editing import add_action, save_part
from forums.drafting.models import DraftItem
from strategy.models import ActionPlan, ThematicArea

from .signals import example_loaded

FACTS = {
    "provenance": "editorial",
    "sources": [{"title": "dane wymyślone", "title_en": "invented data", "url": ""}],
}
CHAIR, MEMBER = "forum.gospodarka.przewodniczacy", "forum.gospodarka"
OFFICE, COMMISSION, TEAM = "biuro", "komisja", "skawina.zespol"


@transaction.atomic
def load_example(path: Path) -> bool:
    """Make the example plan unless it is there, or speaks of what is not; returns whether it was made."""
    words = YAML(typ="safe").load(path)
    if ActionPlan.objects.filter(is_example=True).exists() or not _fits(words):
        return False
    plan = _plan(words["plan"])
    take_step(plan, "start_drafting", by=_person(CHAIR))
    _write(plan, words)
    _adopt(plan)
    _amend(plan, words["amendment"])
    example_loaded.send(ActionPlan, plan=plan, words=words, person=_person)
    return True


def _fits(words: dict[str, Any]) -> bool:
    """Whether the strategy that is loaded has the area and the teams: another association's may not."""
    teams = {action["responsible_team"] for action in words["actions"]}
    found = Team.objects.filter(slug__in=teams).count()
    return found == len(teams) and ThematicArea.objects.filter(code=words["plan"]["area"]).exists()


def _person(address: str):
    return get_user_model().objects.get(email=f"{address}@example.org")


def _plan(facts: dict[str, Any]) -> ActionPlan:
    name = facts["name"]
    return ActionPlan.objects.create(
        area=ThematicArea.objects.get(code=facts["area"]),
        code=facts["code"],
        order=900,
        name_pl=name["pl"],
        name_en=name["en"],
        period_start=facts["period_start"],
        period_end=facts["period_end"],
        is_example=True,
        **FACTS,
    )


def _write(plan: ActionPlan, words: dict[str, Any]) -> None:
    """The forum's member writes the sections and the actions; `depends_on` counts actions from 1."""
    member = _person(MEMBER)
    for key, html in words["sections"].items():
        _save_section(plan, key, html, member)
    codes: list[str] = []
    for action in words["actions"]:
        before = [codes[number - 1] for number in action.get("depends_on", ())]
        codes.append(add_action(plan, action | {"depends_on": before}, by=member).key)


def _save_section(plan: ActionPlan, key: str, html: str, by) -> None:
    item = plan.draft_items.select_related("head").get(kind=DraftItem.Kind.SECTION, key=key)
    save_part(item, {"html": html}, base=item.head.number, by=by)


def _adopt(plan: ActionPlan) -> None:
    """Consultation, commission, opinion, resolution, implementation: all on the day of the demonstration."""
    today, office = timezone.localdate(), _person(OFFICE)
    take_step(plan, "open_consultation", by=_person(CHAIR), deadline=today + datetime.timedelta(days=14))
    reason = "Przykład: Biuro skróciło konsultacje, żeby pokazać dalsze kroki."
    take_step(plan, "send_to_commission", by=office, reason=reason)
    take_step(plan, "give_opinion", by=_person(COMMISSION), verdict="positive", given_on=today)
    board = GoverningBody.objects.get(slug="board")
    take_step(plan, "adopt", by=office, body=board, number="PRZYKŁAD/1/2026", adopted_on=today)
    take_step(plan, "begin_implementation", by=office)


def _amend(plan: ActionPlan, words: dict[str, str]) -> None:
    """An amendment under way, with a changed section, a proposal and a comment that wait."""
    take_step(plan, "start_amendment", by=_person(CHAIR), reason="Przykład: aktualizacja ryzyk.")
    plan.refresh_from_db()
    _save_section(plan, words["section"], words["html"], _person(MEMBER))
    part = plan.draft_items.select_related("head", "plan").get(key=words["proposal_section"])
    html = part.head.content["html"].replace(words["proposal_from"], words["proposal_to"])
    team = _person(TEAM)
    propose(part, {"html": html}, base=part.head.number, reason=words["proposal_reason"], by=team)
    comment(plan, by=team, text=words["comment"], item=plan.draft_items.filter(kind="action").first())
