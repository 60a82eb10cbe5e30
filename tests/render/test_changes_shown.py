import json
from datetime import date
from decimal import Decimal

from toolkit.model.changes import Change, ChangeKind, Changes, Said
from toolkit.model.states import State
from toolkit.render.changes import changes_as_json, render_changes
from toolkit.wording import load_wording

ENGLISH, FRENCH = load_wording("en"), load_wording("fr")
NOTHING = Said()


def value(number):
    return Said(state=State.VALUE, value=Decimal(number), raw=str(number), file="a.xlsx", cell="H7")


def change(kind, old, new):
    return Change(
        kind=kind,
        partner="CAF",
        action="G01",
        measure="G01.1a",
        territory="QP",
        period="2019",
        old=old,
        new=new,
        returned_at="2020-11-20T18:00:00Z",
    )


CHANGES = (
    change(ChangeKind.NEW, NOTHING, value(0)),
    change(ChangeKind.CORRECTED, value("1458.5"), Said(state=State.REJECTED, raw="O\x1b[2J")),
    change(ChangeKind.WITHDRAWN, value(7), Said(state=State.UNAVAILABLE, raw="nd")),
)


def changes(*items, until=None):
    return Changes(since=date(2020, 11, 1), until=until, changes=items)


def test_each_change_has_its_old_and_its_new():
    lines = [" ".join(each.split()) for each in render_changes(changes(*CHANGES), ENGLISH).splitlines()]
    assert lines[0] == "Returns since 1 November 2020: 1 new figure, 1 corrected figure, 1 withdrawn figure"
    assert lines[4:] == [
        "new CAF G01.1a QP 2019 2020-11-20 - 0",
        "corrected CAF G01.1a QP 2019 2020-11-20 1,458.5 rejected O[2J",
        "withdrawn CAF G01.1a QP 2019 2020-11-20 7 not available",
    ]


def test_no_change_is_one_line_with_both_days():
    said = render_changes(changes(until=date(2020, 11, 30)), FRENCH)
    assert said == (
        "Fichiers reçus du 1er novembre 2020 au 30 novembre 2020\u00a0: 0 nouvelle donnée, 0 donnée corrigée, "
        "0 donnée retirée"
    )


def test_json_keeps_a_zero_apart_from_nothing():
    said = json.loads(changes_as_json(changes(*CHANGES), ENGLISH))
    assert said["counts"] == {"new": 1, "corrected": 1, "withdrawn": 1}
    first, second, _ = said["changes"]
    assert (first["old"], first["new"]["value"], first["new"]["cell"]) == (None, "0", "H7")
    assert (second["old"]["value"], second["new"]["value"], second["new"]["state"]) == ("1458.5", None, "rejected")
