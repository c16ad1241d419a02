"""The whole content file: what each room reads of it, put together."""

from pathlib import Path

from forums.loading import bodies
from forums.models import Commission, Forum, GoverningBody, Team
from strategy import models as strategy
from strategy.loading import run
from strategy.loading.outcome import Outcome
from strategy.loading.rows import Book

from .values import ValueReader

SECTIONS = (*run.SECTIONS, *bodies.SECTIONS)
# What can be removed when it has gone from the file. Register codes stay: old values were sent under them.
MODELS = (
    strategy.Strategy,
    strategy.Statement,
    strategy.ProcessStep,
    strategy.Document,
    strategy.FrameworkStrategy,
    strategy.FrameworkGoal,
    strategy.ThematicArea,
    strategy.Challenge,
    strategy.Goal,
    strategy.KeyAction,
    strategy.ActionPlan,
    strategy.SectionTemplate,
    strategy.Municipality,
    strategy.Partner,
    strategy.Network,
    strategy.SisterMetropolis,
    strategy.FundingSource,
    strategy.Allocation,
    strategy.Indicator,
    strategy.Target,
    Forum,
    Commission,
    GoverningBody,
    Team,
)


def read_content(path: Path) -> tuple[Book, ValueReader]:
    """Read and judge the whole file. Raises `Unreadable` or `FaultyContent`; asks no database."""
    values = ValueReader()
    readers = (*run.READERS, bodies.read_bodies, values.read)
    return run.read_book(path, readers, SECTIONS), values


def load_content(path: Path, take_back: bool = False) -> Outcome:
    """Load the whole file in one transaction."""
    book, values = read_content(path)
    return run.write_book(book, MODELS, (values.write,), take_back)
