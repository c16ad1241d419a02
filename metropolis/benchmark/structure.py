"""Made-up structure of the data set: areas, goals, indicators, municipalities, plans.

Every name says that it is an example. The same seed gives the same rows.
"""

import random
from decimal import Decimal

from django.apps import apps

from forums.models import GoverningBody, Team
from metropolis.rest.counters import bump
from strategy.models import (
    Goal,
    Indicator,
    Municipality,
    MunicipalityCode,
    Strategy,
    Target,
    ThematicArea,
)

from .size import Size

EXAMPLE = {"provenance": "editorial", "sources": [{"title": "przykład / example", "url": ""}]}


def both(field: str, text: str) -> dict[str, str]:
    """The two languages of a translated field."""
    return {f"{field}_pl": f"{text} (przykład)", f"{field}_en": f"{text} (example)"}


def bulk(model, rows):
    """Insert rows with their search keys and tell what is kept of them; returns them with primary keys."""
    for row in rows:
        if hasattr(row, "fill_search_keys"):
            row.fill_search_keys()
    made = model.objects.bulk_create(rows, batch_size=1000)
    bump(model)
    return made


def build_areas(size: Size) -> list[ThematicArea]:
    """The strategy and its areas."""
    Strategy.objects.create(
        code="BENCH", horizon_year=2030, owner_abbr="BENCH", **both("name", "Strategia"),
        **both("kind", "strategia"), **both("owner", "Stowarzyszenie"), **both("area_name", "Metropolia"),
        **EXAMPLE,
    )  # fmt: skip
    return bulk(ThematicArea, [
        ThematicArea(code=str(n), slug=f"obszar-{n}", roman=str(n), order=n, **both("name", f"Obszar {n}"),
                     **both("scope", "Zakres"), **EXAMPLE)
        for n in range(1, size.areas + 1)
    ])  # fmt: skip


def build_goals(size: Size, areas: list[ThematicArea]) -> list[Goal]:
    """One main goal an area; then specific goals and directions below them, in turn."""
    mains = bulk(Goal, [_goal(area, None, "main", f"{area.code}.G", 0) for area in areas])
    specific = bulk(Goal, [
        _goal(main.area, main, "specific", f"{main.area.code}.S{n}", n)
        for main in mains for n in (1, 2, 3, 4)
    ])  # fmt: skip
    rest = size.goals - len(mains) - len(specific)
    parents = [specific[n % len(specific)] for n in range(rest)]
    directions = bulk(Goal, [
        _goal(parent.area, parent, "direction", f"{parent.code}.K{n}", n) for n, parent in enumerate(parents)
    ])  # fmt: skip
    return mains + specific + directions


def _goal(area, parent, level, code, order) -> Goal:
    return Goal(area=area, parent=parent, level=level, code=code, order=order, **both("text", f"Cel {code}"),
                **EXAMPLE)  # fmt: skip


def build_indicators(size: Size, areas: list[ThematicArea], goals: list[Goal]) -> list[Indicator]:
    """Indicators of all kinds; two in three have a baseline and a target, so that every status occurs."""
    chance = random.Random(2030)
    rows = [_indicator(n, areas[n % len(areas)], chance) for n in range(size.indicators)]
    indicators = bulk(Indicator, rows)
    bulk(Target, [
        Target(indicator=one, period=str(year), value=Decimal(100 + step), **EXAMPLE)
        for one in indicators if one.baseline_period
        for year, step in ((2026, chance.randint(5, 40)), (2030, chance.randint(41, 80)))
    ])  # fmt: skip
    link = Indicator.goals.through
    link.objects.bulk_create(
        [link(indicator=one, goal=goals[n % len(goals)]) for n, one in enumerate(indicators)], batch_size=1000
    )
    return indicators


def _indicator(n: int, area: ThematicArea, chance: random.Random) -> Indicator:
    has_target = n % 3 != 0
    return Indicator(
        area=area, code=f"{area.code}.{n}", order=n, kind="result", scope="municipality",
        direction="increase", supplier="municipality", frequency="year", precision=1, weight=Decimal(1),
        aggregation=chance.choice(["sum", "mean", "median", "population_mean", "not_set"]),
        baseline_period="2021" if has_target else "", baseline_value=Decimal(100) if has_target else None,
        **both("name", f"Wskaźnik {n}"), **both("unit", "szt."), **both("data_source", "dane gmin"),
        **EXAMPLE,
    )  # fmt: skip


def build_municipalities(size: Size) -> list[Municipality]:
    """Municipalities with codes, teams and populations."""
    chance = random.Random(15)
    rows = bulk(Municipality, [
        Municipality(slug=f"gmina-{n}", teryt=f"{1000000 + n}", order=n, kind="rural", tile_col=1 + n % 6,
                     tile_row=1 + n // 6, population=chance.randint(5_000, 90_000),
                     **both("name", f"Gmina {n}"), **both("county", "powiat"),
                     **both("voivodeship", "województwo"), **EXAMPLE)
        for n in range(size.municipalities)
    ])  # fmt: skip
    bulk(MunicipalityCode, [MunicipalityCode(municipality=one, teryt=one.teryt) for one in rows])
    bulk(Team, [
        Team(slug=f"zespol-{one.slug}", municipality=one, **both("name", f"Zespół {one.order}"), **EXAMPLE)
        for one in rows
    ])  # fmt: skip
    return rows


def build_office() -> GoverningBody:
    """The Office."""
    return GoverningBody.objects.create(slug="biuro", kind="office", **both("name", "Biuro"), **EXAMPLE)


def announce() -> None:
    """Tell the caches that rows have changed: bulk operations send no signals."""
    for label in ("strategy", "forums", "monitoring"):
        bump(*apps.get_app_config(label).get_models(include_auto_created=True))
