"""The project's template on the local AWS: what its roles may do, and what nobody else may."""

import json
import time

import boto3
import pytest
from botocore.exceptions import ClientError
from conftest import last_record

from aurora_local import LocalAws
from aurora_local.function.session import assume
from aurora_local.seed import seed
from aurora_local.serve import TEMPLATE

ENFORCED = {"EnforceRds": "yes", "EnforceNetwork": "yes", "EnforceIam": "yes"}


@pytest.fixture(scope="module")
def guarded():
    with LocalAws() as aws:
        seed(aws)
        aws.deploy(TEMPLATE, ENFORCED)
        yield aws


def as_function(aws, family, service):
    """A client with the credentials that the family's function has."""
    function = next(one for one in aws.stack.functions if one.environment["GUARDRAILS_FAMILY"] == family)
    session = assume(aws.account_id, aws.region, function.role_arn, function.name)
    return boto3.client(
        service,
        region_name=aws.region,
        endpoint_url=aws.endpoint,
        aws_access_key_id=session.access_key,
        aws_secret_access_key=session.secret_key,
        aws_session_token=session.token,
    )


def refused(call, *codes):
    with pytest.raises(ClientError) as error:
        call()
    found = error.value.response["Error"]
    assert found["Code"] in (codes or ("AccessDenied",)), found
    return found["Message"]


def ledger(aws):
    return aws.stack.outputs["LedgerTableName"]


def item(key):
    return {"pk": {"S": key}}


def queue_url(aws, family):
    return aws.stack.outputs[f"{family}QueueUrl"]


@pytest.mark.parametrize("who", ["attacker", "alice", None])
@pytest.mark.parametrize("family", ["Rds", "Network", "Iam"])
def test_nobody_but_the_rule_and_the_function_sends_to_a_family_s_queue(guarded, who, family):
    sqs = guarded.client("sqs", who)
    url = queue_url(guarded, family)

    message = refused(lambda: sqs.send_message(QueueUrl=url, MessageBody="{}"))
    assert "sqs:sendmessage" in message
    assert message.endswith("with an explicit deny in a resource-based policy")
    refused(lambda: sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": "1", "MessageBody": "{}"}]))
    as_function(guarded, family.lower(), "sqs").send_message(QueueUrl=url, MessageBody="{}")


@pytest.mark.parametrize("who", ["attacker", "alice"])
def test_nobody_but_the_functions_writes_to_the_ledger(guarded, who):
    table = guarded.client("dynamodb", who)
    name, key = ledger(guarded), item("rds#forged")
    denied = "AccessDeniedException"

    refused(lambda: table.put_item(TableName=name, Item=key), denied)
    refused(lambda: table.delete_item(TableName=name, Key=key), denied)
    refused(
        lambda: table.batch_write_item(RequestItems={name: [{"PutRequest": {"Item": key}}]}),
        denied,
    )
    refused(
        lambda: table.transact_write_items(TransactItems=[{"Put": {"TableName": name, "Item": key}}]),
        denied,
    )
    refused(lambda: table.execute_statement(Statement=f"DELETE FROM \"{name}\" WHERE pk='a'"), denied)


def test_a_function_writes_under_its_own_keys_only(guarded):
    table = as_function(guarded, "rds", "dynamodb")
    name = ledger(guarded)

    table.put_item(TableName=name, Item=item("rds#1"))
    table.transact_write_items(TransactItems=[{"Put": {"TableName": name, "Item": item("rds#2")}}])
    message = refused(lambda: table.put_item(TableName=name, Item=item("iam#1")), "AccessDeniedException")
    assert message.endswith("because no identity-based policy allows the dynamodb:PutItem action")
    refused(lambda: table.get_item(TableName=name, Key=item("network#1")), "AccessDeniedException")
    refused(
        lambda: table.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": name, "Item": item("rds#3")}},
                {"Put": {"TableName": name, "Item": item("iam#3")}},
            ]
        ),
        "AccessDeniedException",
    )
    refused(lambda: table.scan(TableName=name), "AccessDeniedException")
    assert "Item" not in table.get_item(TableName=name, Key=item("rds#3"))


def test_a_family_reaches_nothing_of_another(guarded):
    rds = as_function(guarded, "network", "rds")
    iam = as_function(guarded, "rds", "iam")

    assert rds.describe_db_clusters()["DBClusters"]
    message = refused(lambda: rds.modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=False))
    assert "is not authorized to perform: rds:ModifyDBCluster on resource: arn:aws:rds:us-east-1:" in message
    assert message.endswith("because no identity-based policy allows the rds:ModifyDBCluster action")
    refused(lambda: iam.detach_role_policy(RoleName="reporting", PolicyArn="arn:aws:iam::aws:policy/x"))


