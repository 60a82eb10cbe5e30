"""`toolkit mail` and `toolkit status --since` as a coordinator types them."""

import json

import pytest
from small_campaign import issue, merge, return_filled, write_small_campaign
from typer.testing import CliRunner

from toolkit.cli.main import app

runner = CliRunner()
LEAVERS = ("T01.1b", "QP", "2017")


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign", language="en")


def toolkit(folder, *arguments):
    done = runner.invoke(app, [arguments[0], *arguments[1:], "--campaign", str(folder)])
    return done.exit_code, done.output


def test_mail_is_drafted_recorded_and_seen_in_the_status(folder):
    issue(folder)
    code, out = toolkit(folder, "mail", "first", "--date", "2020-09-15", "--dry-run")
    assert (code, "nothing was written" in out, (folder / "mail").exists()) == (0, True, False)
    code, out = toolkit(folder, "mail", "first", "--date", "2020-09-15", "--partner", "AAA")
    assert code == 0
    assert "1 draft in mail/2020-09-15_first/" in out
    said = json.loads(toolkit(folder, "status", "--format", "json")[1])["partners"]
    assert [(each["stage"], each["sent_on"]) for each in said] == [("sent", "2020-09-15"), ("issued", "")]


def test_mail_is_dated_today_where_no_date_is_given(folder):
    issue(folder)
    said = json.loads(toolkit(folder, "mail", "first", "--format", "json")[1])
    assert [each["partner"] for each in said["drafts"]] == ["AAA", "BBB"]
    assert [path.name for path in (folder / "mail").iterdir()] == [f"{said['date']}_first"]


@pytest.mark.parametrize(
    "arguments",
    [("mail", "letter"), ("mail", "first", "--date", "tomorrow"), ("status", "--until", "2020-11-30")],
)
def test_a_slip_of_usage_is_exit_code_two(folder, arguments):
    assert toolkit(folder, *arguments)[0] == 2


def test_what_changed_between_two_dates_is_told_with_old_and_new(folder):
    issued = issue(folder)["AAA"]
    return_filled(folder, issued, {LEAVERS: 12, ("T01.1b", "QP", "2018"): 5}, name="one.xlsx")
    return_filled(folder, issued, {LEAVERS: 0, ("T01.1b", "QP", "2018"): "nd"}, name="two.xlsx")
    received = "file,received_at\none.xlsx,2020-10-20\ntwo.xlsx,2020-11-10\n"
    (folder / "received.csv").write_text(received, encoding="utf-8")
    merge(folder)
    code, out = toolkit(folder, "status", "--since", "2020-11-01")
    assert code == 0
    assert "Returns since 1 November 2020: 0 new figures, 1 corrected figure, 1 withdrawn figure" in out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "corrected AAA T01.1b QP 2017 2020-11-10 12 0" in lines
    assert "withdrawn AAA T01.1b QP 2018 2020-11-10 5 not available" in lines
    until = json.loads(
        toolkit(folder, "status", "--since", "2020-10-01", "--until", "2020-10-31", "--format", "json")[1]
    )
    assert until["counts"] == {"new": 2, "corrected": 0, "withdrawn": 0}
    assert [each["new"]["value"] for each in until["changes"]] == ["12", "5"]
    assert "0 new figures" in toolkit(folder, "status", "--since", "2020-11-11", "--until", "2020-11-30")[1]


def test_changes_before_a_merge_are_one_sentence(folder):
    done = runner.invoke(app, ["status", "--since", "2020-11-01", "--campaign", str(folder)])
    assert "run `toolkit merge` first" in str(done.exception)
