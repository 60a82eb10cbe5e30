"""Nothing reaches the network: a merge with workers, all outputs written, opens no socket of any family."""

import os
import subprocess
import sys
from pathlib import Path

from small_campaign import issue, return_filled, write_small_campaign

# Every interpreter that starts here, workers included, runs this first and tells each event of a socket.
WATCH = """
import os, sys
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        with open(os.environ["WATCHED"], "a", encoding="utf-8") as log:
            log.write(f"{event} {arguments!r}\\n")
sys.addaudithook(watch)
with open(os.environ["WATCHED"] + ".started", "a", encoding="utf-8") as log:
    log.write(f"{os.getpid()}\\n")
"""
MERGE = """
import sys
from pathlib import Path
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns
if __name__ == "__main__":
    folder = Path(sys.argv[1])
    result = merge_returns(folder, load_collection(folder))
    print(sum(point.state == "value" for point in result.points))
"""
MAIL = """
import sys
from datetime import date
from pathlib import Path
from toolkit.model.follow_up import MailKind
from toolkit.model.mail import MailOrder
from toolkit.workflows.loading import load_collection
from toolkit.workflows.mailing import draft_mail
folder = Path(sys.argv[1])
run = draft_mail(folder, load_collection(folder), MailOrder(kind=MailKind.FIRST, day=date(2020, 9, 15)))
print(len(run.drafts))
"""
OPEN = "import socket; socket.socket().close()"


def run_watched(tmp_path, monkeypatch, *command):
    """Run a program with the watch in it; gives its output, what it did with sockets, and how many processes ran."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = tmp_path / "watched"
    monkeypatch.setenv("WATCHED", str(log))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, cwd=tmp_path)
    events = log.read_text(encoding="utf-8") if log.is_file() else ""
    return done.stdout, events, len(Path(f"{log}.started").read_text(encoding="utf-8").split())


def test_a_merge_opens_no_socket(tmp_path, monkeypatch):
    folder = write_small_campaign(tmp_path / "campaign")
    return_filled(folder, issue(folder)["AAA"], {("T01.1a", "PARIS", "2017"): 33.9})
    (folder / "collected" / "bad.xlsx").write_bytes(b"no workbook")
    script = tmp_path / "play.py"
    script.write_text(MERGE, encoding="utf-8")
    output, events, processes = run_watched(tmp_path, monkeypatch, script, folder)
    assert (output.strip(), events) == ("1", "")
    assert processes >= 2


def test_drafting_mail_opens_no_socket(tmp_path, monkeypatch):
    folder = write_small_campaign(tmp_path / "campaign")
    issue(folder)
    script = tmp_path / "play.py"
    script.write_text(MAIL, encoding="utf-8")
    output, events, _ = run_watched(tmp_path, monkeypatch, script, folder)
    assert (output.strip(), events) == ("2", "")


def test_the_watch_sees_a_socket(tmp_path, monkeypatch):
    _, events, _ = run_watched(tmp_path, monkeypatch, "-c", OPEN)
    assert "socket.__new__" in events
