"""What is visited and what it may cost: the budgets of `docs/architecture.md`."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from monitoring.campaigns.submitting import submit
from monitoring.campaigns.views import PAGE_SIZE
from monitoring.models import Campaign, IndicatorValue
from strategy.models import Goal, Indicator, Municipality, ThematicArea

from .measure import Row, page, timed

API_MS = {"reference": 40, "national": 80}
PAGE_MS = {"reference": 60, "national": 150}


def public_pages(size_name: str) -> list[Row]:
    """The main public pages, as a visitor."""
    client, budget = Client(), PAGE_MS[size_name]
    area, goal = ThematicArea.objects.first(), Goal.objects.first()
    indicator, municipality = (
        Indicator.objects.filter(observations__isnull=False).first(),
        Municipality.objects.first(),
    )
    addresses = {
        "start": reverse("home"),
        "dashboard": reverse("dashboard"),
        "area": reverse("area", args=[area.slug]),
        "goal": reverse("goal", args=[goal.code]),
        "indicators": reverse("indicator_list"),
        "indicator": reverse("indicator", args=[indicator.code]),
        "comparison": reverse("chart", args=[indicator.code, "porownanie"]),
        "changes of 30 days": reverse("changes"),
        "municipalities": reverse("municipality_list"),
        "municipality": reverse("municipality", args=[municipality.slug]),
        "bodies": reverse("body_list"),
        "plans": reverse("plan_list"),
        "search": reverse("search") + "?q=wskaznik",
    }
    return [row for what, path in addresses.items() for row in page(client, what, path, budget_ms=budget)]


def work_pages(size_name: str, clerk, coordinator, campaign: Campaign) -> list[Row]:
    """The pages of the main job, as those who do it."""
    budget, rows = PAGE_MS[size_name], []
    office, team = Client(), Client()
    office.force_login(clerk)
    team.force_login(coordinator)
    grid = entry_address(campaign, coordinator)
    for client, what, path in [
        (team, "my tasks", reverse("tasks")),
        (team, f"grid of 200 values, {PAGE_SIZE} a page", grid),
        (office, "matrix", reverse("campaign_matrix", args=[campaign.slug])),
        (office, "admin: indicators", reverse("admin:strategy_indicator_changelist")),
        (office, "admin: users", reverse("admin:accounts_user_changelist")),
    ]:
        rows += page(client, what, path, budget_ms=budget)
    return rows


def api_lists(size_name: str) -> list[Row]:
    """Lists of 100 of the API, as a stranger."""
    client, budget = Client(), API_MS[size_name]
    names = ["areas", "goals", "municipalities", "indicators", "values", "reports"]
    return [
        row
        for name in names
        for row in page(client, f"API {name}", f"/api/v1/{name}/?page_size=100", budget_ms=budget)
    ]


def save_grid(campaign: Campaign, coordinator) -> Row:
    """A team types 200 values and saves them, page by page of the form; the time is that of all pages."""
    client = Client()
    client.force_login(coordinator)
    address, seconds, cpu = entry_address(campaign, coordinator), 0.0, 0.0
    for number in range(1, -(-campaign.indicators.count() // PAGE_SIZE) + 1):
        page_address = f"{address}?page={number}"
        form = filled(client.get(page_address).content.decode())
        spent = timed(lambda page=page_address, form=form: client.post(page, form))
        seconds, cpu = seconds + spent[0], cpu + spent[1]
    saved = campaign.submissions.get(team__members__user=coordinator).rows.filter(
        observation__values__state="draft"
    )
    count = saved.count()
    kept = seconds <= 0.3 and count == campaign.indicators.count()
    what = f"save a grid of {count} values"
    return Row(what, f"{seconds * 1000:.0f} ms", "<= 300 ms", kept, f"{cpu * 1000:.0f} ms")


def asked_grid(size_name: str, campaign: Campaign, coordinator) -> list[Row]:
    """The grid after the save: values compared with their past, similar municipalities and their total."""
    team = Client()
    team.force_login(coordinator)
    address = entry_address(campaign, coordinator)
    return page(team, "grid of 200 drafts with their questions", address, budget_ms=PAGE_MS[size_name])


def verification(size_name: str, clerk, coordinator, campaign: Campaign) -> list[Row]:
    """The team sends what it saved; the Office opens the queue."""
    submit(campaign.submissions.get(team__members__user=coordinator), by=coordinator)
    office = Client()
    office.force_login(clerk)
    what = f"verification, {IndicatorValue.objects.waiting().count()} values wait"
    return page(office, what, reverse("verification"), budget_ms=PAGE_MS[size_name])


def entry_address(campaign: Campaign, coordinator) -> str:
    """The page on which the coordinator's team enters its values."""
    team = campaign.submissions.get(team__members__user=coordinator).team
    return reverse("campaign_entry", args=[campaign.slug, team.slug])


def filled(html: str) -> dict[str, str]:
    """The form of the page as a browser would post it, with a number in each value field."""
    form = {}
    for tag in re.findall(r"<input[^>]+>", html):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            form[name[1]] = "96,5" if name[1].startswith("value-") else unescape(value[1]) if value else ""
    return form