def test_the_iam_function_does_not_reach_the_guard_s_own_roles(guarded):
    iam = as_function(guarded, "iam", "iam")
    own = guarded.stack.functions[0].role_arn.rsplit("/", 1)[-1]
    policy = "arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess"

    message = refused(lambda: iam.detach_role_policy(RoleName=own, PolicyArn=policy))
    assert "explicit deny in an identity-based policy" in message
    iam.detach_role_policy(RoleName="reporting", PolicyArn=policy)


def test_a_function_publishes_to_the_encrypted_topic_and_needs_its_key_for_it(guarded):
    topic = guarded.stack.outputs["AlertTopicArn"]
    sns = as_function(guarded, "rds", "sns")
    sns.publish(TopicArn=topic, Message="m")
    iam = guarded.client("iam")
    key = next(r["physicalId"] for r in guarded.stack.resources.values() if r["type"] == "AWS::KMS::Key")

    denial = {"Effect": "Deny", "Action": "kms:Decrypt", "Resource": f"arn:aws:kms:*:*:key/{key}"}
    document = json.dumps({"Version": "2012-10-17", "Statement": denial})
    for arn in guarded.stack.role_arns:
        iam.put_role_policy(RoleName=arn.rsplit("/", 1)[-1], PolicyName="no-key", PolicyDocument=document)
    try:
        message = refused(lambda: sns.publish(TopicArn=topic, Message="m"), "KMSAccessDenied")
        refused(
            lambda: sns.publish_batch(
                TopicArn=topic, PublishBatchRequestEntries=[{"Id": "1", "Message": "m"}]
            ),
            "KMSAccessDenied",
        )
    finally:
        for arn in guarded.stack.role_arns:
            iam.delete_role_policy(RoleName=arn.rsplit("/", 1)[-1], PolicyName="no-key")
    assert "kms:Decrypt" in message


def test_a_denied_call_is_a_record_without_its_request_and_reaches_no_queue(guarded):
    at = guarded.log.last
    rds = as_function(guarded, "network", "rds")
    refused(lambda: rds.modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=False))
    of_rds = last_record(guarded)
    ec2 = as_function(guarded, "rds", "ec2")
    permissions = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    message = refused(
        lambda: ec2.authorize_security_group_ingress(
            GroupId="sg-00000000000000001", IpPermissions=permissions
        ),
        "UnauthorizedOperation",
    )
    of_ec2 = last_record(guarded)

    assert (of_rds["errorCode"], of_rds["requestParameters"]) == ("AccessDenied", None)
    assert "rds:ModifyDBCluster" in of_rds["errorMessage"]
    assert of_ec2["errorCode"] == "Client.UnauthorizedOperation"
    assert of_ec2["requestParameters"]["groupId"] == "sg-00000000000000001"
    assert message.startswith("You are not authorized to perform this operation. User: arn:aws:sts::")
    assert all(entry["kind"] == "call" and not entry["rules"] for entry in guarded.log.after(at)[0])


def test_an_evaluation_takes_no_time_that_anybody_notices(guarded):
    rds = as_function(guarded, "rds", "rds")
    enforcer, gateway = guarded._enforcer, []
    stock = enforcer.refusal

    def timed(*arguments):
        begun = time.perf_counter()
        try:
            return stock(*arguments)
        finally:
            gateway.append(time.perf_counter() - begun)

    enforcer.refusal = timed
    try:
        for _ in range(40):
            rds.describe_db_clusters(DBClusterIdentifier="orders")
    finally:
        del enforcer.refusal
    assert sorted(gateway)[len(gateway) // 2] < 0.002


def test_without_enforcement_by_the_template_the_function_cannot_write():
    with LocalAws() as aws:
        seed(aws)
        aws.deploy(TEMPLATE, ENFORCED | {"EnforceRds": "no"})
        rds = as_function(aws, "rds", "rds")

        refused(lambda: rds.modify_db_cluster(DBClusterIdentifier="orders", DeletionProtection=True))
        assert rds.describe_db_clusters(DBClusterIdentifier="orders")["DBClusters"]


def test_a_key_that_nobody_holds_is_refused(account_with_user):
    aws, client = account_with_user
    keys = aws.client("iam", "mallory").list_access_keys()["AccessKeyMetadata"]
    client("sts").get_caller_identity()
    aws.client("iam").update_access_key(
        UserName="mallory", AccessKeyId=keys[0]["AccessKeyId"], Status="Inactive"
    )

    refused(lambda: client("sts").get_caller_identity(), "InvalidClientTokenId")
    refused(lambda: client("rds").describe_db_clusters(), "InvalidClientTokenId")
    refused(lambda: client("dynamodb").list_tables(), "UnrecognizedClientException")
    refused(lambda: client("ec2").describe_vpcs(), "AuthFailure")


@pytest.fixture
def account_with_user():
    with LocalAws() as aws:
        yield aws, lambda service: aws.client(service, "mallory")
