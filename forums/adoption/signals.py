"""What adoption announces to the rooms above. Sent inside the transaction of the change."""

from django.dispatch import Signal

plan_moved = Signal()  # plan, step (its name), event, by
consultation_answered = Signal()  # answer, by
