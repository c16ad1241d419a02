"""Every address with every role, against one declared table; an address outside of the table fails."""

import re

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, get_resolver, reverse

from conftest import ROLES
from metropolis.accounts import matrix
from monitoring.tests.access_table import LOGIN, OFFICE, TABLE, Row
from monitoring.tests.access_world import build

ADMIN_ACTIONS = {
    "changelist": "view",
    "add": "add",
    "history": "view",
    "delete": "delete",
    "change": "view",
    "simple_history": "view",
}
# Fallbacks of the admin and of the API: they send to a list or answer 404.
UNNAMED = re.compile(r"\^api/|admin/(\w+/\w+/<path:object_id>/|\(\?P<url>\.\*\)\$)")

REFUSED = (LOGIN, 403, 404, 405)


def addresses(patterns=None, prefix="", namespace=""):
    """All (name, route) of the portal."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, route, inner)
        else:
            yield f"{namespace}{pattern.name or ''}", route


def admin_rows() -> dict[str, Row]:
    """Rows of the admin's lists, which follow from the matrix of the admin."""
    rows = {}
    for model in admin.site._registry:
        label = model._meta.label_lower
        for action, right in ADMIN_ACTIONS.items():
            if action == "simple_history" and not hasattr(model, "history"):
                continue
            office = 200 if right in matrix.OFFICE.get(label, ()) else 404
            administrator = 200 if right in matrix.ADMINISTRATOR.get(label, ()) else 404
            name = f"admin:{label.replace('.', '_')}_{action}"
            args = {} if action in ("changelist", "add") else {"object_id": label}
            roles = dict.fromkeys(OFFICE, office) | {"administrator": administrator, "public": LOGIN}
            rows[name] = Row(404, roles, args)
    return rows


def declared() -> dict[str, Row]:
    return admin_rows() | TABLE


def address_of(name, row, world):
    """The address, its arguments taken from the world by name where they are one."""
    args = {key: world.get(value, value) for key, value in row.args.items()}
    try:
        if name.endswith("_simple_history"):  # its two keys have no names
            return reverse(name, args=[args["object_id"], world[f"{row.args['object_id']} before"]])
        return reverse(name.split("#")[0], kwargs=args)
    except NoReverseMatch as error:
        raise AssertionError(f"{name}: {error}") from error


def answer(browser, address, method="get"):
    response = getattr(browser, method)(address)
    if response.status_code == 302 and response.url.startswith(("/konto/login/", "/admin/login/")):
        return LOGIN
    return response.status_code


def test_every_address_is_in_the_table():
    found = {(name, route) for name, route in addresses() if not UNNAMED.fullmatch(route)}
    missing = sorted({name for name, _ in found} - set(declared()))
    assert missing == []


def test_the_table_names_no_address_that_is_gone():
    named = {name.split("#")[0] for name in declared()}
    assert sorted(named - {name for name, _ in addresses()}) == []


def test_every_list_of_the_admin_is_in_the_matrix():
    labels = {model._meta.label_lower for model in admin.site._registry}
    assert sorted(labels - set(matrix.OFFICE)) == []


@pytest.mark.parametrize("role", ROLES)
def test_what_each_address_answers(role, client_of, people, settings, tmp_path):
    settings.DEMO, settings.MEDIA_ROOT = False, tmp_path
    world = build(people, tmp_path)
    browser = client_of(role)
    wrong = []
    for name, row in sorted(declared().items()):
        address = address_of(name, row, world)
        got = answer(browser, address)
        if got != row.expected(role):
            wrong.append(f"{name}: {got}, not {row.expected(role)} {row.why}")
        if got in (LOGIN, 404) and (posted := answer(browser, address, "post")) not in REFUSED:
            wrong.append(f"{name}: what is refused to read answers {posted} to a POST")
    assert wrong == []
