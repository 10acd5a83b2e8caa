"""`guardrails doctor` on a deployed guard: each line says how it is, and what to do where it is not well."""

import json
import os
import subprocess

import pytest
from guard import ARTIFACTS, ROOT

from aurora_local.local_aws import LocalAws, derived_parameters

SCRIPT = ROOT / "guardrails"
JAR = ROOT / "functions" / "cli" / "target" / "cli-0.1.0-SNAPSHOT-function.jar"

pytestmark = pytest.mark.skipif(
    not (JAR.exists() and ARTIFACTS.exists()), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def aws():
    with LocalAws() as aws:
        aws.deploy(ROOT / "template.yaml", derived_parameters(ARTIFACTS))
        yield aws


def doctor(aws, *words):
    keys = aws.user("auditor")
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": aws.endpoint,
        "AWS_REGION": aws.region,
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_key,
    }
    ran = subprocess.run(
        [SCRIPT, "doctor", "--json", *words],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert ran.stderr == "", ran.stderr
    return ran.returncode, [json.loads(line) for line in ran.stdout.splitlines()]


def lines(found, *words):
    return [one for one in found if all(word in one["what"] for word in words)]


def state(found, *words):
    (line,) = lines(found, *words)
    return line["state"]


def trail(aws):
    aws.client("s3").create_bucket(Bucket="the-trail")
    cloudtrail = aws.client("cloudtrail")
    cloudtrail.create_trail(Name="all", S3BucketName="the-trail", IsMultiRegionTrail=True)
    cloudtrail.start_logging(Name="all")


def test_what_is_not_well_is_named_with_what_to_do(aws):
    code, found = doctor(aws, "--regions", "eu-west-1")

    assert code == 1
    assert state(found, "us-east-1", "logs management writes") == "FAIL"
    assert state(found, "eu-west-1", "nothing sends its events") == "FAIL"
    assert state(found, "nobody subscribes") == "WARN"
    assert state(found, "alerts' key") == "OK"
    assert state(found, "Rds", "corrective calls") == "OK"
    assert all(one["advice"] for one in found if one["state"] != "OK")


def test_a_trail_that_logs_writes_is_seen_and_one_of_reads_is_not(aws):
    trail(aws)
    assert state(doctor(aws)[1], "trail all logs management writes") == "OK"

    selector = {"ReadWriteType": "ReadOnly", "IncludeManagementEvents": True, "DataResources": []}
    aws.client("cloudtrail").put_event_selectors(TrailName="all", EventSelectors=[selector])
    assert state(doctor(aws)[1], "logs management writes") == "FAIL"


def test_a_role_that_lost_its_rights_is_named(aws):
    iam = aws.client("iam")
    (role,) = [r["RoleName"] for r in iam.list_roles()["Roles"] if "RdsRole" in r["RoleName"]]
    write = iam.get_role_policy(RoleName=role, PolicyName="write")["PolicyDocument"]
    iam.delete_role_policy(RoleName=role, PolicyName="write")
    code, found = doctor(aws)
    iam.put_role_policy(RoleName=role, PolicyName="write", PolicyDocument=json.dumps(write))

    assert code == 1
    assert state(found, role, "rds:ModifyDBCluster") == "FAIL"


def test_without_a_stack_there_is_one_line(aws):
    code, found = doctor(aws, "--stack", "nowhere")

    assert (code, [one["state"] for one in found]) == (1, ["FAIL"])
    assert found[0]["advice"].startswith("deploy it")
