"""A preview is a PDF a workbook, in a folder of its own; the workbooks and their folder stay as they were."""

import stat

import pytest
from office import need_office
from small_campaign import issue, write_small_campaign
from typer.testing import CliRunner

from toolkit.cli.main import app
from toolkit.errors import ToolkitError
from toolkit.files import preview
from toolkit.files.preview import write_previews


@pytest.mark.xdist_group("libreoffice")
def test_generate_preview_writes_a_pdf_of_each_workbook_and_only_workbooks_into_outgoing(tmp_path):
    need_office()
    folder = write_small_campaign(tmp_path / "campaign")
    done = CliRunner().invoke(app, ["generate", "--campaign", str(folder), "--preview"])
    assert done.exit_code == 0, done.output
    assert str(folder / "preview") in done.stderr
    assert sorted(path.name for path in (folder / "preview").iterdir()) == ["petite_AAA.pdf", "petite_BBB.pdf"]
    assert {path.read_bytes()[:5] for path in (folder / "preview").iterdir()} == {b"%PDF-"}
    assert {path.suffix for path in (folder / "outgoing").iterdir()} == {".xlsx", ".csv"}


@pytest.fixture
def workbook(tmp_path):
    return issue(write_small_campaign(tmp_path / "campaign"))["AAA"]


def fake_program(folder, script, monkeypatch):
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_without_libreoffice_the_message_names_it_and_the_way_out(tmp_path, workbook, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolkitError, match=r"needs LibreOffice.*install it.*without --preview"):
        write_previews([workbook], tmp_path / "preview")
    assert not (tmp_path / "preview").exists()


def test_a_program_that_hangs_is_stopped(tmp_path, workbook, monkeypatch):
    fake_program(tmp_path, "sleep 61 & wait", monkeypatch)
    monkeypatch.setattr(preview, "_SECONDS_TO_START", 0.2)
    monkeypatch.setattr(preview, "_SECONDS_PER_FILE", 0)
    with pytest.raises(ToolkitError, match=r"within 0\.2 seconds"):
        write_previews([workbook], tmp_path / "preview")


def test_a_pdf_that_was_not_made_is_named(tmp_path, workbook, monkeypatch):
    fake_program(tmp_path, "exit 0", monkeypatch)
    with pytest.raises(ToolkitError, match=r"made no petite_AAA\.pdf"):
        write_previews([workbook], tmp_path / "preview")


def test_a_program_that_cannot_start_is_named(tmp_path, workbook, monkeypatch):
    fake_program(tmp_path, "", monkeypatch)
    (tmp_path / "soffice").write_text("#!/does/not/exist\n", encoding="utf-8")
    with pytest.raises(ToolkitError, match="cannot be started"):
        write_previews([workbook], tmp_path / "preview")
