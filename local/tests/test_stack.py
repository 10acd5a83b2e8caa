"""The template as deployed: what stands, and what is refused."""

import json

import pytest
import yaml
from conftest import TEMPLATE

from aurora_local import LocalAws
from aurora_local.stack import DeploymentError, deploy
from aurora_local.stack import template as sam


def deploy_changed(aws, tmp_path, change, parameters=None):
    template = sam.load(TEMPLATE)
    change(template["Resources"])
    path = tmp_path / "template.yaml"
    path.write_text(yaml.safe_dump(template))
    return deploy(path, aws.account_id, aws.region, parameters or {})


def test_policies_of_queue_topic_role_and_table_are_what_the_template_says(guarded):
    resources = guarded.stack.resources
    url = resources["Queue"]["physicalId"]
    role = resources["GuardRole"]["physicalId"]
    table = resources["Ledger"]["physicalId"]

    queue = guarded.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])
    topic = guarded.client("sns").get_topic_attributes(TopicArn=resources["Alerts"]["physicalId"])
    inline = guarded.client("iam").get_role_policy(RoleName=role, PolicyName="GuardRolePolicy1")
    attached = guarded.client("iam").list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    ttl = guarded.client("dynamodb").describe_time_to_live(TableName=table)["TimeToLiveDescription"]

    assert "events.amazonaws.com" in queue["Attributes"]["Policy"]
    assert "cloudwatch.amazonaws.com" in topic["Attributes"]["Policy"]
    assert [one["Action"] for one in inline["PolicyDocument"]["Statement"]] == [
        "rds:DescribeDBClusters",
        "kms:Decrypt",
    ]
    assert [one["PolicyName"] for one in attached] == [
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaSQSQueueExecutionRole",
    ]
    assert ttl == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}


def test_parameters_choose_and_outputs_name():
    with LocalAws() as aws:
        stack = aws.deploy(TEMPLATE, {"Mode": "enforce"})
        policy = aws.client("iam").get_role_policy(
            RoleName=stack.resources["GuardRole"]["physicalId"], PolicyName="GuardRolePolicy1"
        )

    assert [one["Action"] for one in policy["PolicyDocument"]["Statement"]] == [
        "rds:DescribeDBClusters",
        "kms:Decrypt",
        "rds:ModifyDBCluster",
    ]
    assert stack.outputs["Function"] == stack.functions[0].arn
    assert stack.mappings[0].batch_size == 5
    assert stack.mappings[0].partial


def test_a_wrong_parameter_is_refused_with_what_is_allowed(account):
    with pytest.raises(DeploymentError, match="allowed are"):
        deploy(TEMPLATE, account.account_id, account.region, {"Mode": "sometimes"})
    with pytest.raises(DeploymentError, match="no parameters"):
        deploy(TEMPLATE, account.account_id, account.region, {"Nonsense": "1"})


def test_a_type_that_the_local_aws_lacks_is_refused(account, tmp_path):
    def add(resources):
        resources["Trail"] = {"Type": "AWS::CloudTrail::Trail", "Properties": {}}

    with pytest.raises(DeploymentError, match="Trail is a AWS::CloudTrail::Trail"):
        deploy_changed(account, tmp_path, add)


def test_a_target_that_is_no_queue_is_refused(account, tmp_path):
    def retarget(resources):
        resources["Rule"]["Properties"]["Targets"] = [
            {"Id": "f", "Arn": "arn:aws:lambda:us-east-1:1:function:f"}
        ]

    with pytest.raises(DeploymentError, match="only standard queues"):
        deploy_changed(account, tmp_path, retarget)


def test_a_rule_that_its_queue_does_not_let_send_is_refused(tmp_path):
    def forget(resources):
        resources["QueuePolicy"]["Properties"]["PolicyDocument"]["Statement"][0]["Condition"] = {
            "ArnEquals": {"aws:SourceArn": "arn:aws:events:us-east-1:123456789012:rule/other"}
        }

    with LocalAws() as aws, pytest.raises(DeploymentError, match=r"does not let events\.amazonaws\.com send"):
        deploy_changed(aws, tmp_path, forget)


def test_a_key_that_keeps_eventbridge_out_is_refused(tmp_path):
    def forget(resources):
        del resources["Key"]["Properties"]["KeyPolicy"]["Statement"][1]

    with (
        LocalAws() as aws,
        pytest.raises(DeploymentError, match=r"does not let events\.amazonaws\.com encrypt"),
    ):
        deploy_changed(aws, tmp_path, forget)


def test_a_property_that_nobody_looked_at_is_refused(tmp_path):
    def add(resources):
        resources["Queue"]["Properties"]["NewSetting"] = "on"

    with LocalAws() as aws, pytest.raises(DeploymentError, match=r"Queue\.NewSetting"):
        deploy_changed(aws, tmp_path, add)


def test_what_is_dropped_is_told(tmp_path):
    def add(resources):
        resources["Guard"]["Properties"]["Architectures"] = ["arm64"]
        resources["Any"] = {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": {"AlarmRule": "TRUE"}}

    with LocalAws() as aws:
        stack = deploy_changed(aws, tmp_path, add)

    assert json.dumps(stack.differences).count("here") == 1
    assert any("Guard.Architectures" in one for one in stack.differences)


def test_the_project_s_own_template_stands():
    project = TEMPLATE.parents[2] / "template.yaml"
    if not project.exists():
        pytest.skip("there is no template.yaml yet")

    with LocalAws() as aws:
        stack = aws.deploy(project)

    polling = {one.name for one in stack.functions if "QUEUE_URL" in one.environment}
    assert {mapping.function for mapping in stack.mappings} == polling
    assert len(polling) >= 4
    assert all(mapping.partial for mapping in stack.mappings)
