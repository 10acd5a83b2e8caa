"""The login function: a line in a cluster's log, put into the local AWS, becomes an alert."""

import hashlib
import json
import time

import jsonschema
import pytest
from guard import ARTIFACTS, CLIENT, ROOT

from aurora_local.local_aws import LocalAws, derived_parameters, java_command
from aurora_local.seed import seed

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)
GROUP = "/aws/rds/cluster/orders/postgresql"
PREFIX = "2026-03-02 14:08:11 UTC:10.0.0.5(51234):alice@shop:[77]:"
# The start of a span of five minutes: refusals are counted within one.
AT = int(time.time()) // 300 * 300_000
SCHEMA = ROOT / "functions" / "core" / "src" / "main" / "resources" / "alert.schema.json"


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    folder = tmp_path_factory.mktemp("login")
    bundle = folder / "rds-ca.pem"
    bundle.write_text("-----BEGIN CERTIFICATE-----\n")
    # Layers are no folders here: the bundle lies elsewhere.
    text = (ROOT / "template.yaml").read_text()
    for old, new in {
        "      Layers: [!Ref LoginCaLayer]\n": "",
        "/opt/rds-ca.pem": str(bundle),
    }.items():
        assert old in text
        text = text.replace(old, new)
    template = folder / "template.yaml"
    template.write_text(text)
    parameters = {
        "LoginCaSha256": hashlib.sha256(bundle.read_bytes()).hexdigest(),
        "LoginSubnets": "subnet-1",
        "LoginSecurityGroups": "sg-1",
        "LoginClusters": "orders",
    }
    with LocalAws() as aws:
        seed(aws)
        aws.deploy(template, derived_parameters(ARTIFACTS) | parameters)
        aws.run(java_command(ARTIFACTS, CLIENT))
        logs = aws.client("logs")
        logs.create_log_group(logGroupName=GROUP)
        logs.create_log_stream(logGroupName=GROUP, logStreamName="orders-1")
        logs.put_subscription_filter(
            logGroupName=GROUP,
            filterName="aurora-guardrails",
            filterPattern="",
            destinationArn=aws.stack.outputs["LoginFunctionArn"],
        )
        yield aws


def write(aws, *lines):
    """The lines into the cluster's log; the log entry of the function's answer."""
    seq = aws.log.last
    aws.client("logs").put_log_events(
        logGroupName=GROUP,
        logStreamName="orders-1",
        logEvents=[{"timestamp": AT, "message": PREFIX + line} for line in lines],
    )
    answered = aws.wait_for(
        lambda e: e["kind"] == "invoked" and e["logicalId"] == "LoginFunction", after=seq, timeout=60
    )
    return answered, [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"]


def test_a_grant_is_told_as_not_confirmed_where_the_database_is_not_reached(aws):
    line = "LOG:  AUDIT: SESSION,1,1,ROLE,GRANT ROLE,,,GRANT rds_superuser TO mallory,<none>"

    answered, alerts = write(aws, line)

    assert answered.get("error") is None, answered["error"]["errorMessage"]
    (alert,) = [one["body"] for one in alerts]
    jsonschema.validate(alert, json.loads(SCHEMA.read_text()))
    assert alert["control"]["id"] == "LOGIN-12"
    assert "GRANT ROLE was logged; it could not be confirmed" in alert["evidence"]
    assert "mallory" not in json.dumps(alert)
    assert alert["resource"].endswith(":cluster:orders")

    assert write(aws, line)[1] == []


def test_a_burst_of_refused_logins_is_told_and_other_lines_are_left_alone(aws):
    refused = 'FATAL:  password authentication failed for user "alice"'

    assert write(aws, "LOG:  checkpoint starting: time")[1] == []
    assert write(aws, *[refused] * 9)[1] == []
    (alert,) = [one["body"] for one in write(aws, refused)[1]]

    assert alert["control"]["id"] == "LOGIN-10"
    assert alert["event"]["sourceAddress"] == "10.0.0.5"


def test_other_log_groups_may_not_invoke_it(aws):
    logs = aws.client("logs")
    logs.create_log_group(logGroupName="/other")
    logs.create_log_stream(logGroupName="/other", logStreamName="one")
    logs.put_subscription_filter(
        logGroupName="/other",
        filterName="forged",
        filterPattern="",
        destinationArn=aws.stack.outputs["LoginFunctionArn"],
    )
    seq = aws.log.last

    logs.put_log_events(
        logGroupName="/other", logStreamName="one", logEvents=[{"timestamp": 1, "message": "GRANT"}]
    )

    assert aws.wait_for(lambda e: e["kind"] == "undelivered", after=seq, timeout=5)
