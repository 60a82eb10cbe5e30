"""The command that merges what came back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.exits import exit_by
from toolkit.cli.options import CampaignOption, FailOn, FailOnOption, FormatOption, LanguageOption, OutputFormat
from toolkit.errors import ToolkitError
from toolkit.wording import load_wording

_HERE = Path()


def merge(  # noqa: PLR0913, PLR0917 (each parameter is an option)
    campaign: CampaignOption = _HERE,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
    fail_on: FailOnOption = FailOn.ERROR,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what a merge would change, and change nothing.")
    ] = False,
    confirmed: Annotated[
        tuple[str, str] | None,
        typer.Option("--as", metavar="PARTNER FILE", help="Confirm whose figures are in a file without keys."),
    ] = None,
) -> None:
    """Read what came back in collected/, validate it and consolidate it into results/."""
    from toolkit.workflows.recruiting import recruit

    if dry_run:
        _try(campaign, language, output, is_confirming=confirmed is not None)
        return
    if confirmed is not None:
        _confirm(campaign, language, *confirmed)
    with recruit(campaign) as crew:  # the workers load what they need while this process does
        from toolkit.cli.progress import progress_bar
        from toolkit.render.merged import merged_as_json, render_merged
        from toolkit.workflows.loading import load_collection
        from toolkit.workflows.merge import merge_returns

        collection = load_collection(campaign, language)
        with progress_bar("merge", None) as progress:
            result = merge_returns(campaign, collection, progress, crew)
    wording = load_wording(collection.campaign.language)
    render = merged_as_json if output is OutputFormat.JSON else render_merged
    typer.echo(render(result.summary(), result.findings, wording))
    exit_by(result.findings, fail_on)


def _confirm(campaign: Path, language: LanguageOption, partner: str, file: str) -> None:
    from toolkit.workflows.confirming import confirm_return
    from toolkit.workflows.loading import load_collection

    confirm_return(campaign, load_collection(campaign, language), partner, file, datetime.now(tz=UTC).date())


def _try(campaign: Path, language: LanguageOption, output: OutputFormat, *, is_confirming: bool) -> None:
    from toolkit.cli.progress import progress_bar
    from toolkit.render.trial import render_trial, trial_as_json
    from toolkit.workflows.loading import load_collection
    from toolkit.workflows.trial import try_returns

    if is_confirming:
        message = "--dry-run writes nothing, and --as writes confirmed.csv; use one of them at a time."
        raise ToolkitError(message)
    collection = load_collection(campaign, language)
    with progress_bar("merge", None) as progress:
        trial = try_returns(campaign, collection, progress)[1]
    wording = load_wording(collection.campaign.language)
    typer.echo(trial_as_json(trial) if output is OutputFormat.JSON else render_trial(trial, wording))
