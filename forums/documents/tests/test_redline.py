from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forums.documents.parts import Table, text_of
from forums.documents.redline import accepted, compare, rejected
from forums.documents.summary import lines_of
from strategy.plans.content import PlanContent, SectionContent

from .samples import NEW, OLD, outline_of

TEXTS = st.lists(
    st.sampled_from(
        [
            "<p>Autobusy jeżdżą rzadko i wolno.</p>",
            "<p>Autobusy jeżdżą <strong>rzadko</strong>.</p>",
            "<h3>Koleje</h3>",
            "<ul><li>raz</li><li>dwa</li></ul>",
            "<ol><li>dwa</li><li>trzy cztery</li></ol>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>e</td></tr></table>',
            "<table><tr><td>a</td><td>x</td></tr></table>",
        ]
    ),
    max_size=6,
).map("".join)


def said(outline):
    """All words of a document, table by table and row by row."""
    found = []
    for block in [outline.facts, *outline.blocks]:
        if isinstance(block, Table):
            found.append(text_of(block.caption))
            found += [[text_of(cell.pieces) for cell in row.cells] for row in block.rows]
        else:
            found.append((block.style, block.level, text_of(block.pieces)))
    return found


@pytest.mark.parametrize("language", ["pl", "en"])
def test_accepting_gives_the_new_text_and_rejecting_the_old_one(language):
    old, new = outline_of(OLD, language), outline_of(NEW, language)
    redline = compare(old, new)
    assert said(accepted(redline)) == said(new)
    assert said(rejected(redline)) == said(old)


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_same_holds_for_any_two_texts(before, after):
    old, new = (
        outline_of(PlanContent(OLD.head, (SectionContent("a", "A", "A", html),))) for html in (before, after)
    )
    redline = compare(old, new)
    assert said(accepted(redline)) == said(new)
    assert said(rejected(redline)) == said(old)


def test_a_plan_compared_with_itself_has_no_changes():
    redline = compare(outline_of(NEW), outline_of(NEW))
    assert {part.kind for part in redline.parts} == {"same"}
    assert lines_of(redline) == ("Teksty planu i jego działania są w obu wersjach takie same.",)


def test_the_cover_says_which_actions_and_parts_came_went_and_changed():
    assert lines_of(compare(outline_of(OLD), outline_of(NEW))) == (
        "Dodane działania: 4.P1.3.",
        "Usunięte działania: 4.P1.2.",
        "Zmienione działania: 4.P1.1.",
        "Zmienione części tekstu: 1. Diagnoza; 2. Ryzyka.",
    )


def test_a_row_of_money_is_compared_with_the_row_of_its_source_and_year():
    redline = compare(outline_of(OLD), outline_of(NEW))
    [part] = [part for part in redline.parts if part.key == "action:4.P1.1/funding"]
    assert {row.key: row.kind for row in part.blocks[0].rows} == {
        "head": "same", "FEM 2026": "same", "FEM 2027": "removed", "FEM 2028": "added", "total": "changed",
    }  # fmt: skip


def test_a_moved_section_is_no_loss():
    turned = replace(OLD, sections=OLD.sections[::-1])
    redline = compare(outline_of(OLD), outline_of(turned))
    assert said(accepted(redline)) == said(outline_of(turned))
    assert said(rejected(redline)) == said(outline_of(OLD))
