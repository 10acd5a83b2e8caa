"""The shapes of CloudTrail records that the guard depends on, one promise a test."""

import json

import boto3
import pytest
from botocore.exceptions import ClientError
from conftest import last_record
from moto.core.utils import get_service_model

from aurora_local import record
from aurora_local.record import ec2, query

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}


def make_cluster(aws, name, **settings):
    aws.client("rds").create_db_cluster(
        DBClusterIdentifier=name,
        Engine="aurora-postgresql",
        MasterUsername="owner",
        MasterUserPassword="long-enough",
        **settings,
    )


def test_rds_hides_passwords_unwraps_results_and_writes_primitive_booleans(account):
    make_cluster(account, "shapes")
    account.client("rds").modify_db_cluster(DBClusterIdentifier="shapes", MasterUserPassword="another-one")

    made = last_record(account)

    assert made["requestParameters"] == {
        "dBClusterIdentifier": "shapes",
        "applyImmediately": False,
        "allowMajorVersionUpgrade": False,
        "allowEngineModeChange": False,
        "masterUserPassword": "HIDDEN_DUE_TO_SECURITY_REASONS",
    }
    assert made["responseElements"]["dBClusterIdentifier"] == "shapes"
    assert "another-one" not in json.dumps(made)
    assert made["readOnly"] is False
    assert made["eventVersion"] == "1.08"


def test_a_read_is_not_recorded(account):
    before = account.log.last
    account.client("rds").describe_db_clusters()

    assert account.log.last == before


def test_the_request_id_of_the_answer_is_the_record_s(account):
    answer = account.client("ec2").create_security_group(GroupName="ids", Description="d")

    made = last_record(account)

    assert made["requestID"] == answer["ResponseMetadata"]["RequestId"]
    assert made["responseElements"]["requestId"] == made["requestID"]
    assert made["eventID"] != made["requestID"]


def test_an_error_has_the_name_of_the_exception_s_shape(account):
    with pytest.raises(ClientError) as error:
        account.client("rds").modify_db_cluster(DBClusterIdentifier="no-such", ApplyImmediately=True)

    made = last_record(account)

    assert error.value.response["Error"]["Code"] == "DBClusterNotFoundFault"
    assert made["errorCode"] == "DBClusterNotFoundFault"
    assert made["requestParameters"]["dBClusterIdentifier"] == "no-such"
    assert made["responseElements"] is None
    with pytest.raises(ClientError, match="NoSuchEntity"):
        account.client("iam").delete_role(RoleName="no-such")
    assert last_record(account)["errorCode"] == "NoSuchEntityException"


def test_a_denied_call_of_rds_tells_nothing_of_its_request():
    body = b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
    call = record.Call(
        "rds",
        "us-east-1",
        {"Action": "DeleteDBCluster", "DBClusterIdentifier": "x"},
        {"accountId": "123456789012"},
        "127.0.0.1",
        "test",
        "id",
    )

    made = record.build(call, 403, body)

    assert (made["errorCode"], made["errorMessage"]) == ("AccessDenied", "no")
    assert made["requestParameters"] is None


def test_an_error_of_ec2_says_whose_fault_it_is_and_keeps_the_request(account):
    with pytest.raises(ClientError):
        account.client("ec2").delete_security_group(GroupId="sg-00000000000000000")

    made = last_record(account)

    assert made["errorCode"] == "Client.InvalidGroup.NotFound"
    assert made["requestParameters"] == {"groupId": "sg-00000000000000000"}
    assert made["responseElements"] is None


def test_iam_keeps_its_wrapper_encodes_documents_and_leaves_secrets_out(account):
    document = json.dumps(TRUST)
    iam = account.client("iam")
    iam.create_role(RoleName="encoded", AssumeRolePolicyDocument=document)
    role = last_record(account)
    iam.create_user(UserName="keyed")
    iam.create_access_key(UserName="keyed")
    key = last_record(account)
    allowed = json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    )
    iam.put_role_policy(RoleName="encoded", PolicyName="p", PolicyDocument=allowed)
    put = last_record(account)

    assert role["requestParameters"]["assumeRolePolicyDocument"] == document
    assert role["responseElements"]["role"]["assumeRolePolicyDocument"].startswith("%7B%22Version%22")
    assert "secretAccessKey" not in key["responseElements"]["accessKey"]
    assert put["responseElements"] is None
    assert put["requestParameters"]["policyDocument"] == allowed


def test_iam_happens_in_us_east_1_whatever_the_stack_s_region(account):
    account.client("iam", region="eu-west-1").create_group(GroupName="regions")
    assert last_record(account)["awsRegion"] == "us-east-1"

    account.client("ec2", region="eu-west-1").create_security_group(GroupName="regions", Description="d")
    assert last_record(account)["awsRegion"] == "eu-west-1"


