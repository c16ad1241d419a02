"""The bodies of a content file, read without the rooms above."""

from forums.loading.bodies import SECTIONS, read_bodies
from forums.models import Commission, GoverningBody, Team
from strategy.loading.faults import FaultyContent
from strategy.loading.run import READERS, read_book
from strategy.loading.run import SECTIONS as BELOW

HEAD = """\
format: 1
sources: {P: {title: Strona}}
strategy: {code: S, name: S, kind: s, owner: z, owner_abbr: Z, area_name: M, horizon_year: 2040,
  status: official, source: P}
areas: [{code: A, slug: a, roman: I, name: A, status: official, source: P}]
municipalities: [{slug: lipa, teryt: '9901011', name: Lipa, kind: rural, county: p, voivodeship: w,
  tile: {col: 1, row: 1}, status: official, source: P}]
"""
BODIES = """\
commissions: [{slug: komisja, name: Komisja, areas: [A], seats: 6, status: official, source: P}]
governing_bodies: [{slug: biuro, name: Biuro, kind: office, status: official, source: P}]
team: {name: 'Zespół, {municipality}', status: official, source: P}
"""


def read(tmp_path, text):
    path = tmp_path / "bodies.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_book(path, (*READERS, read_bodies), (*BELOW, *SECTIONS))


def faults(tmp_path, text):
    try:
        read(tmp_path, text)
    except FaultyContent as error:
        return [fault.path for fault in error.faults]
    return []


def test_bodies_are_read(tmp_path):
    book = read(tmp_path, BODIES)
    assert [ref.key for ref in book.rows[Commission]["komisja"].sets["areas"]] == ["A"]
    assert book.rows[GoverningBody]["biuro"].values["kind"] == "office"


def test_every_municipality_gets_a_team_with_its_own_status_and_source(tmp_path):
    team = read(tmp_path, BODIES).rows[Team]["lipa"].values
    assert (team["name_pl"], team["slug"], team["provenance"]) == ("Zespół, Lipa", "lipa", "official")
    assert team["sources"] == [{"title": "Strona", "url": ""}]


def test_a_file_without_a_team_has_none(tmp_path):
    assert Team not in read(tmp_path, "").rows


def test_faults_of_bodies(tmp_path):
    assert faults(tmp_path, BODIES.replace("areas: [A]", "areas: [B]")) == ["commissions[0].areas[0]"]
    assert faults(tmp_path, BODIES.replace("kind: office", "kind: club")) == ["governing_bodies[0].kind"]
    assert faults(tmp_path, BODIES.replace("{name: 'Zesp", "{title: 'Zesp")) == ["team.name", "team.title"]
    ended = BODIES.replace("seats: 6", "valid_from: 2024-05-28, valid_to: 2024-01-01")
    assert faults(tmp_path, ended) == ["commissions[0].valid_to"]
