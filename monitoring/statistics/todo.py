"""What statistics put on people's task lists."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from strategy.models import Municipality

from .models import OfficialFigure


@dataclass(frozen=True)
class FiguresTask:
    """Figures that wait for a municipality to confirm or contest them."""

    municipality: Municipality
    count: int

    @property
    def url(self) -> str:
        return reverse("statistics_answers", args=[self.municipality.slug])


def figures_to_answer(municipalities: list[Municipality]) -> list[FiguresTask]:
    """One line for each of the municipalities that has figures to look at; one query."""
    waiting = OfficialFigure.objects.waiting().of_places(municipalities)
    counts = Counter(waiting.values_list("value__observation__municipality", flat=True))
    return [FiguresTask(place, counts[place.pk]) for place in municipalities if counts[place.pk]]
