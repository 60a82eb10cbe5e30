import json

import pytest
from small_campaign import issue, merge, return_filled, write_small_campaign
from typer.testing import CliRunner

from toolkit.cli.main import app

HEAD = "measure,partner,territory,from_period,to_period,kind,value\n"
TRUE = "T01.1b,AAA,QP,2017,2019,abs_change,5\n"
FALSE = "T01.1b,AAA,QP,2017,2019,direction,down\n"
OPEN = "T01.1b,AAA,PARIS,2017,2019,direction,up\n"


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    folder = write_small_campaign(tmp_path_factory.mktemp("verify") / "campaign")
    return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2017"): 0, ("T01.1b", "QP", "2019"): 5})
    merge(folder)
    return folder


def verify(campaign, text, *options):
    claims = campaign / "claims.csv"
    claims.write_text(HEAD + text, encoding="utf-8")
    return CliRunner().invoke(app, ["verify", str(claims), "--campaign", str(campaign), *options])


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("", "error", 0),
        (TRUE, "note", 0),
        (TRUE + FALSE, "error", 1),
        (TRUE + FALSE, "never", 0),
        (TRUE + OPEN, "error", 0),
        (TRUE + OPEN, "warning", 1),
        (OPEN, "note", 1),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_statement(campaign, text, fail_on, code):
    assert verify(campaign, text, "--fail-on", fail_on).exit_code == code


def test_both_forms_say_the_same(campaign):
    text = verify(campaign, TRUE + FALSE + OPEN, "--language", "en").stdout
    records = json.loads(verify(campaign, TRUE + FALSE + OPEN, "--format", "json").stdout)
    assert [record["verdict"] for record in records] == ["agrees", "disagrees", "not_computable"]
    assert text.splitlines()[-1] == "3 statements: agrees 1, disagrees 1, cannot be computed 1"


def test_without_results_the_way_out_is_told(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    (tmp_path / "claims.csv").write_text(HEAD + TRUE, encoding="utf-8")
    result = CliRunner().invoke(app, ["verify", str(tmp_path / "claims.csv"), "--campaign", str(folder)])
    assert "run `toolkit merge` first" in str(result.exception)
