"""A report on an action as it is typed or sent by the API. Pure: no database, request or clock."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LIMIT = 4000
NOTE_LIMIT = 500
STARTED_NOT, IN_PROGRESS, DELAYED, DONE, ABANDONED = (
    "not_started", "in_progress", "delayed", "done", "abandoned",
)  # fmt: skip


@dataclass(frozen=True)
class MilestoneAnswer:
    """A milestone was reached on a day, or is now expected on one; both None: nothing is said."""

    key: str
    reached_on: datetime.date | None = None
    expected_on: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class SpendingAnswer:
    """PLN spent from a source (by its code) in a year."""

    source: str
    year: int
    amount: Decimal


@dataclass(frozen=True)
class Answer:
    """Everything that a report says. `percent` None stands for what follows from the stage."""

    stage: str
    percent: int | None = None
    done: str = ""
    blocks: str = ""
    explanation: str = ""
    milestones: tuple[MilestoneAnswer, ...] = ()
    spending: tuple[SpendingAnswer, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What the plan says of the action, as far as the rules ask: milestones by key, money by source."""

    milestones: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    secured: dict[str, Decimal] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None


class Misread(ValueError):
    """What cannot be kept. `errors`: a sentence by field, `milestones.KEY` and `spending.N` included."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(errors)
        self.errors = errors


def percent_of(answer: Answer) -> int | None:
    """The per cent that was given; what has not begun is at 0 and what is done at 100 without being asked."""
    if answer.percent is None:
        return {STARTED_NOT: 0, DONE: 100}.get(answer.stage)
    return answer.percent


def faults(answer: Answer, planned: Planned, today: datetime.date) -> dict[str, str]:
    """What is impossible, by field. What is only odd is asked about: `questions`."""
    found = _faults_of_texts(answer)
    percent = percent_of(answer)
    if percent is None:
        found["percent"] = _("Write how much is done in per cent, from 0 to 100.")
    elif not 0 <= percent <= 100:
        found["percent"] = _("Write per cent as a whole number from 0 to 100.")
    if answer.stage in (DELAYED, ABANDONED) and not answer.blocks.strip():
        found["blocks"] = _("Write what blocks the action, or why it was abandoned.")
    for one in answer.milestones:
        if sentence := _fault_of_milestone(one, planned, today):
            found[f"milestones.{one.key}"] = sentence
    for number, row in enumerate(answer.spending):
        if sentence := _fault_of_spending(row, answer.spending[:number], today):
            found[f"spending.{number}"] = sentence
    return found


def _faults_of_texts(answer):
    sentence = _("Shorten the text to at most %(limit)s characters.") % {"limit": LIMIT}
    names = ("done", "blocks", "explanation")
    return {name: sentence for name in names if len(getattr(answer, name)) > LIMIT}


def _fault_of_milestone(one, planned, today):
    if one.key not in planned.milestones:
        return _("The plan has no such milestone.")
    if one.reached_on and one.expected_on:
        return _("A milestone is either reached or still expected: write one of the two days.")
    if one.reached_on and one.reached_on > today:
        return _("This day is still to come: write it as the expected day.")
    if len(one.note) > NOTE_LIMIT:
        return _("Shorten the note to at most %(limit)s characters.") % {"limit": NOTE_LIMIT}
    return ""


def _fault_of_spending(row, before, today):
    if row.amount < 0:
        return _("Money that was spent cannot be less than zero.")
    if row.amount != round(row.amount, 2) or row.amount >= 10**12:
        return _("Write the amount in złotys, with at most two decimal places.")
    if not 2000 <= row.year <= today.year:
        return _("Money can be spent in this year or earlier: write the year in four digits.")
    if any((one.source, one.year) == (row.source, row.year) for one in before):
        return _("This source and this year stand here twice: add the amounts up.")
    return ""


def questions(answer: Answer, planned: Planned) -> list[str]:
    """What is odd, as sentences; one sentence of explanation answers them. Nothing is refused for it."""
    asked = [*_asked_of_stage(answer), *_asked_of_milestones(answer, planned)]
    return [*asked, *_asked_of_sources(answer, planned), *_asked_of_years(answer, planned)]


def _asked_of_stage(answer):
    percent = percent_of(answer)
    if percent == 100 and answer.stage not in (DONE, ABANDONED):
        text = _("%(percent)s%% is done, but the action is not said to be done. Is it?")
        yield text % {"percent": percent}
    if answer.stage == DONE and percent is not None and percent < 100:
        yield _("The action is said to be done at %(percent)s%%. What is left?") % {"percent": percent}
    if answer.stage == STARTED_NOT and percent:
        yield _("The action has not started, but some per cent is done. Has it started?")


def _asked_of_milestones(answer, planned):
    if answer.stage != DONE:
        return
    reached = {one.key for one in answer.milestones if one.reached_on}
    left = [name for key, name in planned.milestones.items() if key not in reached]
    if left:
        text = ngettext(
            "The action is said to be done, but %(n)s milestone is not reached: %(names)s.",
            "The action is said to be done, but %(n)s milestones are not reached: %(names)s.",
            len(left),
        )
        yield text % {"n": len(left), "names": ", ".join(left)}


def _asked_of_sources(answer, planned):
    spent: dict[str, Decimal] = {}
    for row in answer.spending:
        spent[row.source] = spent.get(row.source, Decimal(0)) + row.amount
    for source, amount in spent.items():
        if amount > planned.secured.get(source, Decimal(0)):
            name = planned.sources.get(source, source)
            yield _("More was spent than is secured: %(source)s.") % {"source": name}


def _asked_of_years(answer, planned):
    years = sorted({row.year for row in answer.spending if row.amount})
    outside = [
        str(year)
        for year in years
        if (planned.first_year and year < planned.first_year)
        or (planned.last_year and year > planned.last_year)
    ]
    if outside:
        yield _("Money was spent outside of the years of the action: %(years)s.") % {
            "years": ", ".join(outside)
        }
