"""What the addresses of verification answer to each role."""

from metropolis.ui.tests.access import OFFICE, Row, only

ROWS: dict[str, Row] = {
    "verification": only(*OFFICE),
    "verification_all": only(*OFFICE),
    "verification_result": only(*OFFICE),
    "period_locks": only(*OFFICE),
    "period_unlock": only(*OFFICE, pk="lock"),
    "observation_correct": only(*OFFICE, pk="observation"),
}
