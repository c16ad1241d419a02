"""What changed between two texts, for templates: {% redline old new %} and {% redline_words old new %}."""

from django import template

from metropolis.ui import worddiff

register = template.Library()


@register.simple_tag
def redline(old, new, fold=False):
    """Two sanitised rich texts as one, with what came and went marked."""
    return worddiff.redline(old or "", new or "", fold=fold)


@register.simple_tag
def redline_words(old, new):
    """Two plain texts as one, with what came and went marked."""
    return worddiff.redline_words(old or "", new or "")


@register.simple_tag
def replaced(old, new):
    """One value put in the place of another, each as a whole."""
    return worddiff.replaced(old or "", new or "")
