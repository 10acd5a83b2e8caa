"""Run by test_stock_moto in a process of its own: what unpatched moto does. Prints one JSON object."""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.awslambda.models import LambdaBackend, Permission
from moto.cloudformation.parsing import get_model_map
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.vpcs import VPCs
from moto.iam.models import iam_backends
from moto.rds.responses import RDSResponse
from moto.sns.models import Subscription, sns_backends
from moto.sqs.models import sqs_backends

GAPS = {}


def gap(function):
    GAPS[function.__name__] = function
    return function


def cluster(rds, **change):
    rds.create_db_cluster(
        DBClusterIdentifier="c",
        Engine="aurora-postgresql",
        MasterUsername="u",
        MasterUserPassword="long-enough",
        DeletionProtection=True,
    )
    if change:
        rds.modify_db_cluster(DBClusterIdentifier="c", **change)
    return rds.describe_db_clusters(DBClusterIdentifier="c")["DBClusters"][0]


@gap
def rds_modify():
    found = cluster(boto3.client("rds"), EnableIAMDatabaseAuthentication=True, ApplyImmediately=True)
    return not found["IAMDatabaseAuthenticationEnabled"]


@gap
def rds_modify_waits():
    return "PendingModifiedValues" not in cluster(boto3.client("rds"), BackupRetentionPeriod=20)


@gap
def rds_listing():
    rds = boto3.client("rds")
    for name in range(3):
        rds.create_db_cluster(
            DBClusterIdentifier=f"c{name}",
            Engine="aurora-mysql",
            MasterUsername="u",
            MasterUserPassword="long-enough",
        )
    return len(rds.describe_db_clusters(MaxRecords=2)["DBClusters"]) == 3


@gap
def rds_engines():
    return not cluster(boto3.client("rds"))["DBClusterParameterGroup"].startswith("default.aurora-postgresql")


@gap
def rds_activity_streams():
    return not hasattr(RDSResponse, "start_activity_stream")


@gap
def rds_subscriptions():
    return not hasattr(RDSResponse, "modify_event_subscription")


@gap
def rds_integrations():
    return not hasattr(RDSResponse, "create_integration")


@gap
def rds_exports():
    rds = boto3.client("rds")
    cluster(rds)
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="s", DBClusterIdentifier="c")
    task = rds.start_export_task(
        ExportTaskIdentifier="e",
        SourceArn="arn:aws:rds:us-east-1:123456789012:cluster-snapshot:s",
        S3BucketName="b",
        IamRoleArn="arn:aws:iam::123456789012:role/r",
        KmsKeyId="k",
    )
    return task["Status"] == "complete"


@gap
def rds_restore():
    rds = boto3.client("rds")
    cluster(rds)
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="s", DBClusterIdentifier="c")
    rds.restore_db_cluster_from_snapshot(
        DBClusterIdentifier="r", SnapshotIdentifier="s", Engine="aurora-postgresql"
    )
    return rds.describe_db_clusters(DBClusterIdentifier="r")["DBClusters"][0]["DeletionProtection"]


@gap
def rds_parameter_groups():
    rds = boto3.client("rds")
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="g", DBParameterGroupFamily="aurora-postgresql16", Description="d"
    )
    return not rds.describe_db_cluster_parameters(DBClusterParameterGroupName="g")["Parameters"]


@gap
def rds_cluster_links():
    return not hasattr(RDSResponse, "remove_role_from_db_cluster")


@gap
def rds_delete():
    rds = boto3.client("rds")
    cluster(rds)
    rds.modify_db_cluster(DBClusterIdentifier="c", DeletionProtection=False)
    rds.delete_db_cluster(DBClusterIdentifier="c")
    return not hasattr(RDSResponse, "modify_global_cluster")


@gap
def rds_instances():
    rds = boto3.client("rds")
    cluster(rds)
    ids = set()
    for name in ("a", "b"):
        made = rds.create_db_instance(
            DBInstanceIdentifier=name,
            DBClusterIdentifier="c",
            DBInstanceClass="db.r6g.large",
            Engine="aurora-postgresql",
        )["DBInstance"]
        ids.add(made["DbiResourceId"])
    return len(ids) == 1


