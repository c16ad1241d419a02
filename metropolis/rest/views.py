"""What every resource of the API has in common: language, strict queries, ETags, CSV, problems."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import HttpResponsePermanentRedirect, StreamingHttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework import viewsets
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from . import etags, queries, tables
from .counters import version_of
from .languages import activate_language
from .negotiation import CSVRenderer
from .problems import problem

CHUNK = 500


class ReadOnlyViewSet(viewsets.GenericViewSet):
    """A list and its objects, for reading.

    A resource names the models it `reads` (their version counters make the ETag), what can be searched
    (`search_in`) and ordered (`orderings`: name -> columns), and the `csv_columns` of its list.
    """

    reads: tuple = ()
    filterset_class: type
    depends_on_caller = False
    search_in = "search_text"
    orderings: dict[str, tuple[str, ...]] = {}
    csv_columns: tuple[str, ...] = ()
    detail_parameters: tuple[str, ...] = ()
    filter_backends = [queries.Filters, queries.Search, queries.Ordering]
    pagination_class = queries.Pages

    def initial(self, request, *args, **kwargs):
        """Before anything is read: the language, then who asks, then what is asked for."""
        self.language = activate_language(request._request)
        super().initial(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"}:
            queries.check(request.query_params, self.known_parameters())

    def known_parameters(self) -> set[str]:
        """The names that may stand behind the question mark."""
        if self.action != "list":
            return {"format", *self.detail_parameters}
        filters = getattr(self.filterset_class, "base_filters", {})
        return queries.LIST_PARAMETERS | set(filters)

    def get_renderers(self):
        """Lists come as CSV too."""
        return [JSONRenderer(), CSVRenderer()] if self.action == "list" else [JSONRenderer()]

    def list(self, request, *args, **kwargs):
        """The rows that the caller may see, filtered, ordered and paged; with `format=csv` as a file."""
        return self.answer(request, self._csv if self._wants_csv() else self._page)

    def retrieve(self, request, *args, **kwargs):
        """One object by its code."""
        return self.answer(request, lambda: Response(self.get_serializer(self.get_object()).data))

    def find(self, queryset, words: Iterable[str]):
        """The rows in whose stored search text all words occur; the words are folded already."""
        for word in words:
            queryset = queryset.filter(**{f"{self.search_in}__contains": word})
        return queryset

    def answer(self, request, make):
        """304 when the caller has this answer already, else the answer with its ETag."""
        form = request.accepted_renderer.format
        self.version = version_of(*self.reads)
        self.etag = etags.etag_of(request, version=self.version, language=self.language, form=form)
        known = etags.is_known(request, self.etag)
        return etags.mark(Response(status=304) if known else make(), self.etag, private=self._is_private())

    def _is_private(self) -> bool:
        return self.depends_on_caller or self.request.user.is_authenticated

    def _wants_csv(self) -> bool:
        return self.request.accepted_renderer.format == "csv"

    def _page(self):
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def _csv(self):
        """All rows of the list, or the page that was asked for; read and written in small pieces."""
        rows = self.filter_queryset(self.get_queryset())
        if {"page", "page_size"} & set(self.request.query_params):
            rows = iter(self.paginate_queryset(rows) or [])
        else:
            rows = rows.iterator(chunk_size=CHUNK)
        lines = tables.stream(self.csv_columns, self._serialized(rows))
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.basename}.csv"'},
        )

    def _serialized(self, rows) -> Iterator[dict]:
        context = self.get_serializer_context()
        while chunk := list(islice(rows, CHUNK)):
            yield from self.get_serializer_class()(chunk, many=True, context=context).data


@csrf_exempt
def unknown_resource(request):
    """Any address under /api/ that is not a resource. A forgotten slash at the end is added."""
    activate_language(request)
    if request.method in {"GET", "HEAD"} and not request.path.endswith("/"):
        try:
            found = resolve(f"{request.path}/")
        except Resolver404:
            found = None
        if found and found.func is not unknown_resource:
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return HttpResponsePermanentRedirect(f"{request.path}/{query}")
    return problem(404, _("There is nothing at this address."))
