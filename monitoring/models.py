"""All models of monitoring, gathered for Django."""

from .campaigns.models import Campaign, DueValue, Submission
from .progress.models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from .reports.models import ProgressReport, ReportFile, ReportSection, Snapshot
from .values.models import IndicatorValue, Observation

__all__ = [
    "ActionProgress",
    "Campaign",
    "DueValue",
    "IndicatorValue",
    "MilestoneProgress",
    "Observation",
    "ProgressReport",
    "ProgressRevision",
    "ReportFile",
    "ReportSection",
    "Snapshot",
    "Spending",
    "Submission",
]
