"""What a user would write to gather the figures: a loop over the files, pandas for the grid sheets, concat, CSV."""

import sys
from pathlib import Path

import pandas as pd

GRIDS = ("Années civiles", "Années scolaires")
HEADER = 4


def main() -> None:
    frames = []
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        with pd.ExcelFile(path, engine="openpyxl") as book:
            for name in GRIDS:
                if name in book.sheet_names:
                    frame = pd.read_excel(book, sheet_name=name, header=HEADER)
                    frame["file"] = path.name
                    frames.append(frame)
    pd.concat(frames).to_csv(sys.argv[2], index=False)


if __name__ == "__main__":
    main()
