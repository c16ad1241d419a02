import pytest

from metropolis.accounts.factories import PASSWORD
from metropolis.jobs import lease, queue

pytestmark = pytest.mark.browser


@pytest.fixture
def job(people):
    return queue.enqueue("test.kind", key="k", title="Raport za 2026", by=people.office)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_of_a_job_follows_it_to_its_end(visit, people, job, width):
    visitor = visit(width=width)
    visitor.sign_in(people.office, PASSWORD)
    page = visitor.open(job.get_absolute_url())
    visitor.check_accessibility()
    work = lease.take(job.pk)
    work.progress(1240, 5000, "wiersze")
    page.get_by_text("wiersze").wait_for()
    page.get_by_role("status").get_by_text("24%").wait_for(state="attached")
    with work.finish("/"):
        pass
    page.get_by_role("link", name="Otwórz wynik").wait_for()
    visitor.check_accessibility()
    visitor.check_width()


def test_without_scripts_the_page_of_a_job_refreshes_itself(visit, people, job):
    visitor = visit(scripts=False)
    visitor.sign_in(people.office, PASSWORD)
    page = visitor.open(job.get_absolute_url())
    lease.take(job.pk).fail("Brak wartości za ten okres.")
    page.get_by_text("Brak wartości za ten okres.").wait_for(timeout=15_000)


def test_a_job_is_stopped_by_its_button(visit, people, job):
    visitor = visit()
    visitor.sign_in(people.office, PASSWORD)
    page = visitor.open(job.get_absolute_url())
    page.get_by_role("button", name="Zatrzymaj pracę").click()
    page.get_by_text("Praca została zatrzymana.").wait_for()
    job.refresh_from_db()
    assert job.state == "cancelled"
