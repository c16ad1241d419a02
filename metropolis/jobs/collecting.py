"""How often Python looks for garbage in a process that serves pages."""

import gc

EACH = 10_000
"""So many new objects before it looks: by itself after 700, and a page or a comparison makes thousands."""


def spare_what_stays() -> None:
    """Leave out of every later search what lives as long as the process: modules, models, templates.

    A search through all of them takes a tenth of a second, in the middle of somebody's page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(EACH, *gc.get_threshold()[1:])
