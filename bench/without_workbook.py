"""Merges a campaign as the command does, but for consolidated.xlsx: what validation and the CSV files take alone."""

import sys
from pathlib import Path

from toolkit.workflows.recruiting import recruit


def main() -> None:
    folder = Path(sys.argv[1])
    with recruit(folder) as crew:
        from toolkit.excel import consolidated
        from toolkit.workflows.loading import load_collection
        from toolkit.workflows.merge import merge_returns

        consolidated.write_consolidated = lambda path, *_: path.touch()
        merge_returns(folder, load_collection(folder), crew=crew)


if __name__ == "__main__":
    main()
