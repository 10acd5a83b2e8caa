"""Which actions on which resources a call needs, and that an unknown call is never allowed."""

import json

import pytest

from aurora_local.iam import Enforcer, Request, Undecidable
from aurora_local.iam.call import ApiCall, read
from aurora_local.iam.checks import checks_of
from aurora_local.iam.state import ROOT_KEY

ACCOUNT = "123456789012"
DORA = f"arn:aws:iam::{ACCOUNT}:user/dora"
RDS = f"arn:aws:rds:us-east-1:{ACCOUNT}"
EC2 = f"arn:aws:ec2:us-east-1:{ACCOUNT}"
IAM = f"arn:aws:iam::{ACCOUNT}"
SQS = f"arn:aws:sqs:us-east-1:{ACCOUNT}"
SNS = f"arn:aws:sns:us-east-1:{ACCOUNT}"
GROUP, RULE = "sg-0123456789abcdef0", "sgr-0123456789abcdef0"
POLICY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def needs(service, operation, **params):
    call = ApiCall(service, operation, "us-east-1", ACCOUNT, params)
    return [(one.action.name, one.resource) for one in checks_of(call, DORA)]


@pytest.mark.parametrize(
    ("service", "operation", "params", "expected"),
    [
        (
            "rds",
            "ModifyDBCluster",
            {"DBClusterIdentifier": "orders"},
            [("rds:ModifyDBCluster", f"{RDS}:cluster:orders")],
        ),
        (
            "rds",
            "ModifyDBCluster",
            {
                "DBClusterIdentifier": "orders",
                "DBClusterParameterGroupName": "strict",
                "OptionGroupName": "o",
                "DBInstanceParameterGroupName": "p",
            },
            [
                ("rds:ModifyDBCluster", f"{RDS}:cluster:orders"),
                ("rds:ModifyDBCluster", f"{RDS}:cluster-pg:strict"),
                ("rds:ModifyDBCluster", f"{RDS}:og:o"),
                ("rds:ModifyDBCluster", f"{RDS}:pg:p"),
            ],
        ),
        ("rds", "DescribeDBClusters", {}, [("rds:DescribeDBClusters", f"{RDS}:cluster:*")]),
        (
            "rds",
            "DescribeDBClusters",
            {"DBClusterIdentifier": f"{RDS}:cluster:orders"},
            [("rds:DescribeDBClusters", f"{RDS}:cluster:orders")],
        ),
        (
            "rds",
            "AddTagsToResource",
            {"ResourceName": f"{RDS}:cluster:orders"},
            [("rds:AddTagsToResource", f"{RDS}:cluster:orders")],
        ),
        (
            "rds",
            "ModifyGlobalCluster",
            {"GlobalClusterIdentifier": "world"},
            [("rds:ModifyGlobalCluster", f"arn:aws:rds::{ACCOUNT}:global-cluster:world")],
        ),
        (
            "rds",
            "AddRoleToDBCluster",
            {"DBClusterIdentifier": "orders", "RoleArn": f"{IAM}:role/s3"},
            [("rds:AddRoleToDBCluster", f"{RDS}:cluster:orders"), ("iam:PassRole", f"{IAM}:role/s3")],
        ),
        ("rds", "DescribeDBEngineVersions", {}, [("rds:DescribeDBEngineVersions", "*")]),
        (
            "ec2",
            "RevokeSecurityGroupIngress",
            {"GroupId": GROUP, "SecurityGroupRuleIds": [RULE]},
            [("ec2:RevokeSecurityGroupIngress", f"{EC2}:security-group/{GROUP}")],
        ),
        (
            "ec2",
            "ModifySecurityGroupRules",
            {"GroupId": GROUP, "SecurityGroupRules": [{"SecurityGroupRuleId": RULE}]},
            [
                ("ec2:ModifySecurityGroupRules", f"{EC2}:security-group/{GROUP}"),
                ("ec2:ModifySecurityGroupRules", f"{EC2}:security-group-rule/{RULE}"),
            ],
        ),
        (
            "ec2",
            "CreateSecurityGroup",
            {"GroupName": "g", "VpcId": "vpc-0123456789abcdef0"},
            [
                ("ec2:CreateSecurityGroup", f"{EC2}:vpc/vpc-0123456789abcdef0"),
                ("ec2:CreateSecurityGroup", f"{EC2}:security-group/*"),
            ],
        ),
        ("ec2", "DescribeSecurityGroupRules", {}, [("ec2:DescribeSecurityGroupRules", "*")]),
        (
            "iam",
            "AttachRolePolicy",
            {"RoleName": "app", "PolicyArn": POLICY},
            [("iam:AttachRolePolicy", f"{IAM}:role/app")],
        ),
        ("iam", "GetPolicy", {"PolicyArn": POLICY}, [("iam:GetPolicy", POLICY)]),
        ("iam", "CreateAccessKey", {}, [("iam:CreateAccessKey", DORA)]),
        (
            "iam",
            "CreateRole",
            {"RoleName": "r", "Path": "/team/"},
            [("iam:CreateRole", f"{IAM}:role/team/r")],
        ),
        ("sts", "GetCallerIdentity", {}, []),
        (
            "sqs",
            "SendMessageBatch",
            {"QueueUrl": f"http://127.0.0.1/{ACCOUNT}/q"},
            [("sqs:SendMessage", f"{SQS}:q")],
        ),
        ("sns", "PublishBatch", {"TopicArn": f"{SNS}:t"}, [("sns:Publish", f"{SNS}:t")]),
        ("sns", "Subscribe", {"TopicArn": f"{SNS}:t"}, [("sns:Subscribe", f"{SNS}:t")]),
        (
            "ssm",
            "GetParameter",
            {"Name": "/guard/paused"},
            [("ssm:GetParameter", f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/guard/paused")],
        ),
        (
            "logs",
            "PutLogEvents",
            {"logGroupName": "/g", "logStreamName": "s"},
            [("logs:PutLogEvents", f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/g:log-stream:s")],
        ),
        (
            "lambda",
            "Invoke",
            {"FunctionName": "f", "Qualifier": "live"},
            [("lambda:InvokeFunction", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f:live")],
        ),
        (
            "events",
            "PutTargets",
            {"Rule": "r", "EventBusName": "b"},
            [("events:PutTargets", f"arn:aws:events:us-east-1:{ACCOUNT}:rule/b/r")],
        ),
    ],
)
def test_what_a_call_needs(service, operation, params, expected):
    assert sorted(needs(service, operation, **params)) == sorted(expected)


def test_items_of_a_transaction_need_what_they_would_alone():
    table = {"TableName": "t"}
    items = [{"Put": table | {"Item": {}}}, {"ConditionCheck": table | {"Key": {}}}]

    assert [action for action, _ in needs("dynamodb", "TransactWriteItems", TransactItems=items)] == [
        "dynamodb:PutItem",
        "dynamodb:ConditionCheckItem",
    ]
    assert needs("dynamodb", "ExecuteStatement", Statement="SELECT * FROM t") == [
        ("dynamodb:PartiQLSelect", f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/t")
    ]


@pytest.mark.parametrize(
    ("service", "operation"),
    [("rds", "CreateBlueGreenDeployment"), ("kms", "ReEncrypt"), ("s3", "UploadPart")],
)
def test_a_call_that_is_not_known_is_named_and_not_allowed_even_to_root(service, operation):
    with pytest.raises(Undecidable, match=operation):
        needs(service, operation)
    request = Request(service, "us-east-1", ACCOUNT, target=f"X.{operation}", body=b"{}")
    refusal = Enforcer(ACCOUNT).refusal(ROOT_KEY, request)
    assert refusal.code == "LocalAwsCannotDecide"
    assert operation in refusal.message


def test_operations_are_found_in_each_protocol():
    def of(service, **rest):
        call = read(Request(service, "us-east-1", ACCOUNT, **rest))
        return call.operation, call.params

    form = {"Action": "DescribeDBClusters", "DBClusterIdentifier": "c", "Version": "2014-10-31"}
    assert of("rds", form=form) == ("DescribeDBClusters", {"DBClusterIdentifier": "c"})
    body = json.dumps({"TableName": "t"}).encode()
    assert of("dynamodb", target="DynamoDB_20120810.Scan", body=body) == ("Scan", {"TableName": "t"})
    path = "/2015-03-31/functions/f/policy"
    assert of("lambda", method="GET", path=path) == ("GetPolicy", {"FunctionName": "f"})
    with pytest.raises(Undecidable, match="no operation"):
        of("lambda", method="GET", path="/nowhere")
    with pytest.raises(Undecidable, match="does not know the service"):
        of("nowhere")
