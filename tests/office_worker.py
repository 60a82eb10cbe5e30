"""Works in LibreOffice as a partner would; run by the system's Python, which knows UNO.

Reads jobs as JSON from standard input and writes what it saw as JSON to standard output. A job opens a workbook, types
in cells, sorts a range, recalculates, tells the content of every cell, and saves, each where asked.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".pdf": "calc_pdf_Export"}
ERROR = 4  # com.sun.star.sheet.FormulaResult


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # noqa: BLE001 (the program is still starting: UNO has no narrower word for it)
            time.sleep(0.1)
    sys.exit("LibreOffice did not start")


def run(desktop, job):
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, (prop("Hidden", True),))
    try:
        for sheet, cell, value in job.get("type", ()):
            place = document.Sheets.getByName(sheet).getCellRangeByName(cell)
            if isinstance(value, str):
                place.String = value
            else:
                place.Value = value
        for sheet, area, column in job.get("sort", ()):
            sort(document.Sheets.getByName(sheet), area, column)
        if job.get("recalculate"):
            started = time.perf_counter()
            document.calculateAll()
            job["seconds"] = time.perf_counter() - started
        seen = {"sheets": dump(document) if job.get("dump") else {}, "seconds": job.get("seconds", 0)}
        for target in job.get("save", ()):
            chosen = prop("FilterName", FILTERS[Path(target).suffix])
            document.storeToURL(Path(target).as_uri(), (chosen,))
        return seen
    finally:
        document.close(True)


def sort(sheet, area, column):
    sheet.unprotect("")
    field = TableSortField()
    field.Field, field.IsAscending = column, True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    descriptor = (prop("SortFields", fields), prop("ContainsHeader", False), prop("BindFormatsToContent", True))
    sheet.getCellRangeByName(area).sort(descriptor)


def dump(document):
    """Tell what each cell holds that holds something, which cells are formulas, and where errors stand."""
    seen = {}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
        seen[name] = {
            "values": [list(row) for row in area.getDataArray()],
            "formulas": [list(row) for row in area.getFormulaArray()],
            "errors": sheet.queryFormulaCells(ERROR).RangeAddressesAsString,
        }
    return seen


def main():
    jobs = json.load(sys.stdin)
    pipe = f"office-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as profile:
        program = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                f"--accept=pipe,name={pipe};urp",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            desktop = connect(pipe)
            json.dump([run(desktop, job) for job in jobs], sys.stdout)
            with contextlib.suppress(Exception):  # the bridge goes down with the program
                desktop.terminate()
            program.wait(timeout=30)
        finally:
            program.kill()
            program.wait()


if __name__ == "__main__":
    main()
