"""`serve` as another program starts it."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from conftest import HERE, TEMPLATE

from aurora_local.function import java
from aurora_local.narrate import Narrator

PYTHONPATH = str(HERE.parent)


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "aurora_local", "serve", "--json", *arguments],
        env={**os.environ, "PYTHONPATH": PYTHONPATH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_ready_line_and_a_clean_end(number, tmp_path):
    ready_file = tmp_path / "ready.json"
    server = start("--template", str(TEMPLATE), "--ready-file", str(ready_file))
    ready = json.loads(server.stdout.readline())

    with urllib.request.urlopen(f"{ready['endpoint']}/_local/log?after={ready['log']}") as answer:
        assert json.load(answer) == {"entries": [], "next": ready["log"]}
    assert ready["ready"] is True
    assert ready["endpoint"].startswith("http://127.0.0.1:")
    assert set(ready["users"]) == {"alice", "operator", "attacker", "deployer"}
    assert ready["seed"]["cluster"] == "orders"
    assert ready["stack"]["resources"]["Queue"]["type"] == "AWS::SQS::Queue"
    assert json.loads(ready_file.read_text()) == ready
    server.send_signal(number)
    out, err = server.communicate(timeout=10)
    assert (server.returncode, out, err) == (0, "", "")
    assert not ready_file.exists()


def test_it_ends_with_its_parent_when_told_to():
    code = (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-m', 'aurora_local', 'serve', '--json', '--no-seed',"
        " '--end-with-parent'])\n"
        "input()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": PYTHONPATH},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    json.loads(parent.stdout.readline())
    parent.kill()

    # The server holds the other end of this pipe: it closes when the server is gone.
    assert parent.stdout.read() == ""
    parent.communicate()


def test_what_is_wrong_is_said_in_a_sentence():
    server = start("--template", str(TEMPLATE), "--parameter", "Mode=never", "--no-seed")
    out, err = server.communicate(timeout=30)

    assert (server.returncode, out) == (1, "")
    assert err.startswith("local AWS: parameter Mode is 'never'")


def test_without_java_25_it_says_what_to_install(monkeypatch, tmp_path):
    finder = tmp_path / "find-java"
    finder.write_text("#!/bin/sh\necho 'install a JDK 25' >&2\nexit 1\n")
    finder.chmod(0o755)
    monkeypatch.setattr(java, "FINDER", finder)

    with pytest.raises(java.NoJava, match="install a JDK 25"):
        java.find_java()


def test_the_java_command_has_the_artifact_before_the_client():
    words = java.command("java", Path("/artifact"), Path("/client"), "a.Handler::handle")

    assert words[-4:] == [
        "-cp",
        "/artifact:/artifact/lib/*:/client/*",
        java.CLIENT,
        "a.Handler::handle",
    ]


def test_a_change_and_its_answer_are_one_line(capsys):
    def call(seq, caller, name, parameters, own):
        return {
            "kind": "call",
            "seq": seq,
            "at": seq,
            "eventID": f"e{seq}",
            "eventName": name,
            "caller": caller,
            "ok": True,
            "rules": ["r"],
            "own": own,
            "record": {"requestParameters": parameters},
        }

    narrator = Narrator({"guard-function": "guard-role"})
    parameters = {"dBClusterIdentifier": "orders"}
    narrator.tell(call(1, "arn:aws:iam::1:user/alice", "ModifyDBCluster", parameters, False))
    guard = "arn:aws:sts::1:assumed-role/guard-role/f"
    narrator.tell(call(1.25, guard, "ModifyDBCluster", parameters, True))
    narrator.tell({"kind": "alert", "subject": "put back"})
    narrator.tell(
        {
            "kind": "invoked",
            "function": "guard-function",
            "logicalId": "Guard",
            "eventIDs": ["e1"],
            "error": None,
            "at": 2,
            "ms": 9,
        }
    )

    assert capsys.readouterr().out == (
        "alice: ModifyDBCluster orders -> ModifyDBCluster orders after 250 ms; alert: put back\n"
    )
