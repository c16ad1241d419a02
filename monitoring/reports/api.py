"""`reports/`: published progress reports with their files."""

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from metropolis.rest.fields import AddressField, full_address
from metropolis.rest.views import ReadOnlyViewSet
from metropolis.ui.text import fold
from monitoring.models import ProgressReport, ReportFile, Snapshot
from strategy.api import PeriodFilter


class ReportFileOutput(serializers.Serializer):
    """A file of a report. The snapshot is the file of format `json`, the pack with all others `zip`."""

    format = serializers.CharField()
    language = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    url = serializers.URLField()


class ReportOutput(serializers.ModelSerializer):
    """A published edition of a report. It never changes: a correction is another one, named by its slug."""

    title = serializers.SerializerMethodField()
    snapshot_sha256 = serializers.CharField(source="snapshot.sha256")
    corrects = serializers.CharField(source="corrects.slug", default=None, allow_null=True)
    corrected_by = serializers.SerializerMethodField()
    correction = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()
    url = AddressField("api:report-detail", source="slug")
    html_url = AddressField("report", source="slug")

    class Meta:
        model = ProgressReport
        fields = [
            "slug", "title", "period", "as_of", "edition", "corrects", "corrected_by", "correction",
            "approved_at", "published_at", "snapshot_sha256", "files", "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField())
    def get_title(self, report):
        return report.title_en if self.context["request"].LANGUAGE_CODE == "en" else report.title_pl

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_corrected_by(self, report):
        """The slug of the next edition, once that is published."""
        following = getattr(report, "corrected_by", None)
        return following.slug if following is not None and following.is_published else None

    @extend_schema_field(serializers.CharField())
    def get_correction(self, report):
        """What this edition corrects; empty for a first edition."""
        return report.correction_en if self.context["request"].LANGUAGE_CODE == "en" else report.correction_pl

    @extend_schema_field(ReportFileOutput(many=True))
    def get_files(self, report):
        return [self._file(report, made) for made in report.files.all()]

    def _file(self, report, made):
        address = full_address(self.context["request"], "report_file", report.slug, made.name)
        return {
            "format": made.format,
            "language": made.language,
            "size": made.size,
            "sha256": made.sha256,
            "url": address,
        }


class ReportFilters(django_filters.FilterSet):
    period = PeriodFilter(method="of_period")

    class Meta:
        model = ProgressReport
        fields: list[str] = []

    def of_period(self, queryset, name, period):
        """Exactly this period."""
        return queryset.filter(period=period.code)


class ReportViewSet(ReadOnlyViewSet):
    """Published progress reports, the newest first."""

    queryset = (
        ProgressReport.objects.published()
        .select_related("snapshot", "corrects", "corrected_by")
        .defer("snapshot__content")
        .prefetch_related("files")
    )
    serializer_class = ReportOutput
    filterset_class = ReportFilters
    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]+"
    reads = (ProgressReport, ReportFile, Snapshot)
    orderings = {"published_at": ("published_at",), "period": ("period",), "as_of": ("as_of",)}
    csv_columns = (
        "slug", "title", "period", "as_of", "edition", "corrects", "corrected_by", "approved_at",
        "published_at", "files", "html_url", "updated_at",
    )  # fmt: skip

    def find(self, queryset, words):
        """Reports are few and have no stored search text: their titles are compared here."""
        titles = queryset.order_by().values_list("pk", "title_pl", "title_en")
        found = [pk for pk, *texts in titles if all(word in fold(" ".join(texts)) for word in words)]
        return queryset.filter(pk__in=found)
