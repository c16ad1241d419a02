"""The chapters of a report: each a function from the frozen data to blocks."""
