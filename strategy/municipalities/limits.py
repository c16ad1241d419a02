"""How many municipalities are shown at once."""

# Beyond this a picture, a map or a list of all says less than pages of a table.
MOST_MUNICIPALITIES = 40
