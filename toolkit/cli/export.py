"""The command `export`."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import CampaignOption, FormatOption, LanguageOption, OutputFormat
from toolkit.model.exports import ExportFormat
from toolkit.wording import load_wording

_HERE = Path()


def export(
    form: Annotated[ExportFormat, typer.Option("--to", help="What to write.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="DIR", help="Folder for the folder of the format; exports/ of the campaign by default."
        ),
    ] = None,
    campaign: CampaignOption = _HERE,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write the observations of results/ with their code lists for other programs: CSV, Parquet, SDMX, data package."""
    from toolkit.render.exported import exported_as_json, render_exported
    from toolkit.workflows.export import export_results
    from toolkit.workflows.loading import load_collection

    collection = load_collection(campaign, language)
    exported = export_results(campaign, collection, form, into)
    wording = load_wording(collection.campaign.language)
    render = exported_as_json if output is OutputFormat.JSON else render_exported
    typer.echo(render(exported, wording))
