"""Changes of policies by ordinary API calls, put back by the deployed functions under their own roles."""

import json

import pytest
from guard import ARTIFACTS, Broken, by_family, check_once, ends_well, guarded

from aurora_local.seed import DEVELOPER

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)

NOBODY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        },
    }
)


def document(action, resource="*", effect="Allow"):
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


WIDE, MILD = document("rds:*"), document("rds:Describe*")
ANY_LOGIN = document("rds-db:connect", "arn:aws:rds-db:*:123456789012:dbuser:*/*")
ONE_LOGIN = document("rds-db:connect", "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-ABC/app")
ONE_CLUSTER = document("rds:ModifyDBCluster", "arn:aws:rds:us-east-1:123456789012:cluster:orders")


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("iam")) as aws:
        yield aws


@pytest.fixture(autouse=True)
def no_faults_afterwards(aws):
    yield
    aws.faults.set()


class OnARole(Broken):
    """A change of one role; `twin` is one like it that is nobody's business."""

    def prepare(self):
        self.iam = self.aws.client("iam", DEVELOPER)
        self.reader = self.aws.client("iam")
        self.iam.create_role(RoleName=self.name, AssumeRolePolicyDocument=NOBODY)

    def twin(self):
        raise NotImplementedError

    def twin_stands(self):
        raise NotImplementedError


class NewInlinePolicy(OnARole):
    control, call, revert = "IAM-02", "PutRolePolicy", "DeleteRolePolicy"
    document, mild = WIDE, MILD

    def break_it(self):
        self.iam.put_role_policy(RoleName=self.name, PolicyName="ops", PolicyDocument=self.document)

    def in_order(self):
        return self.reader.list_role_policies(RoleName=self.name)["PolicyNames"] == []

    def twin(self):
        self.iam.put_role_policy(RoleName=self.name, PolicyName="ops", PolicyDocument=self.mild)

    def twin_stands(self):
        return self.reader.list_role_policies(RoleName=self.name)["PolicyNames"] == ["ops"]


class InlineLogin(NewInlinePolicy):
    control, document, mild = "IAM-04", ANY_LOGIN, ONE_LOGIN


class OnAUser(OnARole):
    control, call, revert = "IAM-06", "PutUserPolicy", "DeleteUserPolicy"

    def prepare(self):
        self.iam = self.aws.client("iam", DEVELOPER)
        self.reader = self.aws.client("iam")
        self.iam.create_user(UserName=self.name)

    def break_it(self):
        self.iam.put_user_policy(UserName=self.name, PolicyName="ops", PolicyDocument=ONE_CLUSTER)

    def in_order(self):
        return self.reader.list_user_policies(UserName=self.name)["PolicyNames"] == []

    def twin(self):
        self.iam.put_user_policy(UserName=self.name, PolicyName="ops", PolicyDocument=MILD)

    def twin_stands(self):
        return self.reader.list_user_policies(UserName=self.name)["PolicyNames"] == ["ops"]


class NewVersion(OnARole):
    """A managed policy that two principals have gets a version that gives too much."""

    control, call, revert = "IAM-01", "CreatePolicyVersion", "SetDefaultPolicyVersion"
    document = WIDE

    def prepare(self):
        super().prepare()
        policy = self.iam.create_policy(PolicyName=self.name, Path="/db/", PolicyDocument=MILD)
        self.group = policy["Policy"]["Arn"]
        self.iam.attach_role_policy(RoleName=self.name, PolicyArn=self.group)

    def break_it(self):
        self.iam.create_policy_version(PolicyArn=self.group, PolicyDocument=self.document, SetAsDefault=True)

    def in_force(self):
        return self.reader.get_policy(PolicyArn=self.group)["Policy"]["DefaultVersionId"]

    def in_order(self):
        return self.in_force() == "v1"

    def twin(self):
        self.iam.create_policy_version(PolicyArn=self.group, PolicyDocument=ONE_CLUSTER, SetAsDefault=True)

    def twin_stands(self):
        return self.in_force() == "v2"


class VersionInForce(NewVersion):
    call = "SetDefaultPolicyVersion"

    def prepare(self):
        super().prepare()
        # Not in force, so nobody's business yet.
        self.iam.create_policy_version(PolicyArn=self.group, PolicyDocument=WIDE, SetAsDefault=False)
        self.iam.create_policy_version(PolicyArn=self.group, PolicyDocument=ONE_CLUSTER, SetAsDefault=False)

    def break_it(self):
        self.iam.set_default_policy_version(PolicyArn=self.group, VersionId="v2")

    def twin(self):
        self.iam.set_default_policy_version(PolicyArn=self.group, VersionId="v3")

    def twin_stands(self):
        return self.in_force() == "v3"


