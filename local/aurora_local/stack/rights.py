"""A stack is made in its deployer's name: whoever may not create a resource cannot deploy the template.

What creating takes of each type is in its schema, under `handlers.create.permissions`; here are the calls
that it always makes. A key is asked for its own policy, which may shut its maker out.
https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
"""

from typing import Any

from ..iam import Enforcer
from .deploy import DeployedStack

ANY_ROLE = {"Role": "*"}
KEY = {"KeyId": "what was made"}
CREATING: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "AWS::CloudWatch::Alarm": [("monitoring", "PutMetricAlarm", {})],
    "AWS::CloudWatch::Dashboard": [("monitoring", "PutDashboard", {})],
    "AWS::DynamoDB::Table": [
        ("dynamodb", "CreateTable", {}),
        ("dynamodb", "DescribeTable", {}),
        ("dynamodb", "UpdateTimeToLive", {}),
        ("dynamodb", "UpdateContinuousBackups", {}),
        ("dynamodb", "PutResourcePolicy", {}),
    ],
    "AWS::Events::Rule": [("events", "PutRule", {}), ("events", "PutTargets", {})],
    "AWS::IAM::Policy": [("iam", "PutRolePolicy", {})],
    "AWS::IAM::Role": [("iam", "CreateRole", {}), ("iam", "PutRolePolicy", {})],
    "AWS::KMS::Key": [("kms", "CreateKey", {}), ("kms", "EnableKeyRotation", KEY)],
    "AWS::Lambda::EventSourceMapping": [("lambda", "CreateEventSourceMapping", {})],
    "AWS::Lambda::Function": [("lambda", "CreateFunction", ANY_ROLE)],
    "AWS::Lambda::Permission": [("lambda", "AddPermission", {})],
    "AWS::Logs::LogGroup": [("logs", "CreateLogGroup", {}), ("logs", "PutRetentionPolicy", {})],
    "AWS::RDS::DBParameterGroup": [("rds", "CreateDBParameterGroup", {})],
    "AWS::S3::Bucket": [("s3", "CreateBucket", {})],
    "AWS::SNS::Subscription": [("sns", "Subscribe", {})],
    "AWS::SNS::Topic": [("sns", "CreateTopic", {})],
    "AWS::SNS::TopicPolicy": [("sns", "SetTopicAttributes", {})],
    "AWS::SQS::Queue": [("sqs", "CreateQueue", {})],
    "AWS::SQS::QueuePolicy": [("sqs", "SetQueueAttributes", {})],
}


def denied_to_deployer(enforcer: Enforcer, stack: DeployedStack, who: Any) -> list[str]:
    """One line for each call that CloudFormation would be denied in this principal's name."""
    name = {"StackName": stack.name}
    calls = [("cloudformation", "CreateStack", name), ("cloudformation", "DescribeStacks", name)]
    made = {one["type"]: one["physicalId"] for one in stack.resources.values()}
    for kind, physical_id in sorted(made.items()):
        for service, operation, params in CREATING.get(kind, []):
            calls.append((service, operation, {"KeyId": physical_id} if params is KEY else params))
    found = [enforcer.refusal_of(who, stack.region, *call) for call in calls]
    return [one.message for one in found if one]
