"""A framework is taken as it was kept only while nothing of it has changed."""

import random
from dataclasses import replace

import pytest
from small_campaign import TABLES, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.files.framework_cache import framework_key, keep, load_kept
from toolkit.workflows.loading import load_collection

KEPT = ".toolkit/framework.msgpack"


@pytest.fixture
def folder(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    (folder / ".toolkit").mkdir()
    return folder


def framework_file(folder, name):
    return folder / load_collection(folder).campaign.framework_path / f"{name}.csv"


def test_what_is_kept_is_what_was_loaded(folder):
    first = load_collection(folder)
    key = framework_key(folder, first.campaign)
    assert load_kept(folder, key) == first.framework
    assert load_collection(folder) == first


def test_without_the_folder_of_a_merge_nothing_is_written(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    load_collection(folder)
    assert not (folder / ".toolkit").exists()


def test_what_is_kept_is_used(folder):
    """Shown by a framework that is kept in the place of the one that stands in the files."""
    collection = load_collection(folder)
    key = framework_key(folder, collection.campaign)
    other = load_collection(write_small_campaign(folder / "other", {**TABLES, "offices": "partner,action,office\n"}))
    changed = type(other.framework)(
        **{name: getattr(other.framework, name) for name in other.framework.__dataclass_fields__ if name != "requests"},
        requests=other.framework.requests[:1],
    )
    keep(folder, key, changed)
    assert load_collection(folder).framework == changed != collection.framework


def test_a_changed_label_is_seen_at_once(folder):
    measure = next(iter(load_collection(folder).framework.measures.values()))
    path = framework_file(folder, "measures")
    path.write_text(path.read_text(encoding="utf-8").replace(measure.label, "Autre libellé"), encoding="utf-8")
    assert load_collection(folder).framework.measures[measure.code].label == "Autre libellé"


@pytest.mark.parametrize("change", ["a file more", "a file less", "a file renamed", "the periods"])
def test_whatever_the_checks_depend_on_changes_the_key(folder, change):
    campaign = load_collection(folder).campaign
    before = framework_key(folder, campaign)
    measures = framework_file(folder, "measures")
    match change:
        case "a file more":
            measures.with_name("notes.csv").write_text("x", encoding="utf-8")
        case "a file less":
            measures.unlink()
        case "a file renamed":
            measures.rename(measures.with_name("mesures.csv"))
        case "the periods":
            campaign = replace(campaign, periods=dict([*campaign.periods.items()][:1]))
    assert framework_key(folder, campaign) != before


def test_a_framework_with_a_mistake_is_not_kept_and_told_each_time(folder):
    path = framework_file(folder, "measures")
    (folder / KEPT).unlink()
    path.write_text(path.read_text(encoding="utf-8").replace("nombre", "furlong"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ToolkitError, match="furlong"):
            load_collection(folder)
    assert not (folder / KEPT).exists()


def damages(content):
    """The kept file with one thing wrong in each: a byte, its end, its beginning, all of it."""
    chance = random.Random(5)
    for _ in range(40):
        place = chance.randrange(len(content))
        yield content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
    yield from (b"", b"\xff", content[:-1], content[1:], content + b"x", bytes(len(content)))


def test_a_damaged_copy_never_passes_for_the_framework(folder):
    first = load_collection(folder)
    good = (folder / KEPT).read_bytes()
    for bad in damages(good):
        (folder / KEPT).write_bytes(bad)
        assert load_collection(folder) == first
        assert (folder / KEPT).read_bytes() == good


def test_a_folder_in_its_place_stops_nothing(folder):
    (folder / KEPT).mkdir()
    assert load_collection(folder) == load_collection(folder)
