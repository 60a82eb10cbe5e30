"""Plays a whole campaign on the Paris example: generates, fills in as the partners did, merges, reports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from toolkit.excel.filling import Filling, Row, fill_workbook
from toolkit.files.arrivals import RECEIVED
from toolkit.files.csv_tables import write_csv
from toolkit.files.example import example_folder
from toolkit.files.issued import OUTGOING
from toolkit.model.campaign import Collection
from toolkit.model.outcomes import Issued
from toolkit.model.summaries import Played
from toolkit.wording import load_wording
from toolkit.workflows.demo_filling import fill_as_partner, read_answers
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns
from toolkit.workflows.new import Source, create_campaign
from toolkit.workflows.recruiting import COLLECTED
from toolkit.workflows.report import make_report

NO_RETURN = "PIE"
RENAMED = ("DAE", "Contrat de ville - réponse de la DAE (définitif).xlsx")
SORTED = ("CAF", "measure")
HALVES = ("DASES", "Habiter")
_FIRST_DAY = date(2020, 10, 1)
_DAYS_BETWEEN = 2


def play_demo(folder: Path, progress: Callable[[str], None] | None = None) -> Played:
    """Make a folder a campaign folder and play the campaign to its end.

    Raises:
        ToolkitError: the folder is not empty or cannot be written.
    """
    create_campaign(folder, Source.PARIS, _FIRST_DAY, load_wording("fr"))
    collection = load_collection(folder)
    issued = generate_workbooks(folder, collection, progress=progress)
    filled = _fill_all(folder, collection, issued, progress)
    return Played(
        folder=str(folder),
        issued=issued,
        filled=filled,
        merged=merge_returns(folder, collection, progress).summary(),
        report=make_report(folder, collection),
    )


def _fill_all(
    folder: Path, collection: Collection, issued: tuple[Issued, ...], progress: Callable[[str], None] | None
) -> dict[str, int]:
    answers = read_answers(example_folder() / "answers")
    filled: dict[str, int] = {}
    arrivals = []
    for position, workbook in enumerate(issued):
        if workbook.partner == NO_RETURN:
            continue
        filling = fill_as_partner(collection, workbook.partner, answers, _DAYS_BETWEEN * position)
        for name, part in _returns_of(workbook, filling, collection):
            source, target = folder / OUTGOING / workbook.file, folder / COLLECTED / name
            filled[name] = fill_workbook(source, target, part)
            arrivals.append((name, (_FIRST_DAY + timedelta(days=_DAYS_BETWEEN * position + 1)).isoformat()))
            if progress is not None:
                progress(name)
    write_csv(folder / RECEIVED, ("file", "received_at"), sorted(arrivals))
    return filled


def _returns_of(workbook: Issued, filling: Filling, collection: Collection) -> list[tuple[str, Filling]]:
    """Decide under which names, and in how many parts, a partner returns its workbook."""
    if workbook.partner == RENAMED[0]:
        return [(RENAMED[1], filling)]
    if workbook.partner == SORTED[0]:
        return [(workbook.file, replace(filling, sort_by=SORTED[1]))]
    if workbook.partner != HALVES[0]:
        return [(workbook.file, filling)]
    stem = workbook.file.removesuffix(".xlsx")
    return [
        (f"{stem} - {HALVES[1]}.xlsx", _half(filling, collection, is_first=True)),
        (f"{stem} - autres services.xlsx", _half(filling, collection, is_first=False)),
    ]


def _half(filling: Filling, collection: Collection, *, is_first: bool) -> Filling:
    """Keep the rows of one theme, or all but those; free rows and words go with their own."""

    def belongs(row: Row) -> bool:
        return (collection.framework.action_of(row[0]).theme == HALVES[1]) is is_first

    return replace(
        filling,
        figures={row: typed for row, typed in filling.figures.items() if belongs(row)},
        words={row: texts for row, texts in filling.words.items() if belongs(row)},
        free_rows=[row for row in filling.free_rows if belongs((str(row["measure"]).split(" ")[0], ""))],
        actions={
            action: texts
            for action, texts in filling.actions.items()
            if (collection.framework.actions[action].theme == HALVES[1]) is is_first
        },
    )
