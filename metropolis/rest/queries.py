"""What may stand behind the question mark. Nothing is silently ignored."""

import hashlib
from functools import partial

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import PageNumberPagination

from metropolis.ui.text import fold

LIST_PARAMETERS = {"page", "page_size", "ordering", "search", "format"}
PAGE_LIMIT = 500
LARGE = 10_000  # a number of rows from which on it is remembered
KEEP_SECONDS = 24 * 60 * 60


def check(parameters, known: set[str]) -> None:
    """Refuse unknown, repeated, empty and unreadable parameters, naming each."""
    errors = {}
    for name, values in parameters.lists():
        if name not in known:
            names = ", ".join(sorted(known))
            errors[name] = [_("There is no such parameter here. Known: %(names)s.") % {"names": names}]
        elif len(values) > 1:
            errors[name] = [_("Give this parameter once.")]
        elif any("\x00" in value for value in values):
            errors[name] = [_("This text holds a character that cannot be read.")]
        elif not values[0].strip() and name != "search":
            errors[name] = [_("This parameter is empty.")]
    if errors:
        raise ValidationError(errors)


class Filters(DjangoFilterBackend):
    """The filters of a list, by field and by the code of what it refers to."""


class Search(BaseFilterBackend):
    """`search`: all words must occur; accents and case do not matter."""

    def filter_queryset(self, request, queryset, view):
        words = fold(request.query_params.get("search", "")).split()
        return view.find(queryset, words) if words else queryset

    def get_schema_operation_parameters(self, view):
        return [_parameter("search", "Words that must all occur; accents and case do not matter.")]


class Ordering(BaseFilterBackend):
    """`ordering`: names of the view, each with `-` in front for the other way round."""

    def filter_queryset(self, request, queryset, view):
        names = request.query_params.get("ordering", "").split(",")
        fields: list[str] = []
        for name in filter(None, names):
            columns = view.orderings.get(name.removeprefix("-"))
            if columns is None:
                known = ", ".join(sorted(view.orderings))
                raise ValidationError({"ordering": [_("Known here: %(known)s.") % {"known": known}]})
            fields += [f"-{column}" if name.startswith("-") else column for column in columns]
        return queryset.order_by(*fields, "pk") if fields else queryset

    def get_schema_operation_parameters(self, view):
        names = sorted(view.orderings)
        described = _parameter("ordering", f"Separated by commas, - turns one round: {', '.join(names)}.")
        described["schema"] |= {"pattern": f"^-?({'|'.join(names)})(,-?({'|'.join(names)}))*$"}
        return [described]


class Counted(Paginator):
    """Pages of rows whose number, if large, is remembered until one of the tables read changes."""

    def __init__(self, rows, size, *, version: str):
        super().__init__(rows, size)
        self.version = version

    @cached_property
    def count(self):
        """How many rows there are in all: a database reads millions of them to say so."""
        try:
            sql, parameters = self.object_list.query.sql_with_params()
        except EmptyResultSet:  # a filter that nothing can pass: the database is not even asked
            return 0
        asked = repr((self.version, sql, parameters))
        key = f"count:{hashlib.sha256(asked.encode()).hexdigest()}"
        known = cache.get(key) if self.version else None
        if known is None:
            known = self.object_list.count()
            if self.version and known >= LARGE:
                cache.set(key, known, KEEP_SECONDS)
        return known


class Pages(PageNumberPagination):
    """`page` and `page_size` (50, at most 500)."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = PAGE_LIMIT

    def paginate_queryset(self, queryset, request, view=None):
        """The rows of the page that was asked for; the view knows the version of what it reads."""
        self.django_paginator_class = partial(Counted, version=view.version)
        return super().paginate_queryset(queryset, request, view)

    def get_page_size(self, request):
        """A size that is no number from 1 to 500 is refused, not bent."""
        return self._whole_number(request, "page_size", self.page_size, PAGE_LIMIT)

    def get_page_number(self, request, paginator):
        return self._whole_number(request, "page", 1, None)

    def get_schema_operation_parameters(self, view):
        return [
            _parameter("page", "Number of the page.", {"type": "integer", "minimum": 1}),
            _parameter(
                "page_size",
                "Rows on a page.",
                {"type": "integer", "minimum": 1, "maximum": PAGE_LIMIT, "default": self.page_size},
            ),
        ]

    @staticmethod
    def _whole_number(request, name, default, limit):
        text = request.query_params.get(name)
        if text is None:
            return default
        is_number = text.isascii() and text.isdecimal() and len(text) < 10 and int(text) >= 1
        if not is_number or (limit and int(text) > limit):
            message = (
                _("A whole number from 1 to %(limit)s.") % {"limit": limit}
                if limit
                else _("A whole number from 1 up.")
            )
            raise ValidationError({name: [message]})
        return int(text)


def _parameter(name: str, description: str, schema: dict | None = None) -> dict:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema or {"type": "string"},
    }
