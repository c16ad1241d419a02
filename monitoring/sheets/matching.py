"""Which row of the campaign a line of a file is: by its identifier, or by code and municipality."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.documents.tables.cells import DATE, Cell, kind, text
from monitoring.campaigns.rows import Row
from strategy.indicators.periods import Period
from strategy.models import Indicator

from .columns import fold
from .lines import place_of
from .scope import Scope, read_key

Cells = dict[str, Cell]


class NotFound(ValueError):
    """The line belongs to no row; `field` is the column at fault, `code` names the rule."""

    def __init__(self, field: str, code: str, message: str):
        super().__init__(message)
        self.field, self.code, self.message = field, code, message


@dataclass(frozen=True)
class Found:
    """The row, and what it said when the file was made; `mark` is empty for a file from elsewhere."""

    row: Row
    mark: str


class Finder:
    """Finds rows of a scope for lines of a file."""

    def __init__(self, scope: Scope, rows: list[Row]):
        self.scope = scope
        self.by_pk = {row.due.pk: row for row in rows}
        self.by_code: dict[str, list[Row]] = {}
        for row in rows:
            self.by_code.setdefault(row.indicator.code, []).append(row)
        one_of_each = {_place_key(row): row for row in rows}
        self.places = {place: _names(row) for place, row in one_of_each.items()}
        self.known: dict[str, Indicator] | None = None

    def find(self, cells: Cells) -> Found:
        """The row of a line. Raises NotFound with the sentence for the person."""
        words = {name: text(cell).strip() for name, cell in cells.items() if not _is_spoilt(cell)}
        key = read_key(words.get("key", ""))
        if key is None:
            return Found(self._by_words(words), "")
        row = self.by_pk.get(key[0])
        self._check_period(words, row)
        if row is None:
            self._check_place(words)
            raise NotFound("key", "foreign", _not_asked())
        self._check(words, row)
        return Found(row, key[1])

    def _by_words(self, words: dict[str, str]) -> Row:
        code = words.get("code", "")
        if not code:
            raise NotFound("code", "no-code", _("The row has no code of an indicator."))
        rows = self.by_code.get(code, [])
        if not rows:
            self._check_period(words, None)
            raise NotFound("code", "code", self._unknown(code))
        self._check_period(words, rows[0])
        self._check_place(words)
        place = fold(words.get("place", ""))
        fitting = [row for row in rows if not place or place in self.places[_place_key(row)]]
        if not fitting:
            raise NotFound("place", "place", _not_asked())
        if len(fitting) > 1:
            message = _("Several municipalities are asked for %(code)s. Add the column “Municipality”.")
            raise NotFound("place", "many", message % {"code": code})
        return fitting[0]

    def _check(self, words: dict[str, str], row: Row) -> None:
        """The words of a line and its identifier speak of the same row: columns were not sorted alone."""
        code, place = words.get("code", ""), fold(words.get("place", ""))
        if code and code != row.indicator.code and (code in self.by_code or code in self._indicators()):
            raise NotFound("code", "moved", _moved(code))
        if place and place not in self.places[_place_key(row)]:
            self._check_place(words)
            raise NotFound("place", "moved", _moved(words["place"]))

    def _check_place(self, words: dict[str, str]) -> None:
        place = fold(words.get("place", ""))
        if place and not any(place in names for names in self.places.values()):
            told = {"place": words["place"][:60], "supplier": self.scope.name}
            message = _("The row is for “%(place)s”, and here are the data of: %(supplier)s.")
            raise NotFound("place", "place", message % told)

    def _check_period(self, words: dict[str, str], row: Row | None) -> None:
        typed = words.get("period", "")
        if not typed or typed == self.scope.campaign.period:
            return
        told = {"period": typed[:20], "asked": self.scope.campaign.period}
        try:
            period = Period.parse(typed)
        except ValueError:
            message = _("“%(period)s” is not a period. The campaign asks about %(asked)s.")
            raise NotFound("period", "period", message % told) from None
        indicator = row.indicator if row else self._indicators().get(words.get("code", ""))
        if indicator is not None and not period.fits(indicator.frequency):
            told |= {"code": indicator.code, "often": indicator.get_frequency_display()}
            message = _(
                "The indicator %(code)s is measured %(often)s and has no period “%(period)s”. The campaign"
                " asks about %(asked)s."
            )
            raise NotFound("period", "period", message % told)
        if period != Period.parse(self.scope.campaign.period):
            message = _("The row is for the period %(period)s, and the campaign asks about %(asked)s.")
            raise NotFound("period", "period", message % told)

    def _unknown(self, code: str) -> str:
        words = {"code": code[:40]}
        if code in self._indicators():
            return _("The campaign does not ask here for the indicator %(code)s.") % words
        return _("There is no indicator “%(code)s”. Take the code from the file of the campaign.") % words

    def _indicators(self) -> dict[str, Indicator]:
        """Every indicator by its code; read once, and only when a line is at fault."""
        if self.known is None:
            self.known = {indicator.code: indicator for indicator in Indicator.objects.all()}
        return self.known


def _is_spoilt(cell: Cell) -> bool:
    """A code such as 4.1 that a spreadsheet took for a day: the identifier knows better."""
    return kind(cell) == DATE


def _place_key(row: Row):
    return row.municipality.pk if row.municipality else None


def _names(row: Row) -> set[str]:
    names = set()
    for language in ("pl", "en"):
        with override(language):
            names.add(fold(place_of(row)))
    return names


def _moved(said: str) -> str:
    message = _(
        "The row says “%(said)s”, and its identifier is that of another row. Was a part of the columns"
        " sorted? Download the file again and copy the values into it."
    )
    return message % {"said": said[:60]}


def _not_asked() -> str:
    return _("The row is not part of this campaign here. Download the file again and copy the value into it.")
