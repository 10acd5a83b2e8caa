"""The command line's script: its first call leaves an archive of classes, and does without if it cannot."""

import os
import subprocess
import time

import pytest
from guard import ROOT

SCRIPT = ROOT / "guardrails"
JAR = ROOT / "functions" / "cli" / "target" / "cli-0.1.0-SNAPSHOT-function.jar"

pytestmark = pytest.mark.skipif(not JAR.exists(), reason="the command line is not built: make test builds it")


def called(cache, *words):
    start = time.monotonic()
    ran = subprocess.run(
        [SCRIPT, *words], capture_output=True, text=True, env={**os.environ, "XDG_CACHE_HOME": str(cache)}
    )
    return ran, time.monotonic() - start


def test_the_first_call_leaves_an_archive_which_makes_the_next_ones_quicker(tmp_path):
    cache = tmp_path / "a cache"
    first, slow = called(cache, "--help")
    assert first.returncode == 0, first.stderr
    assert (cache / "aurora-guardrails" / "cli.jsa").exists()

    seconds = []
    for _ in range(3):
        again, took = called(cache, "--help")
        assert (again.stdout, again.stderr) == (first.stdout, "")
        seconds.append(took)

    assert min(seconds) < slow


def test_without_a_place_for_it_nothing_is_said(tmp_path):
    taken = tmp_path / "file"
    taken.write_text("not a folder")

    ran, _ = called(taken, "--version")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("guardrails ")