@gap
def ec2_prefix_lists():
    ec2 = boto3.client("ec2")
    made = ec2.create_managed_prefix_list(PrefixListName="l", MaxEntries=5, AddressFamily="IPv4")[
        "PrefixList"
    ]
    changed = ec2.modify_managed_prefix_list(
        PrefixListId=made["PrefixListId"], CurrentVersion=7, AddEntries=[{"Cidr": "10.0.0.0/8"}]
    )
    return "PrefixListName" not in changed["PrefixList"]


@gap
def ec2_foreign_groups():
    ec2 = boto3.client("ec2")
    group = ec2.create_security_group(GroupName="g", Description="d")["GroupId"]
    foreign = [{"GroupId": "sg-0b1b2c3d4e5f60718", "UserId": "210987654321"}]
    permission = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": foreign}
    try:
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
    except ClientError as error:
        return error.response["Error"]["Code"] == "InvalidGroup.NotFound"
    return False


@gap
def ec2_prefix_list_users():
    return not hasattr(VPCs, "get_managed_prefix_list_associations")


@gap
def ec2_rds_interfaces():
    rds = boto3.client("rds")
    cluster(rds)
    rds.create_db_instance(
        DBInstanceIdentifier="i",
        DBClusterIdentifier="c",
        DBInstanceClass="db.r6g.large",
        Engine="aurora-postgresql",
    )
    return not boto3.client("ec2").describe_network_interfaces()["NetworkInterfaces"]


def described_rule(ec2):
    group = ec2.create_security_group(GroupName="g", Description="d")["GroupId"]
    source = {"UserIdGroupPairs": [{"GroupId": group, "Description": "why"}]}
    permissions = [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source} for port in (1, 2)]
    return group, ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=permissions)


@gap
def ec2_rules():
    _, answer = described_rule(boto3.client("ec2"))
    return "SecurityGroupRuleArn" not in answer["SecurityGroupRules"][0]


@gap
def ec2_rule_calls():
    ec2 = boto3.client("ec2")
    group, answer = described_rule(ec2)
    revoked = ec2.revoke_security_group_ingress(
        GroupId=group, SecurityGroupRuleIds=[answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]]
    )
    return len(answer["SecurityGroupRules"]) == 1 and not revoked.get("RevokedSecurityGroupRules")


@gap
def ec2_rules_hook():
    return "prefix_list_id" in SecurityGroupRule.__init__.__code__.co_varnames[1:9]


@gap
def events_put():
    event = {"Source": "aws.rds", "DetailType": "d", "Detail": "{}"}
    return boto3.client("events").put_events(Entries=[event])["FailedEntryCount"] == 0


@gap
def iam_policies():
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    try:
        return len(iam_backends["111122223333"]["aws-cn"].managed_policies) > 1000
    finally:
        del os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"]


@gap
def kms_states():
    """A key that is to be deleted can be enabled."""
    kms = boto3.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    kms.enable_key(KeyId=key)
    return kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Enabled"


@gap
def secrets_rotation():
    """A rotation that is not due leaves a version behind."""
    secrets = boto3.client("secretsmanager")
    arn = secrets.create_secret(Name="s", SecretString="{}")["ARN"]
    rules = {"AutomaticallyAfterDays": 7}
    secrets.rotate_secret(SecretId=arn, RotationRules=rules, RotateImmediately=False)
    return len(secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]) == 2


@gap
def sqs_queue():
    url = boto3.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    queue = sqs_backends["123456789012"]["us-east-1"].get_queue(url.rsplit("/", 1)[-1])
    queue.lambda_event_source_mappings["arn"] = None
    return "arn" in queue.lambda_event_source_mappings


def stack(resources):
    template = json.dumps({"Resources": resources})
    boto3.client("cloudformation").create_stack(StackName="s", TemplateBody=template)
    return {
        one["LogicalResourceId"]: one["PhysicalResourceId"]
        for one in boto3.client("cloudformation").list_stack_resources(StackName="s")[
            "StackResourceSummaries"
        ]
    }