def test_identities_user_role_and_root(account):
    account.client("iam").create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST))
    root = last_record(account)["userIdentity"]
    account.client("iam").attach_role_policy(
        RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/IAMFullAccess"
    )
    account.client("iam", "dora").create_group(GroupName="by-dora")
    user = last_record(account)["userIdentity"]
    session = account.client("sts", "dora").assume_role(
        RoleArn="arn:aws:iam::123456789012:role/worker", RoleSessionName="shift"
    )["Credentials"]
    boto3.client(
        "iam",
        region_name="us-east-1",
        endpoint_url=account.endpoint,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    ).create_group(GroupName="by-worker")
    role = last_record(account)["userIdentity"]

    assert root["type"] == "Root"
    assert (user["type"], user["userName"]) == ("IAMUser", "dora")
    assert role["type"] == "AssumedRole"
    assert role["arn"] == "arn:aws:sts::123456789012:assumed-role/worker/shift"
    issuer = role["sessionContext"]["sessionIssuer"]
    assert issuer["arn"] == "arn:aws:iam::123456789012:role/worker"
    assert role["principalId"] == f"{issuer['principalId']}:shift"


def test_an_authorisation_writes_lists_as_items_and_answers_with_the_rules(account):
    client = account.client("ec2")
    group = client.create_security_group(GroupName="items", Description="d")["GroupId"]
    client.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
            {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
        ],
    )

    made = last_record(account)

    first, second = made["requestParameters"]["ipPermissions"]["items"]
    assert first == {
        "ipProtocol": "tcp",
        "fromPort": 1,
        "toPort": 2,
        "groups": {},
        "ipRanges": {"items": [{"cidrIp": "10.0.0.0/8"}]},
        "ipv6Ranges": {},
        "prefixListIds": {},
    }
    assert "fromPort" not in second
    rules = made["responseElements"]["securityGroupRuleSet"]["items"]
    assert [rule["fromPort"] for rule in rules] == [1, -1]
    assert {"securityGroupRuleId", "groupOwnerId", "securityGroupRuleArn"} <= set(rules[0])
    assert made["responseElements"]["_return"] is True


def test_the_flat_form_stays_flat(account):
    client = account.client("ec2")
    group = client.create_security_group(GroupName="flat", Description="d")["GroupId"]
    client.authorize_security_group_ingress(
        GroupId=group, IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0"
    )

    assert last_record(account)["requestParameters"] == {
        "groupId": group,
        "ipPermissions": {},
        "ipProtocol": "tcp",
        "fromPort": 22,
        "toPort": 22,
        "cidrIp": "0.0.0.0/0",
    }


def test_modified_rules_come_wrapped_one_as_an_object_several_as_an_array():
    operation = get_service_model("ec2").operation_model("ModifySecurityGroupRules")
    form = {
        "GroupId": "sg-1",
        "SecurityGroupRule.1.SecurityGroupRuleId": "sgr-1",
        "SecurityGroupRule.1.SecurityGroupRule.CidrIpv4": "0.0.0.0/0",
        "SecurityGroupRule.1.SecurityGroupRule.FromPort": "443",
    }
    rule = {
        "SecurityGroupRuleId": "sgr-1",
        "tag": 1,
        "SecurityGroupRule": {"CidrIpv4": "0.0.0.0/0", "FromPort": 443},
    }

    one = ec2.request_parameters(operation, form)
    two = ec2.request_parameters(operation, form | {"SecurityGroupRule.2.SecurityGroupRuleId": "sgr-2"})

    assert one == {"ModifySecurityGroupRulesRequest": {"GroupId": "sg-1", "SecurityGroupRule": rule}}
    assert two["ModifySecurityGroupRulesRequest"]["SecurityGroupRule"] == [
        rule,
        {"SecurityGroupRuleId": "sgr-2", "tag": 2},
    ]


def test_every_operation_of_the_ec2_dialect_exists():
    known = set(get_service_model("ec2").operation_names)

    named = ec2.WRAPPED | set(ec2.RENAMED) | {name for name in ec2.ALWAYS if name != "IpPermission"}
    assert named <= known
    assert all(part["source"] for part in ec2.DIALECT.values())


def test_an_operation_that_moto_lacks_is_a_coded_error_and_recorded(account):
    with pytest.raises(ClientError) as error:
        account.client("rds").modify_activity_stream(ResourceArn="arn:aws:rds:us-east-1:123456789012:db:x")

    assert error.value.response["Error"]["Code"] == "NotImplemented"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert last_record(account)["errorCode"] == "NotImplemented"


def test_lower_first_touches_one_letter():
    assert query.lower_first("DBClusterIdentifier") == "dBClusterIdentifier"
    assert query.lower_first("IAMDatabaseAuthenticationEnabled") == "iAMDatabaseAuthenticationEnabled"
