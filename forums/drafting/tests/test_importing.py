"""Export and import of actions: the same file changes nothing, faults are told by cell, all or nothing."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from forums.drafting.editing import save_part
from forums.drafting.import_saving import keep_upload, look_again, read_import, save_import
from forums.drafting.naming import all_names
from forums.drafting.reading import draft_content, draft_items
from forums.drafting.refusals import Changed, Invalid, WrongMoment
from forums.drafting.workbook import actions_workbook
from forums.models import ActionImport, Team
from forums.tests.plan_world import add_item, draft_plan
from strategy.factories import GoalFactory, IndicatorFactory
from strategy.models import FundingSource, Partner

FULL = {
    "title": "=Wspólny bilet",
    "description": "<h3>Cel</h3><p>Jeden bilet &amp; taryfa.</p><ul><li>strefy</li></ul>",
    "kind": "bundle",
    "is_obligatory": True,
    "goals": ["4.1", "4.10"],
    "indicators": ["4.7"],
    "lead_municipality": "skawina",
    "municipalities": ["skawina", "wieliczka"],
    "partners": ["agh"],
    "responsible_team": "zespol",
    "responsible_function": "kierownik",
    "start": "2026-02-01",
    "end": "2030-12-31",
    "cost": "1234567.89",
    "milestones": [
        {"key": "m1", "name": "Umowa", "due": "2027-03-31"},
        {"key": "m2", "name": "+Start", "due": None},
    ],
    "products": [{"key": "p1", "name": "Wiaty", "unit": "szt.", "target": "12.5"}],
    "funding": [
        {"source": "budget", "year": 2026, "planned": "1000.10", "secured": "0.00"},
        {"source": "eu", "year": 2027, "planned": "2000.00", "secured": "2000.00"},
    ],
    "depends_on": ["4.P1.1"],
}


@pytest.fixture
def plan(area, people, team):
    GoalFactory(area=area, code="4.1", text_pl="Kolej")
    GoalFactory(area=area, code="4.10", text_pl="Bilet")
    IndicatorFactory(area=area, code="4.7")
    Partner.objects.create(slug="agh", name_pl="AGH", name_en="AGH", provenance="editorial")
    for code, name in (("budget", "Budżety gmin"), ("eu", "Fundusze UE")):
        FundingSource.objects.create(code=code, name_pl=name, name_en=name, provenance="editorial")
    Team.objects.filter(slug=team.slug).update(slug="zespol", name_pl="Zespół; Skawina")
    plan = draft_plan(area)
    add_item(plan, "action", "4.P1.3", FULL, order=3)
    return plan


def exported(plan, **kwargs):
    return actions_workbook(draft_content(plan), source="projekt", **kwargs)


def uploaded(data, name="dzialania.xlsx"):
    return SimpleUploadedFile(name, data)


def edited(data, change):
    """The workbook after somebody changed it and saved it again."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def previewed(plan, data, by):
    upload = keep_upload(plan, uploaded(data), by=by)
    return upload, read_import(upload, draft_items(plan))


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("saved_again", [False, True])
@pytest.mark.parametrize("with_lists", [False, True])
def test_the_same_file_changes_nothing(plan, people, language, saved_again, with_lists):
    with translation.override(language):
        data = exported(plan, lists=all_names() if with_lists else None)
        data = edited(data, lambda book: None) if saved_again else data
    _upload, planned = previewed(plan, data, people.forum_member)
    assert planned.faults == ()
    assert (planned.changed, planned.new) == ({}, {})
    assert planned.unchanged == ("4.P1.1", "4.P1.2", "4.P1.3")


def change_everything(book):
    actions = book["Działania"]
    actions["B2"] = "Nowy tytuł"
    actions["O2"] = date(2027, 1, 1)
    actions["Q2"] = "1 500,50 zł"
    actions.append(["nowe 1", "Całkiem nowe", "Opis\nw dwóch akapitach"])
    book["Kamienie milowe"].append(["nowe 1", "Umowa", "31.03.2028"])
    book["Finansowanie"].append(["nowe 1", "Budżety gmin", 2028, 1000])
    actions["R2"] = "nowe 1"


