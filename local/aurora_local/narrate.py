"""The log, for people: one line a change, with what the guard did about it."""

import sys
from collections import defaultdict
from typing import Any, TextIO

INTERESTING = (
    "dBClusterIdentifier",
    "dBInstanceIdentifier",
    "dBClusterSnapshotIdentifier",
    "dBSnapshotIdentifier",
    "groupId",
    "roleName",
    "userName",
    "groupName",
    "policyArn",
)
COLOURS = {"person": "\033[33m", "guard": "\033[32m", "trouble": "\033[31m", "quiet": "\033[2m"}
PLAIN = "\033[0m"


class Narrator:
    """Feed it log entries in order; it writes a line once a change has its answer."""

    def __init__(self, functions: dict[str, str], out: TextIO | None = None) -> None:
        self._function_of_role = functions
        self._out = out or sys.stdout
        self._coloured = self._out.isatty()
        self._changes: dict[str, dict[str, Any]] = {}
        self._own_calls: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._alerts: list[dict[str, Any]] = []

    def tell(self, entry: dict[str, Any]) -> None:
        if entry["kind"] == "call":
            self._call(entry)
        elif entry["kind"] == "alert":
            self._alerts.append(entry)
        elif entry["kind"] == "invoked":
            self._invoked(entry)
        elif entry["kind"] == "dead-letter":
            self._write("trouble", f"dead letter in {entry['queue']}: {entry.get('eventID') or ''}")

    def _call(self, entry: dict[str, Any]) -> None:
        if entry["own"]:
            self._own_calls[_role_name(entry["caller"])].append(entry)
        elif entry["rules"]:
            self._changes[entry["eventID"]] = entry
        else:
            self._write("quiet", f"{_change(entry)}: not watched")

    def _invoked(self, entry: dict[str, Any]) -> None:
        calls = self._own_calls.pop(self._role_of(entry["function"]), [])
        alerts, self._alerts = self._alerts, []
        changes = [self._changes[one] for one in entry["eventIDs"] if one in self._changes]
        if entry["error"]:
            told = entry["error"].get("errorMessage") or entry["error"].get("errorType")
            self._write("trouble", f"{entry['logicalId']} failed: {told}")
        if not (changes or calls or alerts):
            return
        what = ", ".join(_change(change) for change in changes) or "later"
        since = changes[0]["at"] if changes else entry["at"] - entry["ms"] / 1000
        done = [f"{_done(call)} after {(call['at'] - since) * 1000:.0f} ms" for call in calls]
        done += [f"alert: {alert['subject']}" for alert in alerts]
        answer = "; ".join(done) or f"nothing to put back, after {(entry['at'] - since) * 1000:.0f} ms"
        self._write("guard" if done else "quiet", f"{what} -> {answer}")

    def _role_of(self, function: str) -> str:
        return self._function_of_role[function]

    def _write(self, colour: str, text: str) -> None:
        line = f"{COLOURS[colour]}{text}{PLAIN}" if self._coloured else text
        print(line, file=self._out, flush=True)


def _change(entry: dict[str, Any]) -> str:
    who = entry["caller"].rsplit(":", 1)[-1].split("/", 1)[-1]
    failed = "" if entry["ok"] else f" ({entry['errorCode']})"
    return f"{who}: {_done(entry)}{failed}"


def _done(entry: dict[str, Any]) -> str:
    parameters = entry["record"].get("requestParameters") or {}
    named = [str(parameters[name]) for name in INTERESTING if parameters.get(name)]
    return " ".join([entry["eventName"], *named])


def _role_name(caller: str) -> str:
    """`arn:aws:sts::1:assumed-role/NAME/SESSION` names the role between its slashes."""
    return caller.split("/")[1]
