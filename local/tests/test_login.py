"""The login function: a line in a cluster's log, put into the local AWS, becomes an alert."""

import json
import time

import jsonschema
import pytest
from guard import ARTIFACTS, CLIENT, ROOT

from aurora_local import demo_login
from aurora_local.local_aws import LocalAws, derived_parameters, java_command
from aurora_local.seed import seed

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)
PREFIX = demo_login.GRANT.split("LOG:")[0]
# The start of a span of five minutes: refusals are counted within one.
AT = int(time.time()) // 300 * 300_000
SCHEMA = ROOT / "functions" / "core" / "src" / "main" / "resources" / "alert.schema.json"


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with LocalAws() as aws:
        seed(aws)
        parameters = demo_login.parameters(tmp_path_factory.mktemp("login"))
        aws.deploy(ROOT / "template.yaml", derived_parameters(ARTIFACTS) | parameters)
        aws.run(java_command(ARTIFACTS, CLIENT))
        demo_login.subscribe(aws)
        yield aws


def write(aws, *lines):
    return demo_login.write(aws, *[PREFIX + line for line in lines], at=AT)


def test_a_grant_is_told_as_not_confirmed_where_the_database_is_not_reached(aws):
    answered, alerts = demo_login.write(aws, demo_login.GRANT)

    assert answered.get("error") is None, answered["error"]["errorMessage"]
    (alert,) = [one["body"] for one in alerts]
    jsonschema.validate(alert, json.loads(SCHEMA.read_text()))
    assert alert["control"]["id"] == "LOGIN-12"
    assert "GRANT ROLE was logged; it could not be confirmed" in alert["evidence"]
    assert "mallory" not in json.dumps(alert)
    assert alert["resource"].endswith(":cluster:orders")

    assert demo_login.write(aws, demo_login.GRANT)[1] == []


def test_a_burst_of_refused_logins_is_told_and_other_lines_are_left_alone(aws):
    refused = 'FATAL:  password authentication failed for user "alice"'

    assert write(aws, "LOG:  checkpoint starting: time")[1] == []
    assert write(aws, *[refused] * 9)[1] == []
    (alert,) = [one["body"] for one in write(aws, refused)[1]]

    assert alert["control"]["id"] == "LOGIN-10"
    assert alert["event"]["sourceAddress"] == "10.0.0.5"


def test_other_log_groups_may_not_invoke_it(aws):
    demo_login.subscribe(aws, "/other", "one")
    seq = aws.log.last

    aws.client("logs").put_log_events(
        logGroupName="/other", logStreamName="one", logEvents=[{"timestamp": 1, "message": "GRANT"}]
    )

    assert aws.wait_for(lambda e: e["kind"] == "undelivered", after=seq, timeout=5)
