"""The reference page of the commands, and the script that writes all generated pages.

Run it as `python -m toolkit.cli.reference docs/reference`.

The page is made from the declarations of the commands and not from their `--help`, whose look changes with every
version of the library that draws it.
"""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from toolkit.cli.main import app
from toolkit.cli.options import EXIT_DONE, EXIT_FINDINGS, EXIT_IMPOSSIBLE, EXIT_USAGE
from toolkit.render.reference import render_findings_reference, render_outputs_reference
from toolkit.render.reference_exports import render_exports_reference
from toolkit.render.reference_framework import render_framework_reference

EXIT_CODES = {
    EXIT_DONE: "done",
    EXIT_FINDINGS: "done, with a finding at least as severe as `--fail-on` says",
    EXIT_USAGE: "the command line was not understood",
    EXIT_IMPOSSIBLE: "impossible: one sentence on standard error says why, and what to do",
}

_INTRODUCTION = """# Commands

This page is generated from the commands themselves; `toolkit COMMAND --help` shows the same.

Results go to standard output, progress and errors to standard error. Nothing reaches the network. `python -m toolkit`
does what `toolkit` does.
"""

Command = Callable[..., Any]  # commands take whatever options they declare


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameter:
    """One option or argument, as declared."""

    name: str
    takes: str
    default: str
    help: str
    is_required: bool

    @property
    def usage(self) -> str:
        """What it looks like on the command line."""
        shown = f"{self.name} {self.takes}".strip()
        return shown if self.is_required else f"[{shown}]"


def render_commands_reference() -> str:
    """Render every command with its options, in their order, as a page in Markdown."""
    codes = [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    head = [_INTRODUCTION, "## Exit codes", "", "| code | meaning |", "| --- | --- |", *codes, ""]
    return "\n".join([*head, *(_render_command(name, command) for name, command in list_commands().items())])


def list_commands() -> Mapping[str, Command]:
    """Give the commands by their names, in the order of the help."""
    callbacks = [(info.name, info.callback) for info in app.registered_commands]
    return {
        name or callback.__name__.replace("_", "-"): callback for name, callback in callbacks if callback is not None
    }


def _render_command(name: str, command: Command) -> str:
    parameters = sorted(list_parameters(command), key=lambda each: each.name.startswith("-"))
    usage = " ".join(("toolkit", name, *(each.usage for each in parameters)))
    lines = [f"## {name}", "", inspect.getdoc(command) or "", "", "```", usage, "```", ""]
    lines += ["| option | takes | default | what it does |", "| --- | --- | --- | --- |"]
    lines += [_row(each) for each in parameters]
    return "\n".join([*lines, ""])


def _row(each: _Parameter) -> str:
    default = "required" if each.is_required else each.default
    cells = (f"`{each.name}`", f"`{each.takes}`" if each.takes else "", default, each.help)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def list_parameters(command: Command) -> Iterator[_Parameter]:
    """Give the options and arguments of a command, in the order of its signature."""
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        if get_origin(hints[name]) is Annotated:
            kind, info = get_args(hints[name])[:2]
            yield _parameter(_name(name, info), info, _bare(kind), parameter.default)


def _name(name: str, info: OptionInfo | ArgumentInfo) -> str:
    # Inside Annotated the library keeps the first name of an option as its default, until it runs.
    declared = [each for each in (info.default, *(info.param_decls or ())) if isinstance(each, str)]
    return next((each for each in declared if each.startswith("--")), f"--{name.replace('_', '-')}")


# Any: a type is a value here, and a default is of any type.
def _parameter(name: str, info: OptionInfo | ArgumentInfo, kind: Any, default: Any) -> _Parameter:  # noqa: ANN401
    takes = "" if kind is bool else info.metavar or _choices(kind)
    is_argument = isinstance(info, ArgumentInfo)
    return _Parameter(
        name=takes if is_argument else name,
        takes="" if is_argument else takes,
        default=_shown(default),
        help=info.help or "",
        is_required=default is inspect.Parameter.empty,
    )


def _bare(kind: Any) -> Any:  # noqa: ANN401 (types are values here)
    """Take None off a type, and the list around it."""
    if get_origin(kind) in {UnionType, Union}:
        kind = next(each for each in get_args(kind) if each is not NoneType)
    return get_args(kind)[0] if get_origin(kind) is list else kind


def _choices(kind: Any) -> str:  # noqa: ANN401 (types are values here)
    is_choice = isinstance(kind, type) and issubclass(kind, Enum)
    return "|".join(str(each.value) for each in kind) if is_choice else "TEXT"


def _shown(default: Any) -> str:  # noqa: ANN401 (a default is of any type)
    if default is None or default is False or default is inspect.Parameter.empty:
        return ""
    return f"`{default.value if isinstance(default, Enum) else default}`"


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": render_commands_reference,
    "exports.md": render_exports_reference,
    "findings.md": render_findings_reference,
    "framework.md": render_framework_reference,
    "outputs.md": render_outputs_reference,
}
"""The generated pages of docs/reference, by file name."""


def write_pages(folder: Path) -> None:
    """Write all generated pages into a folder."""
    for name, render in PAGES.items():
        (folder / name).write_text(render(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
