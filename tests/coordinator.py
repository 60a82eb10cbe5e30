"""What a coordinator does over months: issues, receives, merges, decides in the consolidated workbook, writes mail."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import load_workbook
from small_campaign import merge, read_points, return_filled, small_campaign, write_small_campaign

from toolkit.files.campaign_toml import write_campaign
from toolkit.model.follow_up import MailKind
from toolkit.model.mail import MailOrder
from toolkit.wording import load_wording
from toolkit.workflows.generate import choose_addressees, issue_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.mailing import draft_mail
from toolkit.workflows.status import read_status

DECIDE, VALUE, REASON, AUTHOR = "Votre décision", "Valeur à prendre", "Motif de la décision", "Décidé par"
"""Headers of the columns to decide in, in a French campaign."""


def decide(
    folder: Path, sheet: str, where: Callable[[Mapping[str, object]], bool], day: str, typed: Mapping[str, str]
) -> None:
    """Type into the only row of a sheet that a function picks by its texts, and save the workbook on a day."""
    path = folder / "results" / "consolidated.xlsx"
    book = load_workbook(path)
    page = book[sheet]
    header = next(row for row in page.iter_rows() if any(cell.value == DECIDE for cell in row))
    names = {cell.value: cell.column for cell in header}
    (row,) = (
        each
        for each in page.iter_rows(min_row=header[0].row + 1)
        if where({name: each[column - 1].value for name, column in names.items()})
    )
    for name, text in typed.items():
        page.cell(row[0].row, names[name]).value = text
    book.save(path)
    moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))


def signed(decision: str, reason: str, value: str = "") -> dict[str, str]:
    """Give what is typed for a decision with its reason and name."""
    typed = {DECIDE: decision, REASON: reason, AUTHOR: "A. Martin"}
    return typed | ({VALUE: value} if value else {})


def note_arrival(folder: Path, file: str, day: str) -> None:
    """Enter in received.csv when a file arrived."""
    path = folder / "received.csv"
    lines = path.read_text(encoding="utf-8") if path.is_file() else "file,received_at\n"
    path.write_text(f'{lines}"{file}",{day}\n', encoding="utf-8")


class Coordinator:
    """A campaign folder with what its coordinator does to it."""

    def __init__(self, folder: Path, tables: Mapping[str, str]) -> None:
        self.folder = write_small_campaign(folder, tables)
        self.workbooks: dict[tuple[str, str], Path] = {}

    def issue(self, edition):
        """Issue an edition to all; the workbooks of each edition are kept as the partners have them."""
        write_campaign(self.folder / "campaign.toml", small_campaign(version=edition), load_wording("en"))
        collection = load_collection(self.folder)
        addressees = choose_addressees(collection, (), by_office=False)
        kept = self.folder.parent / f"edition-{edition}"
        kept.mkdir()
        for each in issue_workbooks(self.folder, collection, addressees, replace=True):
            self.workbooks[each.partner, edition] = Path(
                shutil.copy(self.folder / "outgoing" / each.file, kept / each.file)
            )

    def receive(self, day, name, whose, typed):
        """Take in a copy of a workbook, given by partner and edition or as a file, with what was typed in it."""
        source = whose if isinstance(whose, Path) else self.workbooks[whose]
        return_filled(self.folder, source, typed, f"{name}.xlsx")
        note_arrival(self.folder, f"{name}.xlsx", day)

    def merge(self):
        return merge(self.folder)[0]

    def decide(self, day, sheet, where, typed):
        """Type one decision into the consolidated workbook, and merge."""
        decide(self.folder, sheet, where, day, typed)
        return self.merge()

    def mail(self, kind, day):
        """Draft mails; gives the codes of those who get one."""
        order = MailOrder(kind=MailKind(kind), day=date.fromisoformat(day))
        run = draft_mail(self.folder, load_collection(self.folder), order)
        return "".join(f"{each.line.partner} " for each in run.drafts)

    def point(self, measure, territory, period):
        """Give what is retained of a figure of AAA, and the file that says it."""
        row = read_points(self.folder)[measure, "AAA", territory, period]
        return row["raw"], row["file"]

    def follow(self, today):
        """Tell where each partner stands: stage, figures accepted, to correct and left, reminders, lateness."""
        lines = read_status(self.folder, load_collection(self.folder)).partners
        return [
            f"{line.partner} {line.stage} {line.accepted}/{line.to_correct}/{line.left}"
            + f" reminded {line.reminders}" * bool(line.reminders)
            + " late" * line.is_late
            + " overdue" * line.is_overdue(date.fromisoformat(today))
            for line in lines
        ]  # fmt: skip
