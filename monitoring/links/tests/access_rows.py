"""What the addresses of links answer to each role; what is behind a link needs no role at all."""

from metropolis.ui.tests.access import OFFICE, Row, nowhere, only

ROWS: dict[str, Row] = {
    "campaign_links": only(*OFFICE, "coordinator", slug="kampania", supplier="skawina"),
    "reporter_entry": nowhere(404, "a broken link", token="broken"),
}
