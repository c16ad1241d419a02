from monitoring.reports.tests.conftest import _no_broker, build, content, store  # noqa: F401  the same small strategy
