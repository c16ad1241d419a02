"""What people type into the forms of drafting, and what comes out of it."""

import datetime
from decimal import Decimal

import pytest
from django.http import QueryDict

from forums.drafting.action_forms import ActionEditor, initial_of
from forums.drafting.forms import SectionForm
from forums.drafting.validating import Fault
from forums.drafting.vocabulary import Term, Vocabulary
from forums.drafting.widgets import DayField, MoneyField, NumberField, YearField, shown_number
from metropolis.ui import richtext
from strategy.plans.content import ActionContent, Funding, Milestone, Product

WORDS = Vocabulary(
    "Gospodarka",
    {
        "goals": (Term("4.1", "4.1 Cel", "Gospodarka"), Term("3.1", "3.1 Cel", "Transport")),
        "municipalities": (Term("skawina", "Skawina"), Term("wieliczka", "Wieliczka")),
        "sources": (Term("OWN", "Środki własne"),),
        "actions": (Term("4.P1.2", "4.P1.2 Parkingi"),),
    },
)
FULL = ActionContent(
    code="4.P1.1",
    title="Wspólny bilet",
    description="<p>Jeden <strong>bilet</strong></p>",
    is_flagship=True,
    goals=("4.1",),
    lead_municipality="skawina",
    municipalities=("skawina", "wieliczka"),
    start=datetime.date(2027, 3, 1),
    end=datetime.date(2028, 12, 31),
    cost=Decimal("1234.50"),
    milestones=(Milestone("m1", "Umowa", datetime.date(2027, 6, 30)), Milestone("m2", "Start")),
    products=(Product("p1", "Bilety", "szt.", Decimal("1000")),),
    funding=(Funding("OWN", 2027, Decimal("1000.00"), Decimal("250.00")),),
    depends_on=("4.P1.2",),
)


def posted(**fields) -> QueryDict:
    """The form of `FULL` as a browser posts it, with some fields typed otherwise."""
    data = QueryDict(mutable=True)
    for name, value in ActionEditor.of(WORDS, FULL, 3).pairs():
        data.appendlist(name, value)
    for name, value in fields.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.12.2026", "2026-12-31"),
        ("1.3.2027", "2027-03-01"),
        (" 31. 12. 2026 r. ", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("31/12/2026 roku", "2026-12-31"),
    ],
)
def test_days_as_people_write_them(typed, day):
    assert DayField(label="d").clean(typed).isoformat() == day


@pytest.mark.parametrize("typed", ["32.12.2026", "30.02.2027", "2026", "jutro", "31.12.26", "٣١.١٢.٢٠٢٦x"])
def test_what_is_no_day(typed):
    with pytest.raises(Exception, match=r"31\.12\.2026"):
        DayField(label="d").clean(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,50", "1234.50"),
        ("1234.5", "1234.5"),
        ("1\u00a0234\u00a0567 zł", "1234567"),
        ("12 PLN", "12"),
        ("-5", "-5"),
    ],
)
def test_money_as_people_write_it(typed, amount):
    assert MoneyField(label="m").clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["1.234,50", "dużo", "1e9", "NaN", "12 34", "999999999999999999"])
def test_what_is_no_money(typed):
    with pytest.raises(Exception, match=r"1 234,50"):
        MoneyField(label="m").clean(typed)


@pytest.mark.parametrize("typed", ["27", "dwa tysiące", "99999", "2027.5"])
def test_what_is_no_year(typed):
    with pytest.raises(Exception, match=r"2027"):
        YearField(label="y").clean(typed)


@pytest.mark.parametrize("text", ["1234.5", "0.01", "1000000", "7"])
def test_a_shown_number_reads_back(text):
    shown = shown_number(Decimal(text), 2)
    assert NumberField(label="n").clean(shown) == Decimal(text)


def test_a_stored_action_comes_back_from_its_form_unchanged():
    editor = ActionEditor(WORDS, data=posted())
    assert editor.is_valid(), editor.errors()
    assert editor.content("4.P1.1") == FULL


def test_an_empty_row_is_no_row_and_a_removed_one_goes():
    data = posted(milestones__0__DELETE="on", products__TOTAL_FORMS="4")
    editor = ActionEditor(WORDS, data=data)
    assert editor.is_valid(), editor.errors()
    assert [row.key for row in editor.content().milestones] == ["m2"]
    assert editor.content().products == FULL.products


