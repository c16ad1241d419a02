"""All models of monitoring, gathered for Django."""

from .campaigns.models import Campaign, DueValue, Submission
from .reports.models import ProgressReport, ReportFile, ReportSection, Snapshot
from .status.models import KeptForecast, KeptStanding
from .values.models import IndicatorValue, Observation

__all__ = [
    "Campaign",
    "DueValue",
    "IndicatorValue",
    "KeptForecast",
    "KeptStanding",
    "Observation",
    "ProgressReport",
    "ReportFile",
    "ReportSection",
    "Snapshot",
    "Submission",
]
