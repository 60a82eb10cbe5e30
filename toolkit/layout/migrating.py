"""Codes that were renamed since a workbook was sent out: what it holds is found under the codes of today."""

from collections.abc import Mapping
from dataclasses import replace

from toolkit.layout.choices import choice_code
from toolkit.layout.form import Form
from toolkit.layout.identity import Identified
from toolkit.model.answers import FreeRow, GridRow, RowWords
from toolkit.model.framework import Framework

Renamed = Mapping[tuple[str, str], str]


def migrate_partner(identified: Identified, framework: Framework) -> Identified:
    """Give an identity with the code that its partner has today."""
    new = framework.migrations.get(("partner", identified.partner))
    return identified if new is None else replace(identified, partner=new)


def migrate_form(form: Form, framework: Framework) -> int:
    """Put the codes of today into a form that came back; gives the number of rows that held an older one."""
    renamed = framework.migrations
    if not renamed:
        return 0
    before = (*form.grid_rows, *form.free_rows)
    form.grid_rows[:] = [_migrate_row(row, renamed) for row in form.grid_rows]
    form.free_rows[:] = [_migrate_free_row(row, renamed) for row in form.free_rows]
    count = sum(old is not new for old, new in zip(before, (*form.grid_rows, *form.free_rows), strict=True))
    actions = [(renamed.get(("action", action), action), place, texts) for action, place, texts in form.actions]
    count += sum(old[0] != new[0] for old, new in zip(form.actions, actions, strict=True))
    form.actions[:] = actions
    for old in [code for code in form.availability if ("indicator", code) in renamed]:
        form.availability.setdefault(renamed["indicator", old], form.availability.pop(old))
        count += 1
    return count


def _migrate_row(row: GridRow, renamed: Renamed) -> GridRow:
    measure = renamed.get(("measure", row.measure), row.measure)
    partner = renamed.get(("partner", row.partner), row.partner)
    territory = renamed.get(("territory", row.territory), row.territory)
    words = _migrate_words(row.words, renamed)
    if (measure, partner, territory, words) == (row.measure, row.partner, row.territory, row.words):
        return row
    return replace(row, measure=measure, partner=partner, territory=territory, words=words)


def _migrate_free_row(row: FreeRow, renamed: Renamed) -> FreeRow:
    measure = renamed.get(("measure", choice_code(row.measure)), row.measure)
    territory = renamed.get(("territory", choice_code(row.territory)), row.territory)
    if (measure, territory) == (row.measure, row.territory):
        return row
    return replace(row, measure=measure, territory=territory)


def _migrate_words(words: RowWords, renamed: Renamed) -> RowWords:
    given = renamed.get(("territory", choice_code(words.territory_given)))
    return words if given is None else words._replace(territory_given=given)
