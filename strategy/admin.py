"""All admin pages of the strategy, gathered for Django."""

from .areas import admin as areas
from .document import admin as document
from .frameworks import admin as frameworks
from .funding import admin as funding
from .goals import admin as goals
from .indicators import admin as indicators
from .municipalities import admin as municipalities
from .partners import admin as partners
from .plans import admin as plans

__all__ = [
    "areas",
    "document",
    "frameworks",
    "funding",
    "goals",
    "indicators",
    "municipalities",
    "partners",
    "plans",
]
