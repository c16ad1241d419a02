"""All models of the strategy, gathered for Django."""

from .actions.models import Action, Funding, Milestone, ProductIndicator
from .areas.models import ThematicArea
from .boundaries.models import Boundary, BoundarySet
from .document.models import Document, ProcessStep, Statement, Strategy
from .frameworks.models import FrameworkGoal, FrameworkStrategy
from .funding.models import Allocation, FundingSource
from .goals.models import Challenge, Goal, KeyAction
from .indicators.models import Indicator, Target
from .loading.models import LoadedItem
from .municipalities.models import ComparisonGroup, Municipality, MunicipalityCode
from .partners.models import Network, Partner, SisterMetropolis
from .plans.models import ActionPlan, SectionTemplate

__all__ = [
    "Action",
    "ActionPlan",
    "Allocation",
    "Boundary",
    "BoundarySet",
    "Challenge",
    "ComparisonGroup",
    "Document",
    "FrameworkGoal",
    "FrameworkStrategy",
    "Funding",
    "FundingSource",
    "Goal",
    "Indicator",
    "KeyAction",
    "LoadedItem",
    "Milestone",
    "Municipality",
    "MunicipalityCode",
    "Network",
    "Partner",
    "ProcessStep",
    "ProductIndicator",
    "SectionTemplate",
    "SisterMetropolis",
    "Statement",
    "Strategy",
    "Target",
    "ThematicArea",
]
