import csv

from paris_points import empty_report, paris_report

from toolkit.files.summaries import write_completeness, write_trends
from toolkit.model.records import COMPLETENESS_COLUMNS, TREND_COLUMNS


def read(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_completeness_has_the_contract_and_what_was_added_at_the_end(tmp_path):
    write_completeness(tmp_path / "completeness.csv", paris_report().completeness)
    rows = read(tmp_path / "completeness.csv")
    added = (
        "answered_rate,justified,on_time,late,undated,reason_not_collected,reason_not_calculated,"
        "reason_not_at_territory,reason_anonymous,reason_no_tool,reason_held_by_other,reason_lost,reason_not_created,"
        "reason_stopped,reason_nothing_to_report,reason_other_row,reason_secrecy,reason_awaited,reason_own_words,"
        "reason_none"
    )
    assert ",".join(rows[0]) == f"{','.join(COMPLETENESS_COLUMNS)},{added}"
    assert (rows[0]["key"], rows[0]["expected"], rows[0]["rate"], rows[0]["status"]) == (
        "paris-2015-2022",
        "7170",
        "18.7",
        "",
    )
    states = COMPLETENESS_COLUMNS[4:13]
    assert all(sum(int(row[state]) for state in states) == int(row["expected"]) for row in rows)
    assert {row["status"] for row in rows if row["dimension"] == "action"} == {"documented", "no_data", "not_answered"}


def test_trends_are_plain_decimals_and_nothing_where_nothing_can_be_said(tmp_path):
    write_trends(tmp_path / "trends.csv", paris_report().trends)
    rows = read(tmp_path / "trends.csv")
    assert tuple(rows[0]) == TREND_COLUMNS
    assert not any("E" in row["abs_change"] or row["abs_change"].startswith("'") for row in rows)
    assert all((row["pct_change"] == "") == (float(row["first_value"]) == 0) for row in rows)
    assert {row["method"] for row in rows} == {"whole", "part"}


def test_the_columns_of_the_contract_stay_in_place_and_readings_follow():
    contract = (
        "measure,partner,territory,first_period,last_period,first_value,last_value,"
        "abs_change,pct_change,points_change,direction,target_status,method"
    )
    assert ",".join(TREND_COLUMNS) == f"{contract},reading,obstacle"


def test_a_collection_of_nothing_gives_its_campaign_and_no_trend(tmp_path):
    write_completeness(tmp_path / "completeness.csv", empty_report().completeness)
    write_trends(tmp_path / "trends.csv", empty_report().trends)
    (row,) = read(tmp_path / "completeness.csv")
    assert (row["expected"], row["value"], row["rate"], row["answered_rate"]) == ("0", "0", "", "")
    assert read(tmp_path / "trends.csv") == []
