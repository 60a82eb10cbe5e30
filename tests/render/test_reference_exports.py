from pathlib import Path

from toolkit.model.exports import OBSERVATION_COLUMNS
from toolkit.render.reference_exports import COLUMN_MEANINGS, render_exports_reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"


def test_the_committed_page_is_the_generated_one():
    assert PAGE.read_text(encoding="utf-8") == render_exports_reference(), "run `make reference`"


def test_every_column_has_a_meaning_and_no_other():
    assert list(COLUMN_MEANINGS) == [column.name for column in OBSERVATION_COLUMNS]
