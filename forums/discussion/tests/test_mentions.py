"""Names behind an "@": pure reading of the text, and the list that helps to type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forums.discussion.mentions import MOST_SIGNS, longest, named_in, openings_of, suggestions

NAMES = {"Anna", "Anna Nowak", "Zespół Skawina", "Forum, gospodarka (przykład)"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@Anna Nowak, zobacz", "Anna Nowak"),
        ("zobacz @Anna Nowak.", "Anna Nowak"),
        ("(@Anna)", "Anna"),
        ("@Anna Kowalska", "Anna"),
        ("@Forum, gospodarka (przykład), zobacz", "Forum, gospodarka (przykład)"),
        ("(@Anna Nowak).", "Anna Nowak"),
        ("@Zespół  Skawina: tak", "Zespół Skawina"),
        ("@Anna\nNowak", "Anna"),
        ("poczta anna@Anna", None),
        ("@ Anna", None),
    ],
)
def test_the_longest_name_behind_the_sign_counts(text, name):
    found = [longest(starts, NAMES) for starts in openings_of(text)]
    assert found == ([name] if name else [])


@settings(deadline=None)
@given(st.text(alphabet="@ aA.\n,ż", max_size=200))
def test_any_text_can_be_read(text):
    assert len(openings_of(text)) <= min(text.count("@"), MOST_SIGNS)


@pytest.mark.django_db
def test_a_text_without_the_sign_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert named_in("bez znaku") == named_in("")


@pytest.mark.django_db
def test_suggestions_forgive_accents_and_begin_with_the_closest(people, team):
    team.name_pl = "Zespół Świątniki"
    team.save()
    assert [one.name for one in suggestions("swiat")] == ["Zespół Świątniki"]
    assert [one.name for one in suggestions(people.office.name[:5])]
    assert people.former_member.name not in [one.name for one in suggestions(people.former_member.name)]
