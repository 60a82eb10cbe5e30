import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit.cli.main import app
from toolkit.cli.reference import PAGES, list_commands, list_parameters, render_commands_reference, write_pages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PROSE = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if "reference" not in path.parts)]
COMMAND_LINE = re.compile(r"^\s*(?:\$ )?(?:python -m )?toolkit (\w+)(.*)$", re.MULTILINE)
COMMAND_IN_TEXT = re.compile(r"`toolkit ([a-z]+)([^`]*)`")


def test_the_committed_page_is_the_generated_one():
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert page == render_commands_reference(), "run `make reference`"


@pytest.mark.parametrize("name", list_commands())
def test_the_page_names_the_options_that_the_help_names(name):
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    shown = set(re.findall(r"--[a-z][a-z-]*", result.stdout)) - {"--help"}
    listed = {each.name for each in list_parameters(list_commands()[name]) if each.name.startswith("-")}
    assert listed == shown


def test_all_commands_are_on_the_page():
    page = render_commands_reference()
    assert re.findall(r"^## ([a-z]+)$", page, re.MULTILINE) == list(list_commands())
    assert "toolkit generate [--campaign DIR] [--partner CODE] [--replace]" in page
    assert "toolkit demo --into DIR\n" in page


def test_writing_gives_every_page(tmp_path):
    write_pages(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(PAGES)
    for name in PAGES:
        assert (tmp_path / name).read_bytes() == (DOCS / "reference" / name).read_bytes()


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_the_documentation_shows_commands_and_options_that_exist(path):
    text = path.read_text(encoding="utf-8")
    for name, rest in [*COMMAND_LINE.findall(text), *COMMAND_IN_TEXT.findall(text)]:
        assert name in list_commands(), f"toolkit {name}"
        known = {each.name for each in list_parameters(list_commands()[name])} | {"--help"}
        assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= known, f"toolkit {name}{rest}"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_link_of_the_documentation_leads_to_a_file(path):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    missing = [each for each in targets if "://" not in each and not (path.parent / each).exists()]
    assert missing == []
