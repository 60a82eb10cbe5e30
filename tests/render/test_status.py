import json

from paris_points import paris

from toolkit.model.completeness import CompletenessRow, Dimension
from toolkit.model.states import State
from toolkit.model.summaries import PartnerStatus, Status
from toolkit.render.status import render_status, status_as_json
from toolkit.wording import load_wording

ENGLISH = load_wording("en")


def partner(code, states=None, **more):
    points = None
    if states is not None:
        points = CompletenessRow(dimension=Dimension.PARTNER, key=code, label=code, states=states)
    return PartnerStatus(partner=code, name=f"Partner {code}", asked=10, points=points, **more)


def status(*partners, has_results=True):
    return Status(collection=paris(), has_results=has_results, partners=partners)


def test_without_results_the_first_line_says_so():
    said = render_status(status(partner("CAF", issued_file="CAF.xlsx"), partner("PE"), has_results=False), ENGLISH)
    first, *rest = said.splitlines()
    assert "no results yet" in first
    assert "Workbooks issued: 1 of 2 (50.0%). Due on 30 November 2020." in first
    assert [line.split() for line in rest[3:]] == [
        ["CAF", "Partner", "CAF", "yes", "-", "10"],
        ["PE", "Partner", "PE", "no", "-", "10"],
    ]


def test_each_partner_has_its_line():
    states = {State.VALUE: 5, State.PENDING: 1, State.BLANK: 3, State.REJECTED: 1}
    on_time = partner("CAF", states, issued_file="a", returns=1, received_at="2020-11-30T23:10:00+01:00")
    late = partner("PE", {State.BLANK: 10}, issued_file="b", returns=2, received_at="2020-12-01", is_late=True)
    missing = partner("GIP", {State.NOT_RETURNED: 10})
    lines = render_status(status(on_time, late, missing), ENGLISH).splitlines()
    assert "2 of 3 (66.7%) partners sent their workbook back, 1 of them after 30 November 2020" in lines[0]
    assert "5 of 30 (16.7%)" in lines[0]
    assert [" ".join(line.split()) for line in lines[4:]] == [
        "CAF Partner CAF yes 2020-11-30 10 5 1 3 1 0 50.0%",
        "PE Partner PE yes 2020-12-01 (late) 10 0 0 10 0 0 0.0%",
        "GIP Partner GIP no - 10 0 0 0 0 10 0.0%",
    ]


def test_a_campaign_that_asks_nobody_is_a_table_without_lines():
    assert len(render_status(status(), ENGLISH).splitlines()) == 4


def test_a_long_name_is_cut_and_shown_as_cut():
    long = PartnerStatus(partner="X", name="Direction " * 9, asked=0)
    assert "…" in render_status(status(long), ENGLISH)


def test_french_writes_numbers_as_french_does():
    said = render_status(status(partner("CAF", {State.VALUE: 1, State.BLANK: 2})), load_wording("fr"))
    assert "33,3\u00a0%" in said


def test_json_keeps_what_is_unknown_apart_from_zero():
    known, unknown = partner("CAF", {State.BLANK: 10}, returns=1, received_at="2020-11-30"), partner("PE")
    said = json.loads(status_as_json(status(known, unknown), ENGLISH))
    assert (said["campaign"], said["deadline"], said["has_results"]) == ("paris-2015-2022", "2020-11-30", True)
    first, second = said["partners"]
    assert (first["rate"], first["states"]["blank"], first["states"]["value"]) == (0.0, 10, 0)
    assert (second["rate"], second["states"], second["expected"]) == (None, None, 10)
