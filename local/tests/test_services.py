"""IAM, SNS, SQS and DynamoDB: what the guard's functions need of them."""

import json
import threading

import pytest
from botocore.exceptions import ClientError

AWS_POLICY = "arn:aws:iam::aws:policy/"


def test_aws_s_managed_policies_can_be_attached_and_are_listed_in_pages(account):
    iam = account.client("iam")
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
    }
    iam.create_role(RoleName="many", AssumeRolePolicyDocument=json.dumps(trust))
    names = ["AdministratorAccess", "AmazonRDSFullAccess", "PowerUserAccess"]
    for name in names:
        iam.attach_role_policy(RoleName="many", PolicyArn=AWS_POLICY + name)

    pages = [*iam.get_paginator("list_attached_role_policies").paginate(RoleName="many", MaxItems=2)]
    version = iam.get_policy(PolicyArn=AWS_POLICY + "AmazonRDSFullAccess")["Policy"]["DefaultVersionId"]
    document = iam.get_policy_version(PolicyArn=AWS_POLICY + "AmazonRDSFullAccess", VersionId=version)

    assert [len(page["AttachedPolicies"]) for page in pages] == [2, 1]
    listed = [one["PolicyName"] for page in pages for one in page["AttachedPolicies"]]
    assert sorted(listed) == names
    assert document["PolicyVersion"]["Document"]["Statement"]


def test_an_alert_is_told_as_each_reader_gets_it(account):
    sns = account.client("sns")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    at = account.log.last
    sns.publish(
        TopicArn=topic,
        Subject="port opened",
        MessageStructure="json",
        Message=json.dumps({"default": json.dumps({"control": "NET-01"}), "email": "Port 5432 was opened"}),
        MessageAttributes={"severity": {"DataType": "String", "StringValue": "high"}},
    )

    alert = account.wait_for(lambda entry: entry["kind"] == "alert", at)
    assert (alert["subject"], alert["text"]) == ("port opened", "Port 5432 was opened")
    assert alert["body"] == {"control": "NET-01"}
    assert alert["attributes"] == {"severity": "high"}


def test_a_structured_message_needs_a_default(account):
    sns = account.client("sns")
    topic = sns.create_topic(Name="strict")["TopicArn"]

    with pytest.raises(ClientError, match="No default entry"):
        sns.publish(TopicArn=topic, MessageStructure="json", Message='{"email": "x"}')


def test_conditional_writes_and_transactions_of_the_ledger(account):
    table = account.client("dynamodb")
    table.create_table(
        TableName="ledger",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )

    def claim(lease, now):
        table.put_item(
            TableName="ledger",
            Item={"pk": {"S": "incident"}, "lease": {"N": str(lease)}},
            ConditionExpression="attribute_not_exists(pk) OR lease < :now",
            ExpressionAttributeValues={":now": {"N": str(now)}},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )

    claim(lease=100, now=1)
    with pytest.raises(ClientError) as refused:
        claim(lease=200, now=50)
    claim(lease=300, now=101)
    with pytest.raises(ClientError) as cancelled:
        table.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": "ledger", "Item": {"pk": {"S": "other"}}}},
                {
                    "Update": {
                        "TableName": "ledger",
                        "Key": {"pk": {"S": "incident"}},
                        "UpdateExpression": "SET done = :t",
                        "ConditionExpression": "lease = :old",
                        "ExpressionAttributeValues": {":t": {"BOOL": True}, ":old": {"N": "100"}},
                    }
                },
            ]
        )

    assert refused.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
    assert refused.value.response["Item"]["lease"] == {"N": "100"}
    assert cancelled.value.response["Error"]["Code"] == "TransactionCanceledException"
    assert "Item" not in table.get_item(TableName="ledger", Key={"pk": {"S": "other"}})


def test_many_senders_and_a_deleter_lose_nothing(account):
    sqs = account.client("sqs")
    url = sqs.create_queue(QueueName="busy")["QueueUrl"]
    sent, seen = 40, []

    def send():
        for number in range(sent):
            sqs.send_message(QueueUrl=url, MessageBody=str(number))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) or len(seen) < 3 * sent:
        messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        if not messages and not any(thread.is_alive() for thread in threads):
            break
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            seen.append(message["Body"])

    assert len(seen) == 3 * sent
