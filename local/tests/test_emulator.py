"""The rds function's jar in Lambda's Java runtime client and its emulator, from the event to its answer."""

import json
import time

import pytest
from guard import ARTIFACTS, CLIENT, ROOT
from moto.sqs.models import sqs_backends

from aurora_local import LocalAws
from aurora_local.function.emulator import Emulator
from aurora_local.function.environment import Host, variables
from aurora_local.function.session import assume
from aurora_local.function.sqs_event import event_ids, sqs_event
from aurora_local.local_aws import derived_parameters, java_command
from aurora_local.seed import DEVELOPER, seed

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)
FUNCTION = "RdsFunction"
CLUSTER = "emulated"


@pytest.fixture
def aws():
    with LocalAws() as aws:
        seed(aws)
        aws.deploy(ROOT / "template.yaml", derived_parameters(ARTIFACTS))
        yield aws


def messages_of(aws, event_name):
    """What the deployed rules put into the function's queue about the call."""
    (mapping,) = [one for one in aws.stack.mappings if one.function == function_of(aws).name]
    backend = sqs_backends[aws.account_id][aws.region]
    name = mapping.queue_arn.rsplit(":", 1)[-1]
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = [
            message
            for message in backend.receive_message(name, 10, 0, 60, ["All"])
            if json.loads(message.body)["detail"]["eventName"] == event_name
        ]
        if found:
            return found, mapping.queue_arn
        time.sleep(0.1)
    raise AssertionError(f"no {event_name} came to {name}")


def function_of(aws):
    (function,) = [one for one in aws.stack.functions if one.logical_id == FUNCTION]
    return function


def protected(aws):
    answer = aws.client("rds").describe_db_clusters(DBClusterIdentifier=CLUSTER)
    return answer["DBClusters"][0]["DeletionProtection"]


def test_an_event_is_put_back_logged_and_counted(aws):
    rds = aws.client("rds", DEVELOPER)
    rds.create_db_cluster(
        DBClusterIdentifier=CLUSTER,
        Engine="aurora-postgresql",
        MasterUsername="owner",
        MasterUserPassword="changed-after-creation",
        DeletionProtection=True,
    )
    aws.client("rds").describe_db_clusters(DBClusterIdentifier=CLUSTER)
    rds.modify_db_cluster(DBClusterIdentifier=CLUSTER, DeletionProtection=False)
    messages, queue_arn = messages_of(aws, "ModifyDBCluster")
    assert not protected(aws)

    function, printed = function_of(aws), []
    command, directory = java_command(ARTIFACTS, CLIENT)(function)
    session = assume(aws.account_id, aws.region, function.role_arn, function.name)
    environment = variables(function, Host(aws.region, aws.endpoint), session, directory)
    with Emulator(command, environment, directory, printed.append) as emulator:
        answer = emulator.invoke(sqs_event(messages, queue_arn))

    assert answer == {"batchItemFailures": []}, printed
    assert protected(aws)
    lines = [json.loads(line) for line in printed if line.startswith("{")]
    (event_id,) = event_ids(messages)
    (logged,) = [one for one in lines if one.get("control") == "RESIL-01" and "level" in one]
    assert (logged["message"], logged["event_id"]) == ("reverted", event_id)
    assert logged["service"] == "aurora-guardrails"
    (counted,) = [one for one in lines if one.get("outcome") == "reverted" and "_aws" in one]
    assert (counted["family"], counted["control"], counted["Reverts"]) == ("rds", "RESIL-01", 1)
    (directive,) = counted["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "AuroraGuardrails"
    assert counted["LatencySeconds"] > 0
