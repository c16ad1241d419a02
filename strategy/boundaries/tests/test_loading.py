import json

import pytest
from django.core.management import CommandError, call_command

from strategy.boundaries import geojson
from strategy.factories import MunicipalityFactory
from strategy.models import Boundary, BoundarySet

SOURCE = "Example register, simplified"


def square(lon, lat, size=0.1):
    """A closed ring."""
    east, north = round(lon + size, 6), round(lat + size, 6)
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]


def feature(teryt, ring=None, kind="Polygon", name="Somewhere", **properties):
    coordinates = [ring or square(19.8, 50.0)]
    if kind == "MultiPolygon":
        coordinates = [coordinates]
    geometry = {"type": kind, "coordinates": coordinates}
    return {
        "type": "Feature",
        "properties": {"teryt": teryt, "name": name, **properties},
        "geometry": geometry,
    }


def text(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


MEMBERS = {"120611": "Skawina"}


def faults_of(content, members=MEMBERS):
    with pytest.raises(geojson.FaultyBoundaries) as caught:
        geojson.read(content, members)
    return caught.value.faults


def test_a_member_is_found_by_the_first_six_digits_of_its_code():
    reading = geojson.read(text(feature("1206112"), feature("1206022")), MEMBERS)
    assert list(reading.polygons) == ["120611"]
    assert reading.others == 1


@pytest.mark.parametrize("name", ["TERYT", "kod_teryt", "JPT_KOD_JE"])
def test_the_code_may_stand_under_the_names_that_registers_use(name):
    one = feature("", **{name: "1206113"})
    assert list(geojson.read(text(one), MEMBERS).polygons) == ["120611"]


def test_an_outline_of_several_parts_is_kept_whole():
    reading = geojson.read(text(feature("1206113", kind="MultiPolygon")), MEMBERS)
    assert reading.polygons["120611"] == [[square(19.8, 50.0)]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no json", "nie jest w formacie JSON"),
        ("[]", "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "żadnego obiektu"),
        (text(feature("")), "Obiekt 1 (Somewhere)"),
        (text(feature("1206113"), feature("1206114")), "Obiekt 2 (Somewhere, 1206114)"),
        (text(feature("1206113", kind="Point")), "Obiekt 1 (Somewhere, 1206113)"),
        (text(feature("1206113", [[19.8, 50.0], [19.9, 50.0], [19.9, 50.1]])), "nie jest zamknięty"),
        (text(feature("1206113", square(565000, 244000))), "WGS 84"),
        (text(feature("1206113", [["a", "b"]] * 4)), "pary"),
        (text(feature("1206022")), "Skawina"),
    ],
)
def test_a_fault_names_the_feature_and_what_is_wrong(content, words):
    assert words in " ".join(faults_of(content))


def test_every_fault_is_said_at_once():
    assert len(faults_of(text(feature(""), feature("1206113", kind="Point")))) == 2


def test_a_common_border_stays_common_when_the_lines_are_thinned(monkeypatch):
    monkeypatch.setattr(geojson, "MOST_POINTS", 5)
    left, right = square(19.8, 50.0), square(19.90001, 50.0)
    members = {"120611": "A", "120602": "B"}
    reading = geojson.read(text(feature("1206113", left), feature("1206022", right)), members)
    a, b = (reading.polygons[code][0][0] for code in members)
    assert max(lon for lon, _lat in a) == min(lon for lon, _lat in b) == 19.9


@pytest.fixture
def file(tmp_path, db):
    MunicipalityFactory(teryt="1206113", name_pl="Skawina")
    path = tmp_path / "boundaries.geojson"
    path.write_text(text(feature("1206112"), feature("1206022")))
    return path


def test_boundaries_are_loaded_once_and_can_be_removed(file, capsys):
    call_command("load_boundaries", file, source=SOURCE, licence="CC0")
    assert Boundary.objects.get().municipality.name == "Skawina"
    assert "1 gminy" in capsys.readouterr().out
    before = BoundarySet.objects.get().loaded_at
    call_command("load_boundaries", file, source=SOURCE, licence="CC0")
    assert BoundarySet.objects.get().loaded_at == before
    assert "niczego nie zmieniono" in capsys.readouterr().out
    call_command("load_boundaries", remove=True)
    assert not Boundary.objects.exists()
    assert not BoundarySet.objects.exists()


def test_another_file_replaces_the_boundaries(file):
    call_command("load_boundaries", file, source=SOURCE)
    file.write_text(text(feature("1206113", square(20, 50))))
    call_command("load_boundaries", file, source=SOURCE)
    assert Boundary.objects.get().polygons == [[square(20.0, 50.0)]]


def test_a_faulty_file_leaves_what_was_there(file):
    call_command("load_boundaries", file, source=SOURCE)
    file.write_text(text(feature("1206022")))
    with pytest.raises(CommandError, match="Skawina"):
        call_command("load_boundaries", file, source=SOURCE)
    assert Boundary.objects.count() == 1


def test_nobody_loads_boundaries_without_saying_whose_they_are(file):
    with pytest.raises(CommandError, match="--source"):
        call_command("load_boundaries", file)
