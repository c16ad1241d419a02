"""A line of the entry page: a value due with its field, its past, its question and what is folded away.

Written here: a page has fifty, and a template takes longer for them than everything else together.
"""

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from metropolis.ui.addresses import address_of
from metropolis.ui.numbers import format_decimal
from metropolis.ui.patterns import filled, with_words
from metropolis.ui.templatetags.portal import state_badge

from .forms import Line
from .rows import Row

_LINE = """<li class="entry-row entry-row--{state}" id="row-{pk}" data-row="{pk}" data-code="{code}">
  <div class="entry-name">
    {label}
  </div>
  <dl class="entry-past" id="past-{pk}">
    {past}
  </dl>
  <div class="entry-field">
    {field}
  </div>
  <div class="entry-state" data-state>{badge}</div>
  <p class="field-error" id="error-value-{pk}" data-error="value"{hide_fault}>{fault}</p>
  <p class="field-error" id="stale-{pk}" data-stale{hide_stale}>{stale}</p>
  {returned}
  {more}
</li>
"""
_PAST = '<div><dt>{}</dt><dd><span class="num">{}</span> ({})</dd></div>'
_NUMBER = (
    '<input class="input-number" type="text" inputmode="decimal" autocomplete="off" id="{name}-{pk}"'
    ' name="{name}-{pk}" value="{text}" aria-describedby="{described}"{invalid}>'
)
_UNIT = '<span class="entry-input">{}<span class="entry-unit" id="unit-{}">{}</span></span>'
_RATIO = """<div class="entry-ratio" role="group" aria-labelledby="name-{pk}">
  <label for="numerator-{pk}">{numerator_word}</label>
  {numerator}
  {numerator_fault}
  <label for="denominator-{pk}">{denominator_word}</label>
  {denominator}
  {denominator_fault}
  <p class="entry-unit">= <output class="num" data-computed>{value}</output> {unit}</p>
</div>"""
_MORE = """<input type="hidden" name="token-{{pk}}" value="{{token}}" data-token>\
<input type="hidden" name="confirm-{{pk}}" value="{{confirm}}">
<p class="entry-clash" data-clash hidden><button type="button" class="chip" data-keep>{keep}{{of}}</button> \
<button type="button" class="chip" data-take>{take}{{of}}</button></p>
<p class="entry-proposed">{proposed}</p>
<div class="entry-why" data-question{{hide_question}}>
  <label for="explanation-{{pk}}" data-question-text>{{question}}</label>
  <input type="text" id="explanation-{{pk}}" name="explanation-{{pk}}" value="{{explanation}}" \
maxlength="2000" aria-describedby="error-explanation-{{pk}}">
  {{explanation_fault}}
</div>
<div class="entry-more">
  {{repeat}}
  <details class="chip-fold"{{open_reason}}>
    <summary class="chip">{no_data}</summary>
    <div class="chip-panel">
      <label for="reason-{{pk}}">{why}</label>
      <input type="text" id="reason-{{pk}}" name="reason-{{pk}}" value="{{reason}}" maxlength="300" \
list="usual-reasons" aria-describedby="error-reason-{{pk}}"{{invalid_reason}}>
      {{reason_fault}}
    </div>
  </details>
  <details class="chip-fold"{{open_source}}>
    <summary class="chip">{more}</summary>
    <div class="chip-panel">
      <label for="source-{{pk}}">{source_word} <span class="optional">{optional}</span></label>
      <input type="text" id="source-{{pk}}" name="source-{{pk}}" value="{{source}}" maxlength="300" \
aria-describedby="error-source-{{pk}}">
      {{source_fault}}
      <label for="note-{{pk}}">{note_word} <span class="optional">{optional}</span></label>
      <textarea id="note-{{pk}}" name="note-{{pk}}" rows="2" maxlength="2000" \
aria-describedby="error-note-{{pk}}">{{note}}</textarea>
      {{note_fault}}
    </div>
  </details>
  <a class="chip" href="{{evidence_url}}" data-evidence>{evidence}{{files}}\
<span class="visually-hidden">: {{place}}</span></a>
</div>"""
_REPEAT = (
    '<button type="submit" class="chip" name="same" value="{}" data-same="{}">{}'
    '<span class="visually-hidden">: {}, {}</span></button>'
)
_OPEN, _HIDDEN, _INVALID = SafeString(" open"), SafeString(" hidden"), SafeString(' aria-invalid="true"')


