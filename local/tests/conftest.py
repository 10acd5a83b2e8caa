import json
import os
import sys
from pathlib import Path

import pytest

from aurora_local import LocalAws
from aurora_local.stack import Function

HERE = Path(__file__).parent
TEMPLATE = HERE / "template.yaml"
EVENTS = Path(os.environ.get("GUARDRAILS_EVENTS", HERE.parents[2] / "shared" / "events"))
_skipped: list[int] = []


@pytest.fixture(scope="module")
def account():
    """An account without a stack, shared by the tests of a module: each uses names of its own."""
    with LocalAws() as aws:
        yield aws


@pytest.fixture
def guarded():
    """A fresh account with the test's stack."""
    with LocalAws() as aws:
        aws.deploy(TEMPLATE)
        yield aws


@pytest.fixture
def stub():
    """The command line of a function written in Python, in the place of Java."""

    def command(function: Function) -> tuple[list[str], str]:
        return [sys.executable, str(HERE / "stub_function.py")], str(HERE)

    return command


@pytest.fixture
def captured():
    """Records that AWS wrote. Where they are not at hand, the number of checks left out is told."""

    def read(checks: int) -> list[dict]:
        folder = EVENTS / "captured"
        if not folder.is_dir():
            _skipped.append(checks)
            pytest.skip(f"{folder} is not here: {checks} records not compared")
        records = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
        return [record.get("detail", record) for record in records]

    return read


def pytest_terminal_summary(terminalreporter):
    if _skipped:
        terminalreporter.write_line(f"SKIPPED: {sum(_skipped)} comparisons with records that AWS wrote")


def last_record(aws: LocalAws) -> dict:
    """The record of the call that was just made."""
    return [entry for entry in aws.log.after(0)[0] if entry["kind"] == "call"][-1]["record"]
