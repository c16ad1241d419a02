"""The member municipalities and their register codes."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel, Validity, ValidityQuerySet
from strategy.provenance import Confidence, SourcedModel

validate_teryt = RegexValidator(r"^\d{7}\Z", _("A TERYT code of a municipality has 7 digits."))


class MunicipalityQuerySet(models.QuerySet):
    """Members, by time."""

    def members_on(self, day):
        """Municipalities that belonged to the metropolis on `day`."""
        return self.filter(
            Q(member_from__isnull=True) | Q(member_from__lte=day),
            Q(member_to__isnull=True) | Q(member_to__gte=day),
        )


class Municipality(SourcedModel, SearchableModel):
    """A member. The key is ours: the last digit of a TERYT code changes with the kind of municipality.

    `teryt` repeats the code that holds today; `codes` keeps all of them with their dates.
    """

    class Kind(models.TextChoices):
        URBAN = "urban", _("urban municipality")
        RURAL = "rural", _("rural municipality")
        URBAN_RURAL = "urban_rural", _("urban-rural municipality")

    search_fields = ("name_pl", "name_en", "teryt")

    slug = models.SlugField(_("address"), unique=True)
    teryt = models.CharField("TERYT", max_length=7, unique=True, validators=[validate_teryt])
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    county = models.CharField(_("county"), max_length=120)
    voivodeship = models.CharField(_("voivodeship"), max_length=60)
    bdl_unit_id = models.CharField(_("unit of the Local Data Bank"), max_length=12, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_on = models.DateField(_("population on"), null=True, blank=True)
    population_sources = models.JSONField(_("sources of the population"), default=list, blank=True)
    population_confidence = models.CharField(
        _("confidence in the population"), max_length=6, choices=Confidence, blank=True
    )
    area_km2 = models.DecimalField(_("area, km²"), max_digits=8, decimal_places=2, null=True, blank=True)
    area_sources = models.JSONField(_("sources of the area"), default=list, blank=True)
    area_confidence = models.CharField(
        _("confidence in the area"), max_length=6, choices=Confidence, blank=True
    )
    area_note = models.CharField(_("about the area"), max_length=300, blank=True)
    lat = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    tile_col = models.PositiveSmallIntegerField(_("tile column"), default=1)
    tile_row = models.PositiveSmallIntegerField(_("tile row"), default=1)
    tile_col_span = models.PositiveSmallIntegerField(_("tile width"), default=1)
    tile_row_span = models.PositiveSmallIntegerField(_("tile height"), default=1)
    neighbours = models.ManyToManyField("self", blank=True, verbose_name=_("neighbours"))
    member_from = models.DateField(_("member from"), null=True, blank=True)
    member_to = models.DateField(_("member until"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member_to__isnull=True)
                | Q(member_from__isnull=True)
                | Q(member_to__gte=F("member_from")),
                name="strategy_municipality_leaves_after_joining",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.member_from and self.member_to and self.member_to < self.member_from:
            raise ValidationError({"member_to": _("The end comes before the beginning.")})


class MunicipalityCode(Validity):
    """A TERYT code with the time in which it held."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="codes", verbose_name=_("municipality")
    )
    teryt = models.CharField("TERYT", max_length=7, unique=True, validators=[validate_teryt])

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        verbose_name = _("TERYT code")
        verbose_name_plural = _("TERYT codes")
        ordering = ["teryt"]

    def __str__(self):
        return self.teryt

    def clean(self):
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end comes before the beginning.")})


class ComparisonGroup(models.Model):
    """Similar municipalities, as the Office sees them: a fair comparison stays within the group."""

    slug = models.SlugField(_("address"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=120)
    basis = models.CharField(
        _("why these belong together"),
        max_length=300,
        help_text=_("Shown beside each comparison, for example: rural municipalities next to the city."),
    )
    municipalities = models.ManyToManyField(
        Municipality, related_name="comparison_groups", verbose_name=_("municipalities")
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("comparison group")
        verbose_name_plural = _("comparison groups")
        ordering = ["order", "slug"]

    def __str__(self):
        return self.name
