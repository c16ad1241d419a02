"""What the addresses of notices answer to each role; arguments are named in `forums.tests.plan_world`."""

from metropolis.ui.tests.access import Row, nowhere, row, signed_in

ROWS: dict[str, Row] = {
    "notice_list": signed_in(),
    "notice_wishes": signed_in(),
    "notice_open": row(404, public="login", args={"pk": 1}, why="only one's own"),
    "notices_read": row(405, public="login", why="by a button only"),
    "unsubscribe": nowhere(404, "a broken link", token="broken"),
}
