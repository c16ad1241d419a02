"""Browser tests: a real Chromium against a live server, each of them a test of CSP and scripts too.

The root conftest names this module as a plugin, so every test may ask for `visit` and `at_desk`.
"""

import os
import shutil
import threading
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from django.test import Client

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REST_SECONDS = 20
LAYERS = {"browser": "make test-browser", "services": "make test-services"}
IN_CI = os.environ.get("CI", "").lower() in ("true", "1")
REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', event =>
  console.error('CSP:', event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber));
"""

_left_out: Counter = Counter()


def pytest_deselected(items):
    """Count what the chosen layer leaves out, to say so at the end."""
    _left_out.update(layer for item in items for layer in LAYERS if item.get_closest_marker(layer))


def pytest_terminal_summary(terminalreporter):
    """Nobody should think that these have run."""
    for layer, command in LAYERS.items():
        if _left_out[layer]:
            terminalreporter.write_line(f"Not run here: {_left_out[layer]} {layer} tests ({command}).")


def pytest_runtest_setup(item):
    """Skip a layer whose needs are missing, with a clear word; in CI that is a failure."""
    if item.get_closest_marker("browser") and not chromium_path():
        missing("Chromium is not installed: browser tests need it (apt install chromium).")
    if item.get_closest_marker("services") and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        missing("Service tests need PostgreSQL and Redis: run them by `make test-services`.")


def missing(what: str):
    """Leave the test out where a tool is not installed; in CI, where everything is, fail it."""
    if IN_CI:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def chromium_path() -> str | None:
    """The system's Chromium; browsers are never downloaded."""
    named = os.environ.get("CHROMIUM", "")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all browser tests."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop lives in this thread, and Django takes any loop for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """A person at a browser. Whatever the pages do wrong behind the scenes gathers in `faults`."""

    def __init__(self, chromium, server_url: str, *, width: int = 1280, locale: str = "pl-PL", scripts=True):
        self.server_url, self.faults = server_url, []
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale=locale,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self._see)
        self.page.on("response", self._answered)

    def _hear(self, message):
        if "CSP:" in message.text or "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _see(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != urlsplit(self.server_url).netloc:
            self.faults.append(f"request to a third party: {request.url}")

    def _answered(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.status} at {response.url}")

    def open(self, path: str):
        """Go to an address of the portal; returns Playwright's page."""
        self.page.goto(self.server_url + path)
        return self.page

    def sign_in(self, user, password: str):
        """Sign in through the form, as a person does."""
        page = self.open("/konto/login/")
        page.locator("input[name=login]").fill(user.email)
        page.locator("input[name=password]").fill(password)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    def check_accessibility(self):
        """What axe finds on the page is a fault, told by rule and place."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        assert not found, "\n".join(
            f"{self.page.url}: {rule['id']}: {rule['help']}: {node['target']}"
            for rule in found
            for node in rule["nodes"]
        )

    def check_width(self):
        """The page itself never scrolls sideways."""
        widths = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert widths[0] <= widths[1], f"{self.page.url} is {widths[0]} px wide in a window of {widths[1]} px"

    def close(self):
        """End the visit; the faults that gathered fail the test. What a page says at leaving is not sent."""
        self.context.set_offline(True)
        self.context.close()
        assert not self.faults, "\n".join(self.faults)


@pytest.fixture
def server_at_rest(live_server):
    """A function that waits until the live server has answered everything: then the tables are emptied."""
    change, busy = threading.Condition(), [0]

    def count(step):
        def counted(**_kwargs):
            with change:
                busy[0] += step
                change.notify_all()

        return counted

    began, ended = count(1), count(-1)
    request_started.connect(began)
    request_finished.connect(ended)

    def wait():
        with change:
            is_at_rest = change.wait_for(lambda: busy[0] <= 0, timeout=REST_SECONDS)
        assert is_at_rest, "the server does not come to rest"

    yield wait
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture
def visit(chromium, live_server, server_at_rest):
    """`visit(width=390)` sends a person to the live server; at the end nothing may have gone wrong."""
    visitors: list[Visitor] = []

    def come(**kwargs) -> Visitor:
        visitors.append(Visitor(chromium, live_server.url, **kwargs))
        return visitors[-1]

    yield come
    try:
        for visitor in visitors:
            visitor.close()
    finally:
        server_at_rest()


@pytest.fixture
def at_desk(visit, people, live_server):
    """`at_desk("office")`: that person's own browser, signed in, as wide as said first."""
    browsers = {}

    def sit(role, **kwargs):
        if role not in browsers:
            visitor = browsers[role] = visit(**kwargs)
            if role != "public":
                client = Client()
                client.force_login(people.by_role(role))
                cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
                visitor.context.add_cookies([cookie | {"url": live_server.url}])
        return browsers[role]

    return sit
