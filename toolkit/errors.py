"""The operator's mistakes, told in one sentence. Must not import anything of the project."""


class ToolkitError(Exception):
    """Something the operator has to settle: says what happened, where, and the way out.

    The partner's mistakes are findings and are never raised; ours are any other exception.
    """


class AccountsError(ToolkitError):
    """A sum of what was asked and what was read does not close; nothing may be published."""


class UnreadableFileError(Exception):
    """A returned file cannot be read; caught at the boundary of reading, where it becomes a finding.

    Attributes:
        cause: short English slug of the cause, such as `damaged` or `encrypted`.
        detail: what was met, in words, without any content of the file.
    """

    def __init__(self, cause: str, detail: str = "") -> None:
        """Keep the cause and its detail."""
        super().__init__(f"{cause}: {detail}")
        self.cause = cause
        self.detail = detail
