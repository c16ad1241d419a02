import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _polish():
    """A request in another language leaves its language behind."""
    with translation.override("pl"):
        yield
