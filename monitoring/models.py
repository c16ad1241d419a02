"""All models of monitoring, gathered for Django."""

from .campaigns.models import Campaign, DueValue, Submission
from .reports.models import ProgressReport, ReportFile, ReportSection, Snapshot
from .sheets.models import SheetUpload
from .values.models import IndicatorValue, Observation

__all__ = [
    "Campaign",
    "DueValue",
    "IndicatorValue",
    "Observation",
    "ProgressReport",
    "ReportFile",
    "ReportSection",
    "SheetUpload",
    "Snapshot",
    "Submission",
]
