"""The content file of the project loads, and everything in it is in the database."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from forums import models as forums
from monitoring.loading.content import load_content, read_content
from monitoring.models import IndicatorValue, Observation
from strategy import models as strategy
from strategy.provenance import SourcedModel

FILE = Path(settings.BASE_DIR) / "content" / "krakow.yaml"
pytestmark = pytest.mark.django_db
SOURCED = [
    model
    for module in (strategy, forums)
    for model in (getattr(module, name) for name in module.__all__)
    if issubclass(model, SourcedModel)
]


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file."""
    with django_db_blocker.unblock():
        load_content(FILE)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (strategy.Strategy, 1),
        (strategy.ThematicArea, 7),
        (strategy.Challenge, 31),
        (strategy.KeyAction, 6),
        (strategy.ActionPlan, 16),
        (strategy.Municipality, 15),
        (strategy.MunicipalityCode, 15),
        (strategy.Indicator, 42),
        (strategy.Target, 0),
        (strategy.Partner, 0),
        (strategy.Network, 1),
        (strategy.SisterMetropolis, 3),
        (strategy.FundingSource, 7),
        (strategy.Allocation, 11),
        (strategy.FrameworkStrategy, 1),
        (strategy.FrameworkGoal, 24),
        (strategy.ProcessStep, 6),
        (strategy.Document, 7),
        (forums.Forum, 7),
        (forums.Commission, 2),
        (forums.GoverningBody, 4),
        (forums.Team, 15),
        (Observation, 250),
    ],
)
def test_everything_was_loaded(content, model, count):
    assert model.objects.count() == count


def test_the_population_adds_up_to_the_printed_total(content):
    assert sum(row.population for row in strategy.Municipality.objects.all()) == 1_145_723
    assert (
        Observation.objects.get(indicator__code="0.1", municipality=None, period="2024").current.value
        == 1145723
    )


def test_levels_of_goals(content):
    levels = list(strategy.Goal.objects.values_list("level", flat=True))
    assert {level: levels.count(level) for level in set(levels)} == {
        "main": 6,
        "specific": 2,
        "direction": 20,
    }
    assert not strategy.Goal.objects.filter(area__code="1", level="main").exists()


def test_every_value_is_verified_sourced_and_nobodys(content):
    values = IndicatorValue.objects.all()
    assert {(value.state, value.author_id) for value in values} == {("verified", None)}
    assert all(value.source and value.confidence and value.published_at for value in values)


@pytest.mark.parametrize("model", SOURCED)
def test_every_text_has_a_status_and_a_named_source(content, model):
    for row in model.objects.all():
        assert row.provenance, row
        assert row.sources, row
        assert all(source["title"] for source in row.sources), row


@pytest.mark.parametrize("model", SOURCED)
def test_every_polish_text_has_its_english(content, model):
    pairs = [field.name for field in model._meta.fields if field.name.endswith("_pl")]
    for row in model.objects.all():
        for name in pairs:
            polish, english = getattr(row, name), getattr(row, name.replace("_pl", "_en"))
            assert bool(polish) == bool(english), (row, name)


def test_nothing_is_invented(content):
    indicators = strategy.Indicator.objects.all()
    assert {row.range_low for row in indicators} == {None}
    assert {row.weight for row in indicators} == {1}
    assert {row.unit for row in indicators if row.is_share} == {"%"}
    assert not indicators.exclude(baseline_value=None).filter(baseline_basis_pl="").exists()
    assert indicators.get(code="3.6").accumulation == "cumulative_replace"
    assert indicators.get(code="3.7").scope == "municipality"


def test_nothing_in_the_file_is_dropped(content):
    """Each item of the file is a row with the same columns: the reader refuses keys that it does not know."""
    book, values = read_content(FILE)
    for model, rows in book.rows.items():
        assert model.objects.count() == len(rows), model
    assert Observation.objects.count() == len(values.readings)


def test_loading_again_changes_nothing(content):
    outcome = load_content(FILE)
    assert outcome.is_empty
    assert outcome.kept == []


def test_translations_are_in_the_history(content):
    row = strategy.ThematicArea.objects.get(code="4").history.get()
    assert (row.name_pl, row.name_en) == ("Gospodarka", "Economy")


def test_the_code_knows_nothing_of_krakow():
    """Another association loads its own file: names of this one stand in its file only."""
    rooms = [Path(settings.BASE_DIR) / room for room in ("strategy", "forums/loading", "monitoring/loading")]
    sources = [
        path
        for room in rooms
        for path in room.rglob("*.py")
        if "tests" not in path.parts and path.name != "factories.py"
    ]
    named = [
        path.name for path in sources if any(word in path.read_text() for word in ("Krak", "krakow", "SMK"))
    ]
    assert named == []
