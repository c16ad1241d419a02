"""What the documents of plans answer to each role (arguments: `forums.tests.plan_world`)."""

from metropolis.ui.tests.access import Row, insiders

# The plan of the world is a draft; tests/test_views.py asks for adopted texts and for changes.
ROWS: dict[str, Row] = {"plan_document": insiders(slug="plan-w-projekcie", name="plan.docx")}
