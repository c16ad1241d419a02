"""Many processes at the gate at once: only a database that locks rows can tell."""

import threading

import pytest
from django.db import connection

from monitoring.models import ApiCall
from monitoring.statistics import gate

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_all_processes_together_make_no_more_calls_than_the_window_allows(settings):
    settings.BDL_CALLS_15_MINUTES, settings.BDL_CALLS_PER_SECOND = 20, 1000
    refused, faults = [], []

    def ask():
        try:
            for _call in range(5):
                gate.reserve()
        except gate.Limited as limit:
            refused.append(limit.until)
        except Exception as fault:  # a thread's fault would be lost
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _process in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert refused
    assert ApiCall.objects.count() == 20
    turns = list(ApiCall.objects.order_by("at").values_list("at", flat=True))
    assert len(set(turns)) == 20
