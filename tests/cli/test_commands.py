"""The commands as a coordinator types them: exit codes, where results and errors go, one sentence for a mistake."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_campaign import issue, return_filled, write_small_campaign
from typer.testing import CliRunner

from toolkit.cli.main import app

runner = CliRunner()


def toolkit(*arguments, cwd=None):
    """Run the command in a process of its own; gives its exit code, output and errors."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign", language="en")


def test_a_campaign_from_generate_to_status(folder):
    code, out, err = toolkit("generate", "--campaign", folder)
    assert (code, err) == (0, "")
    assert out.startswith("2 workbooks in outgoing/ (2 written, 0 unchanged, 0 replaced)")
    assert out.rstrip().endswith("Next: toolkit mail first.")
    shutil.copy(folder / "outgoing" / "petite_AAA.xlsx", folder / "collected")
    code, out, err = toolkit("merge", "--campaign", folder)
    assert (code, err) == (0, "")
    assert "1 file read, 0 refused, 0 ignored – 1 of 2 partners returned" in out
    code, out, err = toolkit("report", cwd=folder)
    assert (code, err) == (0, f"Report written: {Path('results') / 'report.html'}\n")
    assert "0 of 3" in out
    code, again, err = toolkit("report", "--study", "--publication", cwd=folder)
    assert (code, again) == (0, out)
    assert [Path(line.split(": ")[1]).name for line in err.splitlines()] == [
        "report.html",
        "publication.xlsx",
        "study.docx",
    ]
    code, out, _ = toolkit("status", cwd=folder)
    assert code == 0
    assert "1 of 2" in out


def test_workbooks_are_issued_by_office_and_offices_without_one_are_named(folder):
    offices = "partner,office,theme,scope\nAAA,School office,,G01\nAAA,Housing office,,H01\n"
    (folder / "templates" / "offices.csv").write_text(offices, encoding="utf-8")
    code, out, err = toolkit("generate", "--campaign", folder, "--split", "office")
    assert code == 0
    assert out.startswith("3 workbooks in outgoing/")
    assert "petite_AAA_school-office.xlsx" in out
    assert "petite_AAA_referent.xlsx" in out
    assert err.endswith("  AAA – Housing office\n")
    assert toolkit("generate", "--campaign", folder, "--split", "floor")[0] == 2


def test_findings_make_the_exit_code_and_the_option_moves_the_line(folder):
    return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2018"): "O"})
    for fail_on, expected in (("error", 1), ("warning", 1), ("note", 1), ("never", 0)):
        code, out, err = toolkit("merge", "--campaign", folder, "--fail-on", fail_on)
        assert (code, err) == (expected, "")
        assert "V301" in out
        assert "“O”" in out


def test_notes_alone_are_no_failure_unless_asked(folder):
    issue(folder)
    assert toolkit("merge", "--campaign", folder)[0] == 0
    assert toolkit("merge", "--campaign", folder, "--fail-on", "note")[0] == 1


@pytest.mark.parametrize("command", ["check", "generate", "merge", "report", "status"])
def test_a_folder_that_is_no_campaign_is_one_sentence_on_standard_error(command, tmp_path):
    code, out, err = toolkit(command, "--campaign", tmp_path / "nowhere")
    assert (code, out) == (3, "")
    assert err.startswith("toolkit: No campaign.toml in ")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("merge", "--fail-on", "sometimes"), "--fail-on"),
        (("explain", "X999"), "X999"),
        (("new", "there", "--from", "rome"), "rome"),
        (("unknown",), "unknown"),
        (("export", "--to", "xml"), "xml"),
        (("export",), "--to"),
    ],
)
def test_a_slip_of_usage_is_exit_code_two(arguments, word, tmp_path):
    code, out, err = toolkit(*arguments, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [("report",), ("export", "--to", "csv")])
def test_report_and_export_before_merge_say_what_to_do(folder, command):
    code, _, err = toolkit(*command, "--campaign", folder)
    assert code == 3
    assert "toolkit merge" in err


def test_an_export_goes_where_it_is_told_and_says_how_much_it_holds(folder, tmp_path):
    toolkit("merge", "--campaign", folder, "--fail-on", "never")
    code, out, err = toolkit(
        "export", "--to", "csv", "--campaign", folder, "--into", tmp_path / "out", "--format", "json"
    )
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["observations"], told["not_answered"]) == (0, 24)
    assert told["files"] == sorted(path.name for path in (tmp_path / "out" / "csv").iterdir())
    code, out, _ = toolkit("export", "--to", "sdmx", "--campaign", folder)
    assert (code, out.startswith("Observations exported: 0; data points without an answer, apart: 24.")) == (0, True)
    assert {path.name for path in (folder / "exports" / "sdmx").iterdir()} == {
        "data.csv",
        "manifest.json",
        "structure.xml",
    }


def test_unknown_partners_are_named_with_those_that_are_asked(folder):
    code, _, err = toolkit("generate", "--campaign", folder, "--partner", "ZZZ")
    assert code == 3
    assert "ZZZ" in err
    assert "AAA, BBB" in err


def test_one_partner_is_generated_and_an_issued_workbook_is_never_written_over(folder):
    assert toolkit("generate", "--campaign", folder, "--partner", "bbb")[0] == 0
    assert [path.name for path in (folder / "outgoing").glob("*.xlsx")] == ["petite_BBB.xlsx"]
    issued = folder / "outgoing" / "petite_BBB.xlsx"
    before = issued.read_bytes()
    text = (folder / "campaign.toml").read_text(encoding="utf-8").replace("Petite campagne", "Autre nom")
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    code, _, err = toolkit("generate", "--campaign", folder)
    assert code == 3
    assert "--replace" in err
    assert issued.read_bytes() == before
    assert toolkit("generate", "--campaign", folder, "--replace")[0] == 0
    assert issued.read_bytes() != before


