"""A file that a member of the team has sent, for the table of access."""

from monitoring.models import SheetUpload, Submission

TABLE = {"sheet": "CSV", "heading_row": 1, "heading": ["Kod", "Wartość"], "rows": [[2, ["4.1", "1"]]]}
PLAN = {
    "language": "pl",
    **{name: [] for name in ("changes", "conflicts", "faults", "warnings", "notices")},
    "unchanged": 1,
    "left": 0,
}


def build_upload(people) -> dict[str, object]:
    """Makes it; returns what the table's arguments stand for."""
    submission = Submission.objects.get(campaign__slug="kampania")
    upload = SheetUpload.objects.create(
        campaign=submission.campaign,
        submission=submission,
        user=people.member,
        file_name="dane.csv",
        data=b"Kod;Wartosc\r\n4.1;1\r\n",
        kind="csv",
        dialect={"encoding": "utf-8", "separator": ";", "newline": "\r\n"},
        table=TABLE,
        mapping={"0": "code", "1": "value"},
        plan=PLAN,
        state=SheetUpload.State.READY,
    )
    return {"sheet": upload.pk}
