"""The colours of charts: those of the design tokens, which a picture cannot read for itself."""

INK = "#17212e"
SOFT = "#4d5a68"
GRID = "#e6e3da"
NONE = "#5b6570"
BLUE = "#0c4a7d"
WASH = "#a9c8e1"
PAPER = "#ffffff"
# The areas in their official order; what belongs to none of them is blue.
AREAS = ("#46389e", "#2c6a3c", "#0a6890", "#8a5300", "#9d2c69", "#b03619", "#0d655f")


def area_colour(order: int | None) -> str:
    """The colour of the area with this place in the official order."""
    return AREAS[(order - 1) % len(AREAS)] if order else BLUE
