"""An import from upload to confirmation: nothing is saved before, and then all of it or nothing."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from strategy.models import ActionPlan
from strategy.plans.content import ActionContent, PlanContent

from .editing import next_number
from .import_entries import mapping_of
from .importing import ImportPlan, plan_import
from .locking import locked_plan
from .models import ActionImport, DraftItem, Revision
from .naming import Names, all_names, references
from .reading import draft_items, head_of
from .refusals import Changed, Invalid, WrongMoment
from .revisions import add_revision
from .validating import Fault
from .workbook_reading import read_workbook


def keep_upload(plan: ActionPlan, upload, *, by) -> ActionImport:
    """Read the file and keep what it says, and which texts of the draft it will be compared with.

    Earlier uploads of the same person that were not confirmed are dropped. Raises NotReadable.
    """
    sheets = read_workbook(upload)
    mapping = mapping_of(sheets["actions"]["header"])
    plan.imports.filter(user=by, applied_at__isnull=True).delete()
    heads = heads_of(draft_items(plan))
    name = str(upload.name or "")[-200:]
    return ActionImport.objects.create(
        plan=plan, user=by, file_name=name, rows=sheets, mapping=mapping, heads=heads
    )


def heads_of(items) -> dict[str, int]:
    """The numbers of the revisions that the actions of a draft say now."""
    return {item.key: item.head.number for item in items if item.kind == DraftItem.Kind.ACTION}


def actions_of(plan: ActionPlan, items: list[DraftItem], names: Names) -> PlanContent:
    """The actions of the draft as a document, with all names there are."""
    found = (item for item in items if item.kind == DraftItem.Kind.ACTION)
    actions = (ActionContent.from_json({**item.head.content, "code": item.key}) for item in found)
    return PlanContent(head_of(plan), (), tuple(actions), names)


def read_import(upload: ActionImport, items: list[DraftItem]) -> ImportPlan:
    """What the upload would change in the draft as it stands."""
    names = all_names()
    return plan_import(
        actions_of(upload.plan, items, names),
        upload.rows,
        upload.mapping,
        names=names,
        known=references(upload.plan, names),
        next_number=next_number(upload.plan),
    )


def moved(upload: ActionImport, items: list[DraftItem]) -> list[str]:
    """Codes of actions that somebody changed, added or removed since the preview."""
    now = heads_of(items)
    return sorted(code for code in {*now, *upload.heads} if now.get(code) != upload.heads.get(code))


def look_again(upload: ActionImport) -> None:
    """Compare with the draft as it is now: the person has been told that it moved."""
    upload.heads = heads_of(draft_items(upload.plan))
    upload.save(update_fields=["heads"])


@transaction.atomic
def save_import(upload: ActionImport, *, by) -> ImportPlan:
    """Save all that the preview showed. Raises Changed where the draft is another one by now.

    The whole draft is checked as it would be afterwards, so the order of the rows does not matter.
    """
    plan = locked_plan(upload.plan, by, Revision.Origin.IMPORT)
    upload = ActionImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.applied_at is not None:
        raise WrongMoment(_("This import was saved before."))
    upload.plan = plan
    items = _locked_items(plan)
    if codes := moved(upload, items):
        raise Changed(moved_sentence(codes))
    planned = read_import(upload, items)
    if planned.faults:
        raise Invalid([Fault("", fault.message) for fault in planned.faults])
    _write(plan, items, planned, upload, by)
    upload.applied_at = timezone.now()
    upload.save(update_fields=["applied_at"])
    return planned


def moved_sentence(codes: list[str]) -> str:
    """What the person is told when the draft moved between preview and confirmation."""
    return _(
        "Somebody has changed the draft since this preview: %(codes)s. Nothing was saved. Look at the"
        " differences again."
    ) % {"codes": ", ".join(codes)}


def _locked_items(plan: ActionPlan) -> list[DraftItem]:
    """The parts that the draft has, locked one by one in one order."""
    list(plan.draft_items.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return draft_items(plan)


def _write(plan: ActionPlan, items: list[DraftItem], planned: ImportPlan, upload: ActionImport, by) -> None:
    origin, note = Revision.Origin.IMPORT, upload.file_name
    by_code = {item.key: item for item in items if item.kind == DraftItem.Kind.ACTION}
    for code, content in planned.changed.items():
        add_revision(by_code[code], content, by=by, origin=origin, note=note)
    last = max((item.order for item in by_code.values()), default=0)
    for order, (code, content) in enumerate(planned.new.items(), last + 1):
        item = DraftItem.objects.create(plan=plan, kind=DraftItem.Kind.ACTION, key=code, order=order)
        add_revision(item, content, by=by, origin=origin, note=note)