class LineWriter:
    """Writes the lines of one page: the words that all of them share are looked up once."""

    def __init__(self, *, by_place: bool):
        """`by_place`: whether rows are told apart by their municipality, or all are of one."""
        self._by_place = by_place
        self._words = _escaped(
            {
                "last": _("Last time"),
                "target": _("Target"),
                "nothing": _("no data"),
                "unchanged": _("no change"),
                "history": _("History"),
            }
        )
        self._more_pattern = with_words(
            _MORE,
            {
                "proposed": _(
                    "Proposed: the last value. Choose “no change” to confirm it, or write the new one."
                ),
                "no_data": _("no data, because …"),
                "why": _("Why are there no data?"),
                "keep": _("save mine"),
                "take": _("take theirs"),
                "more": _("source and note"),
                "evidence": _("evidence files"),
                "source_word": _("Source"),
                "note_word": _("Note"),
                "optional": _("(optional)"),
            },
        )

    def html(self, line: Line) -> SafeString:
        """One value due."""
        row, pk = line.row, line.pk
        municipality = f" {row.municipality.name}" if self._by_place and row.municipality else ""
        return filled(
            _LINE,
            state=row.state.value,
            pk=pk,
            code=f"{row.indicator.code}{municipality}",
            label=self._label(row, pk),
            past=self._past(row),
            field=self._field(line),
            badge=state_badge(row.state.badge, row.state.label),
            hide_fault="" if line.faults["value"] else _HIDDEN,
            fault=line.faults["value"],
            hide_stale="" if line.stale else _HIDDEN,
            stale=_stale(line),
            returned=_returned(row) if row.is_returned else "",
            more=self._more(line),
        )

    def _label(self, row: Row, pk: str) -> SafeString:
        if row.editable and not row.is_ratio:
            return filled('<label for="value-{}">{}</label>', pk, self._name(row))
        return filled('<p class="entry-label" id="name-{}">{}</p>', pk, self._name(row))

    def _name(self, row: Row) -> SafeString:
        code, name = row.indicator.code, row.indicator.name
        if not self._by_place:
            return filled("<b>{}</b> {}", code, name)
        place = row.municipality.name if row.municipality else _("The metropolis as a whole")
        return filled('{}<span class="visually-hidden">: {} {}</span>', place, code, name)

    def _past(self, row: Row) -> SafeString:
        words, places = self._words, row.indicator.precision
        if row.past:
            number = format_decimal(row.past.value, places)
            past = filled(_PAST, words["last"], number, row.past.period)
        else:
            past = filled("<div><dt>{}</dt><dd>{}</dd></div>", words["last"], words["nothing"])
        if row.target is None:
            return past
        number = format_decimal(row.target.value, places)
        return past + SafeString("\n    ") + filled(_PAST, words["target"], number, row.target.period)

    def _field(self, line: Line) -> str:
        if not line.row.editable:
            return render_to_string("monitoring/campaigns/_answer.html", {"row": line.row})
        if line.row.is_ratio:
            return ratio_html(line)
        pk = line.pk
        described = f"past-{pk} unit-{pk} error-value-{pk} stale-{pk}"
        return filled(_UNIT, _number(line, "value", described), pk, line.row.indicator.unit)

    def _more(self, line: Line) -> SafeString | str:
        """The question and what is folded away; of a row that is not typed into, where it is told of."""
        if line.row.editable:
            return self._folded_away(line)
        return self._told(line.row) if line.row.latest else ""

    def _folded_away(self, line: Line) -> SafeString:
        row, texts, faults = line.row, line.texts, line.faults
        code = row.indicator.code
        return filled(
            self._more_pattern,
            pk=line.pk,
            token=texts.token,
            confirm=texts.confirm,
            of=filled('<span class="visually-hidden">: {}</span>', code),
            hide_question="" if row.question_text else _HIDDEN,
            question=row.question_text,
            explanation=texts.explanation,
            explanation_fault=_fault(line, "explanation"),
            repeat=self._repeat(line) if row.can_repeat else "",
            open_reason=_OPEN if texts.reason or faults["reason"] else "",
            reason=texts.reason,
            invalid_reason=_INVALID if faults["reason"] else "",
            reason_fault=_fault(line, "reason"),
            open_source=_OPEN if faults["source"] or faults["note"] or row.is_returned else "",
            source=texts.source,
            source_fault=_fault(line, "source"),
            note=texts.note,
            note_fault=_fault(line, "note"),
            evidence_url=row.evidence_address,
            files=f" ({len(row.evidence)})" if row.evidence else "",
            place=f"{code} {row.municipality.name}" if row.municipality else code,
        )

    def _repeat(self, line: Line) -> SafeString:
        code, word = line.row.indicator.code, self._words["unchanged"]
        return filled(_REPEAT, line.pk, line.past_parts, word, code, line.past_number)

    def _told(self, row: Row) -> SafeString:
        evidence = ""
        if row.evidence:
            evidence = render_to_string("monitoring/values/_evidence.html", {"files": row.evidence})
        return filled(
            '{}<p class="entry-history"><a href="{}">{}<span class="visually-hidden">: {}</span></a></p>',
            evidence,
            address_of("observation", row.due.observation_id),
            self._words["history"],
            row.indicator.code,
        )


