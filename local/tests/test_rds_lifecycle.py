"""Instances, roles, endpoints, deletions and global clusters behave as AWS documents."""

import pytest
from botocore.exceptions import ClientError
from conftest import last_record

ROLE = "arn:aws:iam::123456789012:role/loader"


@pytest.fixture
def rds(account):
    return account.client("rds")


def make(rds, name, instances=1, engine="aurora-postgresql", **settings):
    rds.create_db_cluster(
        DBClusterIdentifier=name,
        Engine=engine,
        MasterUsername="owner",
        MasterUserPassword="long-enough",
        **settings,
    )
    rds.describe_db_clusters(DBClusterIdentifier=name)
    for number in range(1, instances + 1):
        instance(rds, f"{name}-{number}", name, engine)


def instance(rds, name, cluster, engine="aurora-postgresql", **settings):
    return rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBClusterIdentifier=cluster,
        DBInstanceClass="db.r6g.large",
        Engine=engine,
        **settings,
    )["DBInstance"]


def cluster(rds, name):
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


def found(rds, name):
    return rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]


def code(call, **kwargs):
    with pytest.raises(ClientError) as error:
        call(**kwargs)
    return error.value.response["Error"]["Code"]


def test_an_instance_s_settings_apply_at_once_and_its_certificate_waits(account, rds):
    make(rds, "settings")
    rds.modify_db_instance(
        DBInstanceIdentifier="settings-1",
        PubliclyAccessible=True,
        AutoMinorVersionUpgrade=False,
        MonitoringInterval=60,
        MonitoringRoleArn=ROLE,
        CACertificateIdentifier="rds-ca-ecc384-g1",
    )
    record = last_record(account)
    waiting = found(rds, "settings-1")
    rds.modify_db_instance(DBInstanceIdentifier="settings-1", ApplyImmediately=True)
    applied = found(rds, "settings-1")

    assert (waiting["PubliclyAccessible"], waiting["AutoMinorVersionUpgrade"]) == (True, False)
    assert waiting["MonitoringInterval"] == 60
    assert waiting["CACertificateIdentifier"] != "rds-ca-ecc384-g1"
    assert waiting["PendingModifiedValues"] == {"CACertificateIdentifier": "rds-ca-ecc384-g1"}
    assert applied["CACertificateIdentifier"] == "rds-ca-ecc384-g1"
    assert applied["PendingModifiedValues"] == {}
    assert record["requestParameters"] == {
        "dBInstanceIdentifier": "settings-1",
        "applyImmediately": False,
        "allowMajorVersionUpgrade": False,
        "autoMinorVersionUpgrade": False,
        "cACertificateIdentifier": "rds-ca-ecc384-g1",
        "monitoringInterval": 60,
        "monitoringRoleArn": ROLE,
        "publiclyAccessible": True,
    }
    assert record["responseElements"]["publiclyAccessible"] is True
    assert record["responseElements"]["pendingModifiedValues"] == {
        "cACertificateIdentifier": "rds-ca-ecc384-g1"
    }


def test_an_instance_is_private_in_a_vpc_without_a_gateway_and_shares_its_cluster_s_settings(rds):
    make(rds, "shares", EnableIAMDatabaseAuthentication=True)
    second = instance(rds, "shares-2", "shares")
    first = found(rds, "shares-1")

    assert first["PubliclyAccessible"] is False
    assert first["IAMDatabaseAuthenticationEnabled"] is True
    assert first["DbiResourceId"] != second["DbiResourceId"]
    for setting in ({"EnableIAMDatabaseAuthentication": False}, {"BackupRetentionPeriod": 2}):
        assert code(rds.modify_db_instance, DBInstanceIdentifier="shares-1", **setting) == (
            "InvalidParameterCombination"
        )
    assert code(rds.modify_db_instance, DBInstanceIdentifier="nobody") == "DBInstanceNotFound"


def test_a_role_comes_and_goes(account, rds):
    make(rds, "roles", 0)
    rds.add_role_to_db_cluster(DBClusterIdentifier="roles", RoleArn=ROLE, FeatureName="s3Import")
    added = last_record(account)
    associated = cluster(rds, "roles")["AssociatedRoles"]
    gone = {"DBClusterIdentifier": "roles", "RoleArn": ROLE, "FeatureName": "s3Import"}

    assert (
        code(rds.remove_role_from_db_cluster, **{**gone, "FeatureName": "Lambda"}) == "DBClusterRoleNotFound"
    )
    assert last_record(account)["errorCode"] == "DBClusterRoleNotFoundFault"
    rds.remove_role_from_db_cluster(**gone)

    assert associated == [{"RoleArn": ROLE, "Status": "ACTIVE", "FeatureName": "s3Import"}]
    assert added["requestParameters"] == {
        "dBClusterIdentifier": "roles",
        "roleArn": ROLE,
        "featureName": "s3Import",
    }
    assert added["responseElements"] is None
    assert cluster(rds, "roles")["AssociatedRoles"] == []


def test_the_http_endpoint_is_switched_by_its_own_calls(account, rds):
    make(rds, "endpoint", 0)
    arn = cluster(rds, "endpoint")["DBClusterArn"]
    rds.enable_http_endpoint(ResourceArn=arn)
    enabled, record = cluster(rds, "endpoint")["HttpEndpointEnabled"], last_record(account)
    rds.disable_http_endpoint(ResourceArn=arn)

    assert enabled is True
    assert record["requestParameters"] == {"resourceArn": arn}
    assert record["responseElements"] == {"resourceArn": arn, "httpEndpointEnabled": True}
    assert cluster(rds, "endpoint")["HttpEndpointEnabled"] is False
    assert code(rds.enable_http_endpoint, ResourceArn=arn + "-gone") == "ResourceNotFoundFault"


