"""How many rows there are in all."""

import pytest
from django.contrib.sessions.models import Session

from metropolis.rest.queries import Counted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "nothing", [Session.objects.order_by("pk").none(), Session.objects.filter(pk__in=[]).order_by("pk")]
)
def test_what_no_row_can_be_has_none(nothing):
    assert Counted(nothing, 10, version="1").count == 0