class LoginVersion(NewVersion):
    control, document = "IAM-04", ANY_LOGIN


class ReplacedInlinePolicy(NewInlinePolicy):
    """What was there before is put again, by the function that alone may."""

    revert = "PutRolePolicy"
    logs = document("logs:*")

    def prepare(self):
        super().prepare()
        self.iam.put_role_policy(RoleName=self.name, PolicyName="ops", PolicyDocument=self.logs)

    def said(self):
        return self.reader.get_role_policy(RoleName=self.name, PolicyName="ops")["PolicyDocument"]

    def in_order(self):
        return self.said() == json.loads(self.logs)

    def twin_stands(self):
        return self.said() == json.loads(self.mild)


class OpenTrust(OnARole):
    control, call, revert = "IAM-07", "UpdateAssumeRolePolicy", "UpdateAssumeRolePolicy"

    def trusts(self, **principal):
        statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
        self.iam.update_assume_role_policy(
            RoleName=self.name,
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
        )

    def said(self):
        return self.reader.get_role(RoleName=self.name)["Role"]["AssumeRolePolicyDocument"]

    def break_it(self):
        self.trusts(AWS="*")

    def in_order(self):
        return self.said() == json.loads(NOBODY)

    def twin(self):
        self.trusts(Service="ec2.amazonaws.com")

    def twin_stands(self):
        return self.said()["Statement"][0]["Principal"] == {"Service": "ec2.amazonaws.com"}


class LostBoundary(OnARole):
    control, call, revert = "IAM-08", "DeleteRolePermissionsBoundary", "PutRolePermissionsBoundary"
    behind = "arn:aws:iam::aws:policy/AdministratorAccess"

    def prepare(self):
        self.iam = self.aws.client("iam", DEVELOPER)
        self.reader = self.aws.client("iam")
        self.limit = self.iam.create_policy(PolicyName=self.name, PolicyDocument=document("s3:*"))["Policy"][
            "Arn"
        ]
        self.iam.create_role(
            RoleName=self.name, AssumeRolePolicyDocument=NOBODY, PermissionsBoundary=self.limit
        )
        self.iam.attach_role_policy(RoleName=self.name, PolicyArn=self.behind)

    def break_it(self):
        self.iam.delete_role_permissions_boundary(RoleName=self.name)

    def boundary(self):
        return self.reader.get_role(RoleName=self.name)["Role"].get("PermissionsBoundary", {})

    def in_order(self):
        return self.boundary().get("PermissionsBoundaryArn") == self.limit

    def twin(self):
        self.iam.detach_role_policy(RoleName=self.name, PolicyArn=self.behind)
        self.break_it()

    def twin_stands(self):
        return not self.boundary()


class DetachedDeny(OnARole):
    control, call, revert = "IAM-11", "DetachRolePolicy", "AttachRolePolicy"

    def prepare(self):
        super().prepare()
        self.made = [
            self.iam.create_policy(PolicyName=f"{self.name}-{effect}", PolicyDocument=said)["Policy"]["Arn"]
            for effect, said in (("deny", document("rds:Delete*", effect="Deny")), ("allow", MILD))
        ]
        for arn in self.made:
            self.iam.attach_role_policy(RoleName=self.name, PolicyArn=arn)

    def attached(self):
        found = self.reader.list_attached_role_policies(RoleName=self.name)["AttachedPolicies"]
        return {one["PolicyArn"] for one in found}

    def break_it(self):
        self.iam.detach_role_policy(RoleName=self.name, PolicyArn=self.made[0])

    def in_order(self):
        return self.attached() == set(self.made)

    def twin(self):
        self.iam.detach_role_policy(RoleName=self.name, PolicyArn=self.made[1])

    def twin_stands(self):
        return self.attached() == {self.made[0]}


class DeletedDeny(NewInlinePolicy):
    control, call, revert = "IAM-11", "DeleteRolePolicy", "PutRolePolicy"

    def prepare(self):
        super().prepare()
        for name, said in (("keep", document("rds:Delete*", effect="Deny")), ("logs", document("logs:*"))):
            self.iam.put_role_policy(RoleName=self.name, PolicyName=name, PolicyDocument=said)

    def break_it(self):
        self.iam.delete_role_policy(RoleName=self.name, PolicyName="keep")

    def in_order(self):
        return sorted(self.reader.list_role_policies(RoleName=self.name)["PolicyNames"]) == ["keep", "logs"]

    def twin(self):
        self.iam.delete_role_policy(RoleName=self.name, PolicyName="logs")

    def twin_stands(self):
        return self.reader.list_role_policies(RoleName=self.name)["PolicyNames"] == ["keep"]


