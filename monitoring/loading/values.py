"""Values from the content file, as verified observations without an author.

A value that changed in the file becomes a new revision. Values that people entered are never touched,
and no value is ever deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.values.models import IndicatorValue, Observation
from strategy.indicators.models import fits, validate_period
from strategy.indicators.periods import Period
from strategy.loading.differ import Differ, plain
from strategy.loading.fields import Choice, Number, Sources, known_keys
from strategy.loading.nodes import Node
from strategy.loading.rows import Book, Row
from strategy.loading.sections import items
from strategy.models import Indicator, Municipality, MunicipalityCode
from strategy.provenance import Confidence

LABEL = Observation._meta.label_lower
KEYS = ("source", "confidence", "metropolis", "municipalities")
SOURCE = Sources("source")
CONFIDENCE = Choice("confidence", choices=Confidence)
NUMBER = Number("value")


@dataclass(frozen=True)
class Reading:
    """One value of the file."""

    indicator: Row
    municipality: Row | None
    period: str
    value: Decimal
    source: dict[str, str]
    confidence: str

    @property
    def key(self) -> str:
        place = self.municipality.key if self.municipality else "-"
        return f"{self.indicator.key}/{place}/{self.period}"

    @property
    def data(self) -> dict[str, Any]:
        """As the file has it, to be compared with the next load."""
        return {"value": plain(self.value), "source": self.source, "confidence": self.confidence}


class ValueReader:
    """Reads `values` under the indicators of a book."""

    def __init__(self):
        self.readings: list[Reading] = []

    def read(self, book: Book) -> None:
        """Keys `values` in the section `indicators`."""
        for _place, node in items(book, book.root, "indicators"):
            values, code = node.is_mapping and node.get("values"), node.is_mapping and node.get("code")
            row = book.rows.get(Indicator, {}).get(code.text) if code and code.is_scalar else None
            if values and row is not None:
                self._read_values(book, values, row)

    def _read_values(self, book: Book, node: Node, indicator: Row) -> None:
        if not node.is_mapping:
            book.fault(node, _("Write named fields here, for example “code: 4.1”."))
            return
        known_keys(book, node, KEYS)
        source, confidence = self._origin(book, node)
        for period, number in self._years(book, node.get("metropolis"), indicator):
            self._take(book, number, Reading(indicator, None, period, Decimal(0), source, confidence))
        for period, places in self._years(book, node.get("municipalities"), indicator):
            for municipality, number in self._places(book, places):
                empty = Reading(indicator, municipality, period, Decimal(0), source, confidence)
                self._take(book, number, empty)

    def _origin(self, book: Book, node: Node) -> tuple[dict[str, str], str]:
        source = node.get("source")
        if source is None:
            book.fault(node, _("“%(key)s” is missing.") % {"key": "source"}, f"{node.path}.source")
        read = SOURCE.read(book, source, Indicator)["source"] if source else []
        stated = node.get("confidence")
        confidence = CONFIDENCE.read(book, stated, Indicator) if stated else {}
        return (read[0] if read else {"title": "", "url": ""}), confidence.get("confidence", "")

    def _years(self, book: Book, node: Node | None, indicator: Row):
        if node is None:
            return
        if not node.is_mapping:
            book.fault(node, _("Write the values by period, for example “2024: 12.5”."))
            return
        seen = set()
        for key, value in node.pairs():
            period = key.text if key.is_scalar else "?"
            if period in seen:
                book.fault(key, _("“%(key)s” is written twice.") % {"key": period})
            elif fault := _period_fault(period, indicator.values["frequency"]):
                book.fault(key, fault)
            elif not value.is_empty:
                yield period, value
            seen.add(period)

    def _places(self, book: Book, node: Node):
        if not node.is_mapping:
            book.fault(node, _("Write the values by TERYT code, for example “'1206113': 12.5”."))
            return
        seen = set()
        for key, value in node.pairs():
            teryt = key.text if key.is_scalar else "?"
            code = book.rows.get(MunicipalityCode, {}).get(teryt)
            if teryt in seen:
                book.fault(key, _("“%(key)s” is written twice.") % {"key": teryt})
            elif code is None:
                message = _("There is no municipality with the TERYT code %(teryt)s in this file.")
                book.fault(key, message % {"teryt": teryt})
            elif not value.is_empty:
                yield book.find(code.values["municipality"]), value
            seen.add(teryt)

    def _take(self, book: Book, node: Node, reading: Reading) -> None:
        if not node.is_scalar:
            book.fault(node, _("Write one value here, not a list or a group."))
            return
        try:
            value = NUMBER.parse(node.text)
        except ValidationError as error:
            book.fault(node, " ".join(error.messages))
            return
        if reading.indicator.values["is_share"] and not 0 <= value <= 100:
            book.fault(node, _("This indicator is a share: its values lie between 0 and 100."))
        taken = {**reading.__dict__, "value": value, "period": Period.parse(reading.period).code}
        self.readings.append(Reading(**taken))

    # --- the database ------------------------------------------------------------------------

    def write(self, differ: Differ) -> None:
        """Store what is new or changed, inside the load's transaction."""
        observed = {
            (row.indicator_id, row.municipality_id, row.period): row
            for row in Observation.objects.select_for_update(of=("self",)).select_related("current")
        }
        for reading in self.readings:
            item = differ.memory.get((LABEL, reading.key))
            if item is None or item.data != reading.data or differ.take_back:
                self._store(differ, observed, reading)
        self._report_gone(differ)

    def _store(self, differ: Differ, observed: dict, reading: Reading) -> None:
        indicator = differ.objects[Indicator, reading.indicator.key]
        place = reading.municipality
        municipality = differ.objects[Municipality, place.key] if place else None
        observation = observed.get((indicator.pk, municipality and municipality.pk, reading.period))
        current = observation.current if observation else None
        if current is not None and (current.author_id or current.decided_by_id):
            detail = _("a value entered by people is kept")
            differ.outcome.kept.append((Observation, reading.key, detail))
            return
        if current is None or not _says(current, reading):
            if observation is None:
                observation = Observation.objects.create(
                    indicator=indicator, municipality=municipality, period=reading.period
                )
            _revise(observation, reading)
            outcome = differ.outcome.added if current is None else differ.outcome.changed
            outcome.append((Observation, reading.key, ""))
        differ.recall(LABEL, reading.key, reading.data)

    def _report_gone(self, differ: Differ) -> None:
        held = {reading.key for reading in self.readings}
        for label, key in differ.memory:
            if label == LABEL and key not in held:
                detail = _("no longer in the file; values are never deleted")
                differ.outcome.kept.append((Observation, key, detail))


def _period_fault(period: str, frequency: str) -> str:
    try:
        validate_period(period)
    except ValidationError as error:
        return " ".join(error.messages)
    if fits(period, frequency):
        return ""
    return _("The period %(period)s does not fit the frequency.") % {"period": period}


def _says(current: IndicatorValue, reading: Reading) -> bool:
    return (current.value, current.source, current.source_url, current.confidence) == (
        reading.value,
        reading.source["title"],
        reading.source["url"],
        reading.confidence,
    )


def _revise(observation: Observation, reading: Reading) -> None:
    """A further revision, verified at once: what the file says was checked by its editors."""
    last = observation.values.order_by("-revision").values_list("revision", flat=True).first() or 0
    now = timezone.now()
    observation.current = IndicatorValue.objects.create(
        observation=observation,
        revision=last + 1,
        state=IndicatorValue.State.VERIFIED,
        value=reading.value,
        source=reading.source["title"],
        source_url=reading.source["url"],
        confidence=reading.confidence,
        submitted_at=now,
        decided_at=now,
        published_at=now,
    )
    observation.save()
