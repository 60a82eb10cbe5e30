from pathlib import Path

from toolkit.render.reference_framework import render_framework_reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "framework.md"


def test_the_committed_page_is_the_generated_one():
    assert PAGE.read_text(encoding="utf-8") == render_framework_reference()