def test_what_was_changed_and_added_is_previewed_and_saved(plan, people):
    upload, planned = previewed(plan, edited(exported(plan), change_everything), people.forum_member)
    assert planned.faults == ()
    assert (list(planned.changed), list(planned.new)) == (["4.P1.1"], ["4.P1.4"])
    assert plan.draft_items.filter(kind="action").count() == 3
    save_import(upload, by=people.forum_member)
    content = draft_content(plan)
    changed, new = content.action("4.P1.1"), content.action("4.P1.4")
    assert (changed.title, changed.start, changed.cost) == (
        "Nowy tytuł",
        date(2027, 1, 1),
        Decimal("1500.50"),
    )
    assert changed.depends_on == ("4.P1.4",)
    assert (new.title, new.description) == ("Całkiem nowe", "<p>Opis</p><p>w dwóch akapitach</p>")
    assert (new.milestones[0].due, new.funding[0].planned) == (date(2028, 3, 31), Decimal("1000.00"))
    item = plan.draft_items.get(key="4.P1.4")
    assert (item.head.origin, item.head.author, item.head.note) == (
        "import",
        people.forum_member,
        "dzialania.xlsx",
    )
    with pytest.raises(WrongMoment):
        save_import(upload, by=people.forum_member)


def spoil(book):
    actions, money = book["Działania"], book["Finansowanie"]
    actions["B2"] = None
    actions["E2"] = "może"
    actions["G3"] = "9.9"
    actions["O3"] = "wiosną"
    actions["P4"] = date(2031, 1, 1)
    actions["A5"], actions["B5"] = "4.P1.99", "Nie ma takiego"
    money["C2"] = "26"
    money["E3"] = 5000


def test_faults_are_told_by_sheet_row_and_column(plan, people):
    upload, planned = previewed(plan, edited(exported(plan), spoil), people.forum_member)
    assert [(fault.sheet, fault.row, fault.letter) for fault in planned.faults] == [
        ("Działania", 2, "B"),
        ("Działania", 2, "E"),
        ("Działania", 3, "G"),
        ("Działania", 3, "O"),
        ("Działania", 4, "P"),
        ("Działania", 5, ""),
        ("Finansowanie", 2, "C"),
        ("Finansowanie", 3, "E"),
    ]
    assert not planned.can_be_saved
    with pytest.raises(Invalid):
        save_import(upload, by=people.forum_member)
    assert not plan.draft_items.filter(head__origin="import").exists()


def test_a_row_that_is_gone_is_removed_and_a_sheet_that_is_gone_changes_nothing(plan, people):
    def change(book):
        book["Kamienie milowe"].delete_rows(2)
        del book["Finansowanie"]

    _upload, planned = previewed(plan, edited(exported(plan), change), people.forum_member)
    content = planned.changed["4.P1.3"]
    assert [row["key"] for row in content["milestones"]] == ["m2"]
    assert len(content["funding"]) == 2


def test_actions_not_in_the_file_stay(plan, people):
    _upload, planned = previewed(
        plan, edited(exported(plan), lambda book: book["Działania"].delete_rows(2, 3)), people.forum_member
    )
    assert (planned.changed, planned.new, planned.unchanged) == ({}, {}, ("4.P1.3",))


def test_dependencies_may_turn_round_in_one_file(plan, people):
    def change(book):
        book["Działania"]["R4"] = None
        book["Działania"]["R2"] = "4.P1.3"

    upload, planned = previewed(plan, edited(exported(plan), change), people.forum_member)
    assert planned.faults == ()
    save_import(upload, by=people.forum_member)
    assert draft_content(plan).action("4.P1.1").depends_on == ("4.P1.3",)


def test_a_circle_in_the_file_is_named(plan, people):
    _upload, planned = previewed(
        plan,
        edited(exported(plan), lambda book: book["Działania"].__setitem__("R2", "4.P1.3")),
        people.forum_member,
    )
    assert "4.P1.1 → 4.P1.3 → 4.P1.1" in planned.faults[0].message


def test_a_part_changed_meanwhile_stops_the_import(plan, people):
    upload, _planned = previewed(plan, edited(exported(plan), change_everything), people.forum_member)
    item = plan.draft_items.get(key="4.P1.2")
    save_part(item, item.head.content | {"title": "Inny"}, base=1, by=people.forum_chair)
    with pytest.raises(Changed) as changed:
        save_import(upload, by=people.forum_member)
    assert "4.P1.2" in changed.value.message
    assert draft_content(plan).action("4.P1.1").title == "Wspólny bilet"
    look_again(upload)
    save_import(ActionImport.objects.get(pk=upload.pk), by=people.forum_member)
    assert draft_content(plan).action("4.P1.1").title == "Nowy tytuł"


def test_another_upload_drops_the_one_that_was_not_confirmed(plan, people):
    first, _planned = previewed(plan, exported(plan), people.forum_member)
    previewed(plan, exported(plan), people.forum_member)
    assert not ActionImport.objects.filter(pk=first.pk).exists()
