"""What the demonstration did, and where to look."""

from toolkit.model.summaries import Played
from toolkit.render.summary import render_report_summary
from toolkit.wording import Wording


def render_played(played: Played, wording: Wording) -> str:
    """Tell the story of a demonstration: issued, filled in, merged, reported, where to look."""
    say = wording.say
    merged = played.merged
    asked, returned = len(merged.collection.framework.partners_asked), merged.partners_returned
    story = (
        say("Issued: {count} workbooks, one a partner.", count=len(played.issued)),
        say(
            "Filled in: {cells} cells in {files} files, by another program than the one that wrote them; {returned} of "
            "{asked} partners returned.",
            cells=wording.whole(sum(played.filled.values())),
            files=len(played.filled),
            returned=returned,
            asked=asked,
        ),
        say("One partner renamed its file, one sorted its rows, one returned two halves, one did not return."),
        say(
            "Merged: {retained} answers retained, {volunteered} of them figures given without being asked.",
            retained=wording.whole(merged.answers_retained),
            volunteered=wording.whole(merged.volunteered),
        ),
    )
    where = (
        (f"{played.folder}/outgoing/", say("the workbooks as partners get them")),
        (f"{played.folder}/collected/", say("what came back")),
        (f"{played.folder}/results/consolidated.xlsx", say("the consolidated figures, each with its file and cell")),
        (f"{played.folder}/results/report.xlsx", say("how complete the collection is, and what the figures show")),
        (f"{played.folder}/results/report.html", say("the same as a page, with filters, for any browser")),
    )
    width = max(len(path) for path, _ in where)
    look = "\n".join(f"  {path.ljust(width)}  {text}" for path, text in where)
    return "\n\n".join(
        (render_report_summary(played.report, wording), "\n".join(story), f"{say('Where to look:')}\n{look}")
    )
