"""A right that the template forgets is missed here: at deployment, or when the function needs it."""

import json
from pathlib import Path

import pytest

from aurora_local.local_aws import LocalAws, derived_parameters, java_command
from aurora_local.seed import DEVELOPER, seed
from aurora_local.serve import TEMPLATE
from aurora_local.stack import DeploymentError
from aurora_local.stack.rights import CREATING

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / ".local" / "artifacts"
CLIENT = ROOT / "functions" / "conformance" / "target" / "ric"
built = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


def without(folder, right):
    """A copy of the template whose rds role lacks one right."""
    before, role, after = TEMPLATE.read_text().partition("  RdsRole:\n")
    line = next(one for one in after.splitlines(True) if one.strip() == f"- {right}")
    copy = folder / "template.yaml"
    copy.write_text(before + role + after.replace(line, "", 1))
    return copy


def unprotected(template, parameters):
    """Deletion protection is taken off: what the guard does about it with this template."""
    with LocalAws() as aws:
        seed(aws)
        aws.deploy(template, derived_parameters(ARTIFACTS) | parameters)
        aws.run(java_command(ARTIFACTS, CLIENT))
        at = aws.log.last
        rds = aws.client("rds", DEVELOPER)
        rds.modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=False)
        aws.wait_for(lambda entry: entry["kind"] == "invoked", at, 60)
        cluster = rds.describe_db_clusters(DBClusterIdentifier="orders")["DBClusters"][0]
        return cluster["DeletionProtection"], aws.log.after(at)[0]


def kinds(entries, kind):
    return [entry for entry in entries if entry["kind"] == kind]


@built
def test_with_all_its_rights_the_function_puts_it_back():
    protected, entries = unprotected(TEMPLATE, {})

    assert protected
    assert [one["body"]["outcome"] for one in kinds(entries, "alert")] == ["reverted"]


@built
@pytest.mark.parametrize("right", ["rds:DescribeDBClusters", "dynamodb:UpdateItem"])
def test_a_right_to_read_or_to_remember_that_is_missing_is_an_event_that_comes_back(tmp_path, right):
    protected, entries = unprotected(without(tmp_path, right), {})

    assert not protected
    assert kinds(entries, "invoked")[0]["failures"]
    assert any("is not authorized to perform: " + right in one["line"] for one in kinds(entries, "log"))


@built
def test_a_family_without_the_right_to_write_says_that_it_failed():
    protected, entries = unprotected(TEMPLATE, {"EnforceRds": "no"})

    assert not protected
    (alert,) = kinds(entries, "alert")
    assert alert["body"]["outcome"] == "failed"
    assert "rds:ModifyDBCluster" in json.dumps(alert["body"])


def test_the_stack_is_made_in_the_deployer_s_name():
    with LocalAws() as aws:
        aws.user("deployer")
        aws.deploy(TEMPLATE)
    with LocalAws() as aws:
        aws.user("deployer")
        no_roles = {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": no_roles})
        aws.client("iam").put_user_policy(UserName="deployer", PolicyName="no-roles", PolicyDocument=document)
        with pytest.raises(DeploymentError, match="deployer may not create") as error:
            aws.deploy(TEMPLATE)

    assert "iam:PassRole" in str(error.value)
    assert "CreateQueue" not in str(error.value)


def test_all_that_the_project_s_template_makes_is_asked_for():
    with LocalAws() as aws:
        stack = aws.deploy(TEMPLATE, {"AlertEmail": "a@example.com"})

    made = {one["type"] for one in stack.resources.values()}
    assert made - set(CREATING) <= {"AWS::Lambda::Version", "AWS::Lambda::Alias"}


@pytest.mark.parametrize("right", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "logs:PutLogEvents"])
def test_a_role_with_which_lambda_cannot_work_is_not_deployed(tmp_path, right):
    with LocalAws() as aws, pytest.raises(DeploymentError) as error:
        aws.deploy(without(tmp_path, right))

    assert right.lower() in str(error.value).lower()
