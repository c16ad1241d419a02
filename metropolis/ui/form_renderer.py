"""Fields of forms as Django's templates write them, at a fraction of their cost.

The form of an action has a hundred fields; for each of them Django renders a template that includes two
others. Only the plain ones are written here; a test holds them against Django's own templates.
"""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_INPUTS = ("text", "hidden", "number", "checkbox", "date", "email", "search", "url", "tel")


class Renderer(DjangoTemplates):
    """Django's renderer, but for inputs and selections."""

    def render(self, template_name, context, request=None):
        """The HTML of a field or of a form."""
        write = _WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(value)}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{shown}{_attributes(widget)}>\n')


def _select(widget: dict[str, Any]) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    name = conditional_escape(widget["name"])
    return SafeString(f'<select name="{name}"{_attributes(widget)}>{groups}\n</select>\n')


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    lines = "".join(_option(one) for one in options)
    return f'\n  <optgroup label="{conditional_escape(name)}">{lines}\n  </optgroup>' if name else lines


def _option(option: dict[str, Any]) -> str:
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'\n  <option value="{value}"{_attributes(option)}>{label}</option>\n'


def _attributes(widget: dict[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(value)}"')
        for name, value in widget["attrs"].items()
        if value is not False
    )


_WRITERS = {f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS}
_WRITERS["django/forms/widgets/select.html"] = _select
