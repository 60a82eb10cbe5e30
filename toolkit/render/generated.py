"""The outcome of a generation for the terminal."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from toolkit.model.framework import Framework
from toolkit.model.offices import list_offices_without_rows
from toolkit.model.outcomes import OUTCOME_LABELS, Issued
from toolkit.render.text_table import render_table
from toolkit.wording import Wording


def render_generated(issued: Sequence[Issued], wording: Wording) -> str:
    """Render what was issued: the counts first, then a line a workbook."""
    say = wording.say
    outcomes = Counter(each.outcome for each in issued)
    counts = ", ".join(
        (
            wording.count("{n} written", "{n} written", outcomes["written"]),
            wording.count("{n} unchanged", "{n} unchanged", outcomes["unchanged"]),
            wording.count("{n} replaced", "{n} replaced", outcomes["replaced"]),
        )
    )
    title = wording.count(
        "{n} workbook in outgoing/ ({counts})", "{n} workbooks in outgoing/ ({counts})", len(issued), counts=counts
    )
    rows = [
        (
            each.partner,
            each.file,
            wording.whole(each.required),
            wording.whole(each.data_points),
            say(OUTCOME_LABELS[each.outcome]),
        )
        for each in issued
    ]
    total = (say("All"), "", *(wording.whole(sum(numbers)) for numbers in _totals(issued)), "")
    header = (say("Partner"), say("File"), say("Required"), say("Data points"), say("Outcome"))
    table = render_table(header, [*rows, total], texts=2)
    return "\n\n".join((title, table, say("Next: toolkit mail first.")))


def render_corrections(issued: Sequence[Issued], wording: Wording) -> str:
    """Render the workbooks that ask again: the count first, then a line a workbook."""
    say = wording.say
    title = wording.count(
        "{n} workbook of corrections in results/corrections/",
        "{n} workbooks of corrections in results/corrections/",
        len(issued),
    )
    if not issued:
        return title
    rows = [(each.partner, each.file, wording.whole(each.data_points)) for each in issued]
    total = (say("All"), "", wording.whole(sum(each.data_points for each in issued)))
    header = (say("Partner"), say("File"), say("Data points asked again"))
    table = render_table(header, [*rows, total], texts=2)
    return "\n\n".join((title, table, say("Next: toolkit mail correction.")))


def _totals(issued: Sequence[Issued]) -> tuple[list[int], list[int]]:
    return [each.required for each in issued], [each.data_points for each in issued]


def render_without_rows(framework: Framework, issued: Sequence[Issued], wording: Wording) -> str:
    """Name the offices that got no workbook though their partner's rows were split; empty when there are none."""
    split = dict.fromkeys(each.partner for each in issued if each.office)
    names = [f"{partner} – {name}" for partner in split for name in list_offices_without_rows(framework, partner)]
    said = wording.say(
        "Offices without a workbook, because nothing is asked of them, or other offices claim the same actions:"
    )
    return "\n".join((said, *(f"  {name}" for name in names))) if names else ""


def render_previewed(folder: Path, count: int, wording: Wording) -> str:
    """Render where the previews are."""
    return wording.count("{n} preview in {folder}", "{n} previews in {folder}", count, folder=folder)


def generated_as_json(issued: Sequence[Issued]) -> str:
    """Give what was issued as JSON text."""
    return json.dumps([asdict(each) for each in issued], ensure_ascii=False, indent=2)
