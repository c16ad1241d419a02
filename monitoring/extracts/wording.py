"""The sentences and cells of an extract: the same in Word and in Excel, in the active language."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.dates import long_date
from metropolis.ui.numbers import format_decimal, signed
from monitoring.status.points import Point

from .reading import Extract, Measure


def title_of(extract: Extract) -> str:
    """What the file is called inside."""
    return _("%(municipality)s in the metropolitan strategy, %(year)s") % {
        "municipality": extract.municipality.name,
        "year": extract.year,
    }


def genre() -> str:
    """What kind of file it is."""
    return _("Extract for the report on the state of the municipality")


def legal_basis(extract: Extract) -> str:
    """Why the municipality needs it."""
    return _(
        "Under art. 28aa of the Act on municipal self-government the report on the state of the municipality "
        "is due by 31 May every year. It covers, among other things, the implementation of policies, "
        "programmes and strategies: so also of the supra-local strategy that the municipality implements "
        "with others. "
        "The report due by 31 May %(due)s speaks of the year %(year)s."
    ) % {"due": extract.year + 1, "year": extract.year}


def caution() -> str:
    """What it is not."""
    return _("This is not legal advice: check the current text of the Act.")


def summary(extract: Extract) -> list[str]:
    """What the extract holds, and what it does not, in a few sentences."""
    total, known = len(extract.measures), len(extract.measured)
    if not total:
        values = _("No indicator of the strategy is measured for municipalities yet.")
    else:
        values = ngettext(
            "Verified value of %(year)s: %(known)s of %(n)s indicator measured for municipalities.",
            "Verified values of %(year)s: %(known)s of %(n)s indicators measured for municipalities.",
            total,
        ) % {"year": extract.year, "known": known, "n": total}
    count = len(extract.involvements)
    actions = ngettext(
        "The municipality takes part in %(n)s action of the plans in force.",
        "The municipality takes part in %(n)s actions of the plans in force.",
        count,
    ) % {"n": count}
    return [values, actions if count else no_actions()]


def no_actions() -> str:
    """What is said where no plan in force names the municipality."""
    return _("No plan that is in force in the portal names an action of this municipality.")


def how_to_read() -> list[str]:
    """How the figures came about."""
    return [
        _(
            "Values are those verified by the Association Office and published in the portal by the day of "
            "the extract."
        ),
        _("Missing is not zero: where there is no verified value, the cell says “no data”."),
        _("The change is that from the same period of the year before."),
        _(
            "The metropolitan figure is computed from the municipalities that have a value, and says how "
            "many of how many; or it was reported for the whole metropolis."
        ),
        _(
            "The status is that of the indicator in the whole metropolis on the day of the extract. It does "
            "not judge the municipality."
        ),
    ]


def source_of_all(extract: Extract) -> str:
    """Where the extract was taken from, and when."""
    return _("Source: %(portal)s, %(address)s, data as of %(day)s.") % {
        "portal": settings.PORTAL_NAME,
        "address": settings.BASE_URL,
        "day": long_date(extract.made_on),
    }


def no_data() -> str:
    """In place of a number that is not known."""
    return _("no data")


def value_text(point: Point | None, measure: Measure) -> str:
    """A value without its unit; its period where that is not the year."""
    if point is None:
        return no_data()
    text = format_decimal(point.value, measure.indicator.precision)
    period = "" if point.period.months == 12 else f" ({point.period.label})"
    revised = f", {_('revised')}" if point.revised else ""
    return f"{text}{period}{revised}"


def change_text(measure: Measure) -> str:
    """The change, or that there is nothing to compare."""
    if measure.change is None:
        return _("nothing to compare")
    return signed(measure.change, measure.indicator.precision)


def metropolis_text(measure: Measure) -> str:
    """The metropolitan figure with its coverage."""
    figure = measure.metropolis
    if figure is None:
        return _("no figure")
    return f"{format_decimal(figure.value, measure.indicator.precision)} ({coverage_text(measure)})"


def coverage_text(measure: Measure) -> str:
    """On whose data the metropolitan figure stands."""
    figure = measure.metropolis
    if figure is None:
        return ""
    if figure.coverage is None:
        return _("reported for the metropolis")
    return _("%(present)s of %(expected)s municipalities") % {
        "present": figure.coverage.present,
        "expected": figure.coverage.expected,
    }


def source_text(measure: Measure) -> str:
    """Whose the value is."""
    if measure.now is None:
        return ""
    return measure.now.source or _("source not named")


def missing_text(measure: Measure) -> str:
    """An indicator without a value of the year, with what explains it."""
    indicator = measure.indicator
    return f"{indicator.code} {indicator.name} ({indicator.get_frequency_display()})"


def area_name(area) -> str:
    """The heading above the indicators of an area."""
    return f"{area.roman} {area.name}" if area else _("Context of all areas")


def file_name(extract: Extract, language: str, ending: str) -> str:
    """`raport-o-stanie-gminy_skawina_2025.docx`."""
    parts = ["raport-o-stanie-gminy", extract.municipality.slug, str(extract.year)]
    parts += [language] if language != "pl" else []
    return f"{'_'.join(parts)}.{ending}"
