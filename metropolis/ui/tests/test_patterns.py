"""HTML that is put together in code."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from metropolis.ui.patterns import filled, with_words

PATTERN = '<a title="{title}">{}</a>'


@pytest.mark.parametrize("text", ["<b>", "a & b", '"', "'", "", 12, mark_safe("<b>już</b>"), "{nic}"])
def test_it_says_what_format_html_says(text):
    assert filled(PATTERN, text, title=text) == format_html(PATTERN, text, title=text)


def test_what_was_filled_is_not_escaped_again():
    assert filled("{}", filled("<b>{}</b>", "&")) == "<b>&amp;</b>"


def test_words_are_put_in_once_and_the_rest_waits_for_each_line():
    line = with_words("<p>{word}: {{value}}</p>", {"word": "gminy & {miasta}"})
    assert filled(line, value="<3>") == "<p>gminy &amp; {miasta}: &lt;3&gt;</p>"
