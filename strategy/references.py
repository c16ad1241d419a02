"""Who refers to a row: what is referred to must not be deleted."""

from django.db import models


def referring(instance: models.Model, parts: tuple[type[models.Model], ...] = ()) -> list[str]:
    """Names of the kinds of rows that refer to this one. Its own `parts` go with it and do not count."""
    found = []
    for relation in instance._meta.related_objects:
        if relation.related_model in parts:
            continue
        manager = relation.related_model._base_manager
        if manager.filter(**{relation.field.name: instance}).exists():
            found.append(str(relation.related_model._meta.verbose_name_plural))
    return found
