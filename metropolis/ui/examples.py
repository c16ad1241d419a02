"""Examples for the page of components. Nothing here is a fact: the page says so at its top."""

import datetime
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext as _

STATUSES = ("achieved", "on_track", "at_risk", "off_track", "no_data", "not_due", "no_target")
AREA_SLUGS = (
    "inteligentne-zarzadzanie",
    "srodowisko-i-przestrzen",
    "mobilnosc",
    "gospodarka",
    "kultura-czasu-wolnego",
    "edukacja",
    "uslugi-spoleczne",
)
DEADLINE = datetime.date(2026, 1, 31)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
PLACES = (
    (2, 1),
    (3, 1),
    (4, 1),
    (5, 1),
    (2, 2),
    (6, 2),
    (1, 3),
    (2, 3),
    (6, 3),
    (2, 4),
    (3, 4),
    (4, 4),
    (5, 4),
    (6, 4),
)


class ExampleForm(forms.Form):
    """Each kind of field once; sent with faults, so that the errors can be seen."""

    value = forms.CharField(label="", error_messages={})
    reason = forms.CharField(required=False, widget=forms.Textarea)
    period = forms.ChoiceField(choices=[("2025", "2025"), ("2024", "2024")])
    supplier = forms.ChoiceField(widget=forms.RadioSelect, choices=[])
    agree = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("Value of the indicator")
        self.fields["value"].help_text = _("As you would write it, for example 1 234,5.")
        self.fields["value"].error_messages["required"] = _("Enter the value as a number, for example 12,5.")
        self.fields["reason"].label = _("Where the change comes from")
        self.fields["period"].label = _("Period")
        self.fields["supplier"].label = _("Who supplies the value")
        self.fields["supplier"].choices = [("m", _("municipalities")), ("o", _("the Office"))]
        self.fields["agree"].label = _("Tell me by e-mail when it is ready")


def everything() -> dict:
    """The context of the page of components."""
    words = status_words()
    return {
        "areas": areas(),
        "statuses": [(code, words[code]) for code in STATUSES],
        "states": state_words(),
        "marks": marks(),
        "counts": [(code, words[code], n) for code, n in zip(STATUSES, (2, 5, 3, 1, 4, 0, 8), strict=True)],
        "tiles": tiles(),
        "tasks": tasks(),
        "jobs": jobs(),
        "form": ExampleForm({"value": "", "period": "2025", "supplier": "m"}),
        "errors": [("id_value", _("Enter the value as a number, for example 12,5."))],
        "rows": [(_("Unit"), "%"), (_("Supplier"), _("municipalities")), (_("Frequency"), _("every year"))],
        "files": [("Excel", "#c-buttons", "xlsx, 12 kB"), ("CSV", "#c-buttons", "csv, 4 kB")],
        "numbers": [("2023", "12,5", "14 200"), ("2024", "12,9", "15 100"), ("2025", "13,4", "15 480")],
        "page": SimpleNamespace(
            number=3,
            has_previous=True,
            has_next=True,
            previous_page_number=2,
            next_page_number=4,
            paginator=_Pages(),
        ),
    }


class _Pages:
    """Fourteen pages, enough for the gaps to show."""

    ELLIPSIS = "…"
    num_pages = 14

    def get_elided_page_range(self, number, *, on_each_side, on_ends):
        """As Django's paginator does it."""
        return [1, "…", number - 1, number, number + 1, "…", self.num_pages]


def status_words() -> dict[str, str]:
    """The words of the statuses, as the indicator pages say them."""
    return {
        "achieved": _("achieved"),
        "on_track": _("on track"),
        "at_risk": _("at risk"),
        "off_track": _("off track"),
        "no_data": _("no data"),
        "not_due": _("not due yet"),
        "no_target": _("no target"),
    }


def state_words() -> list[tuple[str, str]]:
    """The states of a piece of work."""
    return [
        ("todo", _("To do")),
        ("progress", _("In progress")),
        ("done", _("Done")),
        ("waiting", _("Not available yet")),
        ("problem", _("Returned for correction")),
    ]


def areas() -> list[SimpleNamespace]:
    """The seven areas with made-up coverage."""
    names = [
        _("Intelligent management"),
        _("Environment and space"),
        _("Mobility"),
        _("Economy"),
        _("Culture and leisure"),
        _("Education"),
        _("Social services"),
    ]
    rows = zip(AREA_SLUGS, ROMAN, names, (1, 0, 4, 2, 1, 3, 4), (5, 8, 7, 6, 4, 5, 6), strict=True)
    return [
        SimpleNamespace(slug=slug, roman=roman, name=name, order=order, done=done, total=total)
        for order, (slug, roman, name, done, total) in enumerate(rows, start=1)
    ]


def marks() -> list[SimpleNamespace]:
    """One text of every provenance."""
    source = [{"title": _("Example source"), "url": "https://example.org/"}]
    named = [{"title": _("Example source without an address"), "url": ""}]
    words = {
        "official": (_("official wording"), source, ""),
        "paraphrase": (_("paraphrase"), source, ""),
        "editorial": (_("added by the editors"), [], ""),
        "unverified": (_("unverified"), named, "low"),
    }
    return [
        SimpleNamespace(
            provenance=code,
            get_provenance_display=word,
            sources=sources,
            confidence=confidence,
            get_confidence_display=_("low"),
        )
        for code, (word, sources, confidence) in words.items()
    ]


def tiles() -> list[dict]:
    """Fifteen tiles around a large one; one of them without a value."""
    big = {
        "col": 3,
        "row": 2,
        "col_span": 3,
        "row_span": 2,
        "label": "A",
        "value": "809,2",
        "url": "#c-data",
        "level": 3,
    }
    small = [
        {
            "col": col,
            "row": row,
            "col_span": 1,
            "row_span": 1,
            "label": _("Municipality %(letter)s") % {"letter": chr(ord("B") + i)},
            "value": f"{8 + i * 3},{i % 10}" if i else _("no data"),
            "url": "#c-data",
            "level": min(2, i // 5) if i else None,
        }
        for i, (col, row) in enumerate(PLACES)
    ]
    return [big, *small]


def tasks() -> list[SimpleNamespace]:
    """A task in every state."""
    title = _("Data for 2025")
    return [
        SimpleNamespace(
            url="#c-work",
            title=title,
            who=_("Municipality A"),
            state=state,
            state_label=label,
            is_late=i == 0,
            deadline=DEADLINE,
        )
        for i, (state, label) in enumerate(state_words())
    ]


def jobs() -> list[tuple[SimpleNamespace, SimpleNamespace]]:
    """A background job at work, and one that failed."""
    running = SimpleNamespace(
        title=_("Progress report"), state="running", get_state_display=_("running"), reason=""
    )
    half = SimpleNamespace(
        total=58, done=31, text=_("Drawing charts"), elapsed="12 s", left="10 s", percent=53
    )
    failed = SimpleNamespace(
        title=_("Progress report"),
        state="failed",
        get_state_display=_("failed"),
        reason=_("The disk is full."),
    )
    return [
        (running, half),
        (failed, SimpleNamespace(total=0, done=0, text="", elapsed="3 s", left="", percent=0)),
    ]
