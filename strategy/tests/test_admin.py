"""The Office edits the strategy's content: lists, sources, targets, refusals."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from strategy import factories, models
from strategy.admin_base import SourcesField

pytestmark = pytest.mark.django_db
FACTORIES = [
    factories.StatementFactory,
    factories.ProcessStepFactory,
    factories.DocumentFactory,
    factories.ThematicAreaFactory,
    factories.ChallengeFactory,
    factories.GoalFactory,
    factories.KeyActionFactory,
    factories.ActionPlanFactory,
    factories.SectionTemplateFactory,
    factories.MunicipalityFactory,
    factories.PartnerFactory,
    factories.FundingSourceFactory,
    factories.AllocationFactory,
    factories.FrameworkStrategyFactory,
    factories.FrameworkGoalFactory,
    factories.IndicatorFactory,
]
MANAGEMENT = {f"targets-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


@pytest.fixture
def office(client_of):
    return client_of("office")


def address(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def fields_of(page):
    """What the browser would send back from an edit page, unchanged."""
    form = page.context["adminform"].form
    forms = [form, *(part for formset in page.context["inline_admin_formsets"] for part in formset.formset)]
    sent = {}
    for part in forms:
        for bound in part:
            value = bound.value()
            sent[bound.html_name] = "" if value is None else value
            if value is False:
                del sent[bound.html_name]
    for formset in page.context["inline_admin_formsets"]:
        for bound in formset.formset.management_form:
            sent[bound.html_name] = bound.value()
    return sent


def in_language(language, text):
    with translation.override(language):
        return str(text)


def test_every_model_has_an_admin_page_with_polish_names():
    own = {"TERYT", "ID"}
    # machinery, rows of other pages, and what a command loads
    others = {"LoadedItem", "Target", "MunicipalityCode", "Boundary", "BoundarySet"}
    adopted = {"Action", "Milestone", "ProductIndicator", "Funding"}  # written by adoption alone
    for name in set(models.__all__) - others - adopted:
        page = admin.site._registry[getattr(models, name)]
        names = [page.opts.verbose_name, page.opts.verbose_name_plural]
        names += [field.verbose_name for field in page.opts.get_fields() if field.concrete and field.editable]
        same = {text for text in names if in_language("pl", text) == in_language("en", text)}
        assert {str(text) for text in same} <= own | {"partner", "median"}, name


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_a_list_costs_the_same_for_one_row_and_for_twenty(office, factory):
    factory()
    url = address(factory._meta.model, "changelist")
    office.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert office.get(url).status_code == 200
    factory.create_batch(19)
    with CaptureQueriesContext(connection) as twenty:
        assert office.get(url).status_code == 200
    assert len(twenty) <= len(one) <= 15


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_an_edit_page_and_its_history_open_and_save(office, factory):
    row = factory(sources=[{"title": "Księga", "url": ""}])
    url = address(type(row), "change", row.pk)
    page = office.get(url)
    assert page.status_code == 200
    answer = office.post(url, fields_of(page))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert office.get(address(type(row), "history", row.pk)).status_code == 200
    version = address(type(row), "simple_history", row.pk, row.history.latest().pk)
    assert office.get(version).status_code == 200
    assert office.get(address(type(row), "add")).status_code == 200


def test_sources_are_edited_as_lines(office):
    goal = factories.GoalFactory(sources=[{"title": "Księga", "url": ""}])
    url = address(models.Goal, "change", goal.pk)
    sent = fields_of(office.get(url))
    sent["sources"] = "Strona | https://example.org/a | Page\n\nKsięga"
    office.post(url, sent)
    goal.refresh_from_db()
    assert goal.sources == [
        {"title": "Strona", "url": "https://example.org/a", "title_en": "Page"},
        {"title": "Księga", "url": ""},
    ]
    assert "Strona | https://example.org/a | Page\nKsięga" in office.get(url).content.decode()


@pytest.mark.parametrize("typed", ["", "| https://example.org", "A | example.org", "a|https://b.pl|c|d"])
def test_a_source_that_is_none_is_refused_at_the_field(office, typed):
    goal = factories.GoalFactory(sources=[{"title": "Księga", "url": ""}])
    url = address(models.Goal, "change", goal.pk)
    page = office.post(url, fields_of(office.get(url)) | {"sources": typed})
    assert page.context["adminform"].form.errors["sources"]


def test_fields_of_both_languages_say_which(office):
    page = office.get(address(models.Goal, "add")).content.decode()
    assert "Treść (po polsku):" in page
    assert "Treść (po angielsku):" in page


def test_unchanged_sources_are_no_change():
    field = SourcesField()
    stored = [{"title": "A", "url": "https://a.pl", "title_en": "B"}]
    assert not field.has_changed(stored, field.prepare_value(stored))
    assert field.has_changed(stored, "A")


def test_the_history_tells_changes_in_the_words_of_the_page(office):
    goal = factories.GoalFactory(text_pl="Woda", sources=[{"title": "Księga", "url": ""}])
    goal.text_pl, goal.provenance, goal.sources = "Czysta woda", "official", [{"title": "Uchwała", "url": ""}]
    goal.save()
    page = office.get(address(models.Goal, "history", goal.pk)).content.decode()
    assert "Woda → Czysta woda" in page
    assert "dodane przez redakcję → brzmienie oficjalne" in page
    assert "Księga → Uchwała" in page
    assert page.count("Czysta woda</div>") == 1


def with_target(office, indicator, **fields):
    """Send the indicator with a further target."""
    url = address(models.Indicator, "change", indicator.pk)
    sent = fields_of(office.get(url))
    target = {"period": "2030", "value": "50", "provenance": "official", "sources": "Uchwała"} | fields
    sent |= {f"targets-0-{name}": value for name, value in target.items()}
    sent["targets-TOTAL_FORMS"] = "1"
    return office.post(url, sent)


@pytest.fixture
def indicator():
    return factories.IndicatorFactory(
        baseline_period="2021", baseline_value=10, sources=[{"title": "Księga", "url": ""}]
    )


def test_a_target_is_added_with_its_indicator(office, indicator):
    assert with_target(office, indicator).status_code == 302
    assert indicator.targets.get().sources == [{"title": "Uchwała", "url": ""}]


@pytest.mark.parametrize(
    ("fields", "at", "message"),
    [
        ({"period": "2021"}, "period", "późniejszy niż okres wartości bazowej"),
        ({"period": "2030-Q1"}, "period", "nie pasuje do częstotliwości"),
        ({"period": "kiedyś"}, "period", "Wpisz okres w postaci"),
        ({"sources": ""}, "sources", ""),
        ({"value": "dużo"}, "value", ""),
    ],
)
def test_a_faulty_target_gets_a_message_at_its_field(office, indicator, fields, at, message):
    page = with_target(office, indicator, **fields)
    errors = page.context["inline_admin_formsets"][0].formset.errors[0]
    assert message in str(errors[at])
    assert not indicator.targets.exists()


def test_a_target_is_judged_by_the_frequency_that_is_being_saved(office, indicator):
    url = address(models.Indicator, "change", indicator.pk)
    sent = fields_of(office.get(url))
    sent |= {"frequency": "quarter", "baseline_period": "2021-Q1", "targets-TOTAL_FORMS": "1"}
    sent |= {"targets-0-period": "2030-Q4", "targets-0-value": "5", "targets-0-provenance": "official"}
    assert office.post(url, sent | {"targets-0-sources": "Uchwała"}).status_code == 302
    assert indicator.targets.get().period == "2030-Q4"


def test_a_new_indicator_with_a_target_that_does_not_fit_is_refused_not_broken(office, area):
    sent = fields_of(office.get(address(models.Indicator, "add")))
    sent |= {"code": "9.9", "area": area.pk, "name_pl": "Nowy", "unit_pl": "km", "kind": "context"}
    sent |= {"scope": "municipality", "direction": "increase", "supplier": "municipality", "order": "1"}
    sent |= {"frequency": "year", "provenance": "editorial", "sources": "Księga", "targets-TOTAL_FORMS": "1"}
    sent |= {"targets-0-period": "2030-07", "targets-0-value": "5", "targets-0-provenance": "official"}
    page = office.post(address(models.Indicator, "add"), sent | {"targets-0-sources": "Uchwała"})
    assert "period" in page.context["inline_admin_formsets"][0].formset.errors[0]


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"baseline_period": "2021-07"}, "baseline_period"),
        ({"baseline_period": "x"}, "baseline_period"),
        ({"baseline_value": ""}, "baseline_value"),
        ({"range_low": "5", "range_high": "4"}, "range_high"),
        ({"weight": "0"}, "weight"),
        ({"supplier": "partner"}, "partner"),
        ({"code": "4 1"}, "code"),
    ],
)
def test_a_faulty_indicator_gets_a_message_at_its_field(office, indicator, changes, at):
    url = address(models.Indicator, "change", indicator.pk)
    page = office.post(url, fields_of(office.get(url)) | changes)
    assert at in page.context["adminform"].form.errors


def test_what_is_referred_to_is_not_deleted_and_says_why(office):
    challenge = factories.ChallengeFactory()
    goal = factories.GoalFactory(area=challenge.area)
    goal.challenges.add(challenge)
    url = address(models.Challenge, "delete", challenge.pk)
    assert "odwołują się do tego cele" in office.get(url).content.decode()
    office.post(url, {"post": "yes"})
    assert models.Challenge.objects.filter(pk=challenge.pk).exists()


def test_what_nothing_refers_to_is_deleted(office):
    challenge = factories.ChallengeFactory()
    office.post(address(models.Challenge, "delete", challenge.pk), {"post": "yes"})
    assert not models.Challenge.objects.exists()


def test_the_present_code_of_a_municipality_joins_its_codes(office):
    municipality = factories.MunicipalityFactory(teryt="1206112", sources=[{"title": "A", "url": ""}])
    url = address(models.Municipality, "change", municipality.pk)
    assert office.post(url, fields_of(office.get(url)) | {"teryt": "1206113"}).status_code == 302
    assert [code.teryt for code in municipality.codes.all()] == ["1206113"]


def test_the_one_strategy_is_corrected_never_added_or_deleted(office):
    strategy = factories.StrategyFactory()
    assert office.get(address(models.Strategy, "change", strategy.pk)).status_code == 200
    assert office.get(address(models.Strategy, "add")).status_code in (403, 404)
    assert office.get(address(models.Strategy, "delete", strategy.pk)).status_code in (403, 404)


def test_the_state_of_a_plan_that_goes_through_the_portal_is_not_edited_here(office):
    known, run = factories.ActionPlanFactory(), factories.ActionPlanFactory(state="draft", run_in_portal=True)
    assert 'name="state"' in office.get(address(models.ActionPlan, "change", known.pk)).content.decode()
    page = office.get(address(models.ActionPlan, "change", run.pk))
    assert 'name="state"' not in page.content.decode()
    office.post(address(models.ActionPlan, "change", run.pk), fields_of(page) | {"state": "adopted"})
    run.refresh_from_db()
    assert run.state == "draft"
