"""What the page of the strategy and the page of its making show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from strategy.models import (
    Document,
    FrameworkGoal,
    FrameworkStrategy,
    Network,
    ProcessStep,
    SisterMetropolis,
    Statement,
    Strategy,
    ThematicArea,
)

from .wording import Passage, passages


@dataclass(frozen=True)
class Branch:
    """A goal of another strategy with those below it."""

    goal: FrameworkGoal
    below: list[FrameworkGoal]


@dataclass(frozen=True)
class OtherStrategy:
    """Another strategy with its goals; `linked` counts our goals that name one of them."""

    strategy: FrameworkStrategy
    branches: list[Branch]
    linked: int


def statements_of(strategy: Strategy | None, kinds: Iterable[str]) -> dict[str, list[Passage]]:
    """The statements of these kinds, parted by the word on which they stand. One query."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in Statement.objects.filter(strategy=strategy, kind__in=kinds):
        found[statement.kind].append(statement)
    return {kind: passages(found[kind]) for kind in kinds}


def read_strategy() -> dict:
    """The strategy as a document: what it says of itself, and what it stands beside."""
    strategy = Strategy.objects.first()
    kinds = Statement.Kind
    said = (
        kinds.VISION,
        kinds.MISSION,
        kinds.SLOGAN,
        kinds.AIM,
        kinds.CHALLENGE,
        kinds.PROJECT_TYPE,
        kinds.ANNEX,
    )
    return {
        "strategy": strategy,
        "said": statements_of(strategy, said),
        "areas": ThematicArea.objects.all(),
        "others": other_strategies(),
        "networks": Network.objects.all(),
        "sisters": passages(SisterMetropolis.objects.all()),
    }


def other_strategies() -> list[OtherStrategy]:
    """Strategies of others with their goals on two levels, in three queries."""
    below: dict[int | None, list[FrameworkGoal]] = defaultdict(list)
    top: dict[int, list[FrameworkGoal]] = defaultdict(list)
    for goal in FrameworkGoal.objects.all():
        below[goal.parent_id].append(goal)
        if goal.parent_id is None:
            top[goal.strategy_id].append(goal)
    links: dict[int, set[int]] = defaultdict(set)
    pairs = FrameworkGoal.objects.filter(goals__isnull=False).values_list("strategy", "goals")
    for strategy, goal in pairs:
        links[strategy].add(goal)
    return [
        OtherStrategy(
            strategy, [Branch(goal, below[goal.pk]) for goal in top[strategy.pk]], len(links[strategy.pk])
        )
        for strategy in FrameworkStrategy.objects.all()
    ]


def read_making() -> dict:
    """How the strategy was made: its steps and the documents behind it."""
    strategy = Strategy.objects.first()
    return {
        "strategy": strategy,
        "steps": passages(ProcessStep.objects.filter(strategy=strategy)),
        "documents": Document.objects.all(),
    }
