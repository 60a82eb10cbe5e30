"""Merges a campaign again and again, each time in a forked child that is stopped, or denied a write, on demand.

Reads one request a line from standard input, as JSON, and answers each with one line. It is a program of its own, so
that nothing of the test's process is forked, and so that the imports are paid for once.
"""

import contextlib
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.excel import consolidated  # noqa: F401 (imported late by a merge: paid for once)
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Watch:
    """Counts what changes the campaign folder, in this process, and does something at the n-th."""

    def __init__(self, folder, request):
        self.folder, self.request, self.seen = str(folder), request, []

    def __call__(self, event, details):
        if not self._changes(event, details):
            return
        name = Path(details[0]).name
        self.seen.append(f"{event} {name}")
        if len(self.seen) == self.request.get("die_at"):
            os.kill(os.getpid(), signal.SIGKILL)
        if self._is_denied(event, name):
            raise PermissionError(13, "Permission denied")
        if len(self.seen) > 1 and self.seen[-2] == self.request.get("pause_after"):
            time.sleep(self.request["pause"])

    def _is_denied(self, event, name):
        if self.request.get("deny_all") or len(self.seen) == self.request.get("deny_at"):
            return True
        return event == "os.rename" and name == self.request.get("deny_rename")

    def _changes(self, event, details):
        if event in _CHANGES:
            return str(details[0]).startswith(self.folder) or not Path(details[0]).is_absolute()
        if event == "open" and isinstance(details[0], str) and isinstance(details[2], int):
            return details[0].startswith(self.folder) and bool(details[2] & _WRITING)
        return False


def merge(folder, request, say):
    watch = Watch(folder, request)
    sys.addaudithook(watch)
    if "file_size" in request:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["file_size"], request["file_size"]))
    try:
        merge_returns(folder, load_collection(folder))
    except ToolkitError as error:
        say(error=str(error), seen=watch.seen)
    except Exception as error:  # noqa: BLE001 (the test shows it)
        say(crash=f"{type(error).__name__}: {error}", seen=watch.seen)
    else:
        say(done=True, seen=watch.seen)


def fork_and_merge(request):
    """Merge in a child; gives what it said before it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setsid()  # so that whatever it leaves behind can be found
        with contextlib.suppress(BaseException):
            merge(Path(request["folder"]), request, lambda **said: os.write(writing, json.dumps(said).encode()))
        os._exit(0)
    os.close(writing)
    if "die_after" in request:
        time.sleep(request["die_after"])
        os.kill(child, signal.SIGKILL)
    began = time.monotonic()
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return {**(json.loads(said) if said else {}), "child": child, "waited": time.monotonic() - began}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(fork_and_merge(json.loads(line))) + "\n")
        sys.stdout.flush()
