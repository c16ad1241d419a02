"""Plans for tests: in a draft and adopted, with a section, two actions, a proposal and a comment."""

import datetime

from forums.drafting.reading import draft_content
from forums.models import (
    ActionImport,
    Comment,
    DraftItem,
    PlanVersion,
    Proposal,
    Resolution,
    Revision,
)
from strategy.factories import ActionPlanFactory, SectionTemplateFactory
from strategy.models import ActionPlan
from strategy.plans.content import ActionContent, checksum

ACTION = {"title": "Wspólny bilet", "kind": "partnership", "municipalities": ["skawina", "wieliczka"]}


def draft_plan(area, *, slug="plan-w-projekcie", code="4.P1", **fields) -> ActionPlan:
    """A plan in a draft with one section and two actions (`<code>.1`, `<code>.2`)."""
    defaults = {"period_start": 2026, "period_end": 2030, "run_in_portal": True, "state": "draft"}
    plan = ActionPlanFactory(area=area, slug=slug, code=code, **(defaults | fields))
    SectionTemplateFactory(key="diagnoza", title_pl="Diagnoza", title_en="Diagnosis")
    add_item(plan, "section", "diagnoza", {"html": "<p>Autobusy jeżdżą rzadko.</p>"})
    add_item(plan, "action", f"{code}.1", ACTION, order=1)
    add_item(plan, "action", f"{code}.2", ACTION | {"title": "Parkingi przy stacjach"}, order=2)
    return plan


def add_item(plan, kind, key, content, *, order=0, author=None) -> DraftItem:
    """A part of a draft with its first revision."""
    if kind == "action":
        content = ActionContent.from_json({"code": key, **content}).to_json()
        del content["code"]
    item = DraftItem.objects.create(plan=plan, kind=kind, key=key, order=order)
    item.head = Revision.objects.create(item=item, number=1, content=content, origin="start", author=author)
    item.save(update_fields=["head"])
    return item


def version_of(plan, by, *, adopted_number=None) -> PlanVersion:
    """The draft frozen as it stands."""
    content = draft_content(plan).to_json()
    number = plan.versions.count() + 1
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        adopted_number=adopted_number,
        content=content,
        checksum=checksum(content),
        made_by=by,
    )


def build_plan(people) -> dict[str, object]:
    """A draft `plan-w-projekcie` and an adopted `plan-przyjety`; returns keys of what hangs on the draft."""
    area = people.forum_member.forummembers.get().forum.area
    plan = draft_plan(area)
    version_of(plan, people.office)
    adopted = draft_plan(area, slug="plan-przyjety", code="4.P2", state="adopted")
    version = version_of(adopted, people.office, adopted_number=1)
    board = people.board_member.bodymembers.get().body
    day = datetime.date(2026, 1, 15)
    Resolution.objects.create(
        plan=adopted, version=version, body=board, number="1/2026", adopted_on=day, recorded_by=people.office
    )
    section = plan.draft_items.get(kind="section")
    proposal = Proposal.objects.create(
        item=section,
        base=section.head,
        content={"html": "<p>Autobusy jeżdżą za rzadko.</p>"},
        reason="Precyzyjniej",
        author=people.member,
    )
    comment = Comment.objects.create(plan=plan, item=section, text="Skąd te dane?", author=people.member)
    sheet = {"name": "Działania", "header": ["Tytuł"], "rows": [[2, ["Nowe działanie"]]]}
    upload = ActionImport.objects.create(
        plan=plan,
        user=people.forum_member,
        file_name="dzialania.xlsx",
        rows={"actions": sheet},
        mapping={"0": "title"},
        heads={"4.P1.1": 1, "4.P1.2": 1},
    )
    return {
        "proposal": proposal.pk,
        "comment": comment.pk,
        "section revision": section.head.pk,
        "upload": upload.pk,
    }
