"""Loading twice, changing, removing, and what people did meanwhile."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from forums.factories import ForumMemberFactory, TeamMemberFactory
from forums.models import Forum, Team
from metropolis.accounts.factories import UserFactory
from monitoring.loading.tests.sample import CONTENT, load, spoiled, write
from monitoring.models import IndicatorValue, Observation
from strategy import models as strategy
from strategy.loading import differ

pytestmark = pytest.mark.django_db
SECOND = """\
  - code: A.2
    area: A
    name: {pl: Jeziora, en: Lakes}
    unit: km
    kind: context
    scope: municipality
    direction: increase
    supplier: municipality
    frequency: year
    status: official
    source: PAGE
"""
WITH_SECOND = CONTENT.replace("forums:\n", f"{SECOND}forums:\n")


def state():
    """Everything that loading may write, with times and history."""
    models = [strategy.Indicator, strategy.Goal, strategy.Strategy, Team, Forum]
    models += [model.history.model for model in models]
    return [list(model.objects.order_by("pk").values()) for model in [*models, Observation, IndicatorValue]]


def test_the_sample_is_read_back(tmp_path):
    load(tmp_path)
    goal = strategy.Goal.objects.get(code="A.S1")
    assert (goal.parent.code, goal.text_en, goal.sources[0]["title_en"]) == (
        "A.G", "Less sewage", "Page of the union",
    )  # fmt: skip
    assert [challenge.code for challenge in goal.challenges.all()] == ["A.W1"]
    lipa = strategy.Municipality.objects.get(slug="lipa")
    assert [code.teryt for code in lipa.codes.all()] == ["9901011"]
    assert [near.slug for near in lipa.neighbours.all()] == ["sosna"]
    assert (lipa.team.name_pl, lipa.team.name_en) == ("Zespół: Lipa", "Team: Lipa")
    assert strategy.Target.objects.get().value == 20


def test_loading_twice_changes_nothing(tmp_path):
    load(tmp_path)
    before = state()
    outcome = load(tmp_path)
    assert outcome.is_empty
    assert outcome.kept == []
    assert state() == before


def test_values_are_verified_and_have_no_author(tmp_path):
    load(tmp_path)
    value = Observation.objects.get(municipality__slug="lipa").current
    assert (value.state, value.author, float(value.value), value.confidence) == ("verified", None, 4.5, "low")
    assert (value.source, value.source_url) == ("Księga", "")
    assert value.published_at is not None


def test_a_changed_value_is_a_new_revision(tmp_path):
    load(tmp_path)
    outcome = load(tmp_path, spoiled("'9901011': 4.5", "'9901011': 4.6"))
    observation = Observation.objects.get(municipality__slug="lipa")
    revisions = [(value.revision, float(value.value)) for value in observation.values.order_by("revision")]
    assert revisions == [(1, 4.5), (2, 4.6)]
    assert observation.current.revision == 2
    assert [key for _model, key, _detail in outcome.changed] == ["A.1/lipa/2021"]


def test_a_value_entered_by_people_is_kept(tmp_path):
    load(tmp_path)
    observation = Observation.objects.get(municipality__slug="lipa")
    mine = observation.current
    mine.pk, mine.revision, mine.author, mine.value = None, 2, UserFactory(), 5
    mine.save()
    Observation.objects.filter(pk=observation.pk).update(current=mine)
    outcome = load(tmp_path, spoiled("'9901011': 4.5", "'9901011': 4.6"))
    observation.refresh_from_db()
    assert (observation.current.value, observation.values.count()) == (5, 2)
    assert [key for _model, key, _detail in outcome.kept] == ["A.1/lipa/2021"]


def test_a_value_gone_from_the_file_stays(tmp_path):
    load(tmp_path)
    outcome = load(tmp_path, spoiled("          '9901011': 4.5\n", ""))
    assert Observation.objects.filter(municipality__slug="lipa").exists()
    assert "A.1/lipa/2021" in [key for _model, key, _detail in outcome.kept]


def test_what_changed_in_the_file_wins_and_has_history(tmp_path):
    load(tmp_path)
    load(tmp_path, spoiled("Mniej ścieków", "Żadnych ścieków"))
    goal = strategy.Goal.objects.get(code="A.S1")
    assert goal.text_pl == "Żadnych ścieków"
    texts = [(row.text_pl, row.text_en) for row in goal.history.order_by("history_date")]
    assert texts == [("Mniej ścieków", "Less sewage"), ("Żadnych ścieków", "Less sewage")]


def test_what_people_edited_stays_while_the_file_says_the_same(tmp_path):
    load(tmp_path)
    strategy.Goal.objects.filter(code="A.S1").update(text_pl="Nasze słowa")
    outcome = load(tmp_path, spoiled("Czysta woda", "Woda"))
    assert strategy.Goal.objects.get(code="A.S1").text_pl == "Nasze słowa"
    assert strategy.Goal.objects.get(code="A.G").text_pl == "Woda"
    assert ("A.S1" in str(outcome.kept), len(outcome.changed)) == (True, 1)


def test_what_people_edited_can_be_taken_back(tmp_path):
    load(tmp_path)
    strategy.Goal.objects.filter(code="A.S1").update(text_pl="Nasze słowa")
    load(tmp_path, take_back=True)
    assert strategy.Goal.objects.get(code="A.S1").text_pl == "Mniej ścieków"


def test_a_note_gone_from_the_file_is_emptied(tmp_path):
    load(tmp_path, spoiled("level: specific", "level: specific\n            note: {pl: uwaga, en: note}"))
    assert strategy.Goal.objects.get(code="A.S1").note_pl == "uwaga"
    load(tmp_path)
    assert not strategy.Goal.objects.get(code="A.S1").note_pl


def test_a_row_gone_from_the_file_is_removed(tmp_path):
    load(tmp_path, WITH_SECOND)
    assert strategy.Indicator.objects.filter(code="A.2").exists()
    outcome = load(tmp_path)
    assert not strategy.Indicator.objects.filter(code="A.2").exists()
    assert [key for _model, key, _detail in outcome.removed] == ["A.2"]
    assert load(tmp_path).is_empty


def test_a_row_gone_from_the_file_is_kept_while_something_refers_to_it(tmp_path):
    load(tmp_path, WITH_SECOND)
    second = strategy.Indicator.objects.get(code="A.2")
    Observation.objects.create(indicator=second, period="2024")
    outcome = load(tmp_path)
    assert strategy.Indicator.objects.filter(code="A.2").exists()
    assert [key for _model, key, _detail in outcome.kept] == ["A.2"]


def test_rows_made_by_people_are_never_touched(tmp_path):
    load(tmp_path)
    area = strategy.ThematicArea.objects.get()
    strategy.Challenge.objects.create(area=area, code="A.W9", text_pl="nasze", provenance="editorial")
    assert load(tmp_path).is_empty
    assert strategy.Challenge.objects.filter(code="A.W9").exists()


def test_members_of_bodies_are_never_touched(tmp_path):
    load(tmp_path)
    member = ForumMemberFactory(forum=Forum.objects.get())
    coordinator = TeamMemberFactory(team=Team.objects.get(slug="lipa"), role="coordinator")
    load(tmp_path, spoiled("Forum Wody", "Forum Rzek"))
    member.refresh_from_db()
    coordinator.refresh_from_db()
    assert member.forum.name_pl == "Forum Rzek"


def test_a_body_with_members_that_has_gone_from_the_file_is_kept(tmp_path):
    load(tmp_path)
    ForumMemberFactory(forum=Forum.objects.get())
    load(tmp_path, CONTENT[: CONTENT.index("forums:")] + CONTENT[CONTENT.index("team:") :])
    assert Forum.objects.count() == 1


def test_a_municipality_that_changed_its_kind_keeps_its_row_and_its_old_code(tmp_path):
    load(tmp_path)
    before = strategy.Municipality.objects.get(slug="lipa").pk
    text = CONTENT.replace("9901011", "9901013").replace(
        "teryt: '9901013'",
        "teryt: '9901013'\n    teryt_from: 2025-01-01\n    earlier_codes:\n"
        "      - {teryt: '9901011', valid_to: 2024-12-31}",
    )
    load(tmp_path, text)
    lipa = strategy.Municipality.objects.get(slug="lipa")
    assert (lipa.pk, lipa.teryt) == (before, "9901013")
    codes = [(code.teryt, str(code.valid_from), str(code.valid_to)) for code in lipa.codes.all()]
    assert codes == [("9901011", "None", "2024-12-31"), ("9901013", "2025-01-01", "None")]


def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch):
    def refuse(*args):
        raise IntegrityError("no")

    monkeypatch.setattr(differ.Differ, "remove_gone", refuse)
    with pytest.raises(CommandError, match="no"):
        call_command("load_strategy", write(tmp_path), language="en")
    assert not strategy.Strategy.objects.exists()
    assert not Observation.objects.exists()


def test_the_command_says_what_it_did(tmp_path, capsys):
    call_command("load_strategy", write(tmp_path), language="en")
    assert "Observations: 4" in capsys.readouterr().out
    call_command("load_strategy", write(tmp_path), language="en")
    assert capsys.readouterr().out == "Nothing changed.\n"
    text = spoiled("Mniej ścieków", "Bez ścieków")
    call_command("load_strategy", write(tmp_path, text), language="en")
    assert capsys.readouterr().out == "Changed:\n  Goal A.S1: text_pl\n"


def test_a_constant_number_of_queries_looks_for_changes(tmp_path, django_assert_max_num_queries):
    load(tmp_path)
    with django_assert_max_num_queries(90):
        load(tmp_path)


def test_the_state_of_a_plan_that_goes_through_the_portal_is_not_the_files(tmp_path):
    plan = "    plans:\n      - {code: A.P1, name: Plan, state: adopted, status: official, source: PAGE}\n"
    content = CONTENT.replace("municipalities:\n", f"{plan}municipalities:\n", 1)
    load(tmp_path, content)
    strategy.ActionPlan.objects.filter(code="A.P1").update(run_in_portal=True, state="in_implementation")
    load(tmp_path, content.replace("state: adopted", "state: draft"))
    assert strategy.ActionPlan.objects.get(code="A.P1").state == "in_implementation"
