"""The Office gives reports the letterhead of the Association."""

from pathlib import PurePath

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from metropolis.documents.word.package import CONTENT_TYPE

from . import template_check
from .template_models import ReportTemplate
from .word.letterhead import KNOWN, TEXT


class TemplateForm(forms.ModelForm):
    """A language and a file. The file is checked whole before anything is saved."""

    file = forms.FileField(label=_("Word document (.docx)"))

    class Meta:
        model = ReportTemplate
        fields = ["language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = ", ".join(f"{{{{{name}}}}}" for name in KNOWN)
        self.fields["file"].help_text = _(
            "A document with the letterhead, without macros. The report goes where %(text)s stands, or at "
            "the end. Placeholders: %(names)s. Styles that it lacks are added."
        ) % {"names": names, "text": f"{{{{{TEXT}}}}}"}
        self.fields["file"].required = self.instance.pk is None

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        if upload.size > template_check.MAX_BYTES:  # not read whole only to be refused
            data = b"\0" * (template_check.MAX_BYTES + 1)
        else:
            data = upload.read()
        try:
            template_check.check(data)
        except template_check.NotATemplate as reason:
            raise ValidationError(str(reason)) from reason
        self.instance.content = data
        self.instance.name = PurePath(upload.name).name[-120:]
        return upload


@admin.register(ReportTemplate)
class ReportTemplateAdmin(admin.ModelAdmin):
    """Templates, one for each language. Deleting one brings the house's looks back."""

    form = TemplateForm
    list_display = ["name", "language", "updated_at", "updated_by", "download"]
    list_select_related = ["updated_by"]
    readonly_fields = ["download"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_fields(self, request, obj=None):
        return ["language", "file", "download"] if obj else ["language", "file"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.send)
        return [path("<int:pk>/plik/", view, name="monitoring_reporttemplate_file"), *super().get_urls()]

    def send(self, request, pk):
        """The template as it was given."""
        if not self.has_view_permission(request):
            raise Http404
        found = get_object_or_404(ReportTemplate, pk=pk)
        response = HttpResponse(bytes(found.content), content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="szablon-{found.language}.docx"'
        return response

    def save_model(self, request, obj, form, change):
        obj.updated_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("file"))
    def download(self, template):
        address = reverse("admin:monitoring_reporttemplate_file", args=[template.pk])
        return format_html('<a href="{}">{}</a>', address, template.name)
