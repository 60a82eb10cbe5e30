"""The part of `generate` that asks again what a merge has shown to be wrong or missing.

It is imported when it is asked for: `--help` answers at once.
"""

from collections.abc import Sequence
from pathlib import Path

import typer

from toolkit.cli.options import OutputFormat
from toolkit.cli.progress import progress_bar
from toolkit.model.campaign import Collection
from toolkit.render.generated import generated_as_json, render_corrections
from toolkit.wording import load_wording
from toolkit.workflows.corrections import generate_corrections


def write_corrections(campaign: Path, collection: Collection, partners: Sequence[str], output: OutputFormat) -> None:
    """Write the workbooks of corrections and say which."""
    with progress_bar("generate", None) as progress:
        issued = generate_corrections(campaign, collection, partners, progress=progress)
    if output is OutputFormat.JSON:
        typer.echo(generated_as_json(issued))
    else:
        typer.echo(render_corrections(issued, load_wording(collection.campaign.language)))