def test_more_of_a_cluster_s_settings_can_be_changed(rds):
    make(rds, "more", 0)
    rds.modify_db_cluster(
        DBClusterIdentifier="more",
        Port=6543,
        NetworkType="DUAL",
        CopyTagsToSnapshot=True,
        AutoMinorVersionUpgrade=False,
        VpcSecurityGroupIds=["sg-1", "sg-2"],
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["postgresql"]},
        ApplyImmediately=True,
    )
    now = cluster(rds, "more")

    assert (now["Port"], now["NetworkType"], now["CopyTagsToSnapshot"]) == (6543, "DUAL", True)
    assert now["AutoMinorVersionUpgrade"] is False
    assert now["EnabledCloudwatchLogsExports"] == ["postgresql"]
    assert [one["VpcSecurityGroupId"] for one in now["VpcSecurityGroups"]] == ["sg-1", "sg-2"]


def test_a_cluster_goes_only_unprotected_empty_and_with_a_word_on_its_snapshot(account, rds):
    make(rds, "going", DeletionProtection=True)
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="stays", DBClusterIdentifier="going")
    go = {"DBClusterIdentifier": "going", "SkipFinalSnapshot": True}

    protected = code(rds.delete_db_cluster, **go)
    rds.modify_db_cluster(DBClusterIdentifier="going", DeletionProtection=False)
    occupied = code(rds.delete_db_cluster, **go)
    rds.delete_db_instance(DBInstanceIdentifier="going-1")
    no_word = code(rds.delete_db_cluster, DBClusterIdentifier="going")
    both = code(rds.delete_db_cluster, **go, FinalDBSnapshotIdentifier="last")
    rds.delete_db_cluster(
        DBClusterIdentifier="going", FinalDBSnapshotIdentifier="last", DeleteAutomatedBackups=True
    )
    record = last_record(account)

    assert protected == "InvalidParameterCombination"
    assert occupied == "InvalidDBClusterStateFault"
    assert (no_word, both) == ("InvalidParameterCombination",) * 2
    assert code(rds.describe_db_clusters, DBClusterIdentifier="going") == "DBClusterNotFoundFault"
    left = rds.describe_db_cluster_snapshots(DBClusterIdentifier="going")["DBClusterSnapshots"]
    assert {one["DBClusterSnapshotIdentifier"] for one in left} == {"stays", "last"}
    assert record["requestParameters"] == {
        "dBClusterIdentifier": "going",
        "skipFinalSnapshot": False,
        "finalDBSnapshotIdentifier": "last",
        "deleteAutomatedBackups": True,
    }
    assert record["responseElements"]["status"] == "deleting"
    assert record["responseElements"]["dBClusterMembers"] == []


def test_the_writer_s_deletion_leaves_another_writer(rds):
    make(rds, "writers", 2)
    rds.delete_db_instance(DBInstanceIdentifier="writers-1", SkipFinalSnapshot=True)

    (left,) = cluster(rds, "writers")["DBClusterMembers"]
    assert (left["DBInstanceIdentifier"], left["IsClusterWriter"]) == ("writers-2", True)
    assert code(rds.delete_db_instance, DBInstanceIdentifier="writers-1") == "DBInstanceNotFound"


def test_a_deleted_snapshot_is_gone_and_an_unknown_one_is_said_so(rds):
    make(rds, "snapped", 0)
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="brief", DBClusterIdentifier="snapped")
    rds.delete_db_cluster_snapshot(DBClusterSnapshotIdentifier="brief")

    for call in (rds.delete_db_cluster_snapshot, rds.describe_db_cluster_snapshots):
        assert code(call, DBClusterSnapshotIdentifier="brief") == "DBClusterSnapshotNotFoundFault"


def test_a_global_cluster_is_protected_changed_and_deleted(account, rds):
    make(rds, "regional", 0)
    arn = cluster(rds, "regional")["DBClusterArn"]
    rds.create_global_cluster(
        GlobalClusterIdentifier="world", SourceDBClusterIdentifier=arn, DeletionProtection=True
    )
    name = {"GlobalClusterIdentifier": "world"}

    assert code(rds.delete_db_cluster, DBClusterIdentifier="regional", SkipFinalSnapshot=True) == (
        "InvalidDBClusterStateFault"
    )
    assert code(rds.delete_global_cluster, **name) == "InvalidParameterCombination"
    rds.modify_global_cluster(**name, DeletionProtection=False)
    changed = last_record(account)
    assert code(rds.delete_global_cluster, **name) == "InvalidGlobalClusterStateFault"
    rds.remove_from_global_cluster(**name, DbClusterIdentifier=arn)
    removed = last_record(account)
    rds.delete_global_cluster(**name)

    assert changed["requestParameters"] == {"globalClusterIdentifier": "world", "deletionProtection": False}
    assert changed["responseElements"]["deletionProtection"] is False
    assert changed["responseElements"]["globalClusterArn"] == "arn:aws:rds::123456789012:global-cluster:world"
    assert removed["requestParameters"]["dbClusterIdentifier"] == arn
    assert code(rds.delete_global_cluster, **name) == "GlobalClusterNotFoundFault"
    rds.delete_db_cluster(DBClusterIdentifier="regional", SkipFinalSnapshot=True)