def test_results_come_as_json_where_asked(folder):
    code, out, _ = toolkit("generate", "--campaign", folder, "--format", "json")
    assert code == 0
    assert [each["partner"] for each in json.loads(out)] == ["AAA", "BBB"]
    shutil.copy(folder / "outgoing" / "petite_AAA.xlsx", folder / "collected")
    merged = json.loads(toolkit("merge", "--campaign", folder, "--format", "json")[1])
    assert sum(merged["required"].values()) == 19
    for command in ("check", "report", "status"):
        assert json.loads(toolkit(command, "--campaign", folder, "--format", "json")[1]) is not None


def test_the_language_option_takes_the_place_of_the_campaigns(folder):
    toolkit("generate", "--campaign", folder, "--language", "fr")
    shutil.copy(folder / "outgoing" / "petite_AAA.xlsx", folder / "collected")
    code, out, _ = toolkit("merge", "--campaign", folder, "--language", "fr")
    assert code == 0
    assert "1 fichier lu" in out


def test_a_framework_with_mistakes_is_told_whole_by_check_and_stops_the_others(folder):
    path = folder / "templates" / "requests.csv"
    path.write_text(path.read_text(encoding="utf-8") + "X9,AAA,PARIS\nG01.1a,ZZZ,PARIS\n", encoding="utf-8")
    code, out, _ = toolkit("check", "--campaign", folder)
    assert code == 1
    assert "X9" in out
    assert "ZZZ" in out
    code, _, err = toolkit("generate", "--campaign", folder)
    assert code == 3
    assert "toolkit check" in err


def test_new_makes_a_folder_that_checks_without_a_finding(tmp_path):
    code, out, _ = toolkit("new", tmp_path / "mine", "--from", "paris")
    assert code == 0
    assert "framework.xlsx" in out
    assert out.rstrip().endswith("puis toolkit check.")
    code, out, _ = toolkit("check", "--campaign", tmp_path / "mine", "--fail-on", "warning")
    assert code == 0
    assert out.rstrip().endswith("toolkit generate.")
    assert toolkit("new", tmp_path / "mine")[0] == 3


def test_a_framework_that_asks_nothing_of_anybody_is_told_of(tmp_path):
    assert toolkit("new", tmp_path / "mine", "--language", "en")[0] == 0
    code, out, _ = toolkit("check", "--campaign", tmp_path / "mine", "--fail-on", "warning")
    assert code == 1
    assert "M310 · warning · 1" in out
    assert out.rstrip().endswith("Next: complete or correct the framework, then toolkit check again.")


def test_every_rule_can_be_explained_in_both_languages():
    from toolkit.rules.catalogue import RULES

    for code in RULES:
        for language in ("fr", "en"):
            done = runner.invoke(app, ["explain", code.lower(), "--language", language])
            assert done.exit_code == 0
            assert done.output.startswith(code)


def test_help_and_version_answer():
    assert toolkit("--version")[1].startswith("toolkit 0.")
    for command in ("new", "check", "generate", "merge", "report", "status", "mail", "explain", "demo"):
        code, out, _ = toolkit(command, "--help")
        assert code == 0
        assert out.startswith("Usage: ")


def test_help_imports_no_heavy_library():
    script = (
        "import sys; from toolkit.cli.main import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "heavy = ('pandas', 'openpyxl', 'xlsxwriter', 'babel', 'numpy', 'pyarrow')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_what_is_wrong_is_asked_again_and_what_was_accepted_fills_the_next_workbook(folder):
    code, _, err = toolkit("generate", "--campaign", folder, "--corrections")
    assert (code, err) == (3, f"toolkit: No results in {folder / 'results'}: run `toolkit merge` first.\n")
    return_filled(folder, issue(folder)["AAA"], {("T01.1b", "QP", "2017"): "12 or 13", ("T01.1b", "QP", "2018"): 0})
    _, out, _ = toolkit("merge", "--campaign", folder)
    assert out.rstrip().endswith("(workbooks that an earlier merge gave rise to are gone).")
    code, out, err = toolkit("generate", "--campaign", folder, "--corrections", "--partner", "AAA")
    assert (code, err) == (0, "")
    assert out.startswith("1 workbook of corrections in results/corrections/")
    assert "petite_AAA_correction.xlsx" in out
    assert out.rstrip().endswith("Next: toolkit mail correction.")
    code, out, _ = toolkit("generate", "--campaign", folder, "--corrections", "--format", "json")
    assert [(each["file"], each["data_points"]) for each in json.loads(out)] == [("petite_AAA_correction.xlsx", 13)]
    code, out, _ = toolkit("generate", "--campaign", folder, "--from-merge", "--replace")
    assert (code, out.splitlines()[0]) == (0, "2 workbooks in outgoing/ (0 written, 1 unchanged, 1 replaced)")


@pytest.mark.parametrize("option", ["--from-merge", "--replace", "--preview", "--split=office"])
def test_corrections_go_with_no_option_on_what_is_issued(option, folder):
    code, _, err = toolkit("generate", "--campaign", folder, "--corrections", option)
    assert code == 2
    assert "--corrections" in err
