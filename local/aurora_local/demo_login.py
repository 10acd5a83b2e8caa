"""The demo's login event: a line in a cluster's log makes the guard look into the database.

There is no database here, so the guard tells what was logged as not confirmed, and says why.
"""

import hashlib
import time
from pathlib import Path
from typing import Any

CLUSTER = "orders"
GROUP = f"/aws/rds/cluster/{CLUSTER}/postgresql"
STREAM = f"{CLUSTER}-1"
FUNCTION = "LoginFunction"
GRANT = (
    "2026-03-02 14:08:11 UTC:10.0.0.5(51234):alice@shop:[77]:LOG:  "
    "AUDIT: SESSION,1,1,ROLE,GRANT ROLE,,,GRANT rds_superuser TO mallory,<none>"
)


def parameters(folder: Path) -> dict[str, str]:
    """The template's parameters that switch the login function on, with a CA bundle of its own."""
    bundle = folder / "rds-ca.pem"
    bundle.write_text("-----BEGIN CERTIFICATE-----\n")
    return {
        "LoginCaSha256": hashlib.sha256(bundle.read_bytes()).hexdigest(),
        "LoginCaFile": str(bundle),
        "LoginSubnets": "subnet-1",
        "LoginSecurityGroups": "sg-1",
        "LoginClusters": CLUSTER,
    }


def subscribe(aws: Any, group: str = GROUP, stream: str = STREAM) -> None:
    """A log group whose lines go to the login function."""
    logs = aws.client("logs")
    logs.create_log_group(logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    logs.put_subscription_filter(
        logGroupName=group,
        filterName="aurora-guardrails",
        filterPattern="",
        destinationArn=aws.stack.outputs["LoginFunctionArn"],
    )


def write(
    aws: Any, *lines: str, at: int | None = None, timeout: float = 60
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Put lines into the cluster's log; the function's answer, and the alerts that came of them."""
    seq = aws.log.last
    milliseconds = int(time.time() * 1000) if at is None else at
    aws.client("logs").put_log_events(
        logGroupName=GROUP,
        logStreamName=STREAM,
        logEvents=[{"timestamp": milliseconds, "message": line} for line in lines],
    )
    answered = aws.wait_for(
        lambda e: e["kind"] == "invoked" and e["logicalId"] == FUNCTION, after=seq, timeout=timeout
    )
    return answered, [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"]
