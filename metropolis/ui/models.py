"""Abstract models for what every list needs: Polish order and search without accents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .text import fold, sort_key


class SearchableModel(models.Model):
    """Keeps `sort_key` and `search_text` beside the texts named in `search_fields`.

    The first of `search_fields` decides the order; all of them can be searched.
    """

    search_fields: tuple[str, ...] = ()

    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.fill_search_keys()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "sort_key", "search_text"}
        super().save(*args, **kwargs)

    def fill_search_keys(self):
        """Compute both keys; `save` does it, bulk operations must ask for it."""
        texts = [str(getattr(self, field) or "") for field in self.search_fields]
        self.sort_key = sort_key(texts[0])[:600]
        self.search_text = fold(" ".join(texts))


class Validity(models.Model):
    """From when until when something holds; an open end means it still does. Both days count."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]


class ValidityQuerySet(models.QuerySet):
    """Rows that hold on a day."""

    def valid_on(self, day):
        """Rows that hold on `day`."""
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day),
        )


def in_column_order(queryset):
    """The same rows, for a union: it goes by the place of columns, which translated managers shuffle."""
    return queryset.rewrite(False) if hasattr(queryset, "rewrite") else queryset
