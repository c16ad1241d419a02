"""What is measured, and what should be reached."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel
from strategy.areas.models import ThematicArea
from strategy.fields import CodeField
from strategy.goals.models import Goal
from strategy.partners.models import Partner
from strategy.provenance import Provenance, SourcedModel

from .periods import Frequency, Period


def value_field(*args, **kwargs) -> models.DecimalField:
    """A measured number: up to 14 digits before the point and 6 behind it."""
    return models.DecimalField(*args, max_digits=20, decimal_places=6, **kwargs)


def validate_period(code: str) -> None:
    """Refuse what is not a period code."""
    try:
        Period.parse(code)
    except ValueError as error:
        raise ValidationError(
            _("Write the period as 2024, 2024-H1, 2024-Q3 or 2024-07."), code="period"
        ) from error


def fits(period: str, frequency: str) -> bool:
    """Whether a period suits a frequency. What is missing or faulty by itself is not this rule's affair."""
    try:
        return Period.parse(period).fits(frequency)
    except ValueError:
        return True


def comes_after(period: str, baseline: str) -> bool:
    """Whether a period begins after the baseline; true where one of them is missing or faulty."""
    try:
        return Period.parse(period) > Period.parse(baseline)
    except ValueError:
        return True


class Indicator(SourcedModel, SearchableModel):
    """A measure of the strategy. The provenance is that of its name and definition."""

    class Kind(models.TextChoices):
        STRATEGIC_CANDIDATE = "strategic_candidate", _("probably strategic, to be confirmed")
        OUTPUT = "output", _("output indicator")
        RESULT = "result", _("result indicator")
        IMPACT = "impact", _("impact indicator")
        CONTEXT = "context", _("context indicator")

    class Direction(models.TextChoices):
        INCREASE = "increase", _("increase")
        DECREASE = "decrease", _("decrease")
        KEEP = "keep", _("keep within a range")
        NEUTRAL = "neutral", _("no good direction")

    class Supplier(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipalities")
        PARTNER = "partner", _("a partner")
        OFFICE = "office", _("the Association Office")
        STATISTICS = "statistics", _("official statistics")

    class Aggregation(models.TextChoices):
        NOT_SET = "not_set", _("not settled yet")
        SUM = "sum", _("sum")
        MEAN = "mean", _("mean")
        POPULATION_MEAN = "population_mean", _("mean weighted by population")
        RATIO = "ratio", _("ratio: sum of numerators / sum of denominators")
        MEDIAN = "median", _("median")
        LAST = "last", _("last value")
        NOT_ADDITIVE = "not_additive", _("cannot be added up")
        REPORTED = "reported", _("reported for the whole metropolis")

    class Accumulation(models.TextChoices):
        LEVEL = "level", _("level at the end of the period")
        FLOW = "flow", _("flow within the period")
        CUMULATIVE_ADD = "cumulative_add", _("cumulative: each value adds to the year before")
        CUMULATIVE_REPLACE = "cumulative_replace", _("cumulative: each value replaces the year before")

    class Scope(models.TextChoices):
        MUNICIPALITY = "municipality", _("each municipality")
        METROPOLIS = "metropolis", _("the metropolis as a whole")

    search_fields = ("name_pl", "name_en", "code")

    area = models.ForeignKey(
        ThematicArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
        verbose_name=_("thematic area"),
    )
    goals = models.ManyToManyField(Goal, blank=True, related_name="indicators", verbose_name=_("goals"))
    code = CodeField(unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=300)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    scope = models.CharField(_("measured for"), max_length=12, choices=Scope)
    direction = models.CharField(_("desired direction"), max_length=8, choices=Direction)
    direction_provenance = models.CharField(
        _("on whose word is the direction"), max_length=12, choices=Provenance, blank=True
    )
    supplier = models.CharField(_("supplied by"), max_length=12, choices=Supplier)
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
        verbose_name=_("partner"),
        help_text=_("Only when a partner supplies the values."),
    )
    data_source = models.CharField(_("source of the data"), max_length=200, blank=True)
    bdl_variable_id = models.PositiveIntegerField(_("variable of the Local Data Bank"), null=True, blank=True)
    bdl_factor = models.DecimalField(
        _("multiply its values by"),
        max_digits=18,
        decimal_places=9,
        default=Decimal(1),
        help_text=_("Turns the unit of the Local Data Bank into the unit of the indicator."),
    )
    bdl_numerator_id = models.PositiveIntegerField(
        _("variable of the numerator"),
        null=True,
        blank=True,
        help_text=_("For a ratio: the two variables that are divided are read instead of the one."),
    )
    bdl_denominator_id = models.PositiveIntegerField(_("variable of the denominator"), null=True, blank=True)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    aggregation = models.CharField(
        _("aggregation"), max_length=16, choices=Aggregation, default=Aggregation.NOT_SET
    )
    collection_provenance = models.CharField(
        _("on whose word are supplier, frequency and aggregation"),
        max_length=12,
        choices=Provenance,
        blank=True,
    )
    accumulation = models.CharField(
        _("over time"), max_length=20, choices=Accumulation, default=Accumulation.LEVEL
    )
    precision = models.PositiveSmallIntegerField(_("decimal places"), default=0)
    is_share = models.BooleanField(_("a share between 0 and 100"), default=False)
    range_low = value_field(_("plausible from"), null=True, blank=True)
    range_high = value_field(_("plausible up to"), null=True, blank=True)
    keep_low = value_field(_("keep from"), null=True, blank=True)
    keep_high = value_field(_("keep up to"), null=True, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=Decimal(1))
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The indicator that is the total of this one and others."),
    )
    baseline_period = models.CharField(
        _("baseline period"), max_length=7, blank=True, validators=[validate_period]
    )
    baseline_value = value_field(_("baseline"), null=True, blank=True)
    baseline_basis = models.CharField(_("about the baseline"), max_length=300, blank=True)
    first_due_period = models.CharField(
        _("first period due"), max_length=7, blank=True, validators=[validate_period]
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = [F("area__order").asc(nulls_last=True), "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(range_low__isnull=True)
                | Q(range_high__isnull=True)
                | Q(range_low__lt=F("range_high")),
                name="strategy_indicator_range_low_below_high",
            ),
            models.CheckConstraint(
                condition=Q(keep_low__isnull=True)
                | Q(keep_high__isnull=True)
                | Q(keep_low__lt=F("keep_high")),
                name="strategy_indicator_keep_low_below_high",
            ),
            models.CheckConstraint(
                condition=Q(baseline_value__isnull=True, baseline_period="")
                | Q(baseline_value__isnull=False) & ~Q(baseline_period=""),
                name="strategy_indicator_baseline_has_period",
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="strategy_indicator_weight_positive"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                name="strategy_indicator_not_part_of_itself",
            ),
            models.CheckConstraint(condition=Q(bdl_factor__gt=0), name="strategy_indicator_factor_positive"),
            models.CheckConstraint(
                condition=Q(bdl_numerator_id__isnull=True, bdl_denominator_id__isnull=True)
                | Q(bdl_numerator_id__isnull=False, bdl_denominator_id__isnull=False),
                name="strategy_indicator_variables_of_ratio_are_two",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def is_percent(self):
        """Whether values are in per cent: the sign is the same in every language, so none is looked up."""
        return self.unit_pl.strip() == "%"

    def clean(self):
        faults = {}
        for name in ("baseline_period", "first_due_period"):
            if not fits(getattr(self, name), self.frequency):
                faults[name] = _("The period does not fit the frequency.")
        if self.baseline_value is not None and not self.baseline_period:
            faults["baseline_period"] = _("Say of which period the baseline is.")
        if self.baseline_period and self.baseline_value is None:
            faults["baseline_value"] = _("A baseline period needs a value.")
        faults |= self._faults_of_ranges()
        if self.weight is not None and self.weight <= 0:
            faults["weight"] = _("A weight is greater than 0.")
        faults |= self._faults_of_statistics()
        if (self.supplier == self.Supplier.PARTNER) != (self.partner_id is not None):
            faults["partner"] = _("Name the partner exactly when a partner supplies the values.")
        if not self._has_sound_total():
            faults["part_of"] = _("A total is another indicator, and no part itself.")
        if faults:
            raise ValidationError(faults)

    def _faults_of_ranges(self):
        faults = {}
        for low, high in (("range_low", "range_high"), ("keep_low", "keep_high")):
            lower, upper = getattr(self, low), getattr(self, high)
            if lower is not None and upper is not None and lower >= upper:
                faults[high] = _("The upper bound must be above the lower one.")
        return faults

    def _has_sound_total(self):
        whole = self.part_of
        return whole is None or (whole != self and whole.part_of_id is None)

    def _faults_of_statistics(self):
        faults = {}
        if self.bdl_factor is not None and self.bdl_factor <= 0:
            faults["bdl_factor"] = _("A factor is greater than 0.")
        if (self.bdl_numerator_id is None) != (self.bdl_denominator_id is None):
            missing = "bdl_numerator_id" if self.bdl_numerator_id is None else "bdl_denominator_id"
            faults[missing] = _("Name both variables of the ratio, or none.")
        return faults


class Target(SourcedModel):
    """What should be reached by the end of a period. The latest is the target, others lead to it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    value = value_field(_("value"))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["period"]
        constraints = [models.UniqueConstraint(fields=["indicator", "period"], name="strategy_target_unique")]

    def __str__(self):
        return f"{self.indicator.code} {self.period}"

    def clean(self):
        indicator = self.indicator
        if not fits(self.period, indicator.frequency):
            raise ValidationError({"period": _("The period does not fit the frequency.")})
        if not comes_after(self.period, indicator.baseline_period):
            raise ValidationError({"period": _("A target comes after the baseline.")})
        if indicator.is_share and self.value is not None and not 0 <= self.value <= 100:
            raise ValidationError({"value": _("A share lies between 0 and 100.")})
