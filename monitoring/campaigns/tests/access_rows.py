"""What the addresses of evidence files answer to each role; arguments are named in `access_world`."""

from metropolis.ui.tests.access import OFFICE, Row, only

OWN = (*OFFICE, "member", "coordinator")

ROWS: dict[str, Row] = {
    "campaign_evidence": only(*OWN, slug="kampania", supplier="skawina", row="due"),
    "evidence_file": only(*OWN, pk="evidence"),
}
