"""Reading and validating returns in one process, in steady state, against what else reads the same bytes.

Ours with all safety on: limits, checksums, both readers, mapping by key, interpretation and the rules on a return.
Beside it: pandas, which merely reads and concatenates the sheets that a partner fills in, as ours does, and again the
two grids alone; calamine alone, all sheets to lists; the floor, which inflates each part and scans it once for cells.
They take turns, each with all returns, so that each is in its steady state.
"""

import gc
import re
import statistics
import sys
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from toolkit.files.read_cache import load_form
from toolkit.layout.identity import identify
from toolkit.model.answers import Return, Verdict
from toolkit.workflows.contributing import contribute
from toolkit.workflows.loading import load_collection
from toolkit.workflows.read_task import ReadTask
from toolkit.workflows.read_worker import read_return
from toolkit.workflows.row_words import Lists

GRIDS = ("Années civiles", "Années scolaires")
FILLED_IN = ("Disponibilité", *GRIDS, "Bilan par action", "Autres données", "Référent et contacts")
CELL = re.compile(rb"<c [^>]*>")


def read_by_pandas(path: Path, sheets: tuple[str, ...] = FILLED_IN) -> None:
    with pd.ExcelFile(path, engine="openpyxl") as book:
        frames = [pd.read_excel(book, sheet_name=name, header=4) for name in sheets if name in book.sheet_names]
    pd.concat(frames)


def read_grids_by_pandas(path: Path) -> None:
    read_by_pandas(path, GRIDS)


def read_by_calamine(path: Path) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def inflate_and_scan(path: Path) -> None:
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        for name in archive.namelist():
            CELL.findall(archive.read(name))


class Ours:
    def __init__(self, campaign: Path, records: Path) -> None:
        self.collection, self.records = load_collection(campaign), records
        self.lists = Lists.of(self.collection.framework)

    def __call__(self, path: Path) -> None:
        record = self.records / f"{path.stem}.json"
        read_return(ReadTask(path=path, member=None, record=record))
        form = load_form(record, path.name)[0]
        named = identify(form)
        file = Return(file=path.name, sha256="", partner=named.partner, verdict=Verdict.READ, version=named.version)
        contribute(form, file, self.collection, self.lists)


def measure(readers: dict, files: list[Path], runs: int) -> dict[str, float]:
    """Give the mean milliseconds of CPU of each reader; they take turns, each with all files."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for reader in readers.values():
        reader(files[0])
    gc.disable()
    for name, reader in [*readers.items()] * runs:
        gc.collect()  # what the one before left behind is not this one's
        gc.freeze()
        for path in files:
            start = time.process_time()
            reader(path)
            times[name].append(time.process_time() - start)
    return {name: statistics.fmean(each) * 1000 for name, each in times.items()}


def main() -> None:
    campaign, runs = Path(sys.argv[1]), int(sys.argv[2])
    files = sorted((campaign / "collected").glob("*.xlsx"))[:60]
    with tempfile.TemporaryDirectory() as records:
        ours = Ours(campaign, Path(records))
        readers = {
            "ours": ours,
            "pandas": read_by_pandas,
            "grids": read_grids_by_pandas,
            "calamine": read_by_calamine,
            "floor": inflate_and_scan,
        }
        mean = measure(readers, files, runs)
    print(
        f"reading and validating a return in one process, all safety on ({mean['ours']:.1f} ms of CPU): "
        f"{mean['pandas'] / mean['ours']:.1f} times faster than pandas reads the same sheets "
        f"({mean['pandas']:.1f} ms), {mean['grids'] / mean['ours']:.1f} times faster than it reads the two grids alone "
        f"({mean['grids']:.1f} ms), "
        f"{mean['ours'] / mean['calamine']:.1f} times calamine alone ({mean['calamine']:.1f} ms), "
        f"{mean['ours'] / mean['floor']:.1f} times inflating and scanning ({mean['floor']:.1f} ms)"
    )


if __name__ == "__main__":
    main()
