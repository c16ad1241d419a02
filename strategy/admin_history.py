"""What changed, for people: each text once, sources by their titles, choices by their names."""

import dataclasses

from simple_history.template_utils import HistoricalRecordContextHelper

NOBODYS = {"sort_key", "search_text"}  # kept by the portal beside the texts


class ReadableChanges(HistoricalRecordContextHelper):
    """Formats the changes of one entry of a history."""

    def context_for_delta_changes(self, delta):
        """Without the columns that only repeat the text in the default language."""
        names = {column.name for column in self.model._meta.concrete_fields}
        told = [
            change
            for change in delta.changes
            if change.field not in NOBODYS and f"{change.field}_pl" not in names
        ]
        return super().context_for_delta_changes(dataclasses.replace(delta, changes=told))

    def prepare_delta_change_value(self, change, value):
        """The words that the edit page shows for the value."""
        column = self.model._meta.get_field(change.field)
        if value in (None, "", []):
            return "–"
        if column.choices:
            return dict(column.flatchoices).get(value, value)
        if isinstance(value, list) and all(isinstance(row, dict) and "title" in row for row in value):
            return "; ".join(row["title"] for row in value)
        return super().prepare_delta_change_value(change, value)
