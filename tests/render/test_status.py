import json
from datetime import date

from paris_points import paris

from toolkit.model.follow_up import FollowUp, FollowUpSummary
from toolkit.model.states import State
from toolkit.render.status import render_status, status_as_json
from toolkit.wording import load_wording

ENGLISH = load_wording("en")
CAMPAIGN = paris().campaign


def partner(code, states=None, **more):
    return FollowUp(
        **{"partner": code, "name": f"Partner {code}", "deadline": CAMPAIGN.deadline, "asked": 10, **more},
        states=states,
    )


def render(*lines, has_results=True, wording=ENGLISH, today=CAMPAIGN.deadline):
    return render_status(FollowUpSummary(has_results=has_results, lines=lines), CAMPAIGN, today, wording)


def test_without_results_the_first_line_says_so():
    first, *rest = render(partner("CAF", issued_file="CAF.xlsx"), partner("PE"), has_results=False).splitlines()
    assert "no results yet" in first
    assert "Workbooks issued: 1 of 2 (50.0%). Due on 30 November 2020." in first
    assert [" ".join(line.split()) for line in rest[3:]] == [
        "CAF Partner CAF - - workbook issued, not sent 0 10",
        "PE Partner PE - - no workbook issued 0 10",
    ]


def test_each_partner_and_each_office_has_its_line():
    states = {State.VALUE: 5, State.PENDING: 1, State.BLANK: 3, State.REJECTED: 1}
    on_time = partner("CAF", states, issued_file="a", returns=1, returned_at="2020-11-30T23:10:00+01:00", reminders=2)
    late = partner("PE", {State.BLANK: 10}, sent_on="2020-09-15", returns=2, returned_at="2020-12-01", is_late=True)
    office = partner("PE", {State.VALUE: 0}, office="Bureau", asked=0)
    missing = partner("GIP", {State.NOT_RETURNED: 10}, sent_on="2020-09-16")
    lines = render(on_time, late, office, missing).splitlines()
    assert (
        "2 of 3 (66.7%) partners sent their workbook back, 1 of them late; due on 30 November 2020, overdue: 0."
        in lines[0]
    )
    assert "5 of 30 (16.7%)" in lines[0]
    assert [" ".join(line.split()) for line in lines[4:]] == [
        "CAF Partner CAF - 2020-11-30 to correct 2 10 5 1 3 1 0 50.0%",
        "PE Partner PE 2020-09-15 2020-12-01 (late) returned, incomplete 0 10 0 0 10 0 0 0.0%",
        "PE – Bureau - - no workbook issued 0 0 0 0 0 0 0",
        "GIP Partner GIP 2020-09-16 - sent, nothing returned 0 10 0 0 0 0 10 0.0%",
    ]


def test_who_returned_nothing_is_overdue_from_the_day_after_the_deadline():
    waiting = partner("PE", {State.NOT_RETURNED: 10}, sent_on="2020-09-15")
    extended = partner("CAF", {State.NOT_RETURNED: 10}, deadline=date(2020, 12, 15))
    returned = partner("GIP", {State.BLANK: 10}, returns=1, returned_at="2020-11-02")
    assert "overdue: 0" in render(waiting, extended, returned)
    first, *_, line, other, _ = render(waiting, extended, returned, today=date(2020, 12, 1)).splitlines()
    assert "overdue: 1." in first
    assert ("overdue" in line, "overdue" in other) == (True, False)


def test_a_campaign_that_asks_nobody_is_a_table_without_lines():
    assert len(render().splitlines()) == 4


def test_a_long_name_is_cut_and_shown_as_cut():
    assert "…" in render(partner("X", name="Direction " * 9, asked=0))


def test_french_writes_numbers_as_french_does():
    said = render(partner("CAF", {State.VALUE: 1, State.BLANK: 2}, asked=3), wording=load_wording("fr"))
    assert "33,3\u00a0%" in said


def test_json_keeps_what_is_unknown_apart_from_zero():
    known = partner("CAF", {State.BLANK: 10}, returns=1, returned_at="2020-11-30", deadline=date(2020, 12, 15))
    office = partner("CAF", {State.BLANK: 4}, office="Bureau", asked=4)
    lines = (known, office, partner("PE"))
    said = json.loads(status_as_json(FollowUpSummary(has_results=True, lines=lines), CAMPAIGN, date(2020, 12, 1)))
    assert (said["campaign"], said["deadline"], said["has_results"]) == ("paris-2015-2022", "2020-11-30", True)
    first, second = said["partners"]
    assert (first["rate"], first["states"]["blank"], first["states"]["value"]) == (0.0, 10, 0)
    assert (first["deadline"], first["accepted"], first["left"], first["complete"]) == ("2020-12-15", 0, 10, False)
    assert (first["overdue"], second["overdue"]) == (False, True)
    assert (second["rate"], second["states"], second["expected"], second["left"]) == (None, None, 10, None)
    assert [(each["partner"], each["office"], each["left"]) for each in said["offices"]] == [("CAF", "Bureau", 4)]


def test_a_partner_that_is_still_expected_is_not_past_the_deadline():
    waiting = partner("PE", {State.NOT_RETURNED: 10}, sent_on="2020-09-15")
    french, after = load_wording("fr"), date(2020, 12, 1)
    assert "hors délai\u00a0: 0." in render(waiting, wording=french)
    assert "hors délai\u00a0: 1." in render(waiting, wording=french, today=after)
    assert "hors délai\u00a0: 0." in render(wording=french, today=after)