def ratio_html(line: Line) -> SafeString:
    """A ratio is asked for as numerator and denominator."""
    pk = line.pk
    return filled(
        _RATIO,
        pk=pk,
        numerator_word=_("Numerator"),
        numerator=_number(line, "numerator", f"past-{pk} error-numerator-{pk}"),
        numerator_fault=_fault(line, "numerator"),
        denominator_word=_("Denominator"),
        denominator=_number(line, "denominator", f"error-denominator-{pk}"),
        denominator_fault=_fault(line, "denominator"),
        value=line.texts.value,
        unit=line.row.indicator.unit,
    )


def _number(line: Line, name: str, described: str) -> SafeString:
    """A field for a number."""
    text, invalid = getattr(line.texts, name), _INVALID if line.faults[name] else ""
    return filled(_NUMBER, name=name, pk=line.pk, text=text, described=described, invalid=invalid)


def _fault(line: Line, name: str) -> SafeString:
    """The sentence under a field; hidden while nothing is wrong, for the script to fill in."""
    fault, pk = line.faults[name], line.pk
    if not fault:  # nearly always: nothing to escape
        return SafeString(f'<p class="field-error" id="error-{name}-{pk}" data-error="{name}" hidden></p>')
    return filled(
        '<p class="field-error" id="error-{name}-{pk}" data-error="{name}">{fault}</p>',
        name=name,
        pk=pk,
        fault=fault,
    )


def _escaped(words: dict[str, str]) -> dict[str, SafeString]:
    """Words of the page, escaped once and not in each line."""
    return {name: escape(text) for name, text in words.items()}


def _stale(line: Line) -> str:
    if not line.stale:
        return ""
    return " ".join([line.stale, _("Your text stands in the field; save again to keep yours.")])


def _returned(row: Row) -> SafeString:
    asked = _("The Association Office asks to correct it: “%(reason)s”") % {"reason": row.latest.reason}
    how = _("If the value is right, say why in the note.")
    return filled('<p class="entry-returned">{}\n    {}</p>', asked, how)
