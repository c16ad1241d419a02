"""How a row of the table of access is written: what a GET of an address answers to each role.

`LOGIN` is the redirect to the sign-in page. Whom a page does not concern gets 404: it does not exist for
them. Roles that a row does not name get its `rest`.
"""

from dataclasses import dataclass, field

LOGIN = "login"
OFFICE = ("office", "office2")
STAFF = (*OFFICE, "administrator")


@dataclass(frozen=True)
class Row:
    """What a GET answers: `roles` by name, `rest` for all others. `args` fills the address."""

    rest: int | str = 200
    roles: dict[str, int | str] = field(default_factory=dict)
    args: dict[str, object] = field(default_factory=dict)
    why: str = ""

    def expected(self, role: str) -> int | str:
        return self.roles.get(role, self.rest)


def row(rest=200, *, args=None, why="", **roles) -> Row:
    return Row(rest, roles, args or {}, why)


def of(names, status) -> dict:
    return dict.fromkeys(names, status)


def everybody(**args) -> Row:
    """Published: the same for all."""
    return row(200, args=args)


def signed_in(**args) -> Row:
    """One's own pages: whoever has an account."""
    return row(200, public=LOGIN, args=args)


def insiders(**args) -> Row:
    """Whoever has a role today."""
    return row(200, public=LOGIN, former_member=404, args=args)


def only(*roles, status=200, **args) -> Row:
    """The named roles; others find nothing, visitors are asked to sign in."""
    return row(404, public=LOGIN, args=args, **of(roles, status))


def nowhere(status, why="", **args) -> Row:
    """The same refusal for all."""
    return row(status, args=args, why=why)
