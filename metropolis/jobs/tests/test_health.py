import pytest

from metropolis.jobs import health


@pytest.fixture
def broker_folder(settings, tmp_path):
    settings.CELERY_BROKER_URL = "filesystem://localhost//"
    settings.BROKER_DIR = tmp_path
    return tmp_path


@pytest.fixture
def migrated(db, monkeypatch):
    """As after `migrate`; the tests make their tables without it."""
    plan = []
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: plan)
    return plan


def test_the_web_process_says_that_it_is_alive(client):
    assert client.get("/healthz").content == b"ok"


def test_a_portal_in_order_is_ready(client, broker_folder, migrated):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json().values()) == {"ready", "ok"}


def test_missing_migrations_are_named(client, broker_folder, migrated):
    migrated.append(("jobs.0001_initial", False))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] == "migrations are missing"


def test_a_queue_without_its_folder_is_named(client, broker_folder, migrated):
    broker_folder.rmdir()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "not ready",
        "database": "ok",
        "broker": "folder missing or not writable",
        "migrations": "ok",
    }


def test_a_server_that_does_not_answer_is_named_without_its_address(client, migrated, monkeypatch):
    # In this order: the address for writing is that of the broker, and would be put back as such.
    for name in ("broker_write_url", "broker_url"):
        monkeypatch.setattr(health.celery_app.conf, name, "redis://:secret@127.0.0.1:1/0")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["broker"] == "no answer"
    assert b"secret" not in response.content


def test_a_request_can_be_named_by_its_number(client):
    assert (
        client.get("/healthz", headers={"X-Request-ID": "proxy-12345678"})["X-Request-ID"] == "proxy-12345678"
    )
    strange = client.get("/healthz", headers={"X-Request-ID": "a b\n<script>"})["X-Request-ID"]
    assert strange.isalnum()
