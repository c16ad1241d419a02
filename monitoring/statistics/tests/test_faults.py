"""The bank limits, fails, lies or is silent: nothing is half-saved, and the reason is in the record."""

import datetime

import pytest
from django.utils import timezone

from metropolis.jobs import queue, runner
from metropolis.jobs.models import Job
from monitoring.models import ApiCall, ApiGate, IndicatorValue
from monitoring.statistics import gate
from monitoring.statistics.collecting import WAITS
from strategy.factories import IndicatorFactory

from .conftest import SKAWINA


def test_429_at_the_first_call_waits_in_the_queue_and_then_goes_on(filled, indicator, import_all, again):
    filled.faults[72305] = ["limit"]
    run = import_all(indicator)
    job = Job.objects.get()
    assert (job.state, job.attempts, run.finished_at, run.calls) == ("queued", 0, None, 1)
    assert timedelta_to(job.not_before) == pytest.approx(120, abs=5)
    assert ApiGate.objects.get().closed_until == job.not_before
    ApiGate.objects.update(closed_until=None)
    run = again(run)
    assert (run.new, Job.objects.get().state, run.calls) == (4, "succeeded", 3)


def test_while_the_bank_is_closed_no_other_import_calls(filled, indicator, import_all):
    filled.faults[72305] = ["limit_without_time"]
    import_all(indicator)
    asked = len(filled.asked)
    other = import_all(indicator)
    assert len(filled.asked) == asked
    assert (other.calls, Job.objects.get(pk=other.job_id).state) == (0, "queued")
    assert timedelta_to(ApiGate.objects.get().closed_until) == pytest.approx(900, abs=5)


def test_what_was_finished_before_the_wait_is_not_asked_again(filled, indicator, import_all, again, area):
    second = IndicatorFactory(area=area, code="4.2", bdl_variable_id=5)
    filled.put(5, SKAWINA, 2024, 7)
    filled.faults[5] = ["limit"]
    run = import_all(indicator, second)
    assert run.done == [indicator.pk]
    ApiGate.objects.update(closed_until=None)
    again(run)
    assert sum("by-variable/72305" in path for path in filled.asked) == 2
    assert run.new == 5


def test_a_full_window_is_a_wait_without_a_call(filled, indicator, import_all, settings):
    settings.BDL_CALLS_15_MINUTES = 1
    run = import_all(indicator)
    job = Job.objects.get()
    assert (len(filled.asked), run.calls, job.state) == (1, 1, "queued")
    assert timedelta_to(job.not_before) == pytest.approx(900, abs=5)


@pytest.mark.parametrize("fault", ["broken", "slow"])
def test_a_bank_that_does_not_answer_is_asked_later_each_time_later(
    fault, filled, indicator, import_all, again
):
    filled.faults[72305] = [fault] * (len(WAITS) + 1)
    run = import_all(indicator)
    for wait in WAITS:
        assert timedelta_to(Job.objects.get().not_before) == pytest.approx(wait.total_seconds(), abs=5)
        again(run)
    job = Job.objects.get()
    assert job.state == "failed"
    assert "nie odpowiada" in job.reason
    assert IndicatorValue.objects.count() == 0
    repeated = queue.repeat(job, by=None)
    runner.run(repeated.pk)
    run.refresh_from_db()
    assert (run.new, run.job, run.put_offs) == (4, repeated, 0)


@pytest.mark.parametrize("fault", ["not_json", "other_shape", "missing", "same_page", "elsewhere"])
def test_a_faulty_variable_is_written_down_and_stops_no_other(fault, filled, indicator, import_all, area):
    bad = IndicatorFactory(area=area, code="4.0", bdl_variable_id=5)
    filled.put(5, SKAWINA, 2024, 7)
    filled.faults[5] = [fault]
    run = import_all(bad, indicator)
    assert [row["indicator"] for row in run.faults] == ["4.0"]
    assert run.faults[0]["reason"]
    assert run.new == 4
    assert not IndicatorValue.objects.filter(observation__indicator=bad).exists()


def test_a_list_that_ends_too_early_brings_nothing(filled, indicator, import_all):
    filled.page_size = 1
    filled.units["011212006000"].insert(0, "011212006032")
    filled.faults[72305] = ["no_next"]
    run = import_all(indicator)
    assert "1 z 2" in run.faults[0]["reason"]
    assert run.new == 0


def test_a_page_that_fails_in_the_middle_brings_nothing_half(filled, indicator, import_all):
    filled.faults[72305] = [None, "not_json"]
    run = import_all(indicator)
    assert (run.new, len(run.faults), IndicatorValue.objects.count()) == (0, 1, 0)


def test_a_refused_key_ends_the_import_with_a_reason(filled, indicator, import_all):
    filled.faults[72305] = ["key"]
    import_all(indicator)
    job = Job.objects.get()
    assert (job.state, "klucz" in job.reason) == ("failed", True)


def test_an_import_makes_no_more_calls_than_it_may(filled, indicator, import_all, settings):
    settings.BDL_CALLS_PER_RUN = 1
    run = import_all(indicator)
    assert (run.calls, run.new, len(run.faults)) == (1, 0, 1)


def test_an_import_that_was_stopped_writes_nothing_more(filled, indicator, import_all, monkeypatch):
    from monitoring.statistics import collecting

    apply_figures = collecting.sort_figures

    def stop_first(*args):
        queue.cancel(Job.objects.get())
        return apply_figures(*args)

    monkeypatch.setattr(collecting, "sort_figures", stop_first)
    run = import_all(indicator)
    assert (IndicatorValue.objects.count(), run.finished_at) == (0, None)
    assert Job.objects.get().state == "cancelled"


def test_calls_are_spread_within_a_second_and_old_ones_are_forgotten(db, settings):
    settings.BDL_CALLS_PER_SECOND = 4
    now = timezone.now()
    ApiCall.objects.create(at=now - datetime.timedelta(days=8))
    waits = [gate.reserve(now) for _call in range(5)]
    assert waits == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert ApiCall.objects.count() == 5


def test_the_window_opens_when_its_oldest_call_leaves_it(db, settings):
    settings.BDL_CALLS_15_MINUTES, settings.BDL_CALLS_PER_SECOND = 2, 1000
    now = timezone.now()
    first = now - datetime.timedelta(minutes=10)
    ApiCall.objects.bulk_create([ApiCall(at=first), ApiCall(at=now)])
    with pytest.raises(gate.Limited) as wait:
        gate.reserve(now + datetime.timedelta(seconds=1))
    assert wait.value.until == first + datetime.timedelta(minutes=15)
    gate.reserve(wait.value.until)


def timedelta_to(moment):
    return (moment - timezone.now()).total_seconds()
