"""Made-up plans of the data set: actions in force, and one large plan in a draft."""

import datetime
import itertools
import random
from decimal import Decimal

from forums.models import DraftItem, PlanVersion, Revision
from strategy.models import (
    Action,
    ActionPlan,
    FundingSource,
    Goal,
    Milestone,
    Municipality,
    SectionTemplate,
    ThematicArea,
)
from strategy.plans.content import ActionContent, Funding, PlanContent, PlanHead, checksum
from strategy.plans.content import Milestone as MilestoneContent

from .size import Size
from .structure import EXAMPLE, both, bulk

LARGE = 200
FIRST_YEAR, LAST_YEAR = 2026, 2030
START = datetime.date(FIRST_YEAR, 1, 1)
ADOPTED = datetime.datetime(FIRST_YEAR, 1, 1, 12, tzinfo=datetime.UTC)
# Syllables make 4,000 words, of which a text uses the first ones most, as people do.
SYLLABLES = (
    "ko",
    "wa",
    "mi",
    "to",
    "na",
    "ru",
    "sze",
    "li",
    "dy",
    "gra",
    "pe",
    "cie",
    "sta",
    "nie",
    "bo",
    "rzy",
)
VOCABULARY = ["".join(word) for word in itertools.product(SYLLABLES, repeat=3)]
FREQUENCY = list(itertools.accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))


def build_plans(size: Size, areas: list[ThematicArea], goals: list[Goal], clerk) -> None:
    """Plans in force, each with its actions, their milestones and goals."""
    plans = bulk(ActionPlan, [
        ActionPlan(area=areas[n % len(areas)], code=f"P.{n}", slug=f"plan-{n}", order=n,
                   state=ActionPlan.IN_FORCE[n % 3], run_in_portal=True, **both("name", f"Plan {n}"),
                   **EXAMPLE)
        for n in range(size.plans)
    ])  # fmt: skip
    actions = bulk(Action, [
        Action(plan=plan, code=f"{plan.code}.{n}", order=n, title=f"Działanie {n} (przykład)", kind="bundle",
               start=START, end=START + datetime.timedelta(days=900))
        for plan in plans for n in range(size.actions)
    ])  # fmt: skip
    bulk(Milestone, [
        Milestone(action=action, key=str(n), order=n, name=f"Etap {n}",
                  due=START + datetime.timedelta(days=90 * n))
        for action in actions for n in range(size.milestones)
    ])  # fmt: skip
    links = Action.goals.through
    links.objects.bulk_create(
        [links(action=action, goal=goals[n % len(goals)]) for n, action in enumerate(actions)]
    )
    bulk(PlanVersion, [_version(plan, size, clerk) for plan in plans])


def _version(plan: ActionPlan, size: Size, clerk) -> PlanVersion:
    """The adopted text of a plan, which reports read its actions from."""
    head = PlanHead(plan.code, plan.slug, plan.name_pl, plan.name_en, plan.area.code)
    actions = tuple(
        ActionContent(
            code=f"{plan.code}.{n}",
            title=f"Działanie {n} (przykład)",
            start=START,
            end=START + datetime.timedelta(days=900),
            milestones=tuple(
                MilestoneContent(str(key), f"Etap {key}", START + datetime.timedelta(days=90 * key))
                for key in range(size.milestones)
            ),
            funding=(Funding("BENCH", FIRST_YEAR, Decimal(1_000_000), Decimal(400_000)),),
        )
        for n in range(size.actions)
    )
    content = PlanContent(head, actions=actions).to_json()
    return PlanVersion(
        plan=plan,
        number=1,
        adopted_number=1,
        content=content,
        checksum=checksum(content),
        made_at=ADOPTED,
        made_by=clerk,
    )


def build_draft(area: ThematicArea, goals: list[Goal]) -> ActionPlan:
    """A plan in a draft: five sections of ten pages, 200 actions with 1,000 milestones."""
    plan = ActionPlan.objects.create(
        area=area, code="D.1", slug="projekt", state="draft", run_in_portal=True, period_start=FIRST_YEAR,
        period_end=LAST_YEAR, **both("name", "Projekt planu"), **EXAMPLE,
    )  # fmt: skip
    bulk(FundingSource, [FundingSource(code="BENCH", **both("name", "Budżet"), **EXAMPLE)])
    chance, slugs = random.Random(60), list(Municipality.objects.values_list("slug", flat=True)[:15])
    for n in range(5):
        SectionTemplate.objects.create(key=f"czesc-{n}", order=n, **both("title", f"Część {n}"), **EXAMPLE)
    contents = [("section", f"czesc-{n}", {"html": pages(chance, 10)}) for n in range(5)]
    contents += [("action", f"D.1.{n}", _action(n, goals, slugs)) for n in range(1, LARGE + 1)]
    items = bulk(DraftItem, [
        DraftItem(plan=plan, kind=kind, key=key, order=n) for n, (kind, key, _content) in enumerate(contents)
    ])  # fmt: skip
    heads = bulk(Revision, [
        Revision(item=item, number=1, content=content, origin="start")
        for item, (_kind, _key, content) in zip(items, contents, strict=True)
    ])  # fmt: skip
    for item, head in zip(items, heads, strict=True):
        item.head = head
    DraftItem.objects.bulk_update(items, ["head"])
    return plan


def pages(chance: random.Random, count: int) -> str:
    """So many pages of text, about 420 words each."""
    paragraphs = (" ".join(chance.choices(VOCABULARY, cum_weights=FREQUENCY, k=70)) for _ in range(count * 6))
    return "".join(f"<p>{text}.</p>" for text in paragraphs)


def _action(n: int, goals: list[Goal], slugs: list[str]) -> dict:
    milestones = [
        {
            "key": f"m{k}",
            "name": f"Etap {k}",
            "due": (START + datetime.timedelta(days=100 * k + n)).isoformat(),
        }
        for k in range(1, 6)
    ]
    funding = [
        {"source": "BENCH", "year": year, "planned": f"{n}000.00", "secured": f"{n}00.00"}
        for year in range(FIRST_YEAR, LAST_YEAR)
    ]
    data = {
        "code": f"D.1.{n}", "title": f"Działanie {n} (przykład)", "description": "<p>Opis działania.</p>",
        "goals": [goals[n % len(goals)].code], "lead_municipality": slugs[n % len(slugs)],
        "municipalities": slugs,
        "responsible_function": "koordynacja", "start": START.isoformat(), "end": "2029-12-31",
        "milestones": milestones, "funding": funding, "depends_on": [f"D.1.{n - 1}"] if n > 1 else [],
    }  # fmt: skip
    content = ActionContent.from_json(data).to_json()
    del content["code"]
    return content
