"""Writes the report of a collection as a workbook: its summary, then one table a sheet."""

from pathlib import Path

from toolkit.excel.drawing import Drawing, at_midnight
from toolkit.excel.report_lists import write_action_list, write_completeness_list
from toolkit.excel.report_partners import write_heat_map, write_partners
from toolkit.excel.report_summary import write_summary
from toolkit.excel.report_tables import Page
from toolkit.excel.report_targets import write_target_list
from toolkit.excel.report_trends import write_trend_list
from toolkit.model.summaries import Report
from toolkit.wording import Wording, phrase

_SHEETS = (
    (phrase("Summary"), write_summary),
    (phrase("Completeness"), write_completeness_list),
    (phrase("Partners"), write_partners),
    (phrase("Heat map"), write_heat_map),
    (phrase("Actions"), write_action_list),
    (phrase("Trends"), write_trend_list),
    (phrase("Targets"), write_target_list),
)


def write_report(path: Path, report: Report, wording: Wording) -> None:
    """Write the report; the same report gives the same bytes, whenever it is written.

    Raises:
        RuntimeError: XlsxWriter could not write something, and would have left it out.
    """
    campaign = report.collection.campaign
    title = wording.say("Report: {name}", name=campaign.name)
    # The contact is for the partners' workbooks only, so the author is the campaign.
    drawing = Drawing(path, title=title, author=campaign.id, created=at_midnight(campaign.issued))
    for name, write_sheet in _SHEETS:
        sheet = drawing.add_sheet(wording.say(name))
        write_sheet(Page(drawing=drawing, sheet=sheet, wording=wording, identity=campaign.id), report)
    drawing.close()