def role(policies):
    statement = {"Effect": "Allow", "Principal": {"Service": "x.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
            "Policies": policies,
        },
    }


@gap
def cfn_role():
    document = {"Version": "2012-10-17", "Statement": []}
    name = stack({"R": role([{"PolicyName": "p", "PolicyDocument": document}])})["R"]
    stored = iam_backends["123456789012"]["aws"].get_role(name).policies["p"]
    return not isinstance(stored, str) or stored.startswith("{'")


@gap
def cfn_novalue():
    from moto.cloudformation.parsing import clean_json

    return clean_json([{"Ref": "AWS::NoValue"}], {"AWS::NoValue": None}) == [None]


@gap
def cfn_permission():
    return not hasattr(Permission, "physical_resource_id")


@gap
def cfn_table():
    name = stack(
        {
            "T": {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {
                    "BillingMode": "PAY_PER_REQUEST",
                    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                    "TimeToLiveSpecification": {"AttributeName": "e", "Enabled": True},
                },
            }
        }
    )["T"]
    found = boto3.client("dynamodb").describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    return found["TimeToLiveStatus"] == "DISABLED"


@gap
def cfn_rule():
    target = {"Id": "t", "Arn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"}
    properties = {"EventPattern": {"source": ["x"]}, "Targets": [target]}
    return "R" in stack({"R": {"Type": "AWS::Events::Rule", "Properties": properties}})


@gap
def cfn_policies():
    known = get_model_map()
    return not {"AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription"} & set(known)


@gap
def cfn_alarm():
    return "AWS::CloudWatch::Alarm" not in get_model_map()


@gap
def cfn_key():
    policy = {"Version": "2012-10-17", "Statement": []}
    key = stack({"K": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy}}})["K"]
    try:
        boto3.client("kms").describe_key(KeyId=key)
    except TypeError:
        return True
    return False


@gap
def cfn_log_group():
    output = {"Arn": {"Value": {"Fn::GetAtt": ["G", "Arn"]}}}
    boto3.client("cloudformation").create_stack(
        StackName="logs",
        TemplateBody=json.dumps({"Resources": {"G": {"Type": "AWS::Logs::LogGroup"}}, "Outputs": output}),
    )
    (made,) = boto3.client("cloudformation").describe_stacks(StackName="logs")["Stacks"]
    return not made["Outputs"][0]["OutputValue"].endswith(":*")


@gap
def cfn_parameter_group():
    from moto.rds.models import DBParameterGroup

    return not hasattr(DBParameterGroup, "physical_resource_id")


@gap
def events_arrays():
    from moto.events.models import EventPattern

    pattern = {"tags": {"key": [{"prefix": "a:"}]}}
    return not EventPattern("", pattern).matches_event({"tags": [{"key": "b"}, {"key": "a:x"}]})


@gap
def sns_alerts():
    sns = boto3.client("sns")
    topic = sns.create_topic(Name="t")["TopicArn"]
    sns.publish(TopicArn=topic, MessageStructure="json", Message='{"email": "x"}')
    return True


@gap
def logs_functions():
    """A function that may not be invoked is started all the same."""
    code = LambdaBackend.send_log_event.__code__
    return "invoke" in code.co_names and "policy" not in code.co_names


@gap
def sns_functions():
    """A function that may not be invoked is looked up and started all the same."""
    topic = sns_backends["123456789012"]["us-east-1"].create_topic("t")
    arn = "arn:aws:lambda:us-east-1:123456789012:function:nobody"
    subscription = sns_backends["123456789012"]["us-east-1"].subscribe(topic.arn, arn, "lambda")
    code = Subscription.publish.__code__
    return "get_backend" in code.co_names and subscription.protocol == "lambda"


found = {}
for name, probe in GAPS.items():
    with mock_aws():
        try:
            found[name] = bool(probe())
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
json.dump(found, sys.stdout)
