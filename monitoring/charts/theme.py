"""What all our charts look like."""

from metropolis.ui.vega import FONTS

from . import palette

CONFIG = {
    "aria": False,
    "font": FONTS,
    "padding": 0,
    "view": {"stroke": None},
    "axis": {
        "labelColor": palette.SOFT,
        "labelFontSize": 13,
        "labelPadding": 8,
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": palette.GRID,
        "titleColor": palette.SOFT,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelOverlap": False,
    },
    "text": {"fontSize": 13, "color": palette.INK},
}


def text_width(text: str, size: float = 13) -> float:
    """About how wide the text is drawn; a little more, since the reader's font may be wider."""
    return len(text) * size * 0.54
