"""All models of monitoring, gathered for Django."""

from .campaigns.models import Campaign, DueValue, Submission
from .links.models import ReporterLink
from .progress.models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from .reminders.models import Reminder
from .reports.approval.models import ReportComment, ReportEvent
from .reports.definitions.models import ReportDefinition, ScheduledRun
from .reports.models import ProgressReport, ReportFile, Snapshot
from .reports.narrative_models import ReportSection, SectionRevision
from .reports.template_models import ReportTemplate
from .sheets.models import SheetUpload
from .statistics.models import ApiCall, ApiGate, OfficialFigure, StatisticsRun, StoredAnswer
from .status.models import KeptForecast, KeptStanding
from .values.evidence_models import Evidence
from .values.models import IndicatorValue, Observation, PeriodLock

__all__ = [
    "ActionProgress",
    "ApiCall",
    "ApiGate",
    "Campaign",
    "DueValue",
    "Evidence",
    "IndicatorValue",
    "KeptForecast",
    "KeptStanding",
    "MilestoneProgress",
    "Observation",
    "OfficialFigure",
    "PeriodLock",
    "ProgressReport",
    "ProgressRevision",
    "Reminder",
    "ReportComment",
    "ReportDefinition",
    "ReportEvent",
    "ReportFile",
    "ReportSection",
    "ReportTemplate",
    "ReporterLink",
    "ScheduledRun",
    "SectionRevision",
    "SheetUpload",
    "Snapshot",
    "Spending",
    "StatisticsRun",
    "StoredAnswer",
    "Submission",
]
