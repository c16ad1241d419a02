"""A value that waits, as a line of the queue.

Written here: for fifty lines a template takes longer than the database.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.addresses import address_of
from metropolis.ui.numbers import format_decimal
from metropolis.ui.patterns import filled, with_words

from .queue import Item

_LINE = """<li class="queue-item{{odd}}" id="value-{{pk}}"{{may_decide}}>
  <div class="queue-pick">{{pick}}</div>
  <div class="queue-name">
    <h2 class="queue-title">{{title}}</h2>
    <p class="queue-detail">{{name}}</p>
    {{marks}}
  </div>
  <dl class="queue-numbers">
    {{numbers}}
  </dl>
  {{reasons}}
  <p class="queue-detail">{{origin}}<a href="{{history}}">{history_word}<span class="visually-hidden">: \
{{subject}}</span></a></p>
  {{official}}
  {{evidence}}
  {{deeds}}
</li>
"""
_DEEDS = """<div class="queue-deeds">
    <form method="post" data-verify>{csrf}<button class="button button--secondary" name="value" \
value="{{pk}}">{verify}<span class="visually-hidden">: {{subject}}</span></button></form>
    <details class="chip-fold"{{open}}><summary class="chip">{why}</summary>
      <form method="post" class="chip-panel" novalidate data-return>{csrf}
        <label for="reason-{{pk}}">{what}</label>
        <p class="field-error" id="error-{{pk}}"{{hidden}}>{{error}}</p>
        <textarea id="reason-{{pk}}" name="reason" rows="2" maxlength="1000" \
aria-describedby="error-{{pk}}"{{invalid}}>{{typed}}</textarea>
        <button class="button button--secondary" name="return" value="{{pk}}">\
{back}<span class="visually-hidden">: {{subject}}</span></button>
      </form></details>
  </div>"""
_NUMBER = '<div><dt>{}</dt><dd class="num">{}</dd></div>'
_REASON = "<p><b>{}:</b> {}</p>"
_ASKED = (
    '<p><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">'
    '<path d="M5 0 10 10H0z" fill="currentColor"/></svg> <b>{}:</b> {}</p>'
)


class LineWriter:
    """Writes the lines of one page: words that all of them share are looked up once."""

    def __init__(self, csrf_token: str):
        self._words = {
            "value": _("Value"),
            "standing": _("Verified until now"),
            "last": _("Last time"),
            "change": pgettext("difference", "Change"),
            "parts": _("Numerator and denominator"),
            "no_data": _("no data"),
        }
        self._line = with_words(_LINE, {"history_word": _("History")})
        self._deeds_pattern = with_words(
            _DEEDS,
            {
                "csrf": filled('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', csrf_token),
                "verify": _("Verify"),
                "why": _("return, because …"),
                "what": _("What should be corrected? The author gets this sentence."),
                "back": _("Return to the author"),
            },
        )

    def html(self, item: Item) -> SafeString:
        """One value: what it is, its numbers, what is odd about it, and what can be done."""
        value = item.value
        named = (item.indicator.code, item.place, value.observation.period)
        subject, title = filled("{} {}, {}", *named), filled("<b>{}</b> {}, {}", *named)
        pick = f'<input type="checkbox" name="value" value="{value.pk}" id="pick-{value.pk}" form="bulk">'
        return filled(
            self._line,
            odd=" queue-item--odd" if item.is_odd else "",
            pk=value.pk,
            may_decide=" data-item" if item.may_decide else "",
            pick=SafeString(pick) if item.may_decide else "",
            title=filled('<label for="pick-{}">{}</label>', value.pk, title) if item.may_decide else title,
            name=item.indicator.name,
            marks=_marks(item.marks),
            numbers=self._numbers(item),
            reasons=_reasons(item),
            origin=_origin(value),
            history=address_of("observation", value.observation_id),
            subject=title,
            official=_official(value),
            evidence=_evidence(item),
            deeds=self._deeds(item, subject) if item.may_decide else _why_not(value),
        )

    def _numbers(self, item: Item) -> SafeString:
        value, words = item.value, self._words
        number = filled(
            '<strong class="num">{}</strong> {}', format_decimal(value.value), item.indicator.unit
        )
        lines = [filled("<div><dt>{}</dt><dd>{}</dd></div>", words["value"], number)]
        if item.standing:
            lines.append(filled(_NUMBER, words["standing"], format_decimal(item.standing.value)))
        lines.append(filled("<div><dt>{}</dt><dd>{}</dd></div>", words["last"], self._past(item)))
        change = words["no_data"] if item.change is None else item.change_text
        lines.append(filled(_NUMBER, words["change"], change))
        if value.numerator is not None:
            parts = f"{format_decimal(value.numerator)} / {format_decimal(value.denominator)}"
            lines.append(filled(_NUMBER, words["parts"], parts))
        return SafeString("\n    ".join(lines))

    def _past(self, item: Item) -> str:
        if item.past is None:
            return self._words["no_data"]
        number = format_decimal(item.past.value)
        return filled('<span class="num">{}</span> ({})', number, item.past.period)

    def _deeds(self, item: Item, subject: SafeString) -> SafeString:
        return filled(
            self._deeds_pattern,
            pk=item.value.pk,
            subject=subject,
            open=" open" if item.error else "",
            hidden="" if item.error else " hidden",
            error=item.error,
            invalid=SafeString(' aria-invalid="true"') if item.error else "",
            typed=item.typed,
        )


def _marks(marks: list[str]) -> SafeString | str:
    if not marks:
        return ""
    return filled(
        '<ul class="queue-marks">{}</ul>', format_html_join("", "<li>{}</li>", ([one] for one in marks))
    )


def _reasons(item: Item) -> SafeString | str:
    """What the portal asked, what the author said, and why it came back before."""
    value: Any = item.value  # with what the queue adds to it
    said = []
    if item.question:
        said.append(filled(_ASKED, _("The portal asked"), item.question))
    if value.correction_reason:
        said.append(filled(_REASON, _("Reason of the correction"), value.correction_reason))
    elif value.explanation:
        said.append(filled(_REASON, _("Explanation"), value.explanation))
    elif item.question:
        said.append(filled("<p>{}</p>", _("No explanation was given.")))
    if value.returned_before:
        said.append(filled(_REASON, _("Returned before, because"), value.returned_before))
    return filled('<div class="queue-odd">\n    {}</div>', SafeString("\n    ".join(said))) if said else ""


def _origin(value) -> SafeString:
    """Source, note and author, as sentences before the link to the history."""
    source, note, author = _("Source"), _("Note"), _("Author")
    said = [f"{source}: {value.source}. "] if value.source else []
    said += [f"{note}: {value.note} "] if value.note else []
    said += [f"{author}: {value.entered_by}."] if value.entered_by else []
    return escape("".join(said) + " ")


def _official(value) -> str:
    figure = getattr(value, "official", None)
    if figure is None:
        return ""
    return render_to_string("monitoring/statistics/_mark.html", {"figure": figure, "state": value.state})


def _evidence(item: Item) -> str:
    if not item.evidence:
        return ""
    return render_to_string("monitoring/values/_evidence.html", {"files": item.evidence})


def _why_not(value) -> SafeString:
    """Why the person cannot decide about it."""
    if not value.is_locked or value.correction_reason:
        return filled('<p class="queue-own">{}</p>', _("Entered by you: another person verifies it."))
    return filled(
        '<p class="queue-own">{} <a href="{}">{}</a>{}</p>',
        _("The period is locked."),
        address_of("observation_correct", value.observation_id),
        _("Propose it as a late correction with a reason"),
        _(", or unlock the period."),
    )
