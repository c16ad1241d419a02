import stat
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection

BACKEND = "metropolis.notifications.backends.PrivateFileBackend"


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def send(subject="Zaproszenie"):
    text = "Otwórz https://example.org/konto/zaproszenie/abc/"
    EmailMessage(subject, text, to=["gość@example.org"], connection=get_connection(BACKEND)).send()


def test_only_the_owner_may_read_the_files(mail_folder):
    send()
    (file,) = Path(mail_folder).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(mail_folder).stat().st_mode) == 0o700


def test_the_reader_of_the_demonstration_set_shows_a_message_and_its_link(client, settings, mail_folder):
    settings.DEMO = True
    send()
    (file,) = Path(mail_folder).iterdir()
    assert "Zaproszenie" in client.get("/poczta/").content.decode()
    page = client.get(f"/poczta/{file.stem}/").content.decode()
    assert 'href="https://example.org/konto/zaproszenie/abc/"' in page


def test_an_empty_mailbox_says_so(client, settings, mail_folder):
    settings.DEMO = True
    assert client.get("/en/poczta/").status_code == 200


@pytest.mark.parametrize("path", ["/poczta/", "/poczta/20261122T100000000000-0123abcd/"])
def test_outside_the_demonstration_set_there_is_no_reader(client, settings, mail_folder, path):
    settings.DEMO = False
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["..%2Fsecret_key", "nothing", "20261122T100000000000-0123abcd"])
def test_a_name_that_is_no_message_is_not_found(client, settings, mail_folder, name):
    settings.DEMO = True
    assert client.get(f"/poczta/{name}/").status_code == 404
