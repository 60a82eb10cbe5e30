"""The table of contents of a workbook that is written already but for it: a link to each sheet, and its title."""

from toolkit.excel.drawing import write_link
from toolkit.excel.report_tables import Page
from toolkit.layout.plan import link_to
from toolkit.layout.styles import Role


def write_contents(page: Page, top: int) -> int:
    """List the sheets that have a title, but for this one, from a row on; gives the last row taken."""
    page.write(top, 1, page.wording.say("Contents"), Role.SECTION)
    look = page.drawing.format_of(Role.LINK)
    row = top
    for name, (title, _) in page.drawing.heads.items():
        if name != page.sheet.get_name():
            row += 1
            write_link(page.sheet, row, 1, link_to(name), look, name)
            page.write(row, 2, title if title != name else "", Role.SENTENCE)
    return row
