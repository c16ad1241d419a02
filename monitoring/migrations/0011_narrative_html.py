"""Comments on chapters were plain text; from now on they are rich text with revisions."""

import re
from html import escape, unescape

from django.db import migrations


def to_html(text):
    """An empty line parts paragraphs, and so does a single break: the narrative knows no other."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in lines if line.strip())


def to_text(html):
    parts = re.sub(r"</(p|h3|li)>", "\n\n", html)
    return unescape(re.sub(r"<[^>]*>", "", parts)).replace("\u00a0", " ").strip()


def forwards(apps, schema_editor):
    sections = apps.get_model("monitoring", "ReportSection").objects
    revisions = apps.get_model("monitoring", "SectionRevision").objects
    for row in sections.iterator():
        texts = {"text_pl": to_html(row.text_pl), "text_en": to_html(row.text_en)}
        sections.filter(pk=row.pk).update(**texts)
        revisions.create(section=row, number=row.version, by_id=row.updated_by_id, at=row.updated_at, **texts)


def backwards(apps, schema_editor):
    apps.get_model("monitoring", "SectionRevision").objects.all().delete()
    sections = apps.get_model("monitoring", "ReportSection").objects
    sections.filter(version=0).delete()  # they say only who writes, which was not known before
    for row in sections.iterator():
        sections.filter(pk=row.pk).update(text_pl=to_text(row.text_pl), text_en=to_text(row.text_en))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0010_report_approval")]

    operations = [migrations.RunPython(forwards, backwards)]
