"""The commands. Each reads its options, calls one workflow, prints one rendering and sets the exit code."""

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit import __version__
from toolkit.cli.exits import exit_by
from toolkit.cli.export import export
from toolkit.cli.mail import mail
from toolkit.cli.merge import merge
from toolkit.cli.options import (
    EXIT_IMPOSSIBLE,
    CampaignOption,
    FailOn,
    FailOnOption,
    FormatOption,
    Language,
    LanguageOption,
    OutputFormat,
    Split,
)
from toolkit.cli.status import status
from toolkit.cli.verify import verify
from toolkit.errors import ToolkitError
from toolkit.wording import Wording, load_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.model.outcomes import Issued
    from toolkit.workflows.report import Also

_HERE = Path()

app = typer.Typer(
    name="toolkit",
    help="Collects an evaluation's figures by Excel: workbooks out, validated and consolidated figures back.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


_SELDOM = 200_000
"""Objects made between two looks of the cycle collector."""


def run() -> None:
    """Run the command line; a mistake of the operator is one sentence and exit code 3."""
    gc.set_threshold(_SELDOM)  # a command is soon over, and what it makes holds no cycles
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except ToolkitError as error:
        typer.echo(f"toolkit: {error}", err=True)
        raise SystemExit(EXIT_IMPOSSIBLE) from None
    finally:
        gc.freeze()  # what is left when the process ends is not searched for cycles


def _say_version(wanted: bool) -> None:  # noqa: FBT001 (typer calls it so)
    if wanted:
        typer.echo(f"toolkit {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Collects an evaluation's figures by Excel: workbooks out, validated and consolidated figures back."""


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to create.")],
    source: Annotated[str, typer.Option("--from", metavar="paris|blank", help="What to start from.")] = "blank",
    language: LanguageOption = None,
) -> None:
    """Create a campaign folder whose framework is a workbook to edit in Excel."""
    from toolkit.workflows.new import Source, create_campaign

    if source not in set(Source):
        message = f"“{source}” is none of: {', '.join(Source)}"
        raise typer.BadParameter(message, param_hint="--from")
    today = datetime.now(tz=UTC).date()
    wording = load_wording(language or Language.FRENCH)
    for path in create_campaign(folder, Source(source), today, wording):
        typer.echo(path)
    typer.echo(wording.say("Next: fill in campaign.toml and the framework, then toolkit check."))


@app.command()
def check(
    campaign: CampaignOption = _HERE,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """Check the framework: every mistake at once, with its cell."""
    from toolkit.render.findings import as_json, render_check
    from toolkit.workflows.check import check_campaign

    result = check_campaign(campaign)
    wording = load_wording(language or result.campaign.language)
    if output is OutputFormat.JSON:
        typer.echo(as_json(result.findings, wording))
    else:
        typer.echo(render_check(result.findings, result.rows, wording))
    exit_by(result.findings, fail_on)


@app.command()
def generate(  # noqa: PLR0913, PLR0917 (each parameter is an option)
    campaign: CampaignOption = _HERE,
    partner: Annotated[
        list[str] | None, typer.Option("--partner", metavar="CODE", help="Only this partner; may be repeated.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over workbooks already issued with other content.")
    ] = False,
    split: Annotated[
        Split, typer.Option("--split", help="One workbook a partner, or one for each of its offices that are known.")
    ] = Split.NONE,
    corrections: Annotated[
        bool,
        typer.Option(
            "--corrections", help="Write into results/corrections/ what the merge shows is to be asked again."
        ),
    ] = False,
    from_merge: Annotated[
        bool, typer.Option("--from-merge", help="Fill the workbooks with what the merge has accepted.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Also write a PDF of each workbook into preview/, through LibreOffice.")
    ] = False,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write the workbook of each partner into outgoing/."""
    from toolkit.cli.progress import progress_bar
    from toolkit.render.generated import generated_as_json, render_generated, render_without_rows
    from toolkit.workflows.generate import choose_addressees, issue_workbooks
    from toolkit.workflows.known_answers import know_answers
    from toolkit.workflows.loading import load_collection

    collection = load_collection(campaign, language)
    if corrections:
        from toolkit.cli.corrections import write_corrections

        if from_merge or replace or split is Split.OFFICE or preview:
            message = "goes with --campaign, --partner, --language and --format only"
            raise typer.BadParameter(message, param_hint="--corrections")
        write_corrections(campaign, collection, partner or (), output)
        return
    addressees = choose_addressees(collection, partner or (), by_office=split is Split.OFFICE)
    filling = know_answers(campaign, collection) if from_merge else None
    with progress_bar("generate", len(addressees)) as progress:
        issued = issue_workbooks(campaign, collection, addressees, filling=filling, replace=replace, progress=progress)
    if output is OutputFormat.JSON:
        typer.echo(generated_as_json(issued))
    else:
        typer.echo(render_generated(issued, load_wording(collection.campaign.language)))
    if without := render_without_rows(collection.framework, issued, load_wording(collection.campaign.language)):
        typer.echo(without, err=True)
    if preview:
        _preview(campaign, issued, load_wording(collection.campaign.language))


def _preview(campaign: Path, issued: "Sequence[Issued]", wording: Wording) -> None:
    from toolkit.render.generated import render_previewed
    from toolkit.workflows.preview import preview_workbooks

    typer.echo(render_previewed(preview_workbooks(campaign, issued), len(issued), wording), err=True)


app.command()(merge)


@app.command()
def report(
    campaign: CampaignOption = _HERE,
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
    publication: Annotated[
        bool,
        typer.Option("--publication", help="Also write publication.xlsx: accessible tables, small counts masked."),
    ] = False,
    study: Annotated[
        bool, typer.Option("--study", help="Also write results/study.docx, a first draft of the study in sentences.")
    ] = False,
) -> None:
    """Say how complete the collection is and what the figures show: report.html, report.xlsx and CSV in results/."""
    from toolkit.render.summary import render_report_summary, report_as_json
    from toolkit.workflows.loading import load_collection
    from toolkit.workflows.report import Also, list_files_left_out, make_report

    also = Also(publication=publication, study=study)
    made = make_report(campaign, load_collection(campaign, language), also=also)
    wording = load_wording(made.collection.campaign.language)
    render = report_as_json if output is OutputFormat.JSON else render_report_summary
    typer.echo(render(made, wording))
    _name_written(campaign / "results", also, wording)
    if left_out := list_files_left_out(campaign):
        typer.echo(
            wording.count(
                "{n} file came since the last merge and is not in this report: {name}. Run `toolkit merge`, "
                "then report.",
                "{n} files came since the last merge and are not in this report, {name} for one. Run `toolkit merge`, "
                "then report.",
                len(left_out),
                name=left_out[0],
            ),
            err=True,
        )


def _name_written(results: Path, also: "Also", wording: Wording) -> None:
    """Name the files to open, each on its line."""
    typer.echo(wording.say("Report written: {path}", path=results / "report.html"), err=True)
    if also.publication:
        typer.echo(wording.say("Publication written: {path}", path=results / "publication.xlsx"), err=True)
    if also.study:
        typer.echo(wording.say("Study written: {path}", path=results / "study.docx"), err=True)


app.command()(status)
app.command()(mail)


app.command()(export)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of a finding, such as V301.")],
    language: LanguageOption = None,
) -> None:
    """Explain a finding: what it means, why it matters, what to do."""
    from toolkit.render.findings import render_rule
    from toolkit.rules.catalogue import RULES

    rule = RULES.get(code.strip().upper())
    if rule is None:
        message = f"no finding has the code “{code}”; codes run from {min(RULES)} to {max(RULES)}"
        raise typer.BadParameter(message, param_hint="CODE")
    typer.echo(render_rule(rule, load_wording(language or Language.FRENCH)))


@app.command()
def damage(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook that was issued or came back.")],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="Empty or new folder for the copies.")],
    language: LanguageOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write damaged copies of a workbook, one fault each, with what a merge must make of them: to train with."""
    from toolkit.cli.progress import progress_bar
    from toolkit.render.damaged import damaged_as_json, render_damaged
    from toolkit.workflows.damage import FAULTS, damage_workbook

    wording = load_wording(language or Language.FRENCH)
    with progress_bar("damage", len(FAULTS)) as progress:
        rows = damage_workbook(file, into, wording, progress)
    is_json = output is OutputFormat.JSON
    typer.echo(damaged_as_json(rows, wording) if is_json else render_damaged(rows, str(into), wording))


@app.command()
def demo(
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="Empty folder to play in.")],
) -> None:
    """Play a whole campaign on the Paris example, to its end."""
    from toolkit.cli.progress import progress_bar
    from toolkit.render.played import render_played
    from toolkit.workflows.demo import play_demo

    with progress_bar("demo", None) as progress:
        played = play_demo(into, progress)
    typer.echo(render_played(played, load_wording(Language.FRENCH)))


app.command()(verify)