class JoinedAdmins(OnAUser):
    control, call, revert = "IAM-19", "AddUserToGroup", "RemoveUserFromGroup"

    def prepare(self):
        super().prepare()
        for group in ("admins", "readers"):
            self.iam.create_group(GroupName=f"{self.name}-{group}")
        self.iam.attach_group_policy(
            GroupName=f"{self.name}-admins", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess"
        )

    def groups(self):
        found = self.reader.list_groups_for_user(UserName=self.name)["Groups"]
        return [one["GroupName"] for one in found]

    def break_it(self):
        self.iam.add_user_to_group(UserName=self.name, GroupName=f"{self.name}-admins")

    def in_order(self):
        return self.groups() == []

    def twin(self):
        self.iam.add_user_to_group(UserName=self.name, GroupName=f"{self.name}-readers")

    def twin_stands(self):
        return self.groups() == [f"{self.name}-readers"]


PUT_BACK = (
    NewInlinePolicy,
    InlineLogin,
    OnAUser,
    NewVersion,
    VersionInForce,
    LoginVersion,
    ReplacedInlinePolicy,
    OpenTrust,
    LostBoundary,
    DetachedDeny,
    DeletedDeny,
    JoinedAdmins,
)


@pytest.mark.parametrize("kind", PUT_BACK, ids=lambda kind: kind.__name__)
def test_is_put_back_once_though_its_event_comes_twice(aws, kind):
    broken = kind(aws)
    aws.faults.set(duplicate=1)
    seq = aws.log.last
    broken.make()
    aws.faults.set()

    seen = ends_well(aws, seq, [broken], 60)

    check_once(seen, broken)


@pytest.mark.parametrize("kind", PUT_BACK, ids=lambda kind: kind.__name__)
def test_its_twin_is_left_alone(aws, kind):
    twin = kind(aws)
    seq = aws.log.last
    twin.twin()
    made = [e for e in aws.log.after(seq)[0] if e["kind"] == "call" and not e["own"] and e["rules"]]
    assert made
    for call in made:
        one = call["eventID"]
        aws.wait_for(lambda e, one=one: by_family(e) and one in e["eventIDs"], after=seq, timeout=60)

    assert twin.twin_stands()
    assert not [e for e in aws.log.after(seq)[0] if e["kind"] == "alert"]


def test_an_edit_of_a_managed_policy_counts_whom_it_reaches(aws):
    broken = NewVersion(aws)
    broken.iam.create_user(UserName=broken.name)
    broken.iam.attach_user_policy(UserName=broken.name, PolicyArn=broken.group)
    seq = aws.log.last
    broken.make()

    (alert,) = ends_well(aws, seq, [broken], 60).alerts(broken)

    assert f"attached to 2 principals (role/{broken.name}, user/{broken.name})" in alert["evidence"]


def test_what_was_there_for_a_moment_is_what_it_is_put_back_to(aws):
    holder = NewInlinePolicy(aws)
    seq = aws.log.last
    holder.twin()
    holder.break_it()

    alert = aws.wait_for(lambda e: e["kind"] == "alert" and "IAM-02" in e["subject"], after=seq, timeout=60)

    assert alert["body"]["outcome"] == "reverted"
    found = holder.reader.get_role_policy(RoleName=holder.name, PolicyName="ops")
    assert found["PolicyDocument"] == json.loads(MILD)


def test_another_key_of_an_administrator_is_told_and_left(aws):
    holder = OnAUser(aws)
    holder.iam.attach_user_policy(
        UserName=holder.name, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess"
    )
    seq = aws.log.last
    holder.iam.create_access_key(UserName=holder.name)

    alert = aws.wait_for(lambda e: e["kind"] == "alert" and "IAM-12" in e["subject"], after=seq, timeout=60)

    assert alert["body"]["outcome"] == "alerted"
    assert len(holder.reader.list_access_keys(UserName=holder.name)["AccessKeyMetadata"]) == 1


def test_root_is_told_once_whatever_it_changes(aws):
    seq = aws.log.last
    for days in (15, 16):
        aws.client("rds").modify_db_cluster(DBClusterIdentifier="orders", BackupRetentionPeriod=days)
    made = [e for e in aws.log.after(seq)[0] if e["kind"] == "call" and not e["own"] and e["rules"]]
    for call in made:
        one = call["eventID"]
        aws.wait_for(lambda e, one=one: by_family(e) and one in e["eventIDs"], after=seq, timeout=60)

    told = [e for e in aws.log.after(seq)[0] if e["kind"] == "alert" and "IAM-13" in e["subject"]]
    assert len(told) == 1