def test_one_more_row_loses_nothing_that_was_typed():
    data = posted(cost="dużo", milestones__0__due="kiedyś", goals=["4.1", "3.1"])
    editor = ActionEditor.as_typed(WORDS, data, "milestones")
    assert editor.form["cost"].value() == "dużo"
    assert editor.form["goals"].value() == ["4.1", "3.1"]
    rows = editor.rows["milestones"].forms
    assert [row["name"].value() for row in rows] == ["Umowa", "Start", None]
    assert rows[0]["due"].value() == "kiedyś"
    assert rows[0]["key"].value() == "m1"
    assert not editor.form.errors


def test_all_municipalities_are_ticked_by_a_button():
    editor = ActionEditor.as_typed(WORDS, posted(municipalities=[]), "all-municipalities")
    assert editor.form["municipalities"].value() == ["skawina", "wieliczka"]


@pytest.mark.parametrize(
    ("field", "typed", "where"),
    [
        ("title", "", "id_title"),
        ("start", "wiosna", "id_start"),
        ("cost", "dużo", "id_cost"),
        ("kind", "inny", "id_kind"),
        ("milestones__0__due", "kiedyś", "id_milestones-0-due"),
        ("funding__0__year", "27", "id_funding-0-year"),
        ("funding__0__planned", "", "id_funding-0-planned"),
        ("funding__0__source", "", "id_funding-0-source"),
        ("products__0__target", "wiele", "id_products-0-target"),
        ("description", "<p><img src=x></p>", "id_description"),
        ("description", "x" * (richtext.MAX_CHARACTERS + 1), "id_description"),
    ],
)
def test_bad_input_is_named_at_its_field(field, typed, where):
    editor = ActionEditor(WORDS, data=posted(**{field: typed}))
    assert not editor.is_valid()
    assert [link for link, _sentence in editor.errors()] == [where]


def test_faults_of_the_rules_stand_at_the_rows_they_mean():
    data = posted(
        funding__TOTAL_FORMS="2",
        funding__1__source="OWN",
        funding__1__year="2026",
        funding__1__planned="5",
        funding__1__secured="6",
    )
    editor = ActionEditor(WORDS, data=data)
    assert editor.is_valid(), editor.errors()
    assert [row.year for row in editor.content().funding] == [2026, 2027]
    editor.add_faults(
        [Fault("funding.0.secured", "za dużo"), Fault("lead_partner", "jeden"), Fault("funding", "x")]
    )
    assert editor.rows["funding"].forms[1].errors == {"secured": ["za dużo"]}
    assert editor.form.errors == {"lead": ["jeden"]}
    assert ("rows-funding", "Funding: x") in [
        (link, text.replace("Finansowanie", "Funding")) for link, text in editor.errors()
    ]


def test_what_is_gone_stays_visible_to_be_taken_out():
    content = ActionContent(code="4.P1.1", goals=("9.9",), responsible_team="dawny")
    form = ActionEditor.of(WORDS, content, 1).form
    assert 'value="9.9" id="id_goals_0" checked>' in form["goals"].groups[0][1]
    assert "dawny" in [code for code, _name in form.fields["responsible_team"].choices]


def test_a_form_without_its_rows_says_so_and_does_not_fall():
    data = posted()
    del data["milestones-TOTAL_FORMS"]
    editor = ActionEditor(WORDS, data=data)
    assert not editor.is_valid()
    assert editor.errors()[0][0] == "rows-milestones"


def test_keys_of_rows_cannot_be_smuggled():
    editor = ActionEditor(WORDS, data=posted(milestones__0__key="<script>alert(1)</script>"))
    assert editor.is_valid()
    assert len(editor.content().milestones[0].key) == 8


def test_initial_values_name_one_lead():
    assert initial_of(FULL)["lead"] == "lead_municipality:skawina"


def test_a_section_takes_plain_text_too():
    form = SectionForm({"html": "Pierwszy.\n\nDrugi.", "base": "1"})
    assert form.is_valid()
    assert form.content() == {"html": "<p>Pierwszy.</p><p>Drugi.</p>"}


@pytest.mark.parametrize("html", ["<p><img src='x'></p>", "<script>x</script><p>a</p>", "y" * 300_001])
def test_a_section_says_what_cannot_be_kept(html):
    form = SectionForm({"html": html, "base": "1"})
    assert not form.is_valid()
    assert list(form.errors) == ["html"]
    assert form["html"].value() == html
