"""The schema and the browsable reference, which loads nothing from outside the portal."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


class JsonRenderer(OpenApiJsonRenderer2):
    """The schema as `application/json`, the form that is given when none is asked for."""


class YamlRenderer(OpenApiYamlRenderer):
    """The schema as YAML: `?format=yaml`."""

    media_type = "application/yaml"


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1, as JSON or YAML."""

    renderer_classes = [JsonRenderer, YamlRenderer]
    authentication_classes: list = []


# Swagger's own styles stand in the page and its icons are data addresses; scripts stay ours alone.
REFERENCE_POLICY = {"style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:"], "script-src": [SELF]}


@method_decorator(csp_replace(REFERENCE_POLICY), name="dispatch")
class ReferenceView(SpectacularSwaggerSplitView):
    """The reference to read and try in the browser."""

    url_name = "api:schema"
    template_name = "rest/reference.html"
    authentication_classes: list = []
